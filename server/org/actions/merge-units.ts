import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { OrgPorts } from '../ports.ts';
import { assertDayInOrder, assertParentThere } from '../rules.ts';
import { childrenOf, lockUnit, type Unit, unitById } from '../store.ts';
import { insertEvent } from '../store-history.ts';
import type { By } from './by.ts';
import { endUnit } from './close-unit.ts';
import { moveUnit, relocate } from './move-unit.ts';

/**
 * Merges one unit into another of the same level (合并): its lower units go over, then it is closed on the same day and
 * stands under its successor from then on. So its own lines stay the old superior's until that day, are the successor's
 * like for like, and a stock that it kept goes on in the successor's. Units closed before, and what was merged into it
 * once, go over too. A department counts as its federation's own level wherever it ends, so it stays where it was.
 */
export async function mergeUnits(
  tx: Tx,
  ports: OrgPorts,
  input: { readonly unitId: string; readonly intoId: string; readonly day: string },
  by: By,
): Promise<Unit> {
  const unit = await unitById(tx, input.unitId);
  const into = await unitById(tx, input.intoId);
  if (!unit || !into) throw new AppError('not-found', { what: '要合并的组织' });
  if (unit.id === into.id || unit.level !== into.level || unit.kind !== into.kind) {
    throw new AppError('unit.merge-unlike', { name: unit.name, into: into.name });
  }
  assertParentThere(unit, into, input.day);
  assertDayInOrder(unit, input.day, by.today);
  // First the unit with all that it has, then its lower units out of it: each step cuts the months of those it moves.
  const place = await lockUnit(tx, into.id);
  if (unit.kind !== 'department' && place) await relocate(tx, ports, unit, place, input.day);
  const carried: string[] = [];
  for (const child of await childrenOf(tx, unit.id, true)) {
    if (child.to === null)
      await moveUnit(tx, ports, { unitId: child.id, parentId: into.id, day: input.day }, by);
    else {
      assertDayInOrder({ ...child, to: null }, input.day, by.today);
      await relocate(tx, ports, child, into, input.day);
      carried.push(child.id);
    }
  }
  const now = await lockUnit(tx, unit.id);
  if (!now) throw new AppError('not-found', { what: '要合并的组织' });
  const closed = await endUnit(tx, ports, now, { day: input.day, reason: `并入${into.name}` }, by);
  for (const [unitId, detail] of [
    [unit.id, { into: into.code, carried }],
    [into.id, { merged: unit.code, name: unit.name }],
  ] as const) {
    await insertEvent(tx, {
      id: newId(by.at),
      unitId,
      day: input.day,
      change: 'merge',
      detail,
      accountId: by.accountId,
      at: by.at,
    });
  }
  return closed;
}
