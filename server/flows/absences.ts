import type { Transition } from '../../contracts/flow.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { beginOf } from './clocks.ts';
import type { Holder, Matter } from './matter.ts';

interface NewAbsence {
  readonly id: string;
  readonly regionCode: string;
  readonly post: Holder;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly matterId: string | null;
  readonly at: Date;
}

/** Notes that a post is away; the same id again changes nothing. */
export async function insertAbsence(tx: Tx, a: NewAbsence): Promise<void> {
  await tx.sql(
    `INSERT INTO absence (region_code, id, post_id, person_id, from_at, until_at, matter_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [a.regionCode, a.id, a.post.postId, a.post.personId, a.fromAt, a.untilAt, a.matterId, a.at],
    'absence-insert',
  );
}

/** What a step says of its starter's being away: a leave that begins with consent, and ends with her coming back. */
export async function followAbsence(tx: Tx, t: Transition, m: Matter, at: Date): Promise<void> {
  if (t.absence) {
    const text = (key: string): string => String(m.data[key] ?? '');
    await insertAbsence(tx, {
      id: newId(at),
      regionCode: m.regionCode,
      post: m.starter,
      fromAt: hourOf(text(t.absence.from), text(t.absence.fromHour)),
      untilAt: hourOf(text(t.absence.until), text(t.absence.untilHour)),
      matterId: m.id,
      at,
    });
  }
  if (t.endsAbsence)
    await tx.sql('UPDATE absence SET ended_at = $2 WHERE matter_id = $1 AND ended_at IS NULL', [m.id, at]);
}

const hourOf = (day: string, hour: string): Date => {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return new Date(beginOf(day).getTime() + hours * 3_600_000 + minutes * 60_000);
};

/** When she said that she would be away, by her own word or by a leave, as far as it is not over. */
export async function awaysOf(
  tx: Tx,
  postId: string,
  at: Date,
): Promise<{ readonly from: string; readonly until: string; readonly byLeave: boolean }[]> {
  const rows = await tx.sql(
    `SELECT from_at, until_at, matter_id FROM absence WHERE post_id = $1 AND ended_at IS NULL AND until_at > $2
     ORDER BY from_at LIMIT 10`,
    [postId, at],
    'aways-of',
  );
  return rows.map((r) => ({
    from: (r['from_at'] as Date).toISOString(),
    until: (r['until_at'] as Date).toISOString(),
    byLeave: r['matter_id'] !== null,
  }));
}
