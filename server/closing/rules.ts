import type { Ledger } from '../../contracts/ledger.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Unit } from '../org/index.ts';
import { addMonths } from '../platform/clock/index.ts';

/** Ledgers of which a sign is expected every month, by somebody. */
export const monthlyLedgers = (registry: Registry): Ledger[] =>
  [...registry.ledgers.values()].map((l) => l.definition).filter((d) => d.expects?.every === 'month');

/** Those of them that this unit itself is expected to keep. */
export const expectedOf = (registry: Registry, unit: Pick<Unit, 'kind' | 'level'>): Ledger[] =>
  unit.kind === 'federation'
    ? monthlyLedgers(registry).filter((d) => d.expects?.levels.includes(unit.level))
    : [];

/** Months in a row without any sign, counted back from the asked one; `signs` holds the firsts of months that had one. */
export function silentMonths(signs: ReadonlySet<string>, month: string, most: number): number {
  let silent = 0;
  while (silent < most && !signs.has(addMonths(month, -silent))) silent += 1;
  return silent;
}
