import type { Tx } from '../platform/db/index.ts';
import { canonicalCode, unitCode } from './regions/index.ts';
import { type Unit, unitByCode } from './store.ts';

/** A code as people write it: '350100', '350100000000', a padded twin ('441900' is 东莞, one federation). */
export function canonicalUnitCode(code: string): string {
  const trimmed = code.trim();
  if (!/^\d+$/.test(trimmed)) return trimmed;
  const canonical = canonicalCode(trimmed);
  return canonical ? unitCode({ code: canonical }) : trimmed;
}

/** Finds a unit by any form of its code: exactly as given first, since an invented code may look like a padded one. */
export async function findUnit(tx: Tx, code: string): Promise<Unit | null> {
  return (await unitByCode(tx, code.trim())) ?? (await unitByCode(tx, canonicalUnitCode(code)));
}
