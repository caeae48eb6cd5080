import { ANSWERS, type AnswerKind } from '../../../contracts/api-referrals.ts';
import { AppError, type FieldProblem } from '../../platform/errors/index.ts';
import { byLink } from '../by-link.ts';
import { printOfRequest } from '../codes.ts';
import type { ReferralKit } from '../kit.ts';
import { type Letter, letterFor } from '../letter.ts';
import { happened } from '../record.ts';
import type { Referral, Said } from '../referral.ts';
import { answered } from '../rules.ts';
import { updateReferral, wasDone } from '../store.ts';

/** What an agency says on its page: who accepts (接收), a question, or the answer. */
export type AgencySays =
  | { readonly what: 'accept'; readonly person: string; readonly phone: string }
  | { readonly what: 'ask'; readonly words: string }
  | { readonly what: 'answer'; readonly outcome: string; readonly words: string };

/**
 * An agency accepts, asks back or answers, exactly once for each form (its key): the referral is held, so of two answers at
 * once one stands and the other reads that it was answered. Answers null when the link is used up by it.
 * Errors: as `byLink`; input.invalid; referral.not-accepted.
 */
export async function agencySays(
  kit: ReferralKit,
  token: string,
  id: string,
  formKey: string,
  says: AgencySays,
): Promise<Letter | null> {
  const { vault, now } = kit.flows;
  const at = now();
  const problems = problemsIn(says);
  if (problems.length > 0) throw new AppError('input.invalid', { problems });
  const requestPrint = printOfRequest(vault, `agency/${id}/${says.what}`, formKey);
  return await byLink(kit, token, 'write', async (tx, r) => {
    if (r.id !== id) throw new AppError('referral.pin-first');
    if (!(await wasDone(tx, r, requestPrint))) {
      if (says.what !== 'accept' && r.state !== 'accepted') throw new AppError('referral.not-accepted');
      const { after, kind, said } = saidBy(r, says, at);
      await happened(tx, vault, r, { kind, at, by: null, said, requestPrint });
      await updateReferral(tx, after);
      if (after.state === 'answered') return null;
      return await letterFor(kit, tx, after, at);
    }
    return await letterFor(kit, tx, r, at);
  });
}

function saidBy(
  r: Referral,
  says: AgencySays,
  at: Date,
): { after: Referral; kind: 'accepted' | 'asked' | 'answered'; said: Said } {
  if (says.what === 'accept')
    return {
      after: { ...r, state: 'accepted' },
      kind: 'accepted',
      said: { person: says.person.trim(), phone: says.phone.trim() },
    };
  if (says.what === 'ask')
    return {
      after: { ...r, askedAt: r.askedAt ?? at, needs: 'reply' },
      kind: 'asked',
      said: { words: says.words.trim() },
    };
  return {
    after: { ...answered(r, at), state: 'answered', answeredAt: at, needs: 'read' },
    kind: 'answered',
    said: { words: says.words.trim(), outcome: says.outcome as AnswerKind },
  };
}

const MOST = 2_000;
/** What is missing or wrong in a form, by field. Pure. */
function problemsIn(says: AgencySays): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  if (says.what === 'accept') {
    const person = says.person.trim();
    if (person.length < 2 || person.length > 40) say('person', '请写接收人的姓名和职务(2 到 40 个字)。');
    if (!/^[+\d][\d\s()-]{5,24}$/.test(says.phone.normalize('NFKC').trim()))
      say('phone', '请写能找到接收人的电话,只写数字,可以有区号和分机。');
    return problems;
  }
  const words = says.words.trim();
  if (words.length < 2) say(says.what, '还没有写。请写一两句话,再按按钮。');
  if (words.length > MOST) say(says.what, `写了 ${words.length} 个字,最多 ${MOST} 个。请写要紧的。`);
  if (says.what === 'answer' && !Object.hasOwn(ANSWERS, says.outcome)) say('outcome', '请选一个结果。');
  return problems;
}
