import type { ImportPage, ImportView } from '../../../contracts/api-workbooks.ts';
import type { Registry } from '../../ledgers/index.ts';
import { unitsByIds } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { accountNames, type Batch } from './store.ts';
import { countCorrected, countRows, type RowCounts, validLines } from './store-rows.ts';

/** What an import's page may offer now. */
function mayOf(b: Batch, counts: RowCounts): string[] {
  if (b.state === 'ready')
    return [...(counts.good > 0 ? ['save'] : []), ...(counts.bad > 0 ? ['fix'] : []), 'drop'];
  if (b.state !== 'saved') return [];
  // What was left over can be mended and saved as well, as long as it is kept.
  const more = [...(counts.good > 0 ? ['save'] : []), ...(counts.bad > 0 ? ['fix'] : [])];
  return b.saved > 0 ? [...more, 'undo'] : more;
}

const NONE: RowCounts = { good: 0, bad: 0, known: 0 };

export async function importViews(
  tx: Tx,
  registry: Registry,
  batches: readonly Batch[],
): Promise<ImportView[]> {
  const [counts, names, units] = await Promise.all([
    countRows(
      tx,
      batches.map((b) => b.id),
    ),
    accountNames(
      tx,
      batches.map((b) => b.accountId),
    ),
    unitsByIds(tx, [...new Set(batches.map((b) => b.unitId))]),
  ]);
  return batches.map((b): ImportView => {
    const of = counts.get(b.id) ?? NONE;
    return {
      id: b.id,
      ledger: b.ledger,
      ledgerName: registry.ledgers.get(b.ledger)?.definition.name ?? b.ledger,
      unitName: units.find((u) => u.id === b.unitId)?.name ?? '',
      source: b.source,
      fileName: b.fileName,
      state: b.state,
      at: b.at.toISOString(),
      endedAt: b.endedAt?.toISOString() ?? null,
      by: names.get(b.accountId ?? '') ?? '',
      total: b.total,
      good: of.good,
      bad: of.bad,
      known: of.known,
      done: b.done,
      saved: b.saved,
      withdrawn: b.withdrawn,
      kept: b.kept,
      reason: b.undo?.reason ?? null,
      columns: b.columns.map(({ key, header }) => ({ key, header })),
      notes: b.notes,
      problem: b.problem,
      may: mayOf(b, of),
    };
  });
}

export async function importView(tx: Tx, registry: Registry, batch: Batch): Promise<ImportView> {
  const [view] = await importViews(tx, registry, [batch]);
  if (!view) throw new Error('one batch gives one view');
  return view;
}

const NAMED = 50;

/** With the lines that were corrected since: an undo asks what is to become of them. */
export async function importPage(tx: Tx, registry: Registry, batch: Batch): Promise<ImportPage> {
  const asked = batch.state === 'saved' || batch.state === 'undone';
  const [view, corrected, correctedTotal] = await Promise.all([
    importView(tx, registry, batch),
    asked ? validLines(tx, batch.id, { after: 0, limit: NAMED, correctedOnly: true }) : [],
    asked ? countCorrected(tx, batch.id) : 0,
  ]);
  return {
    ...view,
    corrected: corrected.map(({ entry }) => ({ id: entry.id, title: entry.title, day: entry.day })),
    correctedTotal,
  };
}
