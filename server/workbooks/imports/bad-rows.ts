import { type BookSheet, writeBook } from '../book/hucre.ts';
import { PROBLEM_HEADER, ROW_HEADER } from '../lines/labels.ts';
import { BODY, HEAD, MUST_HEAD, PROBLEM } from '../template/looks.ts';
import { sheetName } from '../template/template.ts';
import { type Hand, type WorkbookKit, withHand } from './kit.ts';
import type { Batch } from './store.ts';
import { rowsOf } from './store-rows.ts';

const TEXT = { ...BODY, numFmt: '@' };

/** The rows that could not be saved as a workbook, what is wrong in the last column; it can be mended and imported again. */
export async function badRowsBook(kit: WorkbookKit, hand: Hand, batch: Batch): Promise<Uint8Array> {
  const { definition } = kit.registry().ledger(batch.ledger);
  const rows = await withHand(
    kit.db,
    hand,
    (tx) => rowsOf(tx, batch.id, { state: 'bad', after: 0, limit: 50_000 }),
    'read',
  );
  const columns = batch.columns.filter((c) => c.key !== 'mark');
  const head = [ROW_HEADER, ...columns.map((c) => c.header), PROBLEM_HEADER];
  const sheet: BookSheet = {
    name: sheetName(`${definition.name} 待改`),
    columns: [
      { width: 12 },
      ...columns.map((c) => ({ width: Math.min(36, Math.max(12, c.header.length * 2)), style: TEXT })),
      { width: 70, style: PROBLEM },
    ],
    rows: [
      head,
      ...rows.map((row) => [
        row.n,
        ...columns.map((c) => row.texts[c.key] ?? null),
        row.problems.map((p) => p.message).join('\n'),
      ]),
    ],
    cells: new Map(head.map((_, i) => [`0,${i}`, { style: i === head.length - 1 ? MUST_HEAD : HEAD }])),
    freezePane: { rows: 1 },
  };
  return await writeBook([sheet], { title: `${definition.name} 待改的行`, at: kit.now() });
}
