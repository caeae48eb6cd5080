import type { z } from 'zod';
import type { PointCount, PointsView, pointCasesBody } from '../../contracts/api-assessments.ts';
import type { Actor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { type CountNode, hideSmall } from '../figures/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { numberOf } from '../settings/index.ts';
import {
  attachLine,
  type Busy,
  busyPlaces,
  linesToAttach,
  ownLines,
  type PointRule,
  pointsOf,
} from './store-points.ts';

const MOST_POINTS = 300;
const MOST_LINES = 100;
/** So many places are named where the next point could be. */
const MOST_NEXT = 10;

const officeOf = (caller: Actor): string => caller.officeOf ?? caller.unit.id;

/**
 * Points (维权网点) below a unit with the cases that belong to each, and where the next belongs: the villages in which most
 * happened and no point is (投诉箱 in the village with most petitions, 001-K). Own cases are counted openly; of others' small
 * numbers are not told.
 */
export async function pointsView(
  tx: Tx,
  rule: PointRule,
  caller: Actor,
  o: { readonly unit: Unit; readonly from: string; readonly to: string },
): Promise<PointsView> {
  const fewerThan = await numberOf(tx, null, 'case.small-count', o.to);
  const isOwn = o.unit.id === officeOf(caller);
  const [points, busy, lines] = await Promise.all([
    pointsOf(tx, rule, caller, { ...o, limit: MOST_POINTS + 1 }),
    busyPlaces(tx, rule, caller, o),
    isOwn ? ownLines(tx, rule, { ...o, limit: MOST_LINES }) : [],
  ]);
  const seen = hideSmall(treeOf(busy), fewerThan);
  return {
    unit: { id: o.unit.id, name: o.unit.name },
    points: points.slice(0, MOST_POINTS).map((p) => ({
      id: p.id,
      title: p.title,
      unitId: p.unitId,
      unit: p.unit,
      keeper: p.keeper,
      plate: p.plate,
      cases: countOf(p.cases, p.unitId === officeOf(caller) ? 0 : fewerThan),
    })),
    more: Math.max(0, points.length - MOST_POINTS),
    next: busy
      .filter((b) => b.isVillage && !b.hasPoint)
      .slice(0, MOST_NEXT)
      .map((b) => ({ id: b.id, name: b.name, count: seen(b.path) })),
    lines,
    may: isOwn && caller.can('entry.write') ? ['attach'] : [],
  };
}

const countOf = (n: number, fewerThan: number): PointCount =>
  n > 0 && n < fewerThan ? { kind: 'few' } : { kind: 'shown', value: n };

/** Places with their counts and all units above them, each after its parent: '/a/b/' stands under '/a/'. */
function treeOf(busy: readonly Busy[]): CountNode[] {
  const own = new Map(busy.map((b) => [b.path, b.count]));
  const paths = new Set<string>();
  const above = (path: string): string | null => {
    const cut = path.lastIndexOf('/', path.length - 2);
    return cut <= 0 ? null : path.slice(0, cut + 1);
  };
  for (const start of own.keys())
    for (let p: string | null = start; p !== null && !paths.has(p); p = above(p)) paths.add(p);
  return [...paths]
    .toSorted((a, b) => a.length - b.length)
    .map((id) => ({ id, parent: above(id), own: own.get(id) ?? 0 }));
}

/**
 * Own lines are given to a point below her office, or taken from theirs (归到网点). A line belongs to one point; given again,
 * the newer word stands. Errors: not-found where a line is not her office's or the point is none.
 */
export async function attachCases(
  tx: Tx,
  rule: PointRule,
  caller: Actor,
  input: z.infer<typeof pointCasesBody>,
  at: Date,
  today: string,
): Promise<{ attached: number }> {
  const office = await unitById(tx, officeOf(caller));
  if (!office) throw new AppError('not-found', { what: '这个组织' });
  const ids = [...new Set(input.entryIds)];
  const lines = await linesToAttach(tx, rule, office.id, ids);
  if (lines.length < ids.length) throw new AppError('not-found', { what: '选中的记录' });
  const points =
    input.pointId === null
      ? []
      : await pointsOf(tx, rule, caller, { unit: office, from: today, to: today, limit: 10_000 });
  const point = points.find((p) => p.id === input.pointId);
  if (input.pointId !== null && !point) throw new AppError('not-found', { what: '这个网点' });
  for (const line of lines) await attachLine(tx, line, input.pointId, { accountId: caller.accountId, at });
  await recordEvent(tx, {
    regionCode: caller.unit.regionCode,
    accountId: caller.accountId,
    postId: caller.postId,
    unitPath: caller.unit.path,
    action: input.pointId === null ? 'point.detach' : 'point.attach',
    object: `ledger/${rule.register}`,
    objectId: input.pointId,
    result: 'ok',
    detail: { lines: ids.length },
    at,
  });
  return { attached: lines.length };
}
