import type { UnitChangeRecord, UnitRecord } from '../../../contracts/exchange.ts';
import type { Unit } from '../../org/index.ts';
import type { ImportContext } from './context.ts';
import { createUnits, type Founding } from './create-units.ts';
import type { Numbered, Sorted } from './read-source.ts';
import { applyUnitChange, wasApplied } from './unit-changes.ts';
import { spansOfUnits, statesOf, unitsByCodes } from './unit-lookup.ts';

/** One thing that happens to the tree, in the order of days: founding first, then changes, then closing. */
interface Step {
  readonly day: string;
  readonly phase: 0 | 1 | 2;
  readonly depth: number;
  readonly line: number;
  readonly founding?: Founding;
  readonly change?: UnitChangeRecord;
}

/**
 * Founds the file's units and applies its dated changes, whatever their order in the file, so that the tree of every
 * day comes out right. Afterwards `ctx.units` knows all units that the file speaks of.
 */
export async function applyUnits(ctx: ImportContext, file: Sorted): Promise<void> {
  const before = await unitsByCodes(ctx.tx, file.codes);
  for (const [code, unit] of before) ctx.units.set(code, unit);
  const fresh = await sortOutKnown(ctx, file.units, before);
  const steps = [...foundingSteps(ctx, fresh), ...(await changeSteps(ctx, file, before))].sort(
    (a, b) => compare(a.day, b.day) || a.phase - b.phase || a.depth - b.depth || a.line - b.line,
  );
  for (let i = 0; i < steps.length; ) {
    const step = steps[i];
    if (step?.founding) {
      let end = i;
      while (steps[end]?.founding) end += 1;
      await createUnits(
        ctx,
        steps.slice(i, end).flatMap((s) => (s.founding ? [s.founding] : [])),
        i,
      );
      i = end;
    } else {
      if (step?.change) await applyUnitChange(ctx, step.line, step.change, i);
      i += 1;
    }
  }
  if (steps.length === 0) return;
  for (const [code, unit] of await unitsByCodes(ctx.tx, file.codes)) ctx.units.set(code, unit);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Records of units that are there already must say what the unit is, or what it was at some time. */
async function sortOutKnown(
  ctx: ImportContext,
  records: readonly Numbered<UnitRecord>[],
  before: ReadonlyMap<string, Unit>,
): Promise<Numbered<UnitRecord>[]> {
  const known = records.flatMap(({ record }) => before.get(record.code) ?? []);
  const spans = await spansOfUnits(
    ctx.tx,
    known.map((u) => u.id),
  );
  const seen = new Map<string, number>();
  const fresh: Numbered<UnitRecord>[] = [];
  for (const item of records) {
    const { record, line } = item;
    const first = seen.get(record.code);
    if (first !== undefined) {
      ctx.problems.add(
        line,
        'code',
        `代码 ${record.code} 在第 ${first} 行已有一条 unit 记录,一个组织只写一条。`,
      );
      continue;
    }
    seen.set(record.code, line);
    const unit = before.get(record.code);
    if (!unit) {
      fresh.push(item);
      continue;
    }
    const parentId = record.parent === null ? null : (before.get(record.parent)?.id ?? '');
    const isSame =
      unit.kind === record.kind &&
      statesOf(unit, spans.get(unit.id) ?? []).some(
        (s) => s.name === record.name && s.parentId === parentId && s.level === record.level,
      );
    if (!isSame) {
      ctx.problems.add(
        line,
        'code',
        `代码 ${record.code} 已经是「${unit.name}」,名称、层级、类别或上级与这条不同。若有更名或调整隶属,请写 unit-change 记录。`,
      );
    } else if (record.from !== null && record.from !== unit.from) {
      ctx.problems.add(line, 'from', `「${unit.name}」的成立日期已记为 ${unit.from ?? '不详'},与这条不同。`);
    } else if (record.to !== null && unit.to !== null && record.to !== unit.to) {
      ctx.problems.add(line, 'to', `「${unit.name}」已记为 ${unit.to} 撤销,与这条不同。`);
    } else ctx.counts.units.unchanged += 1;
  }
  return fresh;
}

/** A unit can begin only after the one above it; a circle or an unknown parent is told here. */
function foundingSteps(ctx: ImportContext, fresh: readonly Numbered<UnitRecord>[]): Step[] {
  const byCode = new Map(fresh.map((item) => [item.record.code, item]));
  const places = new Map<string, { day: string; depth: number } | null>();
  const placeOf = (item: Numbered<UnitRecord>): { day: string; depth: number } | null => {
    const { code, parent, from } = item.record;
    const known = places.get(code);
    if (known !== undefined) return known;
    const refuse = (message: string | null): null => {
      if (message) ctx.problems.add(item.line, 'parent', message);
      ctx.refused.add(`unit ${code}`);
      places.set(code, null);
      return null;
    };
    if (parent === null || ctx.units.has(parent)) {
      const place = { day: from ?? '', depth: 0 };
      places.set(code, place);
      return place;
    }
    const above = byCode.get(parent);
    if (!above)
      return refuse(`没有代码为 ${parent} 的上级组织。请在文件里加上它的 unit 记录,或先载入行政区划。`);
    // While it is being placed it counts as refused, so that a circle comes to an end.
    places.set(code, null);
    const up = placeOf(above);
    if (!up) {
      const isCircle = !ctx.refused.has(`unit ${parent}`);
      return refuse(isCircle ? `「${item.record.name}」与它的上级绕成了一个圈,请核对上级代码。` : null);
    }
    const own = from ?? '';
    const place = { day: compare(own, up.day) < 0 ? up.day : own, depth: up.depth + 1 };
    places.set(code, place);
    return place;
  };
  return fresh.flatMap((item): Step[] => {
    const place = placeOf(item);
    if (!place) return [];
    return [{ ...place, phase: 0, line: item.line, founding: { line: item.line, record: item.record } }];
  });
}

/** Changes that are not applied yet; a unit record's last day is a closing of its own. */
async function changeSteps(
  ctx: ImportContext,
  file: Sorted,
  before: ReadonlyMap<string, Unit>,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { line, record } of file.changes) {
    const unit = before.get(record.code);
    if (unit && (await wasApplied(ctx, unit, record))) ctx.counts.changes.unchanged += 1;
    else steps.push({ day: record.day, phase: 1, depth: 0, line, change: record });
  }
  const depths = new Map(file.units.map(({ record }) => [record.code, record.parent]));
  for (const { line, record } of file.units) {
    const unit = before.get(record.code);
    if (record.to === null || (unit && unit.to !== null)) continue;
    let depth = 0;
    for (let at = depths.get(record.code); at && depth < 100; at = depths.get(at)) depth += 1;
    const change = {
      type: 'unit-change',
      change: 'close',
      code: record.code,
      day: record.to,
      reason: '',
    } as const;
    steps.push({ day: record.to, phase: 2, depth: -depth, line, change });
  }
  return steps;
}
