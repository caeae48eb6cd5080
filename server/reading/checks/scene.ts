import type { Figure } from '../model.ts';
import { grainOf, type Range, rangeOf } from './amounts.ts';
import { kernel } from './kernel.ts';
import { type Mark, marksOf } from './marks.ts';
import { familyOf, isRate } from './units.ts';
import { type View, viewOf } from './view.ts';
import { EACH, nounOf, tidy } from './words.ts';

/** A figure in its place: what stands before and after it, what it can mean, with what it can be compared. */
export type Item = {
  figure: Figure;
  order: number;
  start: number;
  /** End of the unit word. */
  end: number;
  value: number;
  range: Range;
  exact: boolean;
  ulp: number;
  decimals: number;
  scaled: boolean;
  family: string;
  rate: boolean;
  /** Words before the number, back to the figure or the cut before it; and after the unit, up to the next. */
  lead: string;
  trail: string;
  /** What is counted, without the words of every report (全市、共、其中). */
  noun: string;
  /** The noun's kernel, for comparing: 科级干部总数 → 科级干部. */
  core: string;
  clause: number;
  clauseStart: number;
  clauseEnd: number;
  semi: number;
  /** Stands inside brackets. */
  inside: boolean;
  /** Said of each one (每人、人均、各), not of all. */
  each: boolean;
  sentence: number;
  paragraph: number;
};

export type Sentence = { start: number; end: number; items: Item[]; paragraph: number };

const isOpen = (char: string) => char === '(' || char === '（';
const isClosed = (char: string) => char === ')' || char === '）';

/** A text made ready once for all rules. */
export type Scene = {
  view: View;
  items: Item[];
  sentences: Sentence[];
  /** Where paragraphs start, by their number. */
  paragraphs: number[];
  /** The words between two figures, tidied. */
  between(a: Item, b: Item): string;
  /** The tidied words of a stretch. */
  words(start: number, end: number): string;
};

/** Tables without full stops would make one endless sentence; a rule never looks further than this many figures. */
const LONGEST = 40;

/** 两项合计: a number of figures, not a figure. */
const COUNTS_FIGURES = /^(?:项|者|类)(?:合计|共计|相加|共占|共$|共\d|合占|占)/;

const OF_THESE = /其中[:：]\s*$/;

/** Builds the scene in one pass over cuts and figures (linear in the length of the text). */
export function sceneOf(text: string, figures: Figure[]): Scene {
  const view = viewOf(text);
  const marks = marksOf(view);
  const items: Item[] = [];
  const sentences: Sentence[] = [];
  const paragraphs = [0];
  const usable = figures
    .filter((figure) => figure.start >= 0 && figure.end > figure.start && figure.end <= view.length)
    .sort((a, b) => a.start - b.start);

  let next = 0;
  let clause = 0;
  let semi = 0;
  let paragraph = 0;
  let clauseStart = 0;
  let sentence: Sentence = { start: 0, end: view.length, items: [], paragraph: 0 };
  const closeSentence = (at: number) => {
    sentence.end = at;
    if (sentence.items.length > 0) sentences.push(sentence);
    sentence = { start: at + 1, end: view.length, items: [], paragraph };
  };
  let previousEnd = 0;
  let inside = false;
  for (const [index, figure] of usable.entries()) {
    if (figure.start < previousEnd || COUNTS_FIGURES.test(view.slice(figure.end, figure.end + 6))) continue;
    while (next < marks.length && (marks[next]?.at ?? Infinity) < figure.start) {
      const mark = marks[next] as Mark;
      next += 1;
      if (mark.at < previousEnd) continue;
      clause += 1;
      clauseStart = mark.at + 1;
      if (mark.kind !== 'clause') semi += 1;
      if (mark.kind === 'sentence' || mark.kind === 'paragraph') {
        if (mark.kind === 'paragraph') {
          paragraph += 1;
          paragraphs.push(mark.at + 1);
        }
        closeSentence(mark.at);
        sentence.paragraph = paragraph;
      }
    }
    if (sentence.items.length >= LONGEST) {
      closeSentence(clauseStart - 1);
      sentence.paragraph = paragraph;
    }
    const end = unitEnd(view, figure);
    let ahead = next;
    while (ahead < marks.length && (marks[ahead]?.at ?? Infinity) < end) ahead += 1;
    const follower = usable[index + 1]?.start ?? view.length;
    const clauseEnd = Math.max(end, Math.min(marks[ahead]?.at ?? view.length, end + 60));
    const from = Math.max(previousEnd, clauseStart, figure.start - 120);
    if (sentence.items.length === 0) inside = false;
    for (const char of view.slice(Math.max(previousEnd, sentence.start, figure.start - 300), figure.start)) {
      if (isOpen(char)) inside = true;
      else if (isClosed(char)) inside = false;
    }
    const words = tidy(outsideBrackets(view.slice(from, figure.start)));
    // 其中:甲…: the sign before the colon belongs to the first part.
    const lead =
      OF_THESE.test(view.slice(Math.max(0, from - 4), from)) && from === clauseStart ? `其中${words}` : words;
    const trail =
      outsideClosed(tidy(view.slice(end, Math.max(end, Math.min(follower, clauseEnd))))).split(
        /[(（、]/,
      )[0] ?? '';
    const range = rangeOf(figure);
    const family = familyOf(figure.unit);
    const noun = nounOf(lead, trail);
    const item: Item = {
      figure,
      order: items.length,
      start: figure.start,
      end,
      value: Array.isArray(figure.value) ? figure.value[0] : figure.value,
      range,
      exact: range.lo === range.hi,
      ...grainOf(figure),
      family,
      rate: isRate(family),
      lead,
      trail,
      noun,
      core: kernel(noun),
      clause,
      clauseStart,
      clauseEnd,
      semi,
      inside,
      each: EACH.test(lead),
      sentence: sentences.length,
      paragraph,
    };
    items.push(item);
    sentence.items.push(item);
    previousEnd = end;
  }
  const rest = marks
    .slice(next)
    .find((mark) => mark.at >= previousEnd && (mark.kind === 'sentence' || mark.kind === 'paragraph'));
  closeSentence(rest?.at ?? view.length);
  const words = (start: number, end: number) => tidy(view.slice(start, end));
  return { view, items, sentences, paragraphs, words, between: (a, b) => words(a.end, b.start) };
}

/** 妇女(18-60岁)1734人: what stands in closed brackets says nothing about the number; after an open one the words begin anew. */
function outsideBrackets(words: string): string {
  const open = words.replace(/[(（][^()（）]*[)）]/g, '');
  return open.split(/[(（)）]/).at(-1) ?? open;
}

/** 乡镇(街道)妇联 → 乡镇妇联. */
const outsideClosed = (words: string) => words.replace(/\([^()]*\)/g, '');

/** Where the unit word after the number ends; a qualifier (余、多、来) and a torn line may stand between. */
function unitEnd(view: View, figure: Figure): number {
  if (figure.unit === '') return figure.end;
  const after = view.slice(figure.end, figure.end + figure.unit.length + 12);
  const hit = /^(?:\s*\d{1,3}、)?[\s　]*(?:[余多来几]|以上|左右)?[\s　]*(?:[万亿千百])?/.exec(after);
  const first = figure.unit[0] ?? '';
  const at = after.indexOf(first);
  if (at < 0 || at > (hit?.[0].length ?? 0) + 1) return figure.end;
  let end = at;
  for (const char of figure.unit) {
    while (/[\s　]/.test(after[end] ?? '')) end += 1;
    if (after[end] !== char) break;
    end += 1;
  }
  return figure.end + [...after.slice(0, end)].length;
}
