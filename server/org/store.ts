import type { Level, UnitKind } from '../../contracts/ledger.ts';
import type { Database, Row, Tx } from '../platform/db/index.ts';
import { movedSubtree, rewritesPathsOf } from './moved-subtree.ts';
import { rewriteReach } from './person-reach.ts';
import { levelNumber, levelOf } from './rules.ts';

/** A unit (组织) as it is now; what it was before stands in spans. */
export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly parentId: string | null;
  readonly path: string;
  readonly regionCode: string;
  readonly initials: string;
  /** First day; null = before records begin. */
  readonly from: string | null;
  /** First day on which it is no more; null = active. */
  readonly to: string | null;
  /** Day of its last change of name, code or parent; null = never changed. */
  readonly since: string | null;
  readonly version: number;
}

const COLUMNS =
  'id, code, name, kind, level, parent_id, path, region_code, initials, from_day, to_day, since, version';
const toUnit = (r: Row): Unit => ({
  id: String(r['id']),
  code: String(r['code']),
  name: String(r['name']),
  kind: r['kind'] as UnitKind,
  level: levelOf(Number(r['level'])),
  parentId: (r['parent_id'] as string | null) ?? null,
  path: String(r['path']),
  regionCode: String(r['region_code']),
  initials: String(r['initials']),
  from: (r['from_day'] as string | null) ?? null,
  to: (r['to_day'] as string | null) ?? null,
  since: (r['since'] as string | null) ?? null,
  version: Number(r['version']),
});

export async function unitById(tx: Tx, id: string): Promise<Unit | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM unit WHERE id = $1`, [id], 'unit-by-id');
  return rows[0] ? toUnit(rows[0]) : null;
}

/** The name of a unit, in one statement of its own; units have no row scope. */
export async function unitName(db: Pick<Database, 'single'>, id: string): Promise<string> {
  const rows = await db.single('SELECT name FROM unit WHERE id = $1', [id], 'unit-name');
  return String(rows[0]?.['name'] ?? '');
}

export async function unitsByIds(tx: Tx, ids: readonly string[]): Promise<Unit[]> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM unit WHERE id = ANY($1::uuid[]) ORDER BY path`, [ids]);
  return rows.map(toUnit);
}

/** By its code of today, or by a code it once had (长乐市 350182 is 长乐区 350112 today). */
export async function unitByCode(tx: Tx, code: string): Promise<Unit | null> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM unit WHERE code = $1
     UNION ALL
     SELECT ${COLUMNS} FROM unit WHERE id IN (SELECT unit_id FROM unit_span WHERE code = $1)
     LIMIT 1`,
    [code],
    'unit-by-code',
  );
  return rows[0] ? toUnit(rows[0]) : null;
}

/**
 * The unit, held where it is until the transaction ends: a move waits for lines that are being saved and a line waits for a
 * move, so that no line is left with a path of yesterday. `alone` also keeps other lines of this unit waiting.
 */
export async function holdUnit(tx: Tx, id: string, how: 'shared' | 'alone'): Promise<Unit | null> {
  const lock = how === 'alone' ? 'FOR NO KEY UPDATE' : 'FOR SHARE';
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM unit WHERE id = $1 ${lock}`, [id], `unit-hold-${how}`);
  return rows[0] ? toUnit(rows[0]) : null;
}

/** Locks a unit for a change; other changes of it wait. */
export async function lockUnit(tx: Tx, id: string): Promise<Unit | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM unit WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ? toUnit(rows[0]) : null;
}

/** Direct lower units, in code order; closed ones only when asked for. */
export async function childrenOf(tx: Tx, id: string, withClosed = false): Promise<Unit[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM unit WHERE parent_id = $1 AND ($2 OR to_day IS NULL) ORDER BY code`,
    [id, withClosed],
    'unit-children',
  );
  return rows.map(toUnit);
}

/** Which of these units have active lower units: the tree shows a handle for them. */
export async function haveChildren(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql(
    `SELECT p.id FROM unnest($1::uuid[]) AS p (id) WHERE EXISTS (SELECT 1 FROM unit c WHERE c.parent_id = p.id AND c.to_day IS NULL)`,
    [ids],
    'unit-have-children',
  );
  return new Set(rows.map((r) => String(r['id'])));
}

export async function activeNamesake(
  tx: Tx,
  parentId: string | null,
  name: string,
  exceptId: string,
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM unit WHERE parent_id IS NOT DISTINCT FROM $1 AND name = $2 AND to_day IS NULL AND id <> $3 LIMIT 1`,
    [parentId, name, exceptId],
  );
  return rows.length > 0;
}

export async function insertUnit(tx: Tx, u: Unit): Promise<void> {
  await tx.sql(
    `INSERT INTO unit (id, code, name, kind, level, parent_id, path, region_code, initials, from_day, to_day, since, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
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
      u.to,
      u.since,
      u.version,
    ],
  );
}

/** Keeps what the unit was until the day before, then writes what it is from that day. */
export async function changeUnit(tx: Tx, before: Unit, after: Unit, day: string): Promise<void> {
  await tx.sql(
    `INSERT INTO unit_span (unit_id, from_day, to_day, code, name, parent_id, level) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      before.id,
      before.since ?? before.from,
      day,
      before.code,
      before.name,
      before.parentId,
      levelNumber(before.level),
    ],
  );
  await tx.sql(
    `UPDATE unit SET code = $2, name = $3, parent_id = $4, level = $5, initials = $6, since = $7, version = version + 1 WHERE id = $1`,
    [after.id, after.code, after.name, after.parentId, levelNumber(after.level), after.initials, day],
  );
}

export async function closeUnitRow(tx: Tx, id: string, day: string): Promise<void> {
  await tx.sql(`UPDATE unit SET to_day = $2, version = version + 1 WHERE id = $1`, [id, day]);
}

const rewritePostPaths = rewritesPathsOf('post');

/** Gives a whole subtree its new path. Returns how many units it has. */
export async function rewriteUnitPaths(tx: Tx, oldPath: string, newPath: string): Promise<number> {
  const moved = movedSubtree(oldPath, newPath);
  const rows = await tx.sql(
    `UPDATE unit SET path = $3 || substr(path, $4) WHERE path >= $1 AND path < $2 RETURNING id`,
    [moved.from, moved.to, moved.newPath, moved.cut],
  );
  await rewritePostPaths(tx, moved);
  await rewriteReach(tx, moved);
  return rows.length;
}

/**
 * Search by code, name or pinyin initials inside a subtree: exact code first, then names that begin so, then initials,
 * then names that contain the words. Shapes: at most `limit` units, higher levels first.
 */
export async function searchUnits(
  tx: Tx,
  text: string,
  scope: { from: string; to: string },
  limit: number,
): Promise<Unit[]> {
  const escaped = text.replace(/[\\%_]/g, (c) => `\\${c}`);
  const params = [
    text,
    scope.from,
    scope.to,
    limit,
    `${escaped}%`,
    `%${escaped}%`,
    text.toLowerCase(),
    `${text.toLowerCase()}~`,
  ];
  const pick = (where: string, rank: number): string =>
    `(SELECT ${rank} AS rank, ${COLUMNS} FROM unit WHERE ${where} AND path >= $2 AND path < $3 AND to_day IS NULL ORDER BY level, path LIMIT $4)`;
  const quick = [pick('code = $1', 0), pick('name COLLATE "C" LIKE $5', 1)];
  if (/^[a-z0-9]+$/i.test(text)) quick.push(pick('initials >= $7 AND initials < $8', 2));
  if (/^\d+$/.test(text)) quick.push(pick(`code >= $1 AND code < $1 || '~'`, 3));
  // Containing the words is asked only when names that begin so are too few.
  const used = params.slice(0, 8);
  const first = await tx.sql(
    `SELECT * FROM (${quick.join(' UNION ALL ')}) AS t WHERE $6::text IS NOT NULL AND $7::text IS NOT NULL AND $8::text IS NOT NULL ORDER BY rank, level, path LIMIT $4`,
    used,
  );
  const found = new Map(first.map((r) => [String(r['id']), toUnit(r)]));
  if (found.size < limit && !/^[a-z0-9]+$/i.test(text)) {
    // By its characters, or from the top where most names hold them: whatever the text, an index answers.
    const more = await tx.sql(
      `SELECT ${COLUMNS.split(', ')
        .map((c) => `u.${c}`)
        .join(', ')} FROM (
         SELECT id FROM unit WHERE string_to_array(name, NULL) @> string_to_array($5, NULL) AND name LIKE $1
           AND path >= $2 AND path < $3 AND to_day IS NULL ORDER BY level, path LIMIT $4) AS f
       JOIN unit u ON u.id = f.id ORDER BY u.level, u.path`,
      [`%${escaped}%`, scope.from, scope.to, limit, text],
    );
    for (const r of more) if (!found.has(String(r['id']))) found.set(String(r['id']), toUnit(r));
  }
  return [...found.values()].slice(0, limit);
}

/** Number of units per level and kind in a subtree that existed on some day of a range (for reported-of-expected). */
export async function countUnits(
  tx: Tx,
  scope: { from: string; to: string },
  levels: readonly Level[],
  kinds: readonly UnitKind[],
  range: { from: string; to: string },
): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*)::int AS n FROM unit WHERE path >= $1 AND path < $2 AND level = ANY($3::smallint[]) AND kind = ANY($4)
       AND (from_day IS NULL OR from_day <= $6) AND (to_day IS NULL OR to_day > $5)`,
    [scope.from, scope.to, levels.map(levelNumber), kinds, range.from, range.to],
  );
  return Number(rows[0]?.['n'] ?? 0);
}
