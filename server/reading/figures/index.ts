import type { Figure, Span } from '../model.ts';
import type { Found } from './figure-parts.ts';
import { type Headings, noteHeading, type Tone, toneOfHeadings } from './headings.ts';
import { lastPeriod, periodsOf } from './period.ts';
import { readView } from './read-view.ts';
import { roleOf } from './role.ts';
import { sentencesOf } from './sentences.ts';
import { statusOf } from './status.ts';
import { subjectOf } from './subject.ts';
import { type View, views } from './view.ts';

/**
 * Every figure of a Chinese text in the order of the text (读出报告里的数字): place in code points, value with 万 and 亿
 * resolved, unit word, qualifier, kind, role, status, subject, period, sentence. Pure, linear, one block of text at a time.
 */
export function readFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  const context: Context = { headings: { title: null, section: null }, period: null, unread: '' };
  for (const view of views(text)) readBlock(text, view, context, figures);
  return figures;
}

/** What carries over from block to block: the tone of the headings, and the last stated time (2013年, 上半年). */
type Context = { headings: Headings; period: string | null; unread: string };
/** Text without figures is searched for stated times only so far back. */
const REACH = 500;

function readBlock(text: string, view: View, context: Context, figures: Figure[]): void {
  const found = readView(view.text);
  let next = 0;
  let searched = 0; // up to here stated times are known
  for (const sentence of sentencesOf(view.text)) {
    if (noteHeading(context.headings, view.text.slice(sentence.start, sentence.end))) {
      context.period = null;
      context.unread = '';
      searched = sentence.start;
    }
    const first = found[next];
    if (first === undefined || first.from >= sentence.end) continue;
    const passed =
      context.unread + view.text.slice(Math.max(searched, sentence.start - REACH), sentence.start);
    context.period = lastPeriod(passed) ?? context.period;
    context.unread = '';
    const periods = periodsOf(view.text.slice(sentence.start, sentence.end));
    for (
      let hit: Found | undefined = first;
      hit !== undefined && hit.from < sentence.end;
      hit = found[next]
    ) {
      const from = hit.from - sentence.start;
      const stated = periods.filter((p) => p.at < from).at(-1)?.words ?? context.period;
      figures.push(figureOf(text, view, hit, sentence, stated, toneOfHeadings(context.headings)));
      next += 1;
    }
    context.period = periods.at(-1)?.words ?? context.period;
    searched = sentence.end;
  }
  context.unread = (context.unread + view.text.slice(Math.max(searched, view.text.length - REACH))).slice(
    -REACH,
  );
}

/** A find in the view becomes a figure at its place in the text as given. */
function figureOf(
  text: string,
  view: View,
  hit: Found,
  sentence: Span,
  period: string | null,
  tone: Tone,
): Figure {
  const start = view.point[hit.from] ?? 0;
  const last = hit.to - 1;
  const lastOffset = view.offset[last] ?? 0;
  const width = (text.codePointAt(lastOffset) ?? 0) > 0xffff ? 2 : 1;
  const before = unquoted(view.text.slice(Math.max(sentence.start, hit.from - 120), hit.from));
  return {
    start,
    end: (view.point[last] ?? start) + 1,
    raw: text.slice(view.offset[hit.from] ?? 0, lastOffset + width),
    value: hit.low === hit.high ? hit.low : [hit.low, hit.high],
    unit: hit.unit,
    qualifier: hit.qualifier,
    kind: hit.kind,
    role: roleOf(view.text, hit),
    status: statusOf(lastClause(before), before, hit.qualifier, hit.kind === 'amount', tone),
    subject: subjectOf(view.text, hit),
    period,
    sentence: { start: view.point[sentence.start] ?? start, end: view.point[sentence.end] ?? start },
  };
}

const unquoted = (words: string) => words.replace(/[“《][^”》]{0,40}[”》]/g, '“”');
const lastClause = (words: string) =>
  words.slice(Math.max(0, ...[',', ';', ':', '。'].map((sign) => words.lastIndexOf(sign) + 1)));
