import type { FoundLine } from '../../contracts/api-find.ts';
import type { Actor } from '../access/index.ts';
import { type Entry, listEntries, type Registry } from '../ledgers/index.ts';
import { unitById, unitsByIds } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Enough of each ledger to see that there is more; the ledger's own page has the rest. */
const EACH = 2;
const MOST = 12;

/**
 * The newest lines of every ledger that hold the words. Ledgers are asked one by one through their own list, so that what
 * a list would not show is not found here either: of a case ledger only her own unit's lines.
 */
export async function findLines(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  words: string,
): Promise<FoundLine[]> {
  // One Chinese character stands in every other line; its pair says what is meant.
  if ([...words].length < 2) return [];
  const own = await unitById(tx, actor.officeOf ?? actor.unit.id);
  const found: Entry[] = [];
  for (const { definition } of registry.ledgers.values()) {
    const alone = definition.privacy === 'case';
    if (alone && !own) continue;
    const page = await listEntries(tx, actor, {
      ledger: definition.key,
      unit: alone ? own : null,
      alone,
      from: null,
      to: null,
      words,
      splits: [],
      sort: 'day',
      state: 'valid',
      after: null,
      limit: EACH,
    });
    found.push(...page.rows);
  }
  const best = found.sort((a, b) => b.day.localeCompare(a.day)).slice(0, MOST);
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
