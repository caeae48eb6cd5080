import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFigures, readFigures } from '../../server/reading/index.ts';
import type { Finding } from '../measure.ts';
import { checkLabelsIn, scoreChecks } from '../reading/checks.ts';
import { labelsIn, scoreFigures, scoreNumerals } from '../reading/figures.ts';

const CASES = fileURLToPath(new URL('../../tests/reading-cases', import.meta.url));
/** What is asked of each set of labels (issue 4, Measures), in per cent. */
const LEAST = { found: 96, right: 96, value: 99, unit: 97, qualifier: 95, numerals: 97, wrong: 80, true: 60 };

/**
 * How well figures and checks are read, against labels: dev and holdout of tests/reading-cases, and any folder of labels
 * that HALFSKY_LABELS names (texts beside them or in ../../sources).
 */
export async function readingQuality(): Promise<Finding[]> {
  const own = process.env['HALFSKY_LABELS'];
  const sets: [string, string[]][] = [
    ['dev', foldersOf(join(CASES, 'dev'))],
    ['holdout', foldersOf(join(CASES, 'holdout'))],
    ...(own ? [['HALFSKY_LABELS', [own]] as [string, string[]]] : []),
  ];
  return sets.flatMap(([name, folders]) => [
    ...figureFindings(`读报告:数字(${name})`, folders),
    ...numeralFindings(`读报告:数字(${name})`, folders),
    ...checkFindings(`读报告:勾稽(${name})`, folders),
  ]);
}

const foldersOf = (set: string): string[] =>
  existsSync(set) ? readdirSync(set).map((name) => join(set, name)) : [];

const textIn =
  (folder: string) =>
  (doc: string): string => {
    const path = [folder, join(folder, 'sources'), join(folder, '../../sources')]
      .map((at) => join(at, doc))
      .find((at) => existsSync(at));
    if (path === undefined) throw new Error(`no text for ${doc}`);
    return readFileSync(path, 'utf8');
  };

const sum = <T>(rows: readonly T[], pick: (row: T) => number): number =>
  rows.reduce((all, r) => all + pick(r), 0);

function percent(row: string, what: string, part: number, whole: number, least: number): Finding[] {
  if (whole === 0) return [];
  return [{ row, what, value: (100 * part) / whole, unit: '%', target: { least }, note: `${part}/${whole}` }];
}

function figureFindings(row: string, folders: readonly string[]): Finding[] {
  const rows = folders.flatMap((folder) => scoreFigures(labelsIn(folder), textIn(folder), readFigures));
  const found = sum(rows, (r) => r.found);
  return [
    ...percent(
      row,
      '找到',
      found,
      sum(rows, (r) => r.labelled),
      LEAST.found,
    ),
    ...percent(
      row,
      '找对',
      sum(rows, (r) => r.right),
      sum(rows, (r) => r.finds),
      LEAST.right,
    ),
    ...percent(
      row,
      '数值',
      sum(rows, (r) => r.value),
      found,
      LEAST.value,
    ),
    ...percent(
      row,
      '单位',
      sum(rows, (r) => r.unit),
      found,
      LEAST.unit,
    ),
    ...percent(
      row,
      '约数词',
      sum(rows, (r) => r.qualifier),
      found,
      LEAST.qualifier,
    ),
  ];
}

function numeralFindings(row: string, folders: readonly string[]): Finding[] {
  const scores = folders
    .filter((folder) => existsSync(join(folder, 'numerals.jsonl')))
    .map((folder) => scoreNumerals(folder, readFigures));
  return percent(
    row,
    '数词表全对',
    sum(scores, (s) => s.right),
    sum(scores, (s) => s.cases),
    LEAST.numerals,
  );
}

function checkFindings(row: string, folders: readonly string[]): Finding[] {
  const rows = folders.flatMap((folder) => {
    const labels = checkLabelsIn(folder);
    const docs = [...new Set(labels.map((l) => l.doc))];
    return scoreChecks(docs, labels, textIn(folder), (text) => checkFigures(text, readFigures(text)));
  });
  if (rows.length === 0) return [];
  const chars = sum(rows, (r) => r.chars);
  return [
    ...percent(
      row,
      '错的叫错',
      sum(rows, (r) => r.called.false),
      sum(rows, (r) => r.labelled.false),
      LEAST.wrong,
    ),
    ...percent(
      row,
      '对的叫对',
      sum(rows, (r) => r.called.true),
      sum(rows, (r) => r.labelled.true),
      LEAST.true,
    ),
    {
      row,
      what: '每两万字误报“不可能”',
      value: (20_000 * sum(rows, (r) => r.wrongBreaks)) / chars,
      unit: '条',
      target: { most: 1 },
      note: `${sum(rows, (r) => r.wrongBreaks)} 条,${chars} 字`,
    },
  ];
}
