import type { Level, UnitKind } from '../../../contracts/ledger.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { pinyinInitials } from '../regions/index.ts';
import { assertParentThere, assertPlace, pathUnder, regionCodeFor } from '../rules.ts';
import { activeNamesake, insertUnit, type Unit, unitByCode, unitById } from '../store.ts';
import { inheritBreaks, insertEvent } from '../store-history.ts';
import type { By } from './by.ts';

export interface NewUnit {
  readonly id?: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly parentId: string | null;
  readonly from: string | null;
}

/** Founds a unit (建立组织). Refuses a taken code, a namesake under one parent, a skipped level, a closed parent. */
export async function createUnit(tx: Tx, input: NewUnit, by: By): Promise<Unit> {
  if (await unitByCode(tx, input.code)) throw new AppError('unit.code-taken', { code: input.code });
  const parent = input.parentId ? await unitById(tx, input.parentId) : null;
  if (input.parentId && !parent) throw new AppError('not-found', { what: '上级组织' });
  if (parent) {
    assertParentThere(input, parent, input.from);
    assertPlace(input, parent);
  }
  const unit: Unit = {
    id: input.id ?? newId(by.at),
    code: input.code,
    name: input.name,
    kind: input.kind,
    level: input.level,
    parentId: parent?.id ?? null,
    path: pathUnder(parent?.path ?? null, input.code),
    regionCode: regionCodeFor(input.code, input.level, parent?.regionCode ?? null),
    initials: pinyinInitials(input.name),
    from: input.from,
    to: null,
    since: null,
    version: 1,
  };
  if (await activeNamesake(tx, unit.parentId, unit.name, unit.id)) {
    throw new AppError('unit.name-taken', { name: unit.name, parent: parent?.name ?? '' });
  }
  await insertUnit(tx, unit);
  await inheritBreaks(tx, [unit.id]);
  await insertEvent(tx, {
    id: newId(by.at),
    unitId: unit.id,
    day: input.from ?? by.today,
    change: 'create',
    detail: { name: unit.name, code: unit.code, parent: parent?.code ?? null },
    accountId: by.accountId,
    at: by.at,
  });
  return unit;
}
