import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labelsIn, scoreFigures, scoreNumerals } from '../../../bench/reading/figures.ts';
import { readFigures } from './index.ts';

/** What the reader must reach on texts with labels (tests/reading-cases). Of holdout only the sums are told. */
const CASES = join(import.meta.dirname, '../../../tests/reading-cases');
const FOLDERS = ['examples', 'dev/invented', 'dev/places', 'holdout/invented', 'holdout/places'];

test.each(FOLDERS)('figures of %s', (folder) => {
  const dir = join(CASES, folder);
  const rows = scoreFigures(labelsIn(dir), (doc) => readFileSync(join(dir, doc), 'utf8'), readFigures);
  const sum = (key: 'labelled' | 'found' | 'finds' | 'right' | 'value' | 'unit' | 'qualifier') =>
    rows.reduce((total, row) => total + row[key], 0);
  expect(sum('labelled')).toBeGreaterThan(50);
  expect(sum('found') / sum('labelled')).toBeGreaterThanOrEqual(0.96);
  expect(sum('right') / sum('finds')).toBeGreaterThanOrEqual(0.96);
  expect(sum('value') / sum('found')).toBeGreaterThanOrEqual(0.99);
  expect(sum('unit') / sum('found')).toBeGreaterThanOrEqual(0.97);
  expect(sum('qualifier') / sum('found')).toBeGreaterThanOrEqual(0.95);
});

test.each(['examples', 'dev/numerals'])('written numbers of %s', (folder) => {
  const dir = join(CASES, folder);
  expect(existsSync(join(dir, 'numerals.jsonl'))).toBe(true);
  const { cases, right, remarks } = scoreNumerals(dir, readFigures);
  expect(cases).toBeGreaterThan(100);
  expect(right / cases, remarks.join('\n')).toBeGreaterThanOrEqual(0.99);
});
