import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../bin/gates.ts';
import { createLimiter } from '../server/platform/http/index.ts';
import { portalRoutes } from '../server/portal/index.ts';

/** Rows of docs/bad-input.md: `file` · beginning of the test's name, or of a call that registers its tests. */
const ROW = /\| `([^`]+\.test\.ts)` · (.+?) \|$/gm;
const rows = [...readFileSync(join(ROOT, 'docs', 'bad-input.md'), 'utf8').matchAll(ROW)].map(
  ([, file = '', name = '']) => ({ file, name }),
);

describe('the table of faults and bad input', () => {
  test('has a row for each requirement', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(new Set(rows.map((r) => r.file)).size).toBeGreaterThan(15);
  });

  test.each(rows)('$file · $name', ({ file, name }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    const text = readFileSync(join(ROOT, file), 'utf8');
    const named = text
      .split('\n')
      .some((line) => /^\s*(test|it|\]\s*(as const)?\)|checkInstitution)/.test(line) && line.includes(name));
    // A long name stands on a line of its own, below its `test.each(…)(`.
    expect(named || text.includes(`  '${name}`)).toBe(true);
  });
});

test('guessing a receipt code: every page that takes one is limited by address, and there are 58 bits to guess', () => {
  const taking = portalRoutes({} as never, [], {} as never).filter((r) => r.method === 'POST');
  expect(taking.map((r) => r.path)).toContain('/help/follow');
  expect(new Set(taking.map((r) => r.rate))).toEqual(new Set(['sign-in']));
  const limiter = createLimiter();
  const YEAR = 365 * 86_400;
  let tried = 0;
  for (let ms = 0; ms < 600_000; ms += 100) if (limiter.take('1.2.3.4', 'sign-in', ms) === 0) tried += 1;
  // A burst, then one a second: ten years of an address against a million letters guess none, one in a thousand.
  expect(tried).toBeLessThanOrEqual(641);
  expect((10 * YEAR * 1e6) / 30 ** 12).toBeLessThan(1e-3);
});
