import type { Tx } from '../../platform/db/index.ts';
import { auditAccount, type By } from '../member.ts';
import { plainCode, readableCode } from '../readable-code.ts';
import { CODE_PLACE, type Identity } from '../sign-in.ts';
import { setDisabled } from '../store.ts';
import { deleteAccountCode, deleteStepsOf, replaceAccountCode } from '../store-codes.ts';
import { writeLog } from '../store-log.ts';
import { deleteSecondFactor } from '../store-second.ts';
import { endSessions } from '../store-sessions.ts';

/**
 * What an administrator does to another's account, in the transaction in which access has found that she may. Each stands
 * in the audit chain, and on the account's own page where its owner reads it.
 */

/**
 * How long a one-time code is good: for a forgotten password, for the first sign-in of a new account, and on a printed slip
 * (发放单) that reaches her when she comes to the township.
 */
export const CODE_MINUTES = { forgotten: 30, first: 24 * 60, slip: 72 * 60 } as const;

/** A one-time code that stands in for the password once. It is answered here and nowhere kept or logged. */
export async function issueCode(
  o: Pick<Identity, 'vault'>,
  tx: Tx,
  e: {
    readonly accountId: string;
    readonly by: By;
    readonly purpose: keyof typeof CODE_MINUTES;
    readonly at: Date;
    readonly place: { readonly regionCode: string; readonly path: string };
  },
): Promise<{ code: string; expiresAt: Date }> {
  const code = readableCode(3, 4);
  const expiresAt = new Date(e.at.getTime() + CODE_MINUTES[e.purpose] * 60_000);
  await replaceAccountCode(tx, {
    accountId: e.accountId,
    print: o.vault.print(CODE_PLACE(e.accountId), plainCode(code)),
    madeBy: e.by.accountId,
    at: e.at,
    expiresAt,
  });
  await writeLog(tx, { accountId: e.accountId, at: e.at, kind: 'code-issued', by: e.by.accountId });
  await auditAccount(tx, e.by, {
    action: 'account.code',
    accountId: e.accountId,
    at: e.at,
    detail: { minutes: CODE_MINUTES[e.purpose] },
    place: e.place,
  });
  return { code, expiresAt };
}

interface Help {
  readonly accountId: string;
  readonly by: By;
  readonly at: Date;
  readonly place: { readonly regionCode: string; readonly path: string };
}

/** Takes the second step away: a lost telephone. She sets up a new one at her next sign-in, where it is required. */
export async function resetSecondStep(tx: Tx, e: Help): Promise<boolean> {
  const had = await deleteSecondFactor(tx, e.accountId);
  if (!had) return false;
  await endEverything(tx, e.accountId);
  await writeLog(tx, { accountId: e.accountId, at: e.at, kind: 'second-reset', by: e.by.accountId });
  await auditAccount(tx, e.by, {
    action: 'account.second-step-reset',
    accountId: e.accountId,
    at: e.at,
    place: e.place,
  });
  return true;
}

/** Disables or enables. Disabling ends all sign-ins at once. */
export async function setAccountState(tx: Tx, e: Help & { readonly disabled: boolean }): Promise<void> {
  await setDisabled(tx, e.accountId, e.disabled ? e.at : null);
  if (e.disabled) {
    await endEverything(tx, e.accountId);
    await deleteAccountCode(tx, e.accountId);
  }
  const kind = e.disabled ? 'disabled' : 'enabled';
  await writeLog(tx, { accountId: e.accountId, at: e.at, kind, by: e.by.accountId });
  await auditAccount(tx, e.by, {
    action: e.disabled ? 'account.disable' : 'account.enable',
    accountId: e.accountId,
    at: e.at,
    place: e.place,
  });
}

/** Every sign-in of an account, open or half open, ends. */
export async function endEverything(tx: Tx, accountId: string): Promise<void> {
  await endSessions(tx, accountId);
  await deleteStepsOf(tx, accountId);
}
