import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, fingerprint, prepare, questionOf, samenessIndex, samenessWithin } from './index.ts';
import { symbolsOf } from './symbols.ts';
import { REPORT } from './testing-texts.ts';

const BITS = [
  '妇',
  '女',
  '培训班',
  '2019',
  '年',
  '〇',
  '一百',
  'X',
  'xx',
  '。',
  ',',
  '\n',
  '\r\n',
  ' ',
  '𠮷',
  '\ud800',
  '- 3 -\n',
  '(',
  '万',
  '.',
  '５',
  REPORT.slice(30, 130),
];
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...BITS), { maxLength: 200 }).map((parts) => parts.join('')),
);

describe('sameness of any text', () => {
  it('symbols stand in the text, in order, one after the other', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const points = [...text].length;
        const { start, end, count } = symbolsOf(text);
        let last = 0;
        for (let i = 0; i < count; i += 1) {
          expect(start[i]).toBeGreaterThanOrEqual(last);
          expect(end[i]).toBeGreaterThan(start[i] ?? 0);
          last = end[i] ?? 0;
        }
        expect(last).toBeLessThanOrEqual(points);
      }),
    );
  });

  it('stretches lie in both texts, in order, none over another; the share is between 0 and 1', () => {
    fc.assert(
      fc.property(texts, texts, texts, (head, shared, tail) => {
        const [a, b] = [prepare(head + shared + tail), prepare(tail + shared)];
        for (const [found, other] of [
          [compare(a, b), b.points.count],
          [samenessWithin(a), a.points.count],
        ] as const) {
          expect(found.share).toBeGreaterThanOrEqual(0);
          expect(found.share).toBeLessThanOrEqual(1);
          for (const s of found.stretches) {
            expect(s.start).toBeGreaterThanOrEqual(0);
            expect(s.start).toBeLessThan(s.end);
            expect(s.end).toBeLessThanOrEqual(a.points.count);
            expect(s.otherStart).toBeLessThan(s.otherEnd);
            expect(s.otherStart).toBeGreaterThanOrEqual(0);
            expect(s.otherEnd).toBeLessThanOrEqual(other);
          }
        }
        const between = compare(a, b).stretches;
        between.forEach((s, i) => {
          expect(s.start).toBeGreaterThanOrEqual((between[i - 1]?.end ?? 0) - 1);
        });
      }),
    );
  });

  it('a text finds itself in the index', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const kept = fingerprint(text);
        const index = samenessIndex();
        index.add('别的', fingerprint(REPORT.slice(200)));
        index.add('自己', kept);
        if (kept.length >= 2) expect(index.query(questionOf(text)).map((c) => c.name)).toContain('自己');
      }),
    );
  });

  it.each([
    ['one character', '好'.repeat(1_000_000)],
    ['two characters', '好人'.repeat(500_000)],
    ['one sentence', '今年共举办培训班若干期提高了妇女的素质'.repeat(50_000)],
    ['digits', '9'.repeat(1_000_000)],
    ['white space', ' \n'.repeat(500_000)],
    ['short lines', '3\n好\n'.repeat(250_000)],
    [
      'sentences with other figures',
      Array.from({ length: 40_000 }, (_, i) => `第${i}户走访慰问困难妇女家庭并送去大米${i}公斤`).join(''),
    ],
  ])('1 MB of %s takes seconds, not hours', (_, text) => {
    const began = performance.now();
    const ready = prepare(text);
    samenessWithin(ready);
    compare(ready, prepare(text.slice(7)));
    compare(prepare(REPORT), ready);
    fingerprint(text);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
