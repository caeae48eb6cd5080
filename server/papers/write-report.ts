import type { ReportBlock, ReportFigure, ReportPiece, ReportView } from '../../contracts/api.ts';
import type { Slots } from '../../contracts/api-paper-slots.ts';
import type { LastPlan } from '../../contracts/api-papers.ts';
import { evaluate, parseExpression, type Scope } from '../../contracts/expression.ts';
import type { BoundFigure, ReportTemplate, Sentence } from '../../contracts/report.ts';
import { decimal, formatFigure } from './format-figure.ts';
import { handBlock, handFigures, handIn, itemBlocks } from './hand-blocks.ts';
import { numbered } from './headings.ts';
import type { ArrangedTemplate } from './templates/arrange.ts';

/** A bound figure with what was counted for it, this period and a year before. */
export interface CountedFigure {
  readonly bound: BoundFigure;
  readonly value: number | null;
  /** A count of cases that is not told (少于5, 不单列): it is no missing figure. */
  readonly hidden?: string;
  readonly own: number | null;
  readonly below: number | null;
  readonly lastYear: number | null;
  readonly unitWord: string;
  readonly opening: number;
  readonly from: string;
  readonly to: string;
}

export interface ReportInput {
  readonly template: ArrangedTemplate;
  /** Sentence or table key + '/' + figure key. */
  readonly figures: ReadonlyMap<string, CountedFigure>;
  readonly words: Readonly<Record<string, string>>;
  readonly explanations: Readonly<Record<string, string>>;
  /** What was written by hand; none for a report that nobody has touched. */
  readonly slots: Slots;
  readonly last: LastPlan | null;
}
export type WrittenReport = Pick<
  ReportView,
  'title' | 'parts' | 'figures' | 'missing' | 'failed' | 'omitted'
>;

/** Writes a report from counted figures and what was written by hand. Pure: nothing is typed here, nothing is looked up. */
export function writeReport(input: ReportInput): WrittenReport {
  const out: Collected = { figures: [], missing: [], failed: [], omitted: [] };
  const parts = input.template.parts.map((part) => ({
    key: part.key,
    heading: fill(part.heading, input.words),
    level: part.level,
    blocks: [
      ...writeHand(`before/${part.key}`, input, out),
      ...part.blocks.flatMap((block): ReportBlock[] => [
        ...(block.kind === 'prose'
          ? writeProse(block, input, out)
          : block.kind === 'table'
            ? [writeTable(block, input, out)]
            : writeSentence(block, input, out)),
        ...writeHand(`after/${block.key}`, input, out),
      ]),
    ],
  }));
  return { title: fill(input.template.title, input.words), parts: numbered(parts), ...out };
}

type Prose = Extract<ReportTemplate['parts'][number]['blocks'][number], { kind: 'prose' }>;

/** Suggested words, or what a person made of them; items that are kept one by one stand in their place. */
function writeProse(block: Prose, input: ReportInput, out: Collected): ReportBlock[] {
  const items = block.holds ? itemBlocks(block.holds.of, input.slots, input.last) : [];
  const slot = `prose/${block.key}`;
  const words = handIn(input.slots, slot);
  const text = fill(items.length > 0 ? (block.holds?.lead ?? '') : block.text, input.words);
  return [
    ...(words
      ? writeHand(slot, input, out)
      : text === ''
        ? []
        : [{ kind: 'prose' as const, key: block.key, text }]),
    ...items,
  ];
}

function writeHand(slot: string, input: ReportInput, out: Collected): ReportBlock[] {
  const hand = handIn(input.slots, slot);
  if (!hand) return [];
  for (const { key } of handFigures({ [slot]: input.slots[slot] ?? NO_SLOT })) {
    const c = input.figures.get(key);
    if (!c) continue;
    if (isMissing(c)) out.missing.push(missingFigure(c, slot));
    out.figures.push(reportFigure(c, slot));
  }
  return handBlock(slot, hand, (key) => {
    const c = input.figures.get(key);
    return c ? shownOf(c).shown : null;
  });
}
const NO_SLOT = { value: null, rev: 0, by: '', at: '' } as const;

interface Collected {
  readonly figures: ReportFigure[];
  readonly missing: ReportView['missing'][number][];
  readonly failed: ReportView['failed'][number][];
  readonly omitted: ReportView['omitted'][number][];
}

function writeSentence(s: Sentence, input: ReportInput, out: Collected): ReportBlock[] {
  const counted = s.figures.map((f) => input.figures.get(`${s.key}/${f.key}`)).filter((c) => c !== undefined);
  const none = counted.filter(isMissing);
  if (none.length > 0 && s.ifNone === 'omit') {
    out.omitted.push({
      sentence: s.key,
      message: `没有写进来:${none.map((c) => c.bound.label).join('、')} 没有记录。`,
    });
    return [];
  }
  if (none.length === 0 && counted.length > 0 && s.ifZero === 'omit' && counted.every((c) => c.value === 0)) {
    out.omitted.push({
      sentence: s.key,
      message: `没有写进来:${counted.map((c) => c.bound.label).join('、')} 均为 0。`,
    });
    return [];
  }
  const scope: Scope = Object.fromEntries(counted.map((c) => [c.bound.key, c.value]));
  if (s.when && evaluate(parseExpression(s.when), scope) === false) return [];
  for (const c of none) out.missing.push(missingFigure(c, s.key));
  for (const c of counted) out.figures.push(reportFigure(c, s.key));
  const failed = runChecks(s, scope, input, out);
  const compared = comparison(s, counted);
  const plain = fill(s.text, input.words);
  // 「培训妇女6814人，比上年增加11.9%。」: the comparison goes on in the same sentence.
  const text = compared === '' ? plain : plain.replace(/。$/, '，') + compared;
  return [{ kind: 'sentence', key: s.key, pieces: toPieces(text, counted), failed }];
}

function runChecks(s: Sentence, scope: Scope, input: ReportInput, out: Collected): string[] {
  const failed: string[] = [];
  for (const check of s.checks ?? []) {
    if (evaluate(parseExpression(check.test), scope) !== false) continue;
    const gap = check.gap ? evaluate(parseExpression(check.gap), scope) : null;
    const words = { ...scope, gap: typeof gap === 'number' ? Math.abs(gap) : null };
    failed.push(check.key);
    out.failed.push({
      key: check.key,
      sentence: s.key,
      message: check.say.replace(/\$\{([\w.-]+)\}/g, (_, name: string) =>
        String((words as Scope)[name] ?? '缺'),
      ),
      gap: typeof gap === 'number' ? gap : null,
      explanation: input.explanations[check.key] ?? null,
    });
  }
  return failed;
}

/** The comparison is written only where last year was counted too; a percentage of nothing is none. */
function comparison(s: Sentence, counted: readonly CountedFigure[]): string {
  const c = s.compare && counted.find((x) => x.bound.key === s.compare?.figure);
  if (!s.compare || !c || c.value === null || c.lastYear === null || c.lastYear === 0) return '';
  const change = Math.round(((c.value - c.lastYear) / c.lastYear) * 1000) / 10;
  const text = change > 0 ? s.compare.up : change < 0 ? s.compare.down : s.compare.same;
  return text
    .replaceAll('{change}', `${decimal(Math.abs(change), 1)}%`)
    .replaceAll('{last}', decimal(c.lastYear, 2));
}

const missingFigure = (c: CountedFigure, sentence: string): ReportView['missing'][number] => ({
  key: c.bound.key,
  label: c.bound.label,
  sentence,
  measure: c.bound.measure,
  message: `缺:${c.bound.label}。${c.from} 至 ${c.to} 没有任何记录,也没有人写明“本月无”。`,
});

const reportFigure = (c: CountedFigure, sentence: string): ReportFigure => {
  const f = c.value === null ? null : formatFigure(c.value, c.bound, c.unitWord);
  return {
    key: c.bound.key,
    label: c.bound.label,
    value: c.value,
    unitWord: f?.unitWord ?? c.bound.unitWord ?? c.unitWord,
    qualifier: f?.qualifier ?? null,
    shown: f?.shown ?? (c.hidden ? shownOf(c).shown : '缺'),
    sentence,
    measure: c.bound.measure,
    where: c.bound.where ?? {},
    scope: c.bound.scope ?? 'total',
    from: c.from,
    to: c.to,
    opening: c.opening,
  };
};

const isMissing = (c: CountedFigure): boolean => c.value === null && c.hidden === undefined;

/** The figure as it stands in a text; a count of cases that is not told keeps its unit word: 少于5件. */
function shownOf(c: CountedFigure): { shown: string; digits: string } {
  if (c.value !== null) return formatFigure(c.value, c.bound, c.unitWord);
  if (c.hidden === undefined) return { shown: absent(c), digits: absent(c) };
  const word = /\d/.test(c.hidden) ? (c.bound.unitWord ?? c.unitWord) : '';
  return { shown: `${c.hidden}${word}`, digits: c.hidden };
}

const absent = (c: CountedFigure): string => `〔缺:${c.bound.label}〕`;

/** Cuts a sentence at its figures, so that each stays a door to its lines. */
function toPieces(text: string, counted: readonly CountedFigure[]): ReportPiece[] {
  const pieces: ReportPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{([a-z][a-z0-9-]*)(\.value)?\}/g)) {
    const c = counted.find((x) => x.bound.key === match[1]);
    if (!c) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    const f = shownOf(c);
    pieces.push({ figure: c.bound.key, text: match[2] ? f.digits : f.shown });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

const COLUMN_NAMES = {
  own: '本级',
  below: '下级',
  total: '合计',
  'last-year': '上年同期',
  change: '增减',
} as const;

function writeTable(
  t: Extract<ReportTemplate['parts'][number]['blocks'][number], { kind: 'table' }>,
  input: ReportInput,
  out: Collected,
): ReportBlock {
  const rows = t.rows.flatMap((bound): ReportPiece[][] => {
    const c = input.figures.get(`${t.key}/${bound.key}`);
    if (!c) return [];
    if (!isMissing(c)) out.figures.push(reportFigure(c, t.key));
    const show = (value: number | null): string =>
      value === null
        ? '—'
        : formatFigure(value, { ...bound, qualifier: undefined } as BoundFigure, c.unitWord).digits;
    const cells = t.columns.map((column): ReportPiece => {
      if (column === 'change')
        return {
          text:
            c.value === null || c.lastYear === null ? '—' : signed(c.value - c.lastYear, bound, c.unitWord),
        };
      if (column === 'last-year') return { text: show(c.lastYear) };
      const value = column === 'own' ? c.own : column === 'below' ? c.below : c.value;
      if (value === null && c.hidden !== undefined)
        return column === 'total' ? { figure: bound.key, text: c.hidden } : { text: c.hidden };
      return column === 'total' && value !== null
        ? { figure: bound.key, text: show(value) }
        : { text: show(value) };
    });
    return [[{ text: bound.label }, { text: bound.unitWord ?? c.unitWord }, ...cells]];
  });
  return {
    kind: 'table',
    key: t.key,
    caption: t.caption,
    head: ['项目', '单位', ...t.columns.map((c) => COLUMN_NAMES[c])],
    rows,
  };
}

function signed(change: number, bound: BoundFigure, word: string): string {
  const f = formatFigure(Math.abs(change), { ...bound, qualifier: undefined } as BoundFigure, word);
  return `${change > 0 ? '+' : change < 0 ? '-' : ''}${f.digits}`;
}

const fill = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{(unit|unitShort|year|period)\}/g, (_, name: string) => words[name] ?? '');
