import type { Registry } from '../../ledgers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { numberOf } from '../../settings/index.ts';
import { makeAhead } from './year-lines.ts';

/** Looks for the small counts of this year and the last, of ledgers with very many lines, so that nobody waits for it. */
export async function lookAhead(worker: Database, registry: Registry, now: Date): Promise<void> {
  const today = chinaDay(now);
  const threshold = await worker.transaction(
    [],
    (tx) => numberOf(tx, null, 'case.small-count', today),
    'read',
  );
  const thisYear = Number(today.slice(0, 4));
  for (const ledger of registry.ledgers.values())
    if (ledger.definition.privacy === 'case')
      for (const year of [thisYear, thisYear - 1]) await makeAhead({ worker, ledger, year, threshold });
}
