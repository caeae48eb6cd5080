import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { OrgPorts } from '../ports.ts';
import { type Unit, unitById } from '../store.ts';
import { insertEvent } from '../store-history.ts';
import type { By } from './by.ts';
import { createUnit } from './create-unit.ts';
import { moveUnit } from './move-unit.ts';

/** Splits a unit (分设): a new one of the same level beside it takes some of its lower units from a day on. */
export async function splitUnit(
  tx: Tx,
  ports: OrgPorts,
  input: {
    readonly unitId: string;
    readonly code: string;
    readonly name: string;
    readonly childIds: readonly string[];
    readonly day: string;
  },
  by: By,
): Promise<Unit> {
  const unit = await unitById(tx, input.unitId);
  if (!unit) throw new AppError('not-found', { what: '这个组织' });
  const made = await createUnit(
    tx,
    {
      code: input.code,
      name: input.name,
      kind: unit.kind,
      level: unit.level,
      parentId: unit.parentId,
      from: input.day,
    },
    by,
  );
  for (const childId of input.childIds) {
    const child = await unitById(tx, childId);
    if (child?.parentId !== unit.id)
      throw new AppError('unit.not-a-child', { name: child?.name ?? '', parent: unit.name });
    await moveUnit(tx, ports, { unitId: childId, parentId: made.id, day: input.day }, by);
  }
  await insertEvent(tx, {
    id: newId(by.at),
    unitId: unit.id,
    day: input.day,
    change: 'split',
    detail: { made: made.code, children: input.childIds.length },
    accountId: by.accountId,
    at: by.at,
  });
  return made;
}
