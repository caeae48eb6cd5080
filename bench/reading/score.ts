import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFigures } from '../../server/reading/index.ts';
import { labelsIn, scoreFigures, scoreNumerals } from './figures.ts';

/**
 * node bench/reading/score.ts DIR [TEXTS] [-v]: how well figures are read, against labels (figures.jsonl, sections.jsonl,
 * numerals.jsonl in DIR). TEXTS: where the documents are; default DIR/sources, DIR/../../sources, DIR.
 */
const args = process.argv.slice(2).filter((arg) => arg !== '-v');
const verbose = process.argv.includes('-v');
const dir = args[0];
if (dir === undefined) throw new Error('node bench/reading/score.ts DIR [TEXTS] [-v]');
const texts = [args[1], join(dir, 'sources'), join(dir, '../../sources'), dir].filter((p) => p !== undefined);
const textOf = (doc: string): string => {
  const path = texts.map((folder) => join(folder, doc)).find((p) => existsSync(p));
  if (path === undefined) throw new Error(`no text ${doc}`);
  return readFileSync(path, 'utf8');
};
const percent = (part: number, whole: number) =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

const labels = labelsIn(dir);
for (const row of scoreFigures(labels, textOf, readFigures)) {
  console.log(
    `${row.doc}: recall ${row.found}/${row.labelled} ${percent(row.found, row.labelled)}, precision ${row.right}/${row.finds} ${percent(row.right, row.finds)}, value ${percent(row.value, row.found)}, unit ${percent(row.unit, row.found)}, qualifier ${percent(row.qualifier, row.found)}, kind ${percent(row.kind, row.found)}, role ${percent(row.role, row.found)}, status ${percent(row.status, row.found)}`,
  );
  if (verbose) for (const line of row.remarks) console.log(`  ${line}`);
}
if (existsSync(join(dir, 'numerals.jsonl'))) {
  const numerals = scoreNumerals(dir, readFigures);
  console.log(
    `numerals wholly right ${numerals.right}/${numerals.cases} ${percent(numerals.right, numerals.cases)}`,
  );
  if (verbose) for (const line of numerals.remarks) console.log(`  ${line}`);
}
