import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureRow, FigureView, MeasureView } from '../../../../../contracts/api.ts';
import { chartGroups, chartSummary } from '../charts/chart-words.ts';
import { type Exploring, readExploring } from './exploring.ts';
import { type Asked, figureTable, hidesSome, shareOf } from './figure-table.ts';
import { plainRows, sentenceOfFigure, toCsv, toHtmlTable, toTabs } from './take-along.ts';

const measure = (key: string, more: Partial<MeasureView> = {}): MeasureView => ({
  key,
  label: `量${key}`,
  unitWord: '人',
  kind: 'flow',
  rule: '各期人数相加。',
  ledger: 'training',
  ledgerName: '培训台账',
  group: '培训活动',
  dimensions: [{ key: 'kind', label: '类别' }],
  ...more,
});
const row = (key: string, value: number | null): FigureRow => ({
  key,
  label: key,
  value,
  own: value,
  below: value === null ? null : 0,
  lines: value === null ? 0 : 1,
});
const view = (value: number | null, rows: FigureRow[], lastYear: number | null = null): FigureView => ({
  value,
  unitWord: '人',
  own: value,
  below: 0,
  lines: 1,
  opening: 0,
  reported: { done: 2, expected: 3 },
  rows,
  label: '量',
  rule: '各期人数相加。',
  lastYear,
});
const RANGE = { from: '2013-01-01', to: '2013-12-31' };
const read = (address: string, all = [measure('a'), measure('b')]): Exploring =>
  readExploring(new URLSearchParams(address), all, 'seat', false);
const asked = (v: FigureView, before?: FigureView, m = measure('a')): Asked => ({
  measure: m,
  unit: 'seat',
  unitName: '样例县妇联',
  view: v,
  before,
});

describe('the address', () => {
  test('a line is by month whatever else is asked; unknown splits, shapes and measures fall back', () => {
    expect(read('measure=a&show=line&by=kind')).toMatchObject({ by: 'month', shape: 'line' });
    expect(read('measure=a,zz&show=pie&by=colour&where=colour%3Dred')).toMatchObject({
      by: 'unit',
      shape: 'table',
      where: {},
      units: ['seat'],
    });
    expect(read('measure=a&unit=x,y&show=small').shape).toBe('table');
  });
  test('several measures are split only by what all of them know', () => {
    const all = [measure('a'), measure('b', { dimensions: [] })];
    expect(read('measure=a&by=kind', all).by).toBe('kind');
    expect(read('measure=a,b&by=kind', all).by).toBe('unit');
  });
});

describe('the table', () => {
  test('a month that nobody reported is null; its door is cut to the range', () => {
    const range = { from: '2013-01-15', to: '2013-02-10' };
    const x = read('measure=a&by=month');
    const table = figureTable(
      x,
      [asked(view(5, [row('2013-02', 5), row('2013-01', null)]), view(3, [row('2012-01', 3)]))],
      range,
      new Map(),
    );
    expect(table.rows.map((r) => r.label)).toEqual(['2013年1月', '2013年2月']);
    expect(table.rows[0]?.cells[0]).toMatchObject({
      value: null,
      last: 3,
      door: { from: '2013-01-15', to: '2013-01-31' },
    });
    expect(table.rows[1]?.cells[0]).toMatchObject({
      value: 5,
      last: null,
      door: { from: '2013-02-01', to: '2013-02-10' },
    });
  });
  test('a count that is not told, of this year or the last, makes the page say why', () => {
    const x = read('measure=a');
    const hides = (now: FigureRow, last: FigureRow): boolean =>
      hidesSome(figureTable(x, [asked(view(9, [now]), view(9, [last]))], RANGE, new Map()));
    const few = { ...row('u', null), hidden: '少于5' };
    expect([hides(row('u', 9), row('u', 9)), hides(few, row('u', 9)), hides(row('u', 9), few)]).toEqual([
      false,
      true,
      true,
    ]);
  });
  test('a kind without a line is 0 where the whole was reported, and stays in the table when it was there a year before', () => {
    const x = read('measure=a&by=kind');
    const table = figureTable(
      x,
      [asked(view(5, [row('科技', 5)]), view(2, [row('法律', 2)]))],
      RANGE,
      new Map(),
    );
    expect(table.rows.map((r) => [r.label, r.cells[0]?.value, r.cells[0]?.last])).toEqual([
      ['科技', 5, 0],
      ['法律', 0, 2],
    ]);
    const silent = figureTable(x, [asked(view(5, [row('科技', 5)]), view(null, []))], RANGE, new Map());
    expect(silent.rows[0]?.cells[0]?.last).toBeNull();
  });
  test('shares of what adds up make the whole; a ratio has none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 20 }), (values) => {
        const whole = values.reduce((a, b) => a + b, 0);
        const rows = values.map((v, i) => row(`u${i}`, v));
        const table = figureTable(read('measure=a'), [asked(view(whole, rows))], RANGE, new Map());
        const shares = table.rows.map((r) => shareOf(table, 0, r.cells[0]?.value ?? null));
        if (whole === 0) expect(shares.every((s) => s === null)).toBe(true);
        else expect(shares.reduce<number>((a, b) => a + (b ?? 0), 0)).toBeCloseTo(100, 6);
      }),
    );
    const rate = measure('a', { kind: 'ratio', unitWord: '%' });
    const table = figureTable(
      read('measure=a', [rate]),
      [asked(view(50, [row('u', 50)]), undefined, rate)],
      RANGE,
      new Map(),
    );
    expect(shareOf(table, 0, 50)).toBeNull();
    expect(chartGroups({ shape: 'share' }, table)).toEqual([]);
  });
  test('units side by side have no whole; charts never mix unit words; a chart says itself in words', () => {
    const all = [measure('a'), measure('b', { unitWord: '期' })];
    const table = figureTable(
      read('measure=a,b', all),
      all.map((m, i) => asked(view(9, [row('u1', 4 + i), row('u2', null)]), undefined, m)),
      RANGE,
      new Map(),
    );
    expect(chartGroups({ shape: 'bar' }, table)).toEqual([[0], [1]]);
    expect(chartSummary(table, [0])).toBe('量a:1 行有数,最高 u1 4 人,最低 u1 4 人,1 行未报');
    const beside = figureTable(
      read('measure=a&unit=x,y'),
      ['x', 'y'].map((unit) => ({ ...asked(view(3, [])), unit, unitName: unit })),
      RANGE,
      new Map(),
    );
    expect(beside.whole).toBeNull();
    expect(beside.rows.map((r) => r.label)).toEqual(['x', 'y']);
  });
});

describe('what is taken along', () => {
  test('a sentence holds the figure, its parts, last year, who reported and the source', () => {
    const v = { ...view(6814, [], 6000), own: 814, below: 6000 };
    expect(sentenceOfFigure(asked(v), RANGE, '2026-11-21')).toBe(
      '2013年,样例县妇联量a6,814人(本级814人,下级6,000人),比去年同期增加14%;应报3个组织,已报2个。(来源:半边天「培训台账」,2026年11月21日取数;各期人数相加)',
    );
    expect(sentenceOfFigure(asked(view(null, [])), RANGE, '2026-11-21')).toContain('没有数');
  });
  test('no cell of text becomes a formula, numbers stay numbers, what is unknown stays empty', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\0', '\ufeff=', ' ='),
        fc.string(),
        (sign, rest) => {
          const csv = toCsv([[`${sign}${rest}`, -5, null]]);
          expect(csv.startsWith("\ufeff'") || csv.startsWith('\ufeff"\'')).toBe(true);
          expect(csv.endsWith(',-5,\r\n')).toBe(true);
          expect(toTabs([[`${sign}${rest}`, 1]]).startsWith("'")).toBe(true);
        },
      ),
    );
    expect(toHtmlTable('表', [['<b>', 1]], '源')).toContain('&lt;b&gt;');
  });
  test('the exported table says the same as the shown one', () => {
    const table = figureTable(
      read('measure=a'),
      [asked(view(4, [row('甲', 4), row('乙', null)], 2))],
      RANGE,
      new Map(),
    );
    expect(plainRows(table, true)).toEqual([
      ['组织', '量a(人)', '其中本级', '其中下级', '去年同期', '占比(%)'],
      ['甲', 4, 4, 0, null, 100],
      ['乙', null, null, null, null, null],
      ['合计', 4, 4, 0, 2, 100],
    ]);
  });
});
