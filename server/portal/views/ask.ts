import { LETTER_CAUSES, LETTER_DANGER, LETTER_REACH, LETTER_WHOM } from '../../../contracts/api-letters.ts';
import type { HelpLine } from '../../../contracts/help-line.ts';
import { type Html, html } from '../../platform/http/index.ts';
import { FIELDS, MOST_WORDS, STEPS } from '../asking.ts';
import type { Problems, Typed } from '../typed.ts';
import { numbersAgain } from './help-now.ts';
import { carried, choices, lineField, said } from './parts.ts';
import { safeContactFields } from './safe-contact.ts';

/** A place that fits what she wrote: a federation with the names above it. */
export interface PlaceChoice {
  readonly id: string;
  readonly name: string;
}
export interface AskView {
  readonly step: number;
  readonly typed: Typed;
  readonly problems: Problems;
  readonly lines: readonly HelpLine[];
  /** Places to choose from, when what she wrote fits several. */
  readonly places: readonly PlaceChoice[];
}

const TITLES: Readonly<Record<number, string>> = {
  1: '您现在安全吗',
  2: '出了什么事,在哪里',
  3: '怎么答复您',
};

/** One of the three steps (三步). Every field of the others is carried along, so that going back loses nothing. */
export function askView(v: AskView): Html {
  const others = ['key', ...Object.entries(FIELDS).flatMap(([n, f]) => (Number(n) === v.step ? [] : f))];
  const last = v.step === STEPS;
  return html`<p class="hint">第 ${v.step} 步,共 ${STEPS} 步</p>
<h1>${TITLES[v.step]}</h1>
${v.problems.has('form') && html`<p class="problem" role="alert">${v.problems.get('form')}</p>`}
${v.typed['danger'] === 'now' && v.step > 1 && numbersAgain(v.lines)}
<form method="post" action="/help/ask" accept-charset="utf-8">
${carried(v.typed, others)}
<input type="hidden" name="step" value="${v.step}">
<p class="trap" aria-hidden="true"><label>请不要填这一格 <input type="text" name="website" tabindex="-1" autocomplete="off"></label></p>
${v.step === 1 ? first(v) : v.step === 2 ? second(v) : third(v)}
<button class="primary" name="go" value="on">${last ? '发出' : '下一步'}</button>
${v.step > 1 && html`<button name="go" value="back">回上一步</button>`}
</form>`;
}

const first = (v: AskView): Html =>
  html`${choices({
    ...v,
    field: 'danger',
    ask: '有没有人正在打人、威胁人,或者今天就怕出事?',
    options: LETTER_DANGER,
  })}${choices({ ...v, field: 'whom', ask: '这是谁的事?', options: LETTER_WHOM })}`;

const second = (v: AskView): Html => html`${choices({
  ...v,
  field: 'cause',
  ask: '最像哪一种?',
  options: LETTER_CAUSES,
})}
<label class="label" for="words">请说说经过,想要我们做什么</label>
<p class="hint">几句话就行。不愿写名字的可以不写。最多 ${MOST_WORDS} 个字。</p>
${said('words', v.problems)}
<textarea id="words" name="words" autocomplete="off" aria-describedby="words-said"${v.problems.has('words') && html` aria-invalid="true"`}>${v.typed['words'] ?? ''}</textarea>
${lineField({ ...v, field: 'place', label: '在哪里', hint: '写县、区就行,写到街道、村更快。例如:鼓楼区,中山社区。', most: 40 })}
${
  v.places.length > 0 &&
  html`${choices({
    ...v,
    field: 'placeId',
    ask: '是哪一个?',
    options: Object.fromEntries(v.places.map((p) => [p.id, p.name])),
  })}`
}`;

const third = (v: AskView): Html => html`${choices({
  ...v,
  field: 'reach',
  ask: '要不要我们联系您?',
  options: LETTER_REACH,
})}
${safeContactFields(v)}
${lineField({ ...v, field: 'name', label: '怎么称呼您(可不填)', most: 40 })}
<h2>发出以后</h2>
<ol>
<li>马上给您一个回执码。</li>
<li>当地妇联会有一位同志专门负责您这件事,一般 3 天内答复,难办的最多 7 天。</li>
<li>要别的部门(派出所、法院、民政……)一起办,先问您同不同意;依法必须报告的除外,例如孩子正受伤害。</li>
</ol>
<h2>谁会看到</h2>
<p>只有负责您这件事的人。她每看一次都有记录。上级只看到件数,看不到是谁、写了什么。您随时可以凭回执码补充、撤回。</p>
${said('agree', v.problems)}
<label class="choice"><input type="checkbox" name="agree" value="yes"${v.typed['agree'] === 'yes' && html` checked`}> <span>我同意妇联为办这件事看我写的内容</span></label>`;
