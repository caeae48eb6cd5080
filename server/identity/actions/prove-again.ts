import { AppError } from '../../platform/errors/index.ts';
import { auditAccount, type Member } from '../member.ts';
import { checkPassword } from '../passwords.ts';
import { checkSecondStep } from '../second-step.ts';
import { hashToken, type Identity, type Origin } from '../sign-in.ts';
import { accountById } from '../store.ts';
import { writeLog } from '../store-log.ts';
import { secondFactorOf } from '../store-second.ts';
import { freshenSession } from '../store-sessions.ts';
import { assertNotTooOften, countFailure, forgetFailures, passwordTries } from '../throttle.ts';

/** What she proves herself with: the code of her authenticator where she has one, else her password. */
export async function proofWanted(o: Identity, accountId: string): Promise<'code' | 'password'> {
  const factor = await o.db.transaction([], (tx) => secondFactorOf(tx, accountId));
  return factor?.confirmedAt ? 'code' : 'password';
}

/**
 * Proves that it is still she (SECURITY 11): the next ten minutes are fresh. A machine left unlocked, with a password that
 * the browser keeps, is not enough where there is an authenticator.
 */
export async function proveAgain(
  o: Identity,
  by: Member,
  input: { readonly token: string; readonly proof: string } & Origin,
  at: Date,
): Promise<void> {
  if ((await proofWanted(o, by.accountId)) === 'code')
    await checkSecondStep(o, { accountId: by.accountId, code: input.proof, ...input }, at);
  else await checkOwnPassword(o, by, input, at);
  await o.db.transaction([], async (tx) => {
    await freshenSession(tx, hashToken(input.token), at);
    await auditAccount(tx, by, { action: 'account.prove-again', accountId: by.accountId, at });
  });
}

async function checkOwnPassword(
  o: Identity,
  by: Member,
  input: { readonly proof: string } & Origin,
  at: Date,
): Promise<void> {
  const account = await o.db.transaction([], (tx) => accountById(tx, by.accountId));
  if (!account) throw new AppError('sign-in.required');
  const tries = passwordTries(account.login, input.address);
  await assertNotTooOften(o.db, tries, at);
  const right = await checkPassword(account.password, input.proof);
  await o.db.transaction([], async (tx) => {
    if (right) return await forgetFailures(tx, tries);
    await countFailure(tx, tries, at);
    await writeLog(tx, { accountId: account.id, at, kind: 'wrong-password', ...input });
  });
  if (!right) throw new AppError('sign-in.proof-wrong');
}
