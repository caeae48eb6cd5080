import type { Tx } from '../platform/db/index.ts';
import type { Unit } from './store.ts';
import { toEvent, type UnitEvent } from './store-history.ts';

/** All that the unit's last act wrote, on every unit: one act bears one moment and one account. None for a loaded tree. */
export async function eventsOfAct(tx: Tx, unitId: string): Promise<UnitEvent[]> {
  const rows = await tx.sql(
    `SELECT e.* FROM (SELECT at, account_id FROM unit_event WHERE unit_id = $1 ORDER BY at DESC, id DESC LIMIT 1) AS l
     JOIN unit_event e ON e.at = l.at AND e.account_id = l.account_id WHERE l.account_id IS NOT NULL ORDER BY e.id`,
    [unitId],
    'unit-last-act',
  );
  return rows.map(toEvent);
}

/** Did anything happen to one of these units after an act? */
export async function hasFollowed(tx: Tx, unitIds: readonly string[], act: UnitEvent): Promise<boolean> {
  const rows = await tx.sql('SELECT 1 FROM unit_event WHERE unit_id = ANY($1::uuid[]) AND at > $2 LIMIT 1', [
    unitIds,
    act.at,
  ]);
  return rows.length > 0;
}

/** The state that ended on a day holds again; its span goes. Cuts of months stay: more of them change no figure. */
export async function putBack(
  tx: Tx,
  id: string,
  day: string,
  was: {
    readonly name: string;
    readonly code: string;
    readonly parentId: string | null;
    readonly since: string | null;
    readonly initials: string;
  },
): Promise<void> {
  await tx.sql('DELETE FROM unit_span WHERE unit_id = $1 AND to_day = $2', [id, day]);
  await tx.sql(
    'UPDATE unit SET name = $2, code = $3, parent_id = $4, since = $5, initials = $6, version = version + 1 WHERE id = $1',
    [id, was.name, was.code, was.parentId, was.since, was.initials],
  );
}

export async function reopenUnit(tx: Tx, id: string): Promise<void> {
  await tx.sql('UPDATE unit SET to_day = NULL, version = version + 1 WHERE id = $1', [id]);
}

/** Has it lines, posts, lower units or anything else by which it would be missed? */
export async function isUsed(tx: Tx, unit: Unit): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM unit WHERE parent_id = $1) OR EXISTS (SELECT 1 FROM unit_span WHERE parent_id = $1)
       OR EXISTS (SELECT 1 FROM post WHERE unit_id = $1)
       OR EXISTS (SELECT 1 FROM entry WHERE region_code = $2 AND unit_id = $1)
       OR EXISTS (SELECT 1 FROM stated_zero WHERE region_code = $2 AND unit_id = $1)`,
    [unit.id, unit.regionCode],
  );
  return rows.length > 0;
}

export async function removeUnit(tx: Tx, id: string): Promise<void> {
  for (const table of ['unit_break', 'unit_event'])
    await tx.sql(`DELETE FROM ${table} WHERE unit_id = $1`, [id]);
  await tx.sql('DELETE FROM unit WHERE id = $1', [id]);
}

export async function deleteEvents(tx: Tx, events: readonly UnitEvent[]): Promise<void> {
  await tx.sql('DELETE FROM unit_event WHERE id = ANY($1::uuid[])', [events.map((e) => e.id)]);
}
