import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFigures, readFigures } from '../../server/reading/index.ts';
import { type CheckRow, checkLabelsIn, scoreChecks } from './checks.ts';

/**
 * node bench/reading/score-checks.ts DIR [TEXTS] [-v] [--all]: how well cross-checks are told, against labels (checks.jsonl
 * in DIR). TEXTS: where the documents are; default DIR/sources, DIR/../../sources, DIR. --all: also the texts of TEXTS
 * without labels, whose breaks all count as wrong.
 */
const args = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const verbose = process.argv.includes('-v');
const dir = args[0];
if (dir === undefined) throw new Error('node bench/reading/score-checks.ts DIR [TEXTS] [-v] [--all]');
const folders = [args[1], join(dir, 'sources'), join(dir, '../../sources'), dir].filter(
  (path) => path !== undefined,
);
const textOf = (doc: string): string => {
  const path = folders.map((folder) => join(folder, doc)).find((one) => existsSync(one));
  if (path === undefined) throw new Error(`no text ${doc}`);
  return readFileSync(path, 'utf8');
};

const labels = checkLabelsIn(dir);
const others = process.argv.includes('--all')
  ? folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.txt')))
  : [];
const docs = [...new Set([...labels.map(({ doc }) => doc), ...others])].sort();
const rows = scoreChecks(docs, labels, textOf, (text) => checkFigures(text, readFigures(text)));
const share = (row: Pick<CheckRow, 'called' | 'labelled'>, key: keyof CheckRow['called']) =>
  `${key} ${row.called[key]}/${row.labelled[key]}`;
for (const row of rows) {
  console.log(
    `${row.doc}: ${share(row, 'true')}, ${share(row, 'false')}, ${share(row, 'cannot-tell')}, breaks ${row.breaks}, of them wrong ${row.wrongBreaks}, checks ${row.checks}`,
  );
  if (verbose) for (const line of row.remarks) console.log(`  ${line}`);
}
const add = (pick: (row: CheckRow) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
const total = {
  labelled: {
    true: add((r) => r.labelled.true),
    false: add((r) => r.labelled.false),
    'cannot-tell': add((r) => r.labelled['cannot-tell']),
  },
  called: {
    true: add((r) => r.called.true),
    false: add((r) => r.called.false),
    'cannot-tell': add((r) => r.called['cannot-tell']),
  },
};
const byType = new Map<string, { labelled: number; called: number; wrongBreaks: number }>();
for (const row of rows) {
  for (const [type, one] of Object.entries(row.byType)) {
    const sum = byType.get(type) ?? { labelled: 0, called: 0, wrongBreaks: 0 };
    byType.set(type, {
      labelled: sum.labelled + one.labelled,
      called: sum.called + one.called,
      wrongBreaks: sum.wrongBreaks + one.wrongBreaks,
    });
  }
}
console.log(
  [...byType]
    .sort()
    .map(
      ([type, one]) =>
        `${type} ${one.called}/${one.labelled}${one.wrongBreaks > 0 ? ` (${one.wrongBreaks} wrong breaks)` : ''}`,
    )
    .join(', '),
);
const chars = add((row) => row.chars);
console.log(
  `all: ${share(total, 'true')}, ${share(total, 'false')}, ${share(total, 'cannot-tell')}, wrong breaks ${add((row) => row.wrongBreaks)} in ${chars} characters (${((20000 * add((row) => row.wrongBreaks)) / Math.max(1, chars)).toFixed(2)} per 20000)`,
);
