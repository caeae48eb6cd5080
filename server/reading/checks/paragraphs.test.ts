import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFigures } from '../figures/index.ts';
import type { Check } from '../model.ts';
import { checkFigures } from './index.ts';

const path = new URL('../../../tests/reading-cases/dev/checks-own/paragraphs.txt', import.meta.url);
const cases = readFileSync(path, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const hit = /^([TFSCN]) ([^|]*)\|(.*)$/.exec(line);
    return hit
      ? [
          {
            kind: hit[1] ?? '',
            wanted: (hit[2] ?? '').split(',').filter(Boolean).map(Number),
            text: (hit[3] ?? '').replaceAll('⏎', '\n'),
          },
        ]
      : [];
  });

/** 万 and 亿 are resolved in the figures; the cases write numbers as the text does. */
const isValue = (value: Check['figures'][number]['value'], wanted: number) =>
  [1, 1e4, 1e8].some((scale) => Math.abs(Number(value) - wanted * scale) < 0.05 * Math.min(scale, 1));

const speaksOf = (check: Check, wanted: number[]) =>
  wanted.filter((number) => check.figures.some(({ value }) => isValue(value, number))).length >=
  Math.min(2, wanted.length);

const HOLDS: Record<string, Check['holds']> = { T: true, F: false, S: false, C: 'cannot-tell' };

describe('one relation in a sentence or two', () => {
  test.each(cases)('$kind $text', ({ kind, wanted, text }) => {
    const checks = checkFigures(text, readFigures(text));
    if (kind === 'N') {
      expect(checks.filter(({ holds }) => holds === false)).toEqual([]);
      return;
    }
    const found = checks.filter((check) => check.holds === HOLDS[kind] && speaksOf(check, wanted));
    expect(
      found,
      JSON.stringify(checks.map(({ type, holds, message }) => [type, holds, message])),
    ).not.toEqual([]);
    if (kind === 'S') expect(found.map(({ grade }) => grade)).toContain('slip');
    if (kind === 'F') expect(found.every(({ grade, gap }) => grade !== null && gap !== null)).toBe(true);
    if (kind === 'T' || kind === 'C') expect(checks.filter(({ grade }) => grade === 'break')).toEqual([]);
  });

  test('the cases are read', () => expect(cases.length).toBeGreaterThan(240));
});
