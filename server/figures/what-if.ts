import type { Registry } from '../ledgers/index.ts';
import { ancestorsOn, subtreeOf, type Unit, unitById } from '../org/index.ts';
import { addDays } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type Answer, ask, askRatio, type Question } from './ask.ts';
import { round } from './cells.ts';
import { descendantsOn, type Members, membersOf } from './members.ts';

/** A change of the tree that is only thought of: who would hang where from a day on. */
export interface TreePlan {
  readonly day: string;
  readonly moves: readonly PlannedMove[];
  /** The unit that a merger ends: its lower units stay with its successor, itself it counts alone from the day on. */
  readonly merged: Unit | null;
}
export interface PlannedMove {
  readonly unit: Unit;
  readonly fromId: string;
  /** `isNew`: it would be founded under that parent and is not there yet. */
  readonly to: { readonly id: string; readonly isNew: boolean; readonly parentId: string | null };
}

/** What a plan takes from whom and gives to whom, looked up once for all questions. */
export interface WhatIf {
  readonly plan: TreePlan;
  readonly shifts: readonly Shift[];
  /** Units of which some figure may become another one: those that lose or gain lower units, and the one that ends. */
  readonly concerned: ReadonlySet<string>;
  /** Figures of what goes, since whom it leaves and to whom it comes ask for the same. */
  readonly counted: Map<string, Promise<Answer>>;
}
interface Shift {
  readonly unit: Unit;
  /** Per stretch of days from the plan's day on: -1 leaves, +1 comes. */
  readonly stretches: readonly Stretch[];
  /** The same by today's tree, for all days. */
  readonly today: ReadonlyMap<string, number>;
}
interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly signs: ReadonlyMap<string, number>;
}
const FOREVER = '9999-12-31';

/** Looks up the superiors, old and new, on every day from the plan's on: they may have moved themselves since. */
export async function thinkOf(tx: Tx, plan: TreePlan): Promise<WhatIf> {
  const known = new Map<string, Promise<Omit<Shift, 'unit'>>>();
  const shifts = await Promise.all(
    plan.moves.map(async (m) => {
      const key = `${m.fromId} ${m.to.id}`;
      const shift = known.get(key) ?? shiftOf(tx, m, plan.day);
      known.set(key, shift);
      return { unit: m.unit, ...(await shift) };
    }),
  );
  const concerned = new Set<string>(plan.merged ? [plan.merged.id] : []);
  for (const s of shifts)
    for (const signs of [s.today, ...s.stretches.map((x) => x.signs)])
      for (const id of signs.keys()) concerned.add(id);
  return { plan, shifts, concerned, counted: new Map() };
}

async function shiftOf(tx: Tx, move: PlannedMove, day: string): Promise<Omit<Shift, 'unit'>> {
  const newTop = move.to.isNew ? move.to.parentId : move.to.id;
  const chain = async (id: string | null, on: string): Promise<string[]> =>
    id === null ? [] : (await ancestorsOn(tx, id, on)).map((u) => u.id);
  const signsOn = async (on: string): Promise<Map<string, number>> => {
    const old = await chain(move.fromId, on);
    const fresh = [...(await chain(newTop, on)), ...(move.to.isNew ? [move.to.id] : [])];
    return new Map([
      ...old.filter((id) => !fresh.includes(id)).map((id) => [id, -1] as const),
      ...fresh.filter((id) => !old.includes(id)).map((id) => [id, 1] as const),
    ]);
  };
  const breaks = await tx.sql<{ day: string }>(
    'SELECT DISTINCT day FROM unit_break WHERE unit_id = ANY($1::uuid[]) AND day > $2 ORDER BY day',
    [[move.fromId, newTop].filter((id) => id !== null), day],
  );
  const starts = [day, ...breaks.map((b) => b.day)];
  const stretches: Stretch[] = [];
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1];
    stretches.push({ from, to: next ? addDays(next, -1) : FOREVER, signs: await signsOn(from) });
  }
  return { stretches, today: await signsOn(FOREVER) };
}

/**
 * A figure as it would be after the plan, from what it is now where that is known. Only `value` and `lines` are meant: own
 * and below are not told apart.
 */
export async function askAfter(
  tx: Tx,
  registry: Registry,
  q: Question,
  what: WhatIf,
  now?: Answer,
): Promise<Answer> {
  const { measure } = registry.measure(q.measure).compiled;
  if (measure.kind === 'ratio')
    return await askRatio(measure, q, (part) => askAfter(tx, registry, part, what));
  const touched = what.plan.merged?.id === q.unit.id || what.shifts.some((s) => signOf(s, q) !== null);
  if (!touched) return now ?? (await ask(tx, registry, q));
  const isSum = measure.kind === 'flow' || (measure.kind === 'stock' && measure.mode === 'delta');
  if (isSum && what.plan.merged?.id !== q.unit.id) {
    const sum = await shifted(tx, registry, q, what, measure.kind === 'stock', now);
    // Whether nothing is unknown or 0 is told by who would stand there.
    if (sum.lines > 0 || sum.opening !== 0) return sum;
  }
  return await ask(tx, registry, { ...q, pieces: await piecesAfter(tx, q, what) });
}

/** Null where a shift leaves this unit alone on all days of the question. */
function signOf(s: Shift, q: Question): true | null {
  if (q.tree === 'like-for-like') return s.today.has(q.unit.id) ? true : null;
  return s.stretches.some((x) => x.from <= q.to && x.signs.has(q.unit.id)) ? true : null;
}

/** Sums add up: what was, less what goes, and what comes, each by its own cells. */
async function shifted(
  tx: Tx,
  registry: Registry,
  q: Question,
  what: WhatIf,
  isStock: boolean,
  now: Answer | undefined,
): Promise<Answer> {
  const before = now ?? ((await unitById(tx, q.unit.id)) ? await ask(tx, registry, q) : NOTHING);
  let [value, lines, opening] = [before.value ?? 0, before.lines, before.opening];
  const add = async (unit: Unit, sign: number, from: string): Promise<void> => {
    const key = [unit.id, q.measure, JSON.stringify(q.where), from, q.to, q.tree].join(' ');
    const counting = what.counted.get(key) ?? ask(tx, registry, { ...q, unit, from });
    what.counted.set(key, counting);
    const part = await counting;
    value += sign * (part.value ?? 0);
    lines += sign * part.lines;
    opening += sign * part.opening;
  };
  for (const s of what.shifts) {
    if (q.tree === 'like-for-like') {
      const sign = s.today.get(q.unit.id) ?? 0;
      if (sign !== 0) await add(s.unit, sign, q.from);
      continue;
    }
    for (const x of s.stretches) {
      const sign = x.signs.get(q.unit.id) ?? 0;
      if (sign === 0 || x.from > q.to) continue;
      if (isStock) {
        if (x.to >= q.to) await add(s.unit, sign, q.from);
        continue;
      }
      if (x.to < q.from) continue;
      // An opening line counts by the end of the whole question, so a stretch is the difference of two that end with it.
      await add(s.unit, sign, x.from > q.from ? x.from : q.from);
      if (x.to < q.to) await add(s.unit, -sign, addDays(x.to, 1));
    }
  }
  value = round(value);
  return { value, own: null, below: null, lines, opening: round(opening) };
}

const NOTHING: Answer = { value: null, own: null, below: null, lines: 0, opening: 0 };

/** Who would stand under the unit on which days of the question. */
async function piecesAfter(tx: Tx, q: Question, what: WhatIf): Promise<Members[]> {
  const { merged } = what.plan;
  const isThere = (await unitById(tx, q.unit.id)) !== null;
  if (q.tree === 'like-for-like') {
    if (merged?.id === q.unit.id) return [{ from: q.from, to: q.to, ids: [merged.id] }];
    const ids = new Set(isThere ? await subtreeIds(tx, q.unit) : []);
    for (const s of what.shifts) change(ids, s.today.get(q.unit.id), await subtreeIds(tx, s.unit));
    return [{ from: q.from, to: q.to, ids: [...ids] }];
  }
  const base = isThere ? await membersOf(tx, q.unit, q.from, q.to) : [];
  const inside = (day: string): boolean => day > q.from && day <= q.to;
  const cuts = [
    q.from,
    ...base.map((p) => p.from),
    ...what.shifts.flatMap((s) => s.stretches.map((x) => x.from)),
    what.plan.day,
  ].filter((day) => day === q.from || inside(day));
  const starts = [...new Set(cuts)].sort();
  const pieces: Members[] = [];
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1];
    const to = next ? addDays(next, -1) : q.to;
    pieces.push({ from, to, ids: [...(await idsOn(tx, q, base, what, isThere, from))] });
  }
  return pieces;
}

async function idsOn(
  tx: Tx,
  q: Question,
  base: readonly Members[],
  what: WhatIf,
  isThere: boolean,
  day: string,
): Promise<Set<string>> {
  const { merged } = what.plan;
  if (merged?.id === q.unit.id && day >= what.plan.day) {
    // All that hangs there now goes over; who left after that day was still there then.
    const stays = new Set(await descendantsOn(tx, merged.id, day));
    const going = await tx.sql<{ id: string }>('SELECT id FROM unit WHERE parent_id = $1', [merged.id]);
    for (const { id } of going) change(stays, -1, await descendantsOn(tx, id, day));
    return stays;
  }
  const piece = base.find((p) => p.from <= day && p.to >= day);
  const ids = new Set(isThere ? (piece?.ids ?? (await subtreeIds(tx, q.unit))) : []);
  for (const s of what.shifts) {
    const sign = s.stretches.find((x) => x.from <= day && x.to >= day)?.signs.get(q.unit.id);
    if (sign !== undefined) change(ids, sign, await descendantsOn(tx, s.unit.id, day));
  }
  return ids;
}

function change(ids: Set<string>, sign: number | undefined, units: readonly string[]): void {
  if (sign === undefined) return;
  for (const id of units) {
    if (sign > 0) ids.add(id);
    else ids.delete(id);
  }
}

async function subtreeIds(tx: Tx, unit: Unit): Promise<string[]> {
  const { from, to } = subtreeOf(unit.path);
  const rows = await tx.sql<{ id: string }>('SELECT id FROM unit WHERE path >= $1 AND path < $2', [from, to]);
  return rows.map((r) => r.id);
}
