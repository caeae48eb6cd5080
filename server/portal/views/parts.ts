import { type Html, html } from '../../platform/http/index.ts';
import type { Problems, Typed } from '../typed.ts';

/** A question with one answer among several. */
export function choices(o: {
  readonly field: string;
  readonly ask: string;
  readonly hint?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly typed: Typed;
  readonly problems: Problems;
}): Html {
  return html`<fieldset aria-describedby="${o.field}-said">
<legend>${o.ask}</legend>
${o.hint && html`<p class="hint">${o.hint}</p>`}
${said(o.field, o.problems)}
${Object.entries(o.options).map(
  ([value, label]) =>
    html`<label class="choice"><input type="radio" name="${o.field}" value="${value}"${
      o.typed[o.field] === value && html` checked`
    }> <span>${label}</span></label>`,
)}
</fieldset>`;
}

/** What is wrong with a field, beside it; read aloud when it comes. */
export function said(field: string, problems: Problems): Html {
  const problem = problems.get(field);
  return html`<p id="${field}-said"${problem !== undefined && html` class="problem" role="alert"`}>${problem}</p>`;
}

/** One line to write in. */
export function lineField(o: {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'tel';
  readonly most: number;
  readonly typed: Typed;
  readonly problems: Problems;
}): Html {
  return html`<label class="label" for="${o.field}">${o.label}</label>
${o.hint && html`<p class="hint">${o.hint}</p>`}
${said(o.field, o.problems)}
<input type="${o.type ?? 'text'}" id="${o.field}" name="${o.field}" value="${o.typed[o.field] ?? ''}" maxlength="${o.most}" autocomplete="off" aria-describedby="${o.field}-said"${
    o.problems.has(o.field) && html` aria-invalid="true"`
  }>`;
}

/** What earlier and later steps hold, carried along unseen. */
export const carried = (typed: Typed, fields: readonly string[]): readonly Html[] =>
  fields
    .filter((f) => (typed[f] ?? '') !== '')
    .map((f) => html`<input type="hidden" name="${f}" value="${typed[f]}">`);
