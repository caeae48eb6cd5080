import { renderSVG } from 'uqr';
import { AppError } from '../../platform/errors/index.ts';
import { auditAccount, type Member } from '../member.ts';
import { plainCode, readableCode } from '../readable-code.ts';
import { pendingPlace, recoveryPlace, secretPlace } from '../second-step.ts';
import type { Identity, Origin } from '../sign-in.ts';
import { accountById } from '../store.ts';
import { deleteStepsOf } from '../store-codes.ts';
import { writeLog } from '../store-log.ts';
import {
  confirmPending,
  deleteSecondFactor,
  replaceRecoveryCodes,
  secondFactorOf,
  setPending,
} from '../store-second.ts';
import { endSessions } from '../store-sessions.ts';
import { assertNotTooOften, codeTries, countFailure, forgetFailures } from '../throttle.ts';
import { enrolmentUri, newSecret, secretGroups, stepOfCode } from '../totp.ts';

const RECOVERY_CODES = 8;
/** A secret on trial is shown again within this time, so that going back or a second tab does not change the square. */
const TRIAL_MINUTES = 30;

export interface Enrolment {
  readonly svg: string;
  readonly groups: string;
  readonly uri: string;
}

/** A secret on trial for her authenticator; the present one goes on working until a code has proved the new one. */
export async function startSecondStep(o: Identity, by: Member, at: Date): Promise<Enrolment> {
  return await o.db.transaction([], async (tx) => {
    const account = await accountById(tx, by.accountId);
    if (!account) throw new AppError('sign-in.required');
    const factor = await secondFactorOf(tx, account.id);
    const place = pendingPlace(account.id);
    const isOpen =
      factor?.pending &&
      factor.pendingAt &&
      at.getTime() - factor.pendingAt.getTime() < TRIAL_MINUTES * 60_000;
    const secret = isOpen && factor.pending ? o.vault.open(place, factor.pending) : newSecret();
    if (!isOpen) await setPending(tx, account.id, o.vault.seal(place, secret), at);
    const uri = enrolmentUri(secret, account.login);
    return { svg: renderSVG(uri, { border: 2, ecc: 'M' }), groups: secretGroups(secret), uri };
  });
}

/**
 * The first code of the new authenticator; answers the recovery codes, shown this once. All other sign-ins end, and with
 * them whoever may have come in without a second step. Errors: second.not-started, sign-in.second-wrong, sign-in.slow-down.
 */
export async function confirmSecondStep(
  o: Identity,
  by: Member,
  input: { readonly code: string } & Origin,
  at: Date,
): Promise<readonly string[]> {
  const tries = codeTries(by.accountId);
  await assertNotTooOften(o.db, tries, at);
  const codes = await o.db.transaction([], async (tx) => {
    const factor = await secondFactorOf(tx, by.accountId);
    if (!factor?.pending) throw new AppError('second.not-started');
    const secret = o.vault.open(pendingPlace(by.accountId), factor.pending);
    const typed = plainCode(input.code);
    const counter = /^\d{6}$/.test(typed) ? stepOfCode(secret, typed, at) : null;
    if (counter === null) {
      await countFailure(tx, tries, at);
      return null;
    }
    const sealed = o.vault.seal(secretPlace(by.accountId), secret);
    if (!(await confirmPending(tx, by.accountId, { pending: factor.pending, sealed, counter, at })))
      throw new AppError('second.not-started');
    await forgetFailures(tx, tries);
    await endSessions(tx, by.accountId, { except: by.sessionId });
    await deleteStepsOf(tx, by.accountId);
    await writeLog(tx, { accountId: by.accountId, at, kind: 'second-set', ...input });
    await auditAccount(tx, by, { action: 'account.second-step', accountId: by.accountId, at });
    return await newRecoveryCodes(o, tx, by.accountId, at);
  });
  if (!codes) throw new AppError('second.first-wrong');
  return codes;
}

type Tx = Parameters<typeof secondFactorOf>[0];

async function newRecoveryCodes(o: Identity, tx: Tx, accountId: string, at: Date): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => readableCode(2, 5));
  const prints = codes.map((c) => o.vault.print(recoveryPlace(accountId), plainCode(c)));
  await replaceRecoveryCodes(tx, accountId, prints, at);
  return codes;
}

/** New recovery codes in place of the old ones, shown this once. */
export async function renewRecoveryCodes(
  o: Identity,
  by: Member,
  from: Origin,
  at: Date,
): Promise<readonly string[]> {
  return await o.db.transaction([], async (tx) => {
    if (!(await secondFactorOf(tx, by.accountId))?.confirmedAt) throw new AppError('second.none');
    await writeLog(tx, { accountId: by.accountId, at, kind: 'recovery-made', ...from });
    await auditAccount(tx, by, { action: 'account.recovery-codes', accountId: by.accountId, at });
    return await newRecoveryCodes(o, tx, by.accountId, at);
  });
}

/** Takes her own second step away, where it is only offered. `required` is what her posts ask of her. */
export async function removeSecondStep(
  o: Identity,
  by: Member,
  required: boolean,
  from: Origin,
  at: Date,
): Promise<void> {
  if (required) throw new AppError('second.required');
  await o.db.transaction([], async (tx) => {
    if (!(await deleteSecondFactor(tx, by.accountId))) throw new AppError('second.none');
    await writeLog(tx, { accountId: by.accountId, at, kind: 'second-reset', ...from });
    await auditAccount(tx, by, { action: 'account.second-step-removed', accountId: by.accountId, at });
  });
}
