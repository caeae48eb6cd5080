import type { Registry } from '../ledgers/index.ts';
import { addMonths, monthOf } from '../platform/clock/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { addChanges } from './add-changes.ts';
import { changeReadings, type DirtySeries } from './change-readings.ts';
import { refreshCoverage } from './coverage.ts';

/** Folding, rebuilding and moving units exclude each other; saving never takes this lock. */
export const FOLD_LOCK = 727_003;
export const ALWAYS = '0001-01-01';
export const FOREVER = '9999-01-01';

interface Claimed {
  tid: string;
  region_code: string;
  unit_id: string;
  ledger: string;
  from_day: string;
  to_day: string;
  [column: string]: unknown;
}

/**
 * Takes a batch of marks from the outbox and adds what came and went with them to the cells, of the unit itself and of
 * all its ancestors. The marks go in the same transaction, so each is folded once or, after a crash, again from nothing.
 * Returns the number of marks taken.
 */
export async function foldOnce(worker: Database, registry: Registry, most = 1_000): Promise<number> {
  return await worker.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    const claimed = await tx.sql<Claimed>(
      `SELECT ctid::text AS tid, region_code, unit_id, ledger, from_day, to_day FROM fold_outbox LIMIT $1`,
      [most],
      'outbox-claim',
    );
    if (claimed.length === 0) return 0;
    const marks = mergeMarks(claimed);
    await addChanges(
      tx,
      registry,
      marks.map((m) => m.ledger),
      { from: 'outbox', rows: claimed.map((c) => c.tid) },
    );
    await changeReadings(tx, dirtySeries(registry, marks), 'fold');
    await afterFolding(tx, registry, marks);
    return claimed.length;
  });
}

export interface Mark {
  readonly regionCode: string;
  readonly unitId: string;
  readonly ledger: string;
  /** First of a month, and first of the month after the last. */
  readonly from: string;
  readonly to: string;
}

/** One mark a unit and ledger, over the months of all of them. */
export function mergeMarks(
  claimed: readonly Pick<Claimed, 'region_code' | 'unit_id' | 'ledger' | 'from_day' | 'to_day'>[],
): Mark[] {
  const merged = new Map<string, Mark>();
  for (const c of claimed) {
    const key = `${c.unit_id}/${c.ledger}`;
    const from = monthOf(c.from_day);
    const to = addMonths(monthOf(c.to_day), 1);
    const there = merged.get(key);
    merged.set(key, {
      regionCode: c.region_code,
      unitId: c.unit_id,
      ledger: c.ledger,
      from: there && there.from < from ? there.from : from,
      to: there && there.to > to ? there.to : to,
    });
  }
  return [...merged.values()];
}

/** The readings (时点数) of these units' ledgers, each as a whole series. */
export function dirtySeries(
  registry: Registry,
  marks: readonly Pick<Mark, 'regionCode' | 'unitId' | 'ledger'>[],
): DirtySeries[] {
  return marks.flatMap(({ regionCode, unitId, ledger }) =>
    registry
      .ledger(ledger)
      .measures.filter(({ measure }) => measure.kind === 'stock' && measure.mode === 'reading')
      .map(({ measure }) => ({ regionCode, unitId, measure: measure.key })),
  );
}

/** What hangs on the cells: who has reported, and remembered answers. */
export async function afterFolding(tx: Tx, registry: Registry, marks: readonly Mark[]): Promise<void> {
  await refreshCoverage(tx, registry, marks);
  await forgetAnswers(tx, marks);
}

/** Remembered answers of these ledgers whose days touch the marks are no longer known to be right. */
async function forgetAnswers(tx: Tx, marks: readonly Mark[]): Promise<void> {
  const byLedger = new Map<string, { from: string; to: string }>();
  for (const m of marks) {
    const there = byLedger.get(m.ledger);
    byLedger.set(m.ledger, {
      from: there && there.from < m.from ? there.from : m.from,
      to: there && there.to > m.to ? there.to : m.to,
    });
  }
  const rows = [...byLedger];
  await tx.sql(
    `DELETE FROM answer_memo a USING unnest($1::text[], $2::date[], $3::date[]) AS d (ledger, from_day, to_day)
     WHERE a.ledger = d.ledger AND a.from_day < d.to_day AND a.to_day >= d.from_day`,
    [rows.map(([l]) => l), rows.map(([, r]) => r.from), rows.map(([, r]) => r.to)],
  );
}

/** Folds until nothing is dirty: after an import, and before an operator's command answers. */
export async function foldAll(store: { readonly worker: Database }, registry: Registry): Promise<number> {
  let folded = 0;
  for (let n = -1; n !== 0; folded += n) n = await foldOnce(store.worker, registry, 5_000);
  return folded;
}
