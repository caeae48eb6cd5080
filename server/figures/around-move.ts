import type { Registry } from '../ledgers/index.ts';
import { monthOf } from '../platform/clock/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { addChanges, outboxRows } from './add-changes.ts';
import { changeReadings } from './change-readings.ts';
import { ALWAYS, afterFolding, dirtySeries, FOLD_LOCK, FOREVER, mergeMarks } from './fold.ts';
import { countedMeasures } from './keys.ts';

/**
 * Figures around a change of the tree: the members' contributions are taken out under the old tree, the tree changes,
 * and they are added again under the new one, cut at the day of the move. In the move's own transaction, so no reader
 * ever sees half of it; folding waits meanwhile, saving does not.
 */
export async function aroundMove(
  tx: Tx,
  registry: Registry,
  members: readonly string[],
  day: string,
  apply: () => Promise<void>,
): Promise<void> {
  await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
  await tx.sql(MOVING);
  await tx.sql('TRUNCATE moving');
  const waiting = await tx.sql<Parameters<typeof mergeMarks>[0][number] & Row>(COLLECT, [
    members,
    monthOf(day),
    stocks(registry),
  ]);
  const touched = await tx.sql<{ region_code: string; unit_id: string; ledger: string }>(
    `SELECT DISTINCT f.region_code, f.unit_id, split_part(f.measure, '.', 1) AS ledger FROM fact f WHERE f.unit_id = ANY($1::uuid[])
     UNION
     SELECT DISTINCT c.region_code, c.unit_id, split_part(k.measure, '.', 1) FROM unit u
     JOIN cell c ON c.region_code = u.region_code AND c.unit_id = u.id JOIN cell_key k ON k.id = c.key
     WHERE u.id = ANY($1::uuid[]) AND (c.own_n <> 0 OR c.own_v <> 0)`,
    [members],
  );
  const marks = mergeMarks([
    ...waiting,
    ...touched
      .filter((t) => registry.ledgers.has(t.ledger))
      .map((t) => ({ ...t, from_day: hasStock(registry, t.ledger) ? ALWAYS : day, to_day: FOREVER })),
  ]);
  const series = dirtySeries(registry, marks);
  const ledgers = marks.map((m) => m.ledger);
  await addChanges(tx, registry, ledgers, { from: 'moving', tree: 'old' });
  await changeReadings(tx, series, 'unfold');
  await apply();
  await addChanges(tx, registry, ledgers, { from: 'moving', tree: 'new' });
  await changeReadings(tx, series, 'fold');
  await afterFolding(tx, registry, marks);
}

const MOVING = `CREATE TEMP TABLE IF NOT EXISTS moving (unit_id uuid NOT NULL, m text COLLATE "C" NOT NULL, d date NOT NULL,
  s text[] COLLATE "C" NOT NULL, v numeric NOT NULL, u date, n int NOT NULL, is_fact boolean NOT NULL) ON COMMIT DROP`;

/**
 * What the members count and what of it waits to be folded, seen in one moment: lines are saved meanwhile. What waits was
 * never in the cells, so it comes in under the old tree; then the facts that the move touches go out there and come in
 * under the new one. A stock's earlier changes are carried across the move, so all of them are touched.
 */
const COLLECT = `
  WITH waiting AS (
    DELETE FROM fold_outbox WHERE unit_id = ANY ($1::uuid[]) RETURNING *
  ), came AS (
    INSERT INTO moving SELECT c.unit_id, c.m, c.d, c.s, c.v, c.u, c.n, false FROM (${outboxRows('waiting')}) AS c
  ), counted AS (
    INSERT INTO moving SELECT f.unit_id, f.measure, f.day, f.splits, f.value, f.opening_until, 1, true
    FROM fact f WHERE f.unit_id = ANY ($1::uuid[]) AND (f.day >= $2 OR f.measure = ANY ($3))
  )
  SELECT region_code, unit_id, ledger, from_day, to_day FROM waiting`;

const stocks = (registry: Registry): string[] => {
  const { sums, sumIsStock } = countedMeasures(registry);
  return sums.filter((_, i) => sumIsStock[i]);
};

const hasStock = (registry: Registry, ledger: string): boolean =>
  registry.ledger(ledger).measures.some((m) => m.measure.kind === 'stock');
