import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { auditAccount, type Member } from '../member.ts';
import { passwordProblem } from '../password-rules.ts';
import { checkPassword, hashPassword } from '../passwords.ts';
import type { Identity, Origin } from '../sign-in.ts';
import { accountById, postsOf, setPassword } from '../store.ts';
import { deleteStepsOf } from '../store-codes.ts';
import { writeLog } from '../store-log.ts';
import { endSessions } from '../store-sessions.ts';
import { assertNotTooOften, countFailure, forgetFailures, passwordTries } from '../throttle.ts';

/**
 * A new password of her own. The present one is asked, save of who came in with a one-time code because she forgot it.
 * All her other sign-ins end. Errors: input.invalid with the field, sign-in.slow-down.
 */
export async function changePassword(
  o: Identity,
  by: Member,
  input: { readonly present: string; readonly next: string; readonly again: string } & Origin,
  at: Date,
): Promise<void> {
  const { account, posts } = await o.db.transaction([], async (tx) => ({
    account: await accountById(tx, by.accountId),
    posts: await postsOf(tx, by.accountId, chinaDay(at)),
  }));
  if (!account) throw new AppError('sign-in.required');
  const isForgotten = by.byCode && account.mustChange;
  if (!isForgotten) {
    const tries = passwordTries(account.login, input.address);
    await assertNotTooOften(o.db, tries, at);
    if (!(await checkPassword(account.password, input.present))) {
      await o.db.transaction([], async (tx) => {
        await countFailure(tx, tries, at);
        await writeLog(tx, { accountId: account.id, at, kind: 'wrong-password', ...input });
      });
      throw wrong('present', '现在的密码不对。');
    }
    await o.db.transaction([], (tx) => forgetFailures(tx, tries));
  }
  const own = [account.login, account.displayName, ...posts.map((p) => p.unitName)];
  const problem = passwordProblem(input.next, own, o.profile);
  if (problem) throw wrong('next', problem);
  if (input.next !== input.again) throw wrong('again', '两次输入的新密码不一样。');
  if (await checkPassword(account.password, input.next)) throw wrong('next', '新密码和现在的一样,请换一个。');
  const hashed = await hashPassword(input.next);
  await o.db.transaction([], async (tx) => {
    await setPassword(tx, account.id, hashed, at);
    const ended = await endSessions(tx, account.id, { except: by.sessionId });
    await deleteStepsOf(tx, account.id);
    await writeLog(tx, { accountId: account.id, at, kind: 'password-changed', ...input });
    await auditAccount(tx, by, { action: 'account.password', accountId: account.id, at, detail: { ended } });
  });
}

const wrong = (field: string, message: string): AppError =>
  new AppError('input.invalid', { sentence: message, problems: [{ field, message }] });
