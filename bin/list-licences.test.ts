import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './gates.ts';
import { licencePage, listPackages } from './list-licences.ts';

const packages = listPackages();

test('docs/licences.md says what the lock holds', () => {
  expect(packages.length).toBeGreaterThan(200);
  expect(readFileSync(join(ROOT, 'docs', 'licences.md'), 'utf8')).toBe(licencePage(packages));
});

test('no GPL or AGPL, and no package without a licence', () => {
  const strong = /(^|[^L])A?GPL|unknown|UNLICENSED/i;
  expect(['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'unknown'].every((l) => strong.test(l))).toBe(true);
  // Where a package leaves the choice (MIT OR GPL), we take the mild one.
  const mustBeTaken = (licence: string): boolean =>
    licence
      .replace(/^\(|\)$/g, '')
      .split(' OR ')
      .every((choice) => strong.test(choice));
  expect(['(MIT OR GPL-3.0-or-later)', '(GPL-2.0 OR AGPL-3.0)'].map(mustBeTaken)).toEqual([false, true]);
  expect(packages.filter((p) => mustBeTaken(p.licence))).toEqual([]);
});
