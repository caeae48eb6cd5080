import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { pinyinInitials } from '../regions/index.ts';
import { assertDayInOrder } from '../rules.ts';
import { activeNamesake, changeUnit, lockUnit, type Unit, unitByCode } from '../store.ts';
import { insertEvent } from '../store-history.ts';
import type { By } from './by.ts';

/** Renames a unit from a day on (更名), with a new code where the state gave one. The old name stays findable by its days. */
export async function renameUnit(
  tx: Tx,
  input: {
    readonly unitId: string;
    readonly name: string;
    readonly newCode?: string | undefined;
    readonly day: string;
  },
  by: By,
): Promise<Unit> {
  const before = await lockUnit(tx, input.unitId);
  if (!before) throw new AppError('not-found', { what: '这个组织' });
  assertDayInOrder(before, input.day, by.today);
  const code = input.newCode ?? before.code;
  if (code !== before.code && (await unitByCode(tx, code))) throw new AppError('unit.code-taken', { code });
  if (await activeNamesake(tx, before.parentId, input.name, before.id)) {
    throw new AppError('unit.name-taken', { name: input.name, parent: '' });
  }
  const after: Unit = {
    ...before,
    name: input.name,
    code,
    initials: pinyinInitials(input.name),
    since: input.day,
  };
  await changeUnit(tx, before, after, input.day);
  await insertEvent(tx, {
    id: newId(by.at),
    unitId: before.id,
    day: input.day,
    change: 'rename',
    detail: { from: before.name, to: after.name, fromCode: before.code, toCode: code },
    accountId: by.accountId,
    at: by.at,
  });
  return { ...after, version: before.version + 1 };
}
