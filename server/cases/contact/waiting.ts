import type { Actor } from '../../access/index.ts';
import { actingFor, withMatters } from '../../flows/index.ts';
import type { CaseKit } from '../kit.ts';
import { holidaysOf, planFor } from './known.ts';
import { nextFor } from './read-contact.ts';
import { contactEventsOf, waitingIn } from './store.ts';

/** Words that are to be told to women whose matters she has in hand (等着告诉她的话). */
export interface MessagesWaiting {
  /** That can be told in this very hour. */
  readonly now: number;
  readonly all: number;
  /** The matter to open when there is one only. */
  readonly matterId: string | null;
}

/** More matters than these with words waiting are not looked through; the home page says as much as it knows. */
const MOST = 30;

/** How many words wait to be told, and how many may be told now, without a word of any. */
export async function messagesWaiting(kit: CaseKit, actor: Actor): Promise<MessagesWaiting> {
  const acting = await actingFor(kit.flows, actor);
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  const at = kit.flows.now();
  return await withMatters(
    kit.flows,
    actor,
    acting,
    async (tx) => {
      const rows = await tx.sql(
        // What was closed a while ago has been told or dropped: of these the latest are looked at.
        `WITH mine AS MATERIALIZED (
           (SELECT region_code, matter_id FROM matter_seat WHERE post_id = ANY ($1::uuid[]) AND lane = 'todo' AND why = 'hold' LIMIT 1000)
           UNION
           (SELECT region_code, matter_id FROM matter_seat WHERE post_id = ANY ($1::uuid[]) AND lane = 'past' ORDER BY moved_at DESC LIMIT 200))
         SELECT m.id, m.unit_path FROM mine JOIN matter m ON m.region_code = mine.region_code AND m.id = mine.matter_id
         WHERE m.holder_post = ANY ($1::uuid[]) AND EXISTS (
           SELECT 1 FROM contact_event e WHERE e.matter_id = m.id AND e.kind = 'message' AND NOT EXISTS (
             SELECT 1 FROM contact_event s WHERE s.region_code = e.region_code AND s.settles = e.id))
         ORDER BY m.id LIMIT ${MOST}`,
        [posts],
        'messages-waiting',
      );
      let [now, all] = [0, 0];
      for (const row of rows) {
        const id = String(row['id']);
        const plan = await planFor(kit, id);
        const isHoliday = await holidaysOf(kit.flows, tx, String(row['unit_path']));
        const waiting = waitingIn(await contactEventsOf(tx, kit.vault, [id]));
        all += waiting.length;
        now += waiting.filter((m) => nextFor(m, { plan, at, isHoliday })?.getTime() === at.getTime()).length;
      }
      return { now, all, matterId: rows.length === 1 ? String(rows[0]?.['id']) : null };
    },
    'read',
  );
}
