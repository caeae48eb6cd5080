import { type ContactPlan, MESSAGES } from '../../../contracts/safe-contact.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import { contextOfLetter, type Letter, letterById } from '../store.ts';
import { chainOf } from './chain.ts';
import { keepPlan } from './change-plan.ts';
import { contactEventsOf, insertContactEvent, plansOf, waitingIn } from './store.ts';

/** What her code shows of it: how she may be reached, and what was to be told to her. */
export interface HerContact {
  readonly plan: ContactPlan | null;
  readonly seen: string | null;
  /** The last change was written down by somebody at the federation. */
  readonly byUs: boolean;
  readonly told: readonly { readonly at: Date; readonly words: string }[];
}

/**
 * Her settings and what waits for her (有话等她), when she looks by her code: what is shown to her on her own page needs to be
 * given in no other way any more.
 */
export async function herContact(kit: CaseKit, letter: Letter): Promise<HerContact> {
  const { matterId } = letter;
  if (matterId === null) return { plan: null, seen: null, byUs: false, told: [] };
  const at = kit.flows.now();
  const today = chinaDay(at);
  return await kit.flows.worker.transaction([], async (tx) => {
    const chain = await chainOf(tx, kit.flows.flows, matterId);
    const [last] = await plansOf(tx, kit.vault, chain, 1);
    const told: { at: Date; words: string }[] = [];
    for (const id of chain) {
      const events = await contactEventsOf(tx, kit.vault, [id]);
      const shown = new Set(events.filter((e) => e.kind === 'page').map((e) => e.settles));
      const waiting = waitingIn(events).filter((e) => (e.said.from ?? today) <= today);
      for (const e of [...events.filter((x) => shown.has(x.id)), ...waiting])
        told.push({ at: e.at, words: e.said.words ?? `${MESSAGES[e.said.what ?? 'own']}。` });
      if (waiting.length === 0) continue;
      const rows = await tx.sql('SELECT region_code FROM matter WHERE id = $1', [id]);
      for (const e of waiting)
        await insertContactEvent(
          tx,
          kit.vault,
          { id, regionCode: String(rows[0]?.['region_code']) },
          { kind: 'page', settles: e.id, at, by: null, requestKey: `page/${e.id}`, said: {} },
        );
    }
    return {
      plan: last?.plan ?? null,
      seen: last?.id ?? null,
      byUs: last !== undefined && last.by !== null,
      told: told.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    };
  });
}

/** She says anew how she may be reached, from her own page. Errors: letter.no-code, letter.over, contact.moved. */
export async function changeByHer(
  kit: CaseKit,
  letterId: string,
  change: { readonly plan: ContactPlan; readonly seen: string | null },
): Promise<void> {
  const letter = await kit.flows.db.transaction(
    [contextOfLetter(letterId)],
    (tx) => letterById(tx, letterId),
    'read',
  );
  if (!letter) throw new AppError('letter.no-code');
  if (letter.state === 'withdrawn' || letter.matterId === null) throw new AppError('letter.over');
  await keepPlan(
    kit,
    { regionCode: letter.regionCode, id: letter.matterId, unitPath: letter.unitPath },
    { plan: change.plan, seen: change.seen, requestKey: `her/${letterId}/${change.seen ?? ''}`, by: null },
  );
}
