import { recordEvent } from '../audit/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Place } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { plainCode } from './readable-code.ts';
import type { Identity, Origin } from './sign-in.ts';
import { postsOf } from './store.ts';
import { writeLog } from './store-log.ts';
import { secondFactorOf, spendRecoveryCode, takeCounter } from './store-second.ts';
import { assertNotTooOften, codeTries, countFailure, forgetFailures } from './throttle.ts';
import { secondsLeft, stepOfCode } from './totp.ts';

export const secretPlace = (accountId: string): Place => ({
  table: 'second_factor',
  column: 'secret',
  row: accountId,
});
export const pendingPlace = (accountId: string): Place => ({
  table: 'second_factor',
  column: 'pending',
  row: accountId,
});
export const recoveryPlace = (accountId: string): Place => ({
  table: 'recovery_code',
  column: 'print',
  row: accountId,
});

/**
 * Takes a code of the account's authenticator, or one of its recovery codes, once (SECURITY 3). Counts failures by account.
 * Errors: sign-in.second-wrong, sign-in.second-used, sign-in.recovery-used, sign-in.slow-down.
 */
export async function checkSecondStep(
  o: Identity,
  input: { readonly accountId: string; readonly code: string } & Origin,
  at: Date,
): Promise<void> {
  const { accountId } = input;
  const tries = codeTries(accountId);
  await assertNotTooOften(o.db, tries, at);
  const problem = await o.db.transaction([], async (tx) => {
    const found = await useCode(tx, o, accountId, plainCode(input.code), at);
    if (found === null) {
      await forgetFailures(tx, tries);
      return null;
    }
    if (found instanceof AppError) {
      await countFailure(tx, tries, at);
      await writeLog(tx, { ...input, at, kind: 'wrong-code' });
      await auditWrongCode(tx, accountId, input, at);
      return found;
    }
    await forgetFailures(tx, tries);
    await writeLog(tx, { ...input, at, kind: 'recovery-used' });
    return null;
  });
  if (problem) throw problem;
}

/** Null = a code of the authenticator was taken; 'recovery' = a recovery code; else why not. */
async function useCode(
  tx: Tx,
  o: Identity,
  accountId: string,
  code: string,
  at: Date,
): Promise<null | 'recovery' | AppError> {
  if (/^\d{6}$/.test(code)) {
    const factor = await secondFactorOf(tx, accountId);
    if (!factor?.secret) return new AppError('sign-in.second-wrong');
    const counter = stepOfCode(o.vault.open(secretPlace(accountId), factor.secret), code, at);
    if (counter === null) return new AppError('sign-in.second-wrong');
    if (await takeCounter(tx, accountId, counter)) return null;
    return new AppError('sign-in.second-used', { seconds: secondsLeft(at) });
  }
  const how = await spendRecoveryCode(tx, accountId, o.vault.print(recoveryPlace(accountId), code), at);
  if (how === 'spent') return 'recovery';
  return new AppError(how === 'used' ? 'sign-in.recovery-used' : 'sign-in.second-wrong');
}

async function auditWrongCode(tx: Tx, accountId: string, from: Origin, at: Date): Promise<void> {
  const [post] = await postsOf(tx, accountId, chinaDay(at));
  await recordEvent(tx, {
    regionCode: post?.regionCode ?? '000000',
    accountId,
    postId: post?.id ?? null,
    unitPath: post?.unitPath ?? null,
    action: 'sign-in.second-step',
    object: 'session',
    objectId: null,
    result: 'denied',
    detail: { address: from.address },
    at,
  });
}
