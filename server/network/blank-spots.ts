import type { z } from 'zod';
import type { BlankSpot, BlankSpots, giveBlanksBody } from '../../contracts/api-network.ts';
import { type Actor, reaches, withinScope } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { rewritesPathsOf, subtreeOf, type Unit, unitById, unitsByIds } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { BLANK, REGISTER } from './coverage-rate.ts';

/** One screen; who has more looks unit by unit. */
const MOST = 200;
type State = 'open' | 'given' | 'late' | 'done';

/**
 * Lines that the figure of blank spots (空白点) counts today, so that list and figure are one; with the task that somebody
 * has of them. A task is done when its line counts no more: the organisation was founded, or the place is gone.
 */
export async function blankSpots(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  o: { kind: string | undefined; state: State; today: string },
): Promise<BlankSpots> {
  const p: unknown[] = [REGISTER, BLANK, o.today];
  const { from, to } = subtreeOf(unit.path);
  const inUnit = `e.unit_path >= $${p.push(from)} AND e.unit_path < $${p.push(to)}`;
  const kind = o.kind === undefined ? '' : ` AND COALESCE(e.data ->> 'place', '') = $${p.push(o.kind)}`;
  const counts = `EXISTS (SELECT 1 FROM fact f WHERE f.region_code = e.region_code AND f.entry_id = e.id AND f.measure = $2
    AND f.day <= $3 HAVING sum(f.value) > 0)`;
  const states: Record<State, string> = {
    open: counts,
    given: `${counts} AND t.entry_id IS NOT NULL`,
    late: `${counts} AND t.due < $3::date`,
    done: `NOT ${counts} AND t.entry_id IS NOT NULL`,
  };
  const rows = await tx.sql(
    `SELECT e.id, e.title, e.day, e.data ->> 'place' AS place, e.data ->> 'founded' AS founded, u.id AS unit_id, u.name AS unit_name,
       t.unit_id AS task_unit, g.name AS task_name, t.due, t.note, t.due < $3::date AS late
     FROM entry e JOIN unit u ON u.id = e.unit_id
     LEFT JOIN blank_task t ON t.region_code = e.region_code AND t.entry_id = e.id LEFT JOIN unit g ON g.id = t.unit_id
     WHERE e.ledger = $1 AND e.state = 'valid' AND e.opening IS NULL AND ${inUnit} AND ${withinScope(actor, 'e.unit_path', p)}${kind}
       AND ${states[o.state]} ORDER BY t.due NULLS LAST, e.day, e.id LIMIT ${MOST + 1}`,
    p,
    `blank-${o.state}`,
  );
  return {
    rows: rows.slice(0, MOST).map(toSpot),
    more: rows.length > MOST,
    mayGive: actor.can('unit.manage'),
  };
}

const toSpot = (r: Readonly<Record<string, unknown>>): BlankSpot => ({
  entryId: String(r['id']),
  name: String(r['title']),
  kind: String(r['place'] ?? ''),
  unit: { id: String(r['unit_id']), name: String(r['unit_name']) },
  since: String(r['day']),
  founded: (r['founded'] as string | null) ?? null,
  task: r['task_unit']
    ? {
        unitId: String(r['task_unit']),
        unitName: String(r['task_name']),
        due: String(r['due']),
        note: String(r['note']),
        isLate: r['late'] === true,
      }
    : null,
});

/** Gives blank spots to a unit with a day (交办); given again, the newer word stands. Both ends are within her reach. */
export async function giveBlanks(
  tx: Tx,
  actor: Actor,
  input: z.infer<typeof giveBlanksBody>,
  at: Date,
): Promise<{ given: number }> {
  const to = input.toUnitId === null ? null : await unitById(tx, input.toUnitId);
  if (input.toUnitId !== null && (!to || !reaches(actor, to.path)))
    throw new AppError('not-found', { what: '这个组织' });
  if (to?.to) throw new AppError('unit.closed', { name: to.name, day: to.to });
  const ids = [...new Set(input.entryIds)];
  const p: unknown[] = [ids, REGISTER];
  const lines = await tx.sql(
    `SELECT e.id, e.region_code, e.unit_id FROM entry e WHERE e.id = ANY($1::uuid[]) AND e.ledger = $2 AND e.state = 'valid'
       AND ${withinScope(actor, 'e.unit_path', p)}`,
    p,
  );
  if (lines.length < ids.length) throw new AppError('not-found', { what: '这个空白点' });
  const own = new Map(
    (await unitsByIds(tx, [...new Set(lines.map((l) => String(l['unit_id'])))])).map((u) => [u.id, u]),
  );
  for (const line of lines) {
    const unit = to ?? own.get(String(line['unit_id']));
    if (!unit) throw new AppError('not-found', { what: '这个组织' });
    await tx.sql(
      `INSERT INTO blank_task (region_code, entry_id, unit_id, unit_path, due, note, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (region_code, entry_id) DO UPDATE SET unit_id = excluded.unit_id, unit_path = excluded.unit_path,
         due = excluded.due, note = excluded.note, account_id = excluded.account_id, at = excluded.at`,
      [line['region_code'], line['id'], unit.id, unit.path, input.due, input.note, actor.accountId, at],
    );
  }
  await recordEvent(tx, {
    regionCode: actor.unit.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: actor.unit.path,
    action: 'blank.give',
    object: `ledger/${REGISTER}`,
    objectId: to?.id ?? null,
    result: 'ok',
    detail: { lines: ids.length, due: input.due },
    at,
  });
  return { given: ids.length };
}

/** What a unit was given and has not done, for its home: the nearest first. */
export async function blankTasksOf(
  tx: Tx,
  unitId: string,
  today: string,
): Promise<{ count: number; due: string; names: string[] } | null> {
  const rows = await tx.sql(
    `SELECT e.title, t.due FROM blank_task t JOIN entry e ON e.region_code = t.region_code AND e.id = t.entry_id
     WHERE t.unit_id = $1 AND e.state = 'valid' AND EXISTS (SELECT 1 FROM fact f WHERE f.region_code = e.region_code AND f.entry_id = e.id
       AND f.measure = $2 AND f.day <= $3 HAVING sum(f.value) > 0) ORDER BY t.due, e.id`,
    [unitId, BLANK, today],
    'blank-tasks',
  );
  const [first] = rows;
  if (!first) return null;
  return {
    count: rows.length,
    due: String(first['due']),
    names: rows.slice(0, 3).map((r) => String(r['title'])),
  };
}

/** Gives rows of a moved subtree their new path. */
export const rewriteNetworkPaths = rewritesPathsOf('blank_task');
