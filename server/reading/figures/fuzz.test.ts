import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFigures } from './index.ts';

/** No input may crash the reader, hang it or move a place off the text. */
const PIECES = [
  ...'0123456789〇零一二三四五六七八九十百千万亿两俩仨廿几数半多余来成倍点第前每约近超至到负-~—/.,,、。;%‰()“”《》"^v*xX×_ \n\t',
  ...'人名户个元年月日次届期岁天',
  '百分之',
  '分之',
  '个百分点',
  '/10万',
  '以上',
  '不少于',
  '控制在',
  '比上年增长',
  '占总数的',
  '分别为',
  '其中',
  '𠮷',
  '👩‍🌾',
  '\ud800',
  '１２',
  '，',
  '\r\n',
  '\n\n3、',
  '妇女',
  '培训班',
];
const mixed = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));

function placesHold(text: string): void {
  const points = [...text];
  let last = -1;
  for (const figure of readFigures(text)) {
    expect(points.slice(figure.start, figure.end).join('')).toBe(figure.raw);
    expect(figure.start).toBeGreaterThanOrEqual(last);
    expect(figure.end).toBeGreaterThan(figure.start);
    expect(figure.end).toBeLessThanOrEqual(points.length);
    expect(figure.sentence.start).toBeLessThanOrEqual(figure.start);
    expect(figure.sentence.end).toBeGreaterThanOrEqual(figure.end);
    expect([figure.value].flat().every(Number.isFinite)).toBe(true);
    if (Array.isArray(figure.value)) expect(figure.value[0]).toBeLessThan(figure.value[1]);
    last = figure.end;
  }
}

test('any mixture of what numbers are written with', () => {
  fc.assert(fc.property(mixed, placesHold), { numRuns: 3000 });
});

test('any text at all', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), placesHold), { numRuns: 500 });
});

test('what stands before a figure moves its place and nothing else', () => {
  const before = fc.constantFrom('', '前言。\n', '👩‍🌾𠮷。\n', '\r\n\r\n', '一、基本情况。\n');
  fc.assert(
    fc.property(before, fc.integer({ min: 2, max: 99_999 }), (lead, n) => {
      const text = `${lead}举办讲座${n}场,受益妇女${n}余人次。`;
      const [lectures, women] = readFigures(text);
      const at = [...lead].length + 4;
      expect(lectures).toMatchObject({ start: at, value: n, unit: '场', qualifier: null });
      expect(women).toMatchObject({ value: n, unit: '人次', qualifier: 'over' });
    }),
  );
});

const long = (piece: string) => piece.repeat(Math.ceil(120_000 / piece.length));
test.each(
  [
    '1',
    '一',
    '1,',
    '1、',
    '1-',
    '1/',
    '1.',
    '百分之',
    '“',
    '《',
    '^v^',
    '第',
    '占a',
    '\n',
    ' ',
    '\n 1',
    '最高不超过',
    '几十',
    '1和',
    '𠮷',
  ].map((piece) => [piece]),
)(
  '120,000 signs of %j are read without getting stuck',
  (piece) => {
    placesHold(long(piece));
  },
  60_000,
);
