import type { EntryView } from '../../contracts/api.ts';
import type { Ledger } from '../../contracts/ledger.ts';
import type { Actor } from '../access/index.ts';
import { levelNumber, type Unit, unitsByIds } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Entry } from './store.ts';

export const toEntryView = (e: Entry, unitName: string): EntryView => ({
  id: e.id,
  ledger: e.ledger,
  unit: { id: e.unitId, name: unitName },
  day: e.day,
  until: e.until,
  title: e.title,
  value: e.sortValue,
  data: e.data,
  opening: e.opening,
  joint: e.joint,
  explanation: e.explanation,
  state: e.state,
  version: e.version,
  createdAt: e.createdAt.toISOString(),
  updatedAt: e.updatedAt.toISOString(),
});

export async function entryViews(tx: Tx, entries: readonly Entry[]): Promise<EntryView[]> {
  const units = await unitsByIds(tx, [...new Set(entries.map((e) => e.unitId))]);
  const names = new Map(units.map((u) => [u.id, u.name]));
  return entries.map((e) => toEntryView(e, names.get(e.unitId) ?? ''));
}

/**
 * May she see the lines themselves? Lines of a case ledger (privacy `case`) are seen by those who handle them: the unit
 * that keeps them and its own department. Everybody above sees counts (DESIGN §5, Cases).
 */
export function maySeeLines(
  actor: Actor,
  ledger: Ledger,
  unit: Pick<Unit, 'id' | 'parentId' | 'kind'>,
): boolean {
  if (ledger.privacy !== 'case') return true;
  if (actor.officeOf === null) return unit.id === actor.unit.id;
  // A township stands under the county's federation, too, and is no department of it.
  return unit.id === actor.officeOf || (unit.parentId === actor.officeOf && unit.kind === 'department');
}

/** Levels that keep a ledger, as a check for the desk's "may I write". */
export const keepsLedger = (ledger: Ledger, unit: Pick<Unit, 'kind' | 'level'>): boolean =>
  ledger.kinds.includes(unit.kind) && ledger.levels.some((l) => levelNumber(l) === levelNumber(unit.level));
