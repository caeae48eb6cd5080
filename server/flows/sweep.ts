import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { automaticSteps, type Running, settle } from './actions/run-step.ts';
import { candidatesFor } from './hand-over.ts';
import type { FlowKit } from './kit.ts';
import type { Dossier, Part } from './matter.ts';
import { asksIn, placeOf } from './people.ts';
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
    `SELECT c.matter_id, c.key FROM matter_clock c WHERE c.next_at <= $1 ORDER BY c.next_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
    [at, limit],
    'clocks-due',
  );
  // A matter with two clocks past is looked after once more in the next round; of one matter only one is written at a time.
  const matters = new Map(due.map((row) => [String(row['matter_id']), String(row['key'])]));
  // Side by side on one connection: each stage of a hundred matters leaves in one packet.
  await Promise.all([...matters].map(([id, key]) => lookAfter(kit, tx, id, key, at)));
  return due.length;
}

async function lookAfter(kit: FlowKit, tx: Tx, id: string, key: string, at: Date): Promise<void> {
  const d = await dossierById(tx, kit.vault, id, true);
  const clock = d?.clocks.find((c) => c.key === key);
  // Somebody was quicker than the sweep: done, paused or extended meanwhile.
  if (!d || !clock || clock.stoppedAt || clock.pausedAt || clock.lateAt || clock.dueAt > at) return;
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  const place = await placeOf(tx, d.matter.unitId);
  if (!place) return;
  const asks = asksIn(tx);
  const running: Running = { kit, tx, flow, place, at, asks };
  const rule = flow.definition.clocks.find((c) => c.key === key);
  const late: Dossier = {
    ...d,
    clocks: d.clocks.map((c) => (c.key === key ? { ...c, lateAt: c.dueAt } : c)),
    matter: { ...d.matter, lateAt: d.matter.lateAt ?? clock.dueAt },
  };
  const scope = scopeOf(flow, late, { today: chinaDay(at), at, level: place.unit.level, openSubs: 0 });
  const leaders = await candidatesFor(
    { worker: asks, flow, d: late, place, scope, at },
    rule?.late.shows ?? [],
  );
  const shown = leaders
    .map((l) => l.seat)
    .filter((s) => !late.parts.some((p) => p.postId === s.postId && p.why !== 'past' && p.why !== 'own'))
    .map(({ postId, personId, name }): Part => ({ postId, personId, name, why: 'late', answeredAt: null }));
  const told: Dossier = {
    ...late,
    parts: [...late.parts.filter((p) => !shown.some((s) => s.postId === p.postId)), ...shown],
    matter: {
      ...late.matter,
      readers: [...new Set([...late.matter.readers, ...shown.map((s) => s.postId)])],
    },
  };
  const after = rule?.late.takes ? await automaticSteps(running, told, rule.late.takes) : told;
  await settle(running, d, after, { actor: null, action: 'matter.late' });
}
