import type { Figure } from '../model.ts';
import { clauseAfter, clauseBefore } from './around.ts';
import type { Found } from './figure-parts.ts';
import { readView } from './read-view.ts';
import { sentencesOf } from './sentences.ts';
import { headingStatus, periodsOf, roleOf, statusOf, subjectOf } from './surroundings.ts';
import { type View, views } from './view.ts';

/**
 * Every figure of a Chinese text in the order of the text (读出报告里的数字): place in code points, value with 万 and 亿
 * resolved, unit word, qualifier, kind, role, status, subject, period, sentence. Pure, linear, one block of text at a time.
 */
export function readFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  const context: Context = { heading: null, period: null };
  for (const view of views(text)) readBlock(text, view, context, figures);
  return figures;
}

/** What carries over from block to block: the heading's status and the last stated time. */
type Context = { heading: 'plan' | 'norm' | null; period: string | null };

function readBlock(text: string, view: View, context: Context, figures: Figure[]): void {
  const found = readView(view.text);
  let next = 0;
  for (const sentence of sentencesOf(view.text)) {
    const words = view.text.slice(sentence.start, sentence.end);
    if (isHeading(words)) {
      context.heading = headingStatus(words);
      context.period = null;
    }
    const periods = next < found.length || words.length < 400 ? periodsOf(words) : [];
    for (let hit = found[next]; hit !== undefined && hit.from < sentence.end; hit = found[next]) {
      figures.push(figureOf(text, view, hit, sentence, words, periods, context));
      next += 1;
    }
    context.period = periods[periods.length - 1]?.words ?? context.period;
  }
}

const isHeading = (words: string) =>
  words.length < 40 &&
  /^\s*(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|第[一二三四五六七八九十]+[章节部]|.{2,24}(?:制度|办法|规定|职责|守则|计划|思路|打算|任务|安排|总结|回顾)\n?$)/.test(
    words,
  );

function figureOf(
  text: string,
  view: View,
  hit: Found,
  sentence: { start: number; end: number },
  words: string,
  periods: { at: number; words: string }[],
  context: Context,
): Figure {
  const start = view.point[hit.from] ?? 0;
  const end = (view.point[hit.to - 1] ?? start) + 1;
  const lastUnit = view.offset[hit.to - 1] ?? 0;
  const width = (text.codePointAt(lastUnit) ?? 0) > 0xffff ? 2 : 1;
  const clause = clauseBefore(view.text, hit.from, 40) + clauseAfter(view.text, hit.from, 30);
  const near = periods.filter((p) => sentence.start + p.at < hit.from).at(-1);
  return {
    start,
    end,
    raw: text.slice(view.offset[hit.from] ?? 0, lastUnit + width),
    value: hit.low === hit.high ? hit.low : [hit.low, hit.high],
    unit: hit.unit,
    qualifier: hit.qualifier,
    kind: hit.kind,
    role: roleOf(view.text, hit),
    status: statusOf(clause, words.slice(0, 60), hit.qualifier !== null, context.heading),
    subject: subjectOf(view.text, hit),
    period: near?.words ?? context.period,
    sentence: { start: view.point[sentence.start] ?? start, end: view.point[sentence.end] ?? end },
  };
}
