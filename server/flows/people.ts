import type { Relation } from '../../contracts/flow.ts';
import type { UnitKind } from '../../contracts/ledger.ts';
import { levelOf, type Unit } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database, Row, Tx } from '../platform/db/index.ts';
import type { Seat } from './matter.ts';

/**
 * Who there is, across the branches of the tree (找人). A village hands to its township, whose posts are not within the
 * village's scope; so this asks as the worker, and tells names and posts of those who can sign in, nothing else.
 */
const SEAT = `SELECT DISTINCT ON (p.id) p.id, p.person_id, a.display_name, p.title, p.role, u.id AS unit_id, u.name, u.kind,
    u.level, u.parent_id, u.path, u.region_code
  FROM post p JOIN unit u ON u.id = p.unit_id JOIN account_post ap ON ap.post_id = p.id
  JOIN account a ON a.id = ap.account_id AND a.disabled_at IS NULL
  WHERE p.role IS NOT NULL AND p.role NOT LIKE '%-admin' AND u.to_day IS NULL
    AND (p.from_day IS NULL OR p.from_day <= $1) AND (p.to_day IS NULL OR p.to_day > $1)`;
/** A post that only stands in for another is nobody's desk: what goes there would hang when she is back (0029). */
const OWN_DESK = 'NOT EXISTS (SELECT 1 FROM deputation x WHERE x.post_id = p.id)';
/** A deputation (代理) that holds on the day $1. */
const IN_FORCE = 'd.ended_at IS NULL AND d.from_day <= $1 AND d.to_day > $1';

const toSeat = (r: Row): Seat => ({
  postId: String(r['id']),
  personId: String(r['person_id']),
  name: String(r['display_name']),
  title: String(r['title']),
  role: String(r['role']),
  unit: {
    id: String(r['unit_id']),
    name: String(r['name']),
    kind: r['kind'] as UnitKind,
    level: levelOf(Number(r['level'])),
    parentId: (r['parent_id'] as string | null) ?? null,
    path: String(r['path']),
    regionCode: String(r['region_code']),
  },
});

/** Asks one question at a time as the worker: over its own pool, or, in a sweep, inside the sweep's transaction. */
export type Asks = Pick<Database, 'single'>;
/** The same, each question once: in one transaction of a sweep many matters ask who leads the same office. */
export function asksOnceIn(tx: Tx): Asks {
  const asked = new Map<string, Promise<Row[]>>();
  return {
    single: <R extends Row>(text: string, values: readonly unknown[], name: string): Promise<R[]> => {
      const key = JSON.stringify([name, values]);
      const rows = asked.get(key) ?? tx.sql(text, values, name);
      asked.set(key, rows);
      return rows as Promise<R[]>;
    },
  };
}
export const asksIn = (tx: Tx): Asks => ({ single: (text, values, name) => tx.sql(text, values, name) });

/** Where a matter belongs: its unit and the federation of that unit. */
export interface Place {
  readonly unit: Pick<Unit, 'id' | 'name' | 'kind' | 'level' | 'parentId'>;
  readonly office: { readonly id: string; readonly parentId: string | null };
  readonly inCharge: string | null;
}

/** The federation that a unit belongs to as an office: a department's is its parent. Reads units only. */
export async function placeOf(tx: Tx, unitId: string): Promise<Place | null> {
  const rows = await tx.sql(
    `SELECT u.id, u.name, u.kind, u.level, u.parent_id, o.id AS office_id, o.parent_id AS office_parent, c.post_id AS in_charge
     FROM unit u JOIN unit o ON o.id = CASE WHEN u.kind = 'department' THEN u.parent_id ELSE u.id END
     LEFT JOIN in_charge c ON c.unit_id = u.id AND c.region_code = u.region_code WHERE u.id = $1`,
    [unitId],
    'flow-place',
  );
  const r = rows[0];
  if (!r) return null;
  const text = (v: unknown): string | null => (v as string | null) ?? null;
  return {
    unit: {
      id: unitId,
      name: String(r['name']),
      kind: r['kind'] as UnitKind,
      level: levelOf(Number(r['level'])),
      parentId: text(r['parent_id']),
    },
    office: { id: String(r['office_id']), parentId: text(r['office_parent']) },
    inCharge: text(r['in_charge']),
  };
}

/** True when a seat has this relation to a place; relations to the matter itself are asked elsewhere. Pure. */
export function isAt(relation: Relation, seat: Seat, place: Place): boolean {
  const inOffice = (id: string | null): boolean =>
    id !== null && (seat.unit.id === id || (seat.unit.kind === 'department' && seat.unit.parentId === id));
  switch (relation) {
    case 'department-head':
      return seat.role === 'department-head' && seat.unit.id === place.unit.id;
    case 'in-charge':
      return place.inCharge === seat.postId;
    case 'chair':
      return seat.role === 'chair' && seat.unit.id === place.office.id;
    case 'above-chair':
      return seat.role === 'chair' && seat.unit.id === place.office.parentId;
    case 'office':
      return inOffice(place.office.id);
    case 'unit-above':
      return inOffice(place.office.parentId);
    case 'unit-below':
      return seat.unit.kind === 'federation' && seat.unit.parentId === place.office.id;
    default:
      return false;
  }
}

/** Everybody with a relation to a place who can act today, in order of units and posts. */
export async function findSeats(
  worker: Asks,
  relations: readonly Relation[],
  place: Place,
  today: string,
): Promise<Seat[]> {
  const offices = [
    ...(relations.some((r) => ['department-head', 'chair', 'office'].includes(r)) ? [place.office.id] : []),
    ...(relations.some((r) => r === 'unit-above' || r === 'above-chair') && place.office.parentId
      ? [place.office.parentId]
      : []),
  ];
  const below = relations.includes('unit-below') ? place.office.id : null;
  const post = relations.includes('in-charge') ? place.inCharge : null;
  const rows = await worker.single(
    `SELECT * FROM (${SEAT} AND ${OWN_DESK} AND (u.id = ANY ($2::uuid[]) OR (u.kind = 'department' AND u.parent_id = ANY ($2::uuid[]))
       OR (u.kind = 'federation' AND u.parent_id = $3) OR p.id = $4)) AS s ORDER BY path, title, display_name, id LIMIT 2000`,
    [today, offices, below, post],
    'flow-seats',
  );
  return rows.map(toSeat).filter((seat) => relations.some((r) => isAt(r, seat, place)));
}

/** These posts, as far as somebody can act in them today. */
export async function seatsByPosts(worker: Asks, posts: readonly string[], today: string): Promise<Seat[]> {
  if (posts.length === 0) return [];
  const rows = await worker.single(
    `${SEAT} AND ${OWN_DESK} AND p.id = ANY ($2::uuid[])`,
    [today, posts],
    'flow-seats-by-post',
  );
  return rows.map(toSeat);
}

/**
 * A post with those that its holder stands in for today (代理): she acts for them from her own post as well as from the acting
 * one, as `deputation` says; nobody is named anywhere else (0029).
 */
export async function seatsActing(
  worker: Asks,
  who: { readonly postId: string; readonly accountId: string },
  today: string,
): Promise<{ readonly seat: Seat; readonly standsFor: string | null }[]> {
  const rows = await worker.single(
    `SELECT s.*, (SELECT x.principal_post FROM deputation x WHERE x.post_id = s.id) AS stands_for FROM (${SEAT} AND p.id = ANY
       ($2::uuid || ARRAY(SELECT d.principal_post FROM deputation d WHERE d.deputy_account = $3 AND ${IN_FORCE}))) AS s`,
    [today, who.postId, who.accountId],
    'flow-seats-acting',
  );
  return rows.map((r) => ({
    seat: toSeat(r),
    standsFor: (r['stands_for'] as string | null) ?? null,
  }));
}

/** Who is away now, with her deputy where she has one. */
export interface Away {
  readonly postId: string;
  readonly untilAt: Date;
  readonly deputy: { readonly personId: string; readonly name: string } | null;
}
/** Away by a leave (请假), by her own word (外出), or because somebody stands in for her; the last one tells who. */
export async function awayNow(worker: Asks, posts: readonly string[], at: Date): Promise<Away[]> {
  if (posts.length === 0) return [];
  const rows = await worker.single(
    `SELECT post_id, max(until_at) AS until_at, max(person) AS person, max(name) AS name FROM (
       SELECT post_id, until_at, NULL AS person, NULL AS name FROM absence
       WHERE post_id = ANY ($2::uuid[]) AND from_at <= $3 AND until_at > $3 AND ended_at IS NULL
       UNION ALL
       SELECT d.principal_post, d.to_day::timestamp AT TIME ZONE 'Asia/Shanghai', p.person_id::text, a.display_name
       FROM deputation d JOIN post p ON p.region_code = d.region_code AND p.id = d.post_id JOIN account a ON a.id = d.deputy_account
       WHERE d.principal_post = ANY ($2::uuid[]) AND a.disabled_at IS NULL AND ${IN_FORCE}) AS off GROUP BY post_id`,
    [chinaDay(at), posts, at],
    'flow-away',
  );
  return rows.map((r) => ({
    postId: String(r['post_id']),
    untilAt: r['until_at'] as Date,
    deputy: r['person'] ? { personId: String(r['person']), name: String(r['name']) } : null,
  }));
}
