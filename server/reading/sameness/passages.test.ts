import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copied, inventedReport } from '../../../bench/invented-reports.ts';
import { fingerprint, passagePrints, passageQuestion } from './index.ts';

const shared = (question: readonly number[], kept: readonly number[]) => {
  const held = new Set(kept);
  return question.filter((print) => held.has(print)).length;
};

test('a copy with other years, figures and names shares most prints; another report next to none', () => {
  const report = inventedReport(1, 3_000);
  const question = passageQuestion(copied(report, 77));
  expect(shared(question, passagePrints(report))).toBeGreaterThan(150);
  expect(shared(question, passagePrints(inventedReport(2, 3_000)))).toBeLessThan(20);
});

test('a tenth of a report is met in the whole, and the whole by a tenth', () => {
  const report = inventedReport(3, 6_000);
  const tenth = report.slice(2_000, 2_600);
  expect(shared(passageQuestion(tenth), passagePrints(report))).toBeGreaterThan(8);
  expect(shared(passageQuestion(report), passagePrints(tenth))).toBeGreaterThan(8);
});

test('a text that was kept by its grams is still met', () => {
  const report = inventedReport(5, 3_000);
  expect(shared(passageQuestion(report), fingerprint(report))).toBeGreaterThan(50);
});

test('ascending, distinct, whole numbers that a bigint column holds; bounded; empty for nothing', () => {
  expect(passagePrints('')).toEqual([]);
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000, unit: 'binary' }), (text) => {
      const prints = passagePrints(text);
      expect(prints.length).toBeLessThanOrEqual(512);
      for (const [k, print] of prints.entries()) {
        expect(Number.isInteger(print) && print >= 0 && print < 2 ** 33).toBe(true);
        if (k > 0) expect(print).toBeGreaterThan(prints[k - 1] ?? Infinity);
      }
    }),
    { numRuns: 200 },
  );
});
