import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { OrgPorts } from '../ports.ts';
import { assertDayInOrder } from '../rules.ts';
import { childrenOf, closeUnitRow, lockUnit, type Unit } from '../store.ts';
import { insertEvent } from '../store-history.ts';
import type { By } from './by.ts';

/** Closes a unit from a day on (撤销). Refused while it has active lower units or open work. */
export async function closeUnit(
  tx: Tx,
  ports: OrgPorts,
  input: { readonly unitId: string; readonly day: string; readonly reason: string },
  by: By,
): Promise<Unit> {
  const unit = await lockUnit(tx, input.unitId);
  if (!unit) throw new AppError('not-found', { what: '这个组织' });
  assertDayInOrder(unit, input.day, by.today);
  return await endUnit(tx, ports, unit, input, by);
}

/** The closing itself, of a unit whose days the caller has looked at. */
export async function endUnit(
  tx: Tx,
  ports: OrgPorts,
  unit: Unit,
  input: { readonly day: string; readonly reason: string },
  by: By,
): Promise<Unit> {
  const children = await childrenOf(tx, unit.id);
  if (children.length > 0) {
    const names = children.slice(0, 3).map((c) => c.name);
    throw new AppError('unit.has-children', {
      name: unit.name,
      count: children.length,
      names: names.join('、'),
    });
  }
  const open = await ports.openWork(tx, unit, input.day);
  if (open.length > 0) throw new AppError('unit.has-open-work', { name: unit.name, work: open.join(';') });
  await closeUnitRow(tx, unit.id, input.day);
  await insertEvent(tx, {
    id: newId(by.at),
    unitId: unit.id,
    day: input.day,
    change: 'close',
    detail: { reason: input.reason },
    accountId: by.accountId,
    at: by.at,
  });
  return { ...unit, to: input.day, version: unit.version + 1 };
}
