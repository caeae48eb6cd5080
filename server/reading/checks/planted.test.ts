import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLabelsIn, scoreChecks } from '../../../bench/reading/checks.ts';
import { readFigures } from '../figures/index.ts';
import { checkFigures } from './index.ts';

const dir = join(import.meta.dirname, '../../../tests/reading-cases/dev/planted');

test('reports with a planted error of every type: found, and nothing else is called a break', () => {
  const labels = checkLabelsIn(dir);
  const rows = scoreChecks(
    [...new Set(labels.map(({ doc }) => doc))],
    labels,
    (doc) => readFileSync(join(dir, doc), 'utf8'),
    (text) => checkFigures(text, readFigures(text)),
  );
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  expect(rows).toHaveLength(16);
  expect(sum((row) => row.called.false) / sum((row) => row.labelled.false)).toBeGreaterThan(0.9);
  expect(sum((row) => row.called.true) / sum((row) => row.labelled.true)).toBeGreaterThan(0.85);
  expect(sum((row) => row.wrongBreaks)).toBe(0);
});
