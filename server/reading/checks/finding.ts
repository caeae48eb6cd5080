import type { Check, CheckType } from '../model.ts';
import { shown } from './amounts.ts';
import type { Item, Scene } from './scene.ts';

/** A figure that takes part, with the word that the reader knows it by; a count of named items has no figure of its own. */
export type Part = { start: number; end: number; value: number | [number, number]; label: string };

export type Verdict = {
  type: CheckType;
  parts: Part[];
  holds: Check['holds'];
  grade?: Check['grade'];
  gap?: number;
  computed: string;
  message: string;
  /** The stretch that shows the relation, where it is not simply from the first figure to the last. */
  place?: { start: number; end: number };
};

/** Quotes longer than this (parts in other paragraphs) show only the place of the last part. */
const LONGEST_QUOTE = 1500;

/** Makes a check of a verdict: place, quote, order of its figures. */
export function finding(scene: Scene, verdict: Verdict): Check {
  const parts = [...verdict.parts].sort((a, b) => a.start - b.start);
  let start = verdict.place?.start ?? Math.min(...parts.map((part) => part.start));
  const end = Math.min(verdict.place?.end ?? Math.max(...parts.map((part) => part.end)), scene.view.length);
  if (end - start > LONGEST_QUOTE) start = Math.max(start, (parts.at(-1)?.start ?? start) - 40);
  return {
    type: verdict.type,
    start,
    end,
    quote: scene.view.slice(start, end),
    figures: parts.map(({ start: at, value, label }) => ({ start: at, value, label })),
    holds: verdict.holds,
    grade: verdict.grade ?? null,
    gap: verdict.holds === false ? tidyGap(verdict.gap ?? 0) : null,
    computed: verdict.computed,
    message: verdict.message,
  };
}

const tidyGap = (gap: number) => (Number.isFinite(gap) ? Math.round(gap * 1e6) / 1e6 : 0);

/** An item as a part of a check; its clause's words come into the quote. */
export function part(item: Item, label = labelOf(item)): Part {
  return { start: item.start, end: item.end, value: item.figure.value, label };
}

/** A short word for a figure: its noun, else its unit. */
export function labelOf(item: Item): string {
  const noun = item.noun.replace(/^[的,、]+|[的,、:]+$/g, '');
  return noun.slice(-12) || (item.rate ? '' : item.figure.subject.slice(0, 12) || item.figure.unit);
}

/** Words and number as one reads them aloud: 农业人口35038. */
export function said(item: Item): string {
  const value = Array.isArray(item.figure.value)
    ? `${shown(item.figure.value[0])}至${shown(item.figure.value[1])}`
    : shown(item.value);
  const before = {
    over: '逾',
    atLeast: '至少',
    atMost: '至多',
    lessThan: '不足',
    nearly: '近',
    approx: '约',
    range: '',
  };
  const word = item.figure.qualifier === null ? '' : before[item.figure.qualifier];
  return `${labelOf(item)}${word}${value}${item.rate ? item.figure.unit : ''}`;
}

/** The stretch from the words before the first item to the end of the last one. */
export function placeOf(items: Item[]): { start: number; end: number } {
  const starts = items.map((item) => Math.max(item.clauseStart, item.start - 40));
  return { start: Math.min(...starts), end: Math.max(...items.map((item) => item.end)) };
}
