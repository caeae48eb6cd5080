import type { UnitRecord } from '../../../contracts/exchange.ts';
import {
  assertPlace,
  inheritBreaks,
  levelNumber,
  pathUnder,
  regionCodeFor,
  type Unit,
  unitsByIds,
} from '../../org/index.ts';
import { pinyinInitials } from '../../org/regions/index.ts';
import { copyRows } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { UNIT_COLUMNS } from '../load-tree.ts';
import type { ImportContext } from './context.ts';

export interface Founding {
  readonly line: number;
  readonly record: UnitRecord;
}

/** Founds many units at once, parents before children, by the rules of org. `order` keeps history in its sequence. */
export async function createUnits(
  ctx: ImportContext,
  foundings: readonly Founding[],
  order: number,
): Promise<void> {
  await refreshParents(ctx, foundings);
  const taken = await activeNames(ctx, foundings);
  const made: Unit[] = [];
  for (const { line, record } of foundings) {
    try {
      const unit = compose(ctx, record, taken);
      taken.add(`${unit.parentId} ${unit.name}`);
      ctx.units.set(unit.code, unit);
      made.push(unit);
    } catch (error) {
      ctx.problems.addError(line, 'parent', error);
      ctx.refused.add(`unit ${record.code}`);
    }
  }
  await insertUnits(ctx, made, order);
  ctx.counts.units.new += made.length;
}

/** Changes since the look-up may have moved or closed what the new units hang on. */
async function refreshParents(ctx: ImportContext, foundings: readonly Founding[]): Promise<void> {
  const codes = new Set(foundings.flatMap(({ record }) => record.parent ?? []));
  const ids = new Map(
    [...codes].flatMap((code) => {
      const unit = ctx.units.get(code);
      return unit ? [[unit.id, code] as const] : [];
    }),
  );
  for (const unit of await unitsByIds(ctx.tx, [...ids.keys()]))
    ctx.units.set(ids.get(unit.id) ?? unit.code, unit);
}

async function activeNames(ctx: ImportContext, foundings: readonly Founding[]): Promise<Set<string>> {
  const wanted = foundings.map(({ record }) => ({
    name: record.name,
    parentId: record.parent ? (ctx.units.get(record.parent)?.id ?? null) : null,
  }));
  const rows = await ctx.tx.sql(
    `SELECT u.parent_id, u.name FROM unnest($1::uuid[], $2::text[]) AS w (parent_id, name)
     JOIN unit u ON u.name = w.name AND u.parent_id IS NOT DISTINCT FROM w.parent_id AND u.to_day IS NULL`,
    [wanted.map((w) => w.parentId), wanted.map((w) => w.name)],
  );
  return new Set(rows.map((r) => `${r['parent_id']} ${r['name']}`));
}

function compose(ctx: ImportContext, record: UnitRecord, taken: ReadonlySet<string>): Unit {
  const parent = record.parent === null ? null : (ctx.units.get(record.parent) ?? null);
  if (record.parent !== null && !parent)
    throw new AppError('not-found', { what: `代码为 ${record.parent} 的上级组织` });
  if (parent) {
    if (parent.to !== null) throw new AppError('unit.closed', { name: parent.name, day: parent.to });
    assertPlace(record, parent);
  }
  const parentId = parent?.id ?? null;
  if (taken.has(`${parentId} ${record.name}`))
    throw new AppError('unit.name-taken', { name: record.name, parent: parent?.name ?? '' });
  return {
    id: newId(ctx.now),
    code: record.code,
    name: record.name,
    kind: record.kind,
    level: record.level,
    parentId,
    path: pathUnder(parent?.path ?? null, record.code),
    regionCode: regionCodeFor(record.code, record.level, parent?.regionCode ?? null),
    initials: pinyinInitials(record.name),
    from: record.from,
    to: null,
    since: null,
    version: 1,
  };
}

async function insertUnits(ctx: ImportContext, units: readonly Unit[], order: number): Promise<void> {
  await copyRows(
    ctx.tx.client,
    'unit',
    [...UNIT_COLUMNS, 'from_day'],
    units.map((u) => [
      u.id,
      u.code,
      u.name,
      u.kind,
      levelNumber(u.level),
      u.parentId,
      u.path,
      u.regionCode,
      u.initials,
      u.from,
    ]),
  );
  await inheritBreaks(
    ctx.tx,
    units.map((u) => u.id),
  );
  const codeOf = new Map([...ctx.units.values()].map((u) => [u.id, u.code]));
  const at = new Date(ctx.now.getTime() + order);
  await copyRows(
    ctx.tx.client,
    'unit_event',
    ['id', 'unit_id', 'day', 'change', 'detail', 'account_id', 'at'],
    units.map((u) => [
      newId(at),
      u.id,
      u.from ?? ctx.today,
      'create',
      JSON.stringify({
        name: u.name,
        code: u.code,
        parent: u.parentId ? (codeOf.get(u.parentId) ?? null) : null,
      }),
      null,
      at,
    ]),
  );
}
