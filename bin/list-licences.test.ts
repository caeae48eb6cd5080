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
  expect(packages.filter((p) => strong.test(p.licence))).toEqual([]);
});
