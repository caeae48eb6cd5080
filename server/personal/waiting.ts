import type { Actor } from '../access/index.ts';
import { actingFor } from '../flows/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import type { PersonalKit } from './kit.ts';
import { requestsToAnswer } from './store.ts';
import { tended } from './who.ts';

/** What women asked of their own data and nobody has answered yet (本人的请求), for a home page: counts and a day, nothing else. */
export interface PersonalWaiting {
  readonly count: number;
  readonly late: number;
  /** Until the end of which day the first of them is to be answered. */
  readonly due: string | null;
}

/**
 * What waits for her: all of the matters that she is responsible for, at once; of those of her department or office, whose
 * head she is, what nobody answered in time.
 */
export async function personalWaiting(
  kit: Pick<PersonalKit, 'vault' | 'flows'>,
  actor: Actor,
): Promise<PersonalWaiting> {
  const acting = await actingFor(kit.flows, actor);
  const seats = [acting.own, ...acting.principals];
  const posts = seats.map((s) => s.postId);
  const offices = seats.map(({ unit }) =>
    unit.kind === 'department' ? (unit.parentId ?? unit.id) : unit.id,
  );
  const today = chinaDay(kit.flows.now());
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const days: string[] = [];
      // Also who stands where she could look is not told of what is against her.
      for (const r of await requestsToAnswer(tx, { posts, offices, today }))
        if (await tended(kit.flows, tx, seats, r.matterId)) days.push(r.dueDay);
      return standing(days, today);
    },
    'read',
  );
}

/** Erasures that wait for the second person's word (删除审批) within her reach. As the worker. */
export async function erasuresWaiting(
  tx: Tx,
  actor: Pick<Actor, 'scope' | 'accountId'>,
  today: string,
): Promise<PersonalWaiting> {
  const rows = await tx.sql(
    `SELECT due_day FROM personal_request WHERE state = 'waiting' AND what = 'erase' AND unit_path >= $1 AND unit_path < $2
       AND asked_account IS DISTINCT FROM $3`,
    [actor.scope.from, actor.scope.to, actor.accountId],
    'erasures-waiting',
  );
  return standing(
    rows.map((r: Row) => String(r['due_day'])),
    today,
  );
}

const standing = (days: readonly string[], today: string): PersonalWaiting => ({
  count: days.length,
  late: days.filter((day) => day < today).length,
  due: days.toSorted()[0] ?? null,
});
