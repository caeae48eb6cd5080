import type { Who } from '../../contracts/flow.ts';
import { addDays, chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { automaticSteps, type Running, settle } from './actions/run-step.ts';
import { type Clock, nextOf } from './clocks.ts';
import { candidatesFor } from './hand-over.ts';
import type { FlowKit } from './kit.ts';
import type { Dossier, Part, Seat } from './matter.ts';
import { type Asks, asksIn, asksOnceIn, placeOf, seatsByPosts } from './people.ts';
import { scopeOf } from './scope.ts';
import { dossierById } from './store.ts';

/** Clocks looked at in one transaction: many enough to be quick, few enough that nobody waits for the sweep. */
const BATCH = 100;

/**
 * Looks after clocks that are due (到期清理): swept, never timed. Each due matter is marked late once, shown to whom its
 * definition names, and taken the step that the clock calls for. Safe to run twice and beside another. Answers how many.
 */
export async function sweepClocks(kit: FlowKit, most = 10_000): Promise<number> {
  let done = 0;
  while (done < most) {
    const swept = await kit.worker.transaction([], (tx) => sweepBatch(kit, tx, Math.min(BATCH, most - done)));
    done += swept;
    if (swept < BATCH) break;
  }
  return done;
}

async function sweepBatch(kit: FlowKit, tx: Tx, limit: number): Promise<number> {
  const at = kit.now();
  const due = await tx.sql(
    `SELECT c.matter_id, c.key FROM matter_clock c WHERE c.next_at <= $1 ORDER BY c.next_at LIMIT $2`,
    [at, limit],
    'clocks-due',
  );
  // A matter with two clocks past is looked after once more in the next round; of one matter only one is written at a time.
  // Matters are held in the order of their ids, before their clocks, as a step holds them: nobody waits in a circle.
  const matters = new Map(due.map((row) => [String(row['matter_id']), String(row['key'])]));
  // Side by side on one connection: each stage of a hundred matters leaves in one packet.
  const asks = asksOnceIn(tx);
  await Promise.all(
    [...matters]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, key]) => lookAfter(kit, tx, asks, id, key, at)),
  );
  return due.length;
}

async function lookAfter(kit: FlowKit, tx: Tx, asks: Asks, id: string, key: string, at: Date): Promise<void> {
  const d = await dossierById(tx, kit.vault, id, true);
  const clock = d?.clocks.find((c) => c.key === key);
  // Somebody was quicker than the sweep: done, paused or extended meanwhile.
  if (!d || !clock) return;
  if (clock.stoppedAt || clock.pausedAt || clock.lateAt || clock.dueAt > at)
    return await lookLater(tx, d, clock);
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  const [place, calendar] = await Promise.all([
    placeOf(tx, d.matter.unitId),
    kit.calendarOf(tx, { path: d.matter.unitPath }),
  ]);
  if (!place) return;
  const running: Running = { kit, tx, flow, place, calendar, at, asks };
  const rule = flow.definition.clocks.find((c) => c.key === key);
  const late: Dossier = {
    ...d,
    clocks: d.clocks.map((c) => (c.key === key ? { ...c, lateAt: c.dueAt } : c)),
    matter: { ...d.matter, lateAt: d.matter.lateAt ?? clock.dueAt },
  };
  const told = await showTo(running, late, rule?.late.shows ?? []);
  const after = rule?.late.takes ? await automaticSteps(running, told, rule.late.takes) : told;
  await settle(running, d, after, { actor: null, action: 'matter.late' });
}

/** Shows a matter to leaders who have no part in it that waits for them. */
async function showTo(r: Running, d: Dossier, whom: readonly Who[]): Promise<Dossier> {
  const { flow, place, at, asks } = r;
  const scope = scopeOf(flow, d, { today: chinaDay(at), at, level: place.unit.level, openSubs: 0 });
  const leaders = await candidatesFor({ worker: asks, flow, d, place, scope, at }, whom);
  return showSeats(
    d,
    leaders.map((l) => l.seat),
  );
}

/** The same matter where all of them have a part that waits for them already. */
function showSeats(d: Dossier, seats: readonly Seat[]): Dossier {
  const shown = seats
    .filter((s) => !d.parts.some((p) => p.postId === s.postId && p.why !== 'past' && p.why !== 'own'))
    .map(({ postId, personId, name }): Part => {
      // What she had read or signed before she has still read.
      const answeredAt = d.parts.find((p) => p.postId === postId)?.answeredAt ?? null;
      return { postId, personId, name, why: 'late', answeredAt };
    });
  if (shown.length === 0) return d;
  return {
    ...d,
    parts: [...d.parts.filter((p) => !shown.some((s) => s.postId === p.postId)), ...shown],
    matter: { ...d.matter, readers: [...new Set([...d.matter.readers, ...shown.map((s) => s.postId)])] },
  };
}

const LEADERS: readonly Who[] = [{ is: 'department-head' }, { is: 'in-charge' }, { is: 'chair' }];
/** A post that ended longer ago was looked after while it was fresh. */
const FRESH_DAYS = 14;

/**
 * Matters whose responsible person has left her post (离岗) are shown to her leaders, one of whom takes them over; those begun in
 * another's place (代理) to her who is back. Nothing waits in a hand that is gone. Once for each; answers how many.
 */
export async function sweepLeft(kit: FlowKit): Promise<number> {
  const at = kit.now();
  return await kit.worker.transaction([], async (tx) => {
    const rows = await tx.sql(
      `SELECT s.matter_id, (SELECT d.principal_post FROM deputation d WHERE d.post_id = p.id) AS principal FROM post p JOIN matter_seat s ON s.post_id = p.id AND s.lane = 'todo' AND s.why = 'hold'
       WHERE p.to_day > $1 AND p.to_day <= $2 AND NOT EXISTS (SELECT 1 FROM matter_seat l
         WHERE l.region_code = s.region_code AND l.matter_id = s.matter_id AND l.why = 'late') ORDER BY s.matter_id LIMIT 1000`,
      [addDays(chinaDay(at), -FRESH_DAYS), chinaDay(at)],
    );
    let shown = 0;
    for (const r of rows) {
      const d = await dossierById(tx, kit.vault, String(r['matter_id']), true);
      const place = d && (await placeOf(tx, d.matter.unitId));
      if (!d || !place || d.matter.closedAt) continue;
      const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
      const calendar = await kit.calendarOf(tx, { path: d.matter.unitPath });
      const running: Running = { kit, tx, flow, place, calendar, at, asks: asksIn(tx) };
      const back = r['principal']
        ? await seatsByPosts(asksIn(tx), [String(r['principal'])], chinaDay(at))
        : [];
      const told = back.length > 0 ? showSeats(d, back) : await showTo(running, d, LEADERS);
      if (told === d) continue;
      await settle(running, d, told, { actor: null, action: 'matter.left' });
      shown += 1;
    }
    return shown;
  });
}

/** The clock is looked at when it says so, and not again before. */
async function lookLater(tx: Tx, { matter }: Dossier, clock: Clock): Promise<void> {
  await tx.sql(
    'UPDATE matter_clock SET next_at = $4 WHERE region_code = $1 AND matter_id = $2 AND key = $3',
    [matter.regionCode, matter.id, clock.key, nextOf(clock)],
    'clock-later',
  );
}
