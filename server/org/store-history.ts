import type { Level } from '../../contracts/ledger.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { levelOf } from './rules.ts';
import { type Unit, unitById } from './store.ts';

/** What a unit was from one day to before another. */
export interface UnitSpan {
  readonly from: string | null;
  readonly to: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly level: Level;
}

export interface UnitEvent {
  readonly id: string;
  readonly unitId: string;
  readonly day: string;
  readonly change: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly accountId: string | null;
  readonly at: Date;
}

export async function insertEvent(tx: Tx, e: UnitEvent): Promise<void> {
  await tx.sql(
    `INSERT INTO unit_event (id, unit_id, day, change, detail, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [e.id, e.unitId, e.day, e.change, e.detail, e.accountId, e.at],
  );
}

export const toEvent = (r: Row): UnitEvent => ({
  id: String(r['id']),
  unitId: String(r['unit_id']),
  day: String(r['day']),
  change: String(r['change']),
  detail: r['detail'] as Record<string, unknown>,
  accountId: (r['account_id'] as string | null) ?? null,
  at: r['at'] as Date,
});

export async function eventsOf(tx: Tx, unitId: string): Promise<UnitEvent[]> {
  const rows = await tx.sql(`SELECT * FROM unit_event WHERE unit_id = $1 ORDER BY day, at`, [unitId]);
  return rows.map(toEvent);
}

export async function spansOf(tx: Tx, unitId: string): Promise<UnitSpan[]> {
  const rows = await tx.sql(`SELECT * FROM unit_span WHERE unit_id = $1 ORDER BY to_day`, [unitId]);
  return rows.map((r) => ({
    from: (r['from_day'] as string | null) ?? null,
    to: String(r['to_day']),
    code: String(r['code']),
    name: String(r['name']),
    parentId: (r['parent_id'] as string | null) ?? null,
    level: levelOf(Number(r['level'])),
  }));
}

/**
 * Every unit that stands under this one on some day from `day` on, itself included; closed ones too, whenever they were
 * closed, since what they counted (a stock) goes where their superior goes.
 * It walks the tree down through what was and what is, so units that moved away later are found as well.
 */
export async function membersSince(tx: Tx, unitId: string, day: string): Promise<string[]> {
  const rows = await tx.sql(
    `WITH RECURSIVE down AS (
       SELECT $1::uuid AS id
       UNION
       SELECT c.id FROM down d CROSS JOIN LATERAL (
         SELECT u.id FROM unit u WHERE u.parent_id = d.id
         UNION ALL
         SELECT s.unit_id FROM unit_span s WHERE s.parent_id = d.id AND s.to_day > $2
       ) c
     ) SELECT id FROM down`,
    [unitId, day],
  );
  return rows.map((r) => String(r['id']));
}

/**
 * Every unit that stood within a range of paths on some day and does not any more, with all that ever stood under it.
 * Only units that moved have a break, so where nothing ever moved this looks at an empty table.
 */
export async function formerMembers(tx: Tx, scope: { from: string; to: string }): Promise<string[]> {
  const rows = await tx.sql(
    `WITH RECURSIVE gone AS (
       SELECT s.unit_id AS id FROM unit_break b JOIN unit_span s ON s.unit_id = b.unit_id AND s.to_day = b.day
       JOIN unit u ON u.id = s.unit_id JOIN unit p ON p.id = s.parent_id
       WHERE p.path >= $1 AND p.path < $2 AND NOT (u.path >= $1 AND u.path < $2)
       UNION
       SELECT c.id FROM gone g CROSS JOIN LATERAL (
         SELECT u.id FROM unit u WHERE u.parent_id = g.id
         UNION ALL
         SELECT s.unit_id FROM unit_span s WHERE s.parent_id = g.id
       ) c
     ) SELECT id FROM gone`,
    [scope.from, scope.to],
    'former-members',
  );
  return rows.map((r) => String(r['id']));
}

/**
 * Remembers that these units' places in the tree changed on a day, so that figures cut their months there; and on each
 * later day on which their new parent's place changed, where the move is entered after that.
 */
export async function insertBreaks(
  tx: Tx,
  unitIds: readonly string[],
  parentId: string,
  day: string,
): Promise<void> {
  await tx.sql(
    `INSERT INTO unit_break (unit_id, day)
     SELECT t.id, d.day FROM unnest($1::uuid[]) AS t (id)
     CROSS JOIN (SELECT $3::date AS day UNION SELECT b.day FROM unit_break b WHERE b.unit_id = $2 AND b.day > $3) AS d
     ON CONFLICT DO NOTHING`,
    [unitIds, parentId, day],
  );
}

/** New units (null: all) share every change of place that their parents ever had: more cuts than needed change no figure. */
export async function inheritBreaks(tx: Tx, unitIds: readonly string[] | null): Promise<void> {
  await tx.sql(
    `WITH RECURSIVE up AS (
       SELECT u.id AS unit_id, u.parent_id AS at FROM unit u WHERE ($1::uuid[] IS NULL OR u.id = ANY($1::uuid[])) AND EXISTS (SELECT 1 FROM unit_break)
       UNION ALL
       SELECT k.unit_id, u.parent_id FROM up k JOIN unit u ON u.id = k.at
     )
     INSERT INTO unit_break (unit_id, day) SELECT DISTINCT k.unit_id, b.day FROM up k JOIN unit_break b ON b.unit_id = k.at
     ON CONFLICT DO NOTHING`,
    [unitIds],
  );
}

/** Ancestors of a unit on a day, itself last, by what the tree was on that day. */
export async function ancestorsOn(tx: Tx, unitId: string, day: string): Promise<Unit[]> {
  const chain: Unit[] = [];
  for (let next: string | null = unitId; next !== null; ) {
    const unit: Unit | null = await unitById(tx, next);
    if (!unit) break;
    chain.unshift(unit);
    const was = (await spansOf(tx, unit.id)).find((s) => day < s.to && (s.from === null || day >= s.from));
    next = was ? was.parentId : unit.parentId;
  }
  return chain;
}

/** Name and code as they were on a day, for papers of past periods. */
export async function asOf(tx: Tx, unit: Unit, day: string): Promise<{ name: string; code: string }> {
  const was = (await spansOf(tx, unit.id)).find((s) => day < s.to && (s.from === null || day >= s.from));
  return was ? { name: was.name, code: was.code } : { name: unit.name, code: unit.code };
}
