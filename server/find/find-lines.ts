import type { FoundLine } from '../../contracts/api-find.ts';
import type { Actor } from '../access/index.ts';
import { findNewest, type Registry } from '../ledgers/index.ts';
import { unitById, unitsByIds } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Enough of each ledger to see that there is more; the ledger's own page has the rest. */
const EACH = 2;
const MOST = 12;

/** The newest lines of every ledger that hold the words, as far as she sees them. */
export async function findLines(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  words: string,
): Promise<FoundLine[]> {
  // One Chinese character stands in every other line; its pair says what is meant.
  if ([...words].length < 2) return [];
  const own = await unitById(tx, actor.officeOf ?? actor.unit.id);
  const best = await findNewest(tx, registry, actor, { words, own, each: EACH, most: MOST });
  const units = await unitsByIds(tx, [...new Set(best.map((e) => e.unitId))]);
  const names = new Map(units.map((u) => [u.id, u.name]));
  return best.map((e) => ({
    id: e.id,
    ledger: e.ledger,
    ledgerName: registry.ledger(e.ledger).definition.name,
    title: e.title,
    day: e.day,
    unitName: names.get(e.unitId) ?? '',
  }));
}
