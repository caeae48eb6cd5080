import type { TendReferral } from '../../../contracts/api-referrals.ts';
import type { Actor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { printOfRequest } from '../codes.ts';
import type { ReferralKit } from '../kit.ts';
import { withOwnReferral } from '../reach-matter.ts';
import { happened } from '../record.ts';
import type { Referral, Said } from '../referral.ts';
import { answered, isOpen } from '../rules.ts';
import { updateReferral, wasDone } from '../store.ts';

/**
 * What our responsible person does to a referral: take it back, reply to their question, chase, read the answer, write down
 * an answer that came another way, or that the paper was sent. Once for each press; of two at once one is told that it
 * changed. Errors: not-found, matter.not-yours, referral.moved, referral.over, referral.nothing-asked, input.invalid.
 */
export async function tendReferral(
  kit: ReferralKit,
  actor: Actor,
  id: string,
  body: TendReferral,
): Promise<{ id: string }> {
  const { vault, now } = kit.flows;
  const at = now();
  const requestPrint = printOfRequest(vault, actor.accountId, body.requestKey);
  return await withOwnReferral(kit, actor, id, async ({ tx, referral, by }) => {
    if (await wasDone(tx, referral, requestPrint)) return { id };
    if (referral.version !== body.version) throw new AppError('referral.moved');
    const { after, kind, said } = acted(referral, body.act, at);
    await happened(tx, vault, referral, { kind, at, by, said, requestPrint });
    await updateReferral(tx, after);
    return { id };
  });
}

interface Acted {
  readonly after: Referral;
  readonly kind: 'withdrawn' | 'replied' | 'chased' | 'read' | 'answered' | 'paper-sent';
  readonly said: Said;
}

/** What becomes of a referral by an act. Pure. */
function acted(r: Referral, act: TendReferral['act'], at: Date): Acted {
  switch (act.kind) {
    case 'withdraw':
      if (r.state === 'withdrawn' || r.state === 'answered') throw new AppError('referral.over');
      return {
        after: { ...r, state: 'withdrawn', needs: null, askedAt: null },
        kind: 'withdrawn',
        said: { words: act.words },
      };
    case 'reply':
      if (!isOpen(r) || !r.askedAt) throw new AppError('referral.nothing-asked');
      return { after: { ...answered(r, at), needs: null }, kind: 'replied', said: { words: act.words } };
    case 'chase':
      if (r.state === 'withdrawn' || r.state === 'answered') throw new AppError('referral.over');
      // Called before the day is a call; it does not answer their question, nor write the paper that is due.
      return {
        after: { ...r, needs: r.needs === 'chase' ? null : r.needs },
        kind: 'chased',
        said: { words: act.words },
      };
    case 'read':
      return { after: { ...r, needs: r.needs === 'read' ? null : r.needs }, kind: 'read', said: {} };
    case 'answered':
      if (r.state === 'withdrawn' || r.state === 'answered') throw new AppError('referral.over');
      return {
        after: { ...answered(r, at), state: 'answered', answeredAt: momentOf(r, act.day, at), needs: null },
        kind: 'answered',
        said: { words: act.words, outcome: act.outcome, day: act.day, way: act.way },
      };
    default:
      if (act.day > chinaDay(at)) throw dayProblem('送出的日期还没有到,请核对。');
      return {
        after: { ...r, needs: r.needs === 'urge' ? null : r.needs },
        kind: 'paper-sent',
        said: { day: act.day, number: act.number },
      };
  }
}

/** An answer on paper counts from the day on which it came: the end of that day, or now. */
function momentOf(r: Referral, day: string, at: Date): Date {
  if (day > chinaDay(at)) throw dayProblem('答复的日期还没有到,请核对。');
  if (day < chinaDay(r.at)) throw dayProblem('答复的日期早于转办的日期,请核对。');
  return day === chinaDay(at) ? at : new Date(Date.parse(`${day}T15:59:59Z`));
}
const dayProblem = (message: string): AppError =>
  new AppError('input.invalid', { problems: [{ field: 'act.day', message }] });
