import type { Assessment } from '../../contracts/assessment.ts';
import { type Actor, withinScope } from '../access/index.ts';
import { levelNumber, subtreeOf, type Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

export type PointRule = NonNullable<Assessment['points']>;
interface Asked {
  readonly unit: Unit;
  readonly from: string;
  readonly to: string;
}

/** A point that is there on the last day of a stretch, with how many cases of the stretch belong to it. */
export interface Point {
  readonly id: string;
  readonly regionCode: string;
  readonly title: string;
  readonly unitId: string;
  readonly unit: string;
  readonly keeper: string | null;
  readonly plate: boolean;
  readonly cases: number;
}

/** Lines of the register that are points on a day: $n are its key, kinds that are none, the day. */
const isPoint = (rule: PointRule, e: string, p: unknown[], to: string): string => {
  p.push(rule.register, rule.but, to, rule.fields.kind, rule.fields.until);
  const n = p.length - 4;
  return `${e}.ledger = $${n} AND ${e}.state = 'valid' AND NOT (COALESCE(${e}.data->>$${n + 3}, '') = ANY ($${n + 1}))
    AND ${e}.day <= $${n + 2}::date AND COALESCE(${e}.data->>$${n + 4}, '9999') > $${n + 2}::text`;
};

export async function pointsOf(
  tx: Tx,
  rule: PointRule,
  caller: Actor,
  o: Asked & { readonly limit: number },
): Promise<Point[]> {
  const { from, to } = subtreeOf(o.unit.path);
  const p: unknown[] = [from, to, o.from, o.to, rule.fields.keeper, rule.fields.plate, o.limit];
  const rows = await tx.sql(
    `SELECT e.id, e.region_code, e.title, e.unit_id, u.name, e.data->>$5 AS keeper, e.data->>$6 AS plate,
       (SELECT count(*)::int FROM point_case c JOIN entry x ON x.region_code = c.region_code AND x.id = c.entry_id
        WHERE c.point_id = e.id AND x.state = 'valid' AND x.day >= $3 AND x.day <= $4) AS cases
     FROM entry e JOIN unit u ON u.id = e.unit_id
     WHERE e.unit_path >= $1 AND e.unit_path < $2 AND ${isPoint(rule, 'e', p, o.to)} AND ${withinScope(caller, 'e.unit_path', p)}
     ORDER BY e.unit_path, e.day, e.id LIMIT $7`,
    p,
    'points',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    regionCode: String(r['region_code']),
    title: String(r['title']),
    unitId: String(r['unit_id']),
    unit: String(r['name']),
    keeper: (r['keeper'] as string | null) ?? null,
    plate: r['plate'] === 'true',
    cases: Number(r['cases']),
  }));
}

/** How much happened at each place below a unit, one thing once however many lines it has, and whether a point is there. */
export interface Busy {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly isVillage: boolean;
  readonly count: number;
  readonly hasPoint: boolean;
}
export async function busyPlaces(tx: Tx, rule: PointRule, caller: Actor, o: Asked): Promise<Busy[]> {
  const { from, to } = subtreeOf(o.unit.path);
  const p: unknown[] = [from, to, o.from, o.to, rule.happens];
  const rows = await tx.sql(
    `SELECT p.id, p.name, p.path, p.level, b.n, EXISTS (SELECT 1 FROM entry e WHERE e.unit_id = p.id AND ${isPoint(rule, 'e', p, o.to)}) AS has_point
     FROM (SELECT COALESCE(l.place_id, x.unit_id) AS place, count(DISTINCT COALESCE(l.root_id, x.id))::int AS n
       FROM entry x LEFT JOIN matter_line l ON l.region_code = x.region_code AND l.entry_id = x.id
       WHERE x.ledger = ANY ($5) AND x.state = 'valid' AND x.opening IS NULL AND x.day >= $3 AND x.day <= $4
         AND ${withinScope(caller, 'x.unit_path', p)} GROUP BY 1) AS b
     JOIN unit p ON p.id = b.place AND p.path >= $1 AND p.path < $2 AND p.to_day IS NULL ORDER BY b.n DESC, p.path`,
    p,
    'busy-places',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    name: String(r['name']),
    path: String(r['path']),
    isVillage: Number(r['level']) === levelNumber('village'),
    count: Number(r['n']),
    hasPoint: r['has_point'] === true,
  }));
}

/** Lines of one office that may belong to a point, newest first. */
export async function ownLines(
  tx: Tx,
  rule: PointRule,
  o: Asked & { readonly limit: number },
): Promise<{ id: string; title: string; day: string; pointId: string | null }[]> {
  const rows = await tx.sql(
    `SELECT e.id, e.title, e.day, c.point_id FROM entry e LEFT JOIN point_case c ON c.region_code = e.region_code AND c.entry_id = e.id
     WHERE e.unit_id = $1 AND e.ledger = ANY ($2) AND e.state = 'valid' AND e.opening IS NULL AND e.day >= $3 AND e.day <= $4
     ORDER BY e.day DESC, e.id DESC LIMIT $5`,
    [o.unit.id, rule.happens, o.from, o.to, o.limit],
    'own-case-lines',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    title: String(r['title']),
    day: String(r['day']),
    pointId: (r['point_id'] as string | null) ?? null,
  }));
}

/** These lines, as far as they are one office's own and of the ledgers that a point takes. */
export async function linesToAttach(
  tx: Tx,
  rule: PointRule,
  unitId: string,
  ids: readonly string[],
): Promise<{ id: string; regionCode: string; unitPath: string }[]> {
  const rows = await tx.sql(
    `SELECT id, region_code, unit_path FROM entry WHERE id = ANY ($1::uuid[]) AND unit_id = $2 AND ledger = ANY ($3) AND state = 'valid'`,
    [ids, unitId, rule.happens],
    'lines-to-attach',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    regionCode: String(r['region_code']),
    unitPath: String(r['unit_path']),
  }));
}

export async function attachLine(
  tx: Tx,
  line: { readonly id: string; readonly regionCode: string; readonly unitPath: string },
  pointId: string | null,
  by: { readonly accountId: string; readonly at: Date },
): Promise<void> {
  if (pointId === null) {
    await tx.sql(
      'DELETE FROM point_case WHERE region_code = $1 AND entry_id = $2',
      [line.regionCode, line.id],
      'point-detach',
    );
    return;
  }
  await tx.sql(
    `INSERT INTO point_case (region_code, entry_id, point_id, unit_path, account_id, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (region_code, entry_id) DO UPDATE SET point_id = excluded.point_id, account_id = excluded.account_id, at = excluded.at`,
    [line.regionCode, line.id, pointId, line.unitPath, by.accountId, by.at],
    'point-attach',
  );
}
