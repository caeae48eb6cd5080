import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { OrgPorts } from '../ports.ts';
import { assertDayInOrder, assertNoCircle, assertParentThere, assertPlace } from '../rules.ts';
import { activeNamesake, changeUnit, lockUnit, rewriteUnitPaths, type Unit } from '../store.ts';
import { insertBreaks, insertEvent, membersSince } from '../store-history.ts';
import type { By } from './by.ts';

/**
 * Moves a unit with everything under it to another parent from a day on (调整隶属).
 * Figures before that day stay with the old parent; lines, access and figures follow in this same transaction.
 * Its routing key (region_code) never changes.
 */
export async function moveUnit(
  tx: Tx,
  ports: OrgPorts,
  input: { readonly unitId: string; readonly parentId: string; readonly day: string },
  by: By,
): Promise<Unit> {
  const before = await lockUnit(tx, input.unitId);
  const parent = await lockUnit(tx, input.parentId);
  if (!before) throw new AppError('not-found', { what: '这个组织' });
  if (!parent) throw new AppError('not-found', { what: '新的上级组织' });
  if (before.parentId === parent.id)
    throw new AppError('unit.same-parent', { name: before.name, parent: parent.name });
  assertParentThere(before, parent, input.day);
  assertDayInOrder(before, input.day, by.today);
  assertNoCircle(before, parent);
  assertPlace(before, parent);
  if (await activeNamesake(tx, parent.id, before.name, before.id)) {
    throw new AppError('unit.name-taken', { name: before.name, parent: parent.name });
  }
  const members = await relocate(tx, ports, before, parent, input.day);
  await insertEvent(tx, {
    id: newId(by.at),
    unitId: before.id,
    day: input.day,
    change: 'move',
    detail: { from: before.parentId, to: parent.id, units: members },
    accountId: by.accountId,
    at: by.at,
  });
  return {
    ...before,
    parentId: parent.id,
    path: pathOnto(before, parent),
    since: input.day,
    version: before.version + 1,
  };
}

/** Its path under another parent: the code at founding stays its own piece. */
export const pathOnto = (unit: { path: string; code: string }, parent: { path: string }): string =>
  `${parent.path}${unit.path.split('/').at(-2) ?? unit.code}/`;

/**
 * Hangs a unit with everything under it onto another parent from a day on; whether it may is the caller's to ask.
 * Returns how many units go along.
 */
export async function relocate(
  tx: Tx,
  ports: OrgPorts,
  before: Unit,
  parent: Unit,
  day: string,
): Promise<number> {
  const newPath = pathOnto(before, parent);
  const members = await membersSince(tx, before.id, day);
  await ports.aroundMove(tx, members, day, async () => {
    await changeUnit(tx, before, { ...before, parentId: parent.id }, day);
    await insertBreaks(tx, members, parent.id, day);
    await rewriteUnitPaths(tx, before.path, newPath);
    await ports.pathsChanged(tx, before.path, newPath);
  });
  return members.length;
}
