import type { BoundFigure, ReportTemplate, Sentence } from '../../contracts/report.ts';

/** Short hands for writing a template as text with its figures beside it; what they make is pure data. */
type Block = ReportTemplate['parts'][number]['blocks'][number];

/** A bound figure: key in the text, words for the list of missing figures, the measure, and what narrows it. */
export function figure(
  key: string,
  label: string,
  measure: string,
  more: Omit<BoundFigure, 'key' | 'label' | 'measure'> = {},
): BoundFigure {
  return { key, label, measure, ...more };
}

/** A sentence that stops the draft when one of its figures was never reported, and is left out at a counted zero. */
export function core(
  key: string,
  text: string,
  figures: BoundFigure[],
  more: Partial<Sentence> = {},
): Sentence {
  return { kind: 'sentence', key, text, figures, ifNone: 'stop', ifZero: 'omit', ...more };
}

/** A sentence that only some places have: left out when nothing was reported or all of it is zero. */
export function local(
  key: string,
  text: string,
  figures: BoundFigure[],
  more: Partial<Sentence> = {},
): Sentence {
  return { kind: 'sentence', key, text, figures, ifNone: 'omit', ifZero: 'omit', ...more };
}

/** Suggested wording without figures, for a person to finish. */
export function prose(key: string, text: string): Block {
  return { kind: 'prose', key, text };
}

/** The same where items are kept one by one: they stand after `lead`, in place of the wording. */
export function items(key: string, of: 'problems' | 'plan' | 'last-plan', lead: string, text: string): Block {
  return { kind: 'prose', key, text, holds: { of, lead } };
}
