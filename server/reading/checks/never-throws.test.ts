import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFigures } from '../figures/index.ts';
import type { Check, Figure } from '../model.ts';
import { checkFigures } from './index.ts';

const WORDS = [
  '其中',
  '占',
  '总数的',
  '合计',
  '共',
  '比去年',
  '增加',
  '提高到',
  '由',
  '每期',
  '人均',
  '平均',
  '等',
  '分别',
  '三项',
  '两个',
  '、',
  ',',
  '。',
  '；',
  '\n',
  '(',
  ')',
  ':',
  '一是',
  '二是',
  '“',
  '”',
  '均',
  '全部',
  '率',
  '妇女',
  '男',
  '村',
  '目标',
  '超过',
  '逐年上升',
  '12',
  '100',
  '3.5万',
  '98%',
  '27',
  '0',
  '41830',
  '10万余',
  '人',
  '个',
  '件',
  '元',
  '户',
  '%',
  '个百分点',
  '𠮷',
  '年',
  '2月30日',
  '倍',
];
const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 120 }).map((words) => words.join(''));

function wellPlaced(text: string, checks: Check[]) {
  const points = [...text];
  for (const check of checks) {
    expect(check.start).toBeGreaterThanOrEqual(0);
    expect(check.end).toBeLessThanOrEqual(points.length);
    expect(check.start).toBeLessThan(check.end);
    expect(check.quote).toBe(points.slice(check.start, check.end).join(''));
    for (const { start } of check.figures) expect(start).toBeLessThan(points.length);
    expect(check.gap === null).toBe(check.holds !== false);
    expect(check.grade === null).toBe(check.holds !== false);
    expect(check.message).not.toMatch(/NaN|undefined|Infinity/);
  }
}

test('any text: no throw, every place on the text', () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'grapheme' })), (text) =>
      wellPlaced(text, checkFigures(text, readFigures(text))),
    ),
    { numRuns: 400 },
  );
});

test('figures that do not fit the text do no harm', () => {
  const figure = fc.record({
    start: fc.integer({ min: -5, max: 200 }),
    size: fc.integer({ min: 0, max: 9 }),
    value: fc.oneof(fc.double(), fc.tuple(fc.double(), fc.double())),
    unit: fc.constantFrom('人', '%', '', '元', '个百分点', '倍', '个'),
    qualifier: fc.constantFrom(null, 'over', 'approx', 'range', 'atLeast', 'lessThan'),
  });
  fc.assert(
    fc.property(soup, fc.array(figure, { maxLength: 12 }), (text, wild) => {
      const figures = wild.map(
        ({ start, size, value, unit, qualifier }): Figure => ({
          start,
          end: start + size,
          raw: [...text].slice(Math.max(0, start), Math.max(0, start + size)).join(''),
          value,
          unit,
          qualifier,
          kind: unit === '%' ? 'rate' : 'count',
          role: 'level',
          status: 'actual',
          subject: '',
          period: null,
          sentence: { start, end: start + size },
        }),
      );
      checkFigures(text, figures);
    }),
    { numRuns: 300 },
  );
});

test('time grows with length, not faster', () => {
  const sentence =
    '全县共有妇女干部520名,其中城镇210名,农村310名,占总数的59.6%,比去年增加20名,先后开展了甲、乙、丙三项活动。';
  const time = (text: string) => {
    const figures = readFigures(text);
    const start = performance.now();
    checkFigures(text, figures);
    return performance.now() - start;
  };
  time(sentence.repeat(200));
  const short = Math.max(1, time(sentence.repeat(300)));
  const long = time(sentence.repeat(1800));
  expect(long / short).toBeLessThan(6 * 6);
});

test.each(['、', '“', '(', '人', '1人,', '一是', '其中1人', '的', '共2个', '甲和'])(
  'a text of nothing but %s',
  (word) => {
    const text = word.repeat(4000);
    const figures = readFigures(text);
    const start = performance.now();
    wellPlaced(text, checkFigures(text, figures).slice(0, 50));
    expect(performance.now() - start).toBeLessThan(20_000);
  },
);
