import type { Registry } from '../ledgers/index.ts';
import { addMonths, monthOf } from '../platform/clock/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { changeCells, type DirtyCells } from './change-cells.ts';
import { refreshCoverage } from './coverage.ts';

/** Folding, rebuilding and moving units exclude each other; saving never takes this lock. */
export const FOLD_LOCK = 727_003;
export const ALWAYS = '0001-01-01';
export const FOREVER = '9999-01-01';

interface Claimed {
  region_code: string;
  unit_id: string;
  ledger: string;
  from_day: string;
  to_day: string;
  [column: string]: unknown;
}

/**
 * Takes a batch of dirty marks and recomputes their cells from facts, for the unit itself and all its ancestors.
 * Idempotent and safe on replay: what is written is the difference between facts and cells, never an event's amount.
 * Returns the number of marks taken.
 */
export async function foldOnce(worker: Database, registry: Registry, most = 1_000): Promise<number> {
  return await worker.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    const claimed = await tx.sql<Claimed>(
      `DELETE FROM fold_outbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM fold_outbox LIMIT $1))
       RETURNING region_code, unit_id, ledger, from_day, to_day`,
      [most],
    );
    if (claimed.length === 0) return 0;
    const marks = mergeMarks(claimed);
    await foldMarks(tx, registry, marks, 'fold');
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

/** Recomputes (fold) or takes out (unfold) what these marks touch. The caller holds the fold lock. */
export async function foldMarks(
  tx: Tx,
  registry: Registry,
  marks: readonly Mark[],
  mode: 'fold' | 'unfold',
): Promise<void> {
  const dirty = dirtyCellsOf(registry, marks);
  for (const part of ['sum', 'reading'] as const) {
    const cells = dirty.filter((d) => d.part === part);
    if (cells.length > 0) await changeCells(tx, part, cells, mode);
  }
  if (mode === 'fold') await refreshCoverage(tx, registry, marks);
  await forgetAnswers(tx, marks);
}

/** The cells that marks touch: flows by their months, readings as a whole series. */
function dirtyCellsOf(registry: Registry, marks: readonly Mark[]): DirtyCells[] {
  return marks.flatMap((mark) =>
    registry.ledger(mark.ledger).measures.flatMap(({ measure }): DirtyCells[] => {
      const cell = { regionCode: mark.regionCode, unitId: mark.unitId, measure: measure.key };
      if (measure.kind === 'flow')
        return [{ ...cell, part: 'sum', isStock: false, from: mark.from, to: mark.to }];
      if (measure.kind !== 'stock') return [];
      // A reading's change depends on the readings around it, so the unit's whole series is looked at.
      if (measure.mode === 'reading')
        return [{ ...cell, part: 'reading', isStock: true, from: ALWAYS, to: FOREVER }];
      return [{ ...cell, part: 'sum', isStock: true, from: mark.from, to: mark.to }];
    }),
  );
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
