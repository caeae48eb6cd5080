import type { UnitChangeRecord } from '../../../contracts/exchange.ts';
import {
  type By,
  closeUnit,
  eventsOf,
  mergeUnits,
  moveUnit,
  type OrgPorts,
  renameUnit,
  spansOf,
  type Unit,
} from '../../org/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { treePorts } from '../tree-ports.ts';
import type { ImportContext } from './context.ts';
import { statesOf, unitsByCodes } from './unit-lookup.ts';

/** One dated change through org's own action, so that history, paths and figures follow as they do on the screen. */
export async function applyUnitChange(
  ctx: ImportContext,
  line: number,
  record: UnitChangeRecord,
  order: number,
): Promise<void> {
  const codes = [record.code, ...otherCodes(record)];
  if (codes.some((code) => ctx.refused.has(`unit ${code}`))) return;
  const units = codes.map((code) => ctx.units.get(code));
  const missing = codes.find((_, i) => units[i] === undefined);
  if (missing !== undefined) {
    ctx.problems.add(
      line,
      missing === record.code ? 'code' : otherField(record),
      `没有代码为 ${missing} 的组织。`,
    );
    return;
  }
  // A millisecond later than the change before it, so that the order of one day's changes can be read back.
  const by: By = { accountId: null, at: new Date(ctx.now.getTime() + order), today: ctx.today };
  try {
    await run(ctx, treePorts(ctx.registry), record, units[0]?.id ?? '', units[1]?.id ?? '', by);
    if (record.change === 'rename' && record.newCode) {
      const renamed = (await unitsByCodes(ctx.tx, [record.newCode])).get(record.newCode);
      if (renamed) ctx.units.set(record.newCode, renamed);
    }
    ctx.counts.changes.new += 1;
  } catch (error) {
    ctx.problems.addError(
      line,
      error instanceof AppError && error.code === 'unit.day-too-early' ? 'day' : 'change',
      error,
    );
  }
}

async function run(
  ctx: ImportContext,
  ports: OrgPorts,
  record: UnitChangeRecord,
  unitId: string,
  otherId: string,
  by: By,
): Promise<void> {
  const { day } = record;
  switch (record.change) {
    case 'rename':
      await renameUnit(ctx.tx, { unitId, name: record.name, newCode: record.newCode, day }, by);
      return;
    case 'move':
      await moveUnit(ctx.tx, ports, { unitId, parentId: otherId, day }, by);
      return;
    case 'merge':
      await mergeUnits(ctx.tx, ports, { unitId, intoId: otherId, day }, by);
      return;
    case 'close':
      await closeUnit(ctx.tx, ports, { unitId, day, reason: record.reason }, by);
      return;
  }
}

const otherCodes = (record: UnitChangeRecord): string[] =>
  record.change === 'move' ? [record.parent] : record.change === 'merge' ? [record.into] : [];
const otherField = (record: UnitChangeRecord): string => (record.change === 'move' ? 'parent' : 'into');

/** Did this very change happen already, in an earlier run of the same file? */
export async function wasApplied(ctx: ImportContext, unit: Unit, record: UnitChangeRecord): Promise<boolean> {
  if (record.change === 'close') return unit.to === record.day;
  if (record.change === 'merge') {
    if (unit.to !== record.day) return false;
    const into = ctx.units.get(record.into)?.id;
    const codes = (await eventsOf(ctx.tx, unit.id)).flatMap((e) =>
      e.change === 'merge' && typeof e.detail['into'] === 'string' ? [e.detail['into']] : [],
    );
    return [...(await unitsByCodes(ctx.tx, codes)).values()].some((u) => u.id === into);
  }
  const after = statesOf(unit, await spansOf(ctx.tx, unit.id)).find((s, i) => i > 0 && s.from === record.day);
  if (!after) return false;
  return record.change === 'rename'
    ? after.name === record.name && after.code === (record.newCode ?? after.code)
    : after.parentId === ctx.units.get(record.parent)?.id;
}
