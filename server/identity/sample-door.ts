import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { secretPlace } from './second-step.ts';
import { type Identity, type Origin, openSession } from './sign-in.ts';
import { accountById, accountByLogin } from './store.ts';
import { confirmPending, secondFactorOf, setPending } from './store-second.ts';
import { codeAt, newSecret, secondsLeft } from './totp.ts';

/** What only sample accounts (样例账号) have; each of these looks at the account's own mark and refuses any other. */

type Rooms = Pick<Identity, 'db' | 'vault'>;

async function assertSample(tx: Tx, accountId: string): Promise<void> {
  if (!(await accountById(tx, accountId))?.sample) throw new AppError('not-found', { what: '这个样例账号' });
}

/** An authenticator that nobody holds: its codes stand on the sample page. */
export async function enrolSample(o: Rooms, tx: Tx, accountId: string, at: Date): Promise<void> {
  await assertSample(tx, accountId);
  const sealed = o.vault.seal(secretPlace(accountId), newSecret());
  await setPending(tx, accountId, sealed, at);
  await confirmPending(tx, accountId, { pending: sealed, sealed, counter: 0, at });
}

/** The code of this moment; null where there is no second step. */
export async function sampleCode(
  o: Rooms,
  tx: Tx,
  accountId: string,
  at: Date,
): Promise<{ code: string; seconds: number } | null> {
  await assertSample(tx, accountId);
  const secret = (await secondFactorOf(tx, accountId))?.secret;
  if (!secret) return null;
  return { code: codeAt(o.vault.open(secretPlace(accountId), secret), at), seconds: secondsLeft(at) };
}

/** One click on the sample page enters: password and code stand beside the button anyway. Answers the session's token. */
export async function enterSample(
  o: Pick<Identity, 'db'>,
  input: { readonly login: string } & Origin,
  at: Date,
): Promise<string> {
  return await o.db.transaction([], async (tx) => {
    const account = await accountByLogin(tx, input.login);
    if (!account?.sample || account.disabledAt !== null)
      throw new AppError('not-found', { what: '这个样例账号' });
    return (await openSession(tx, { account, byCode: false }, input, at)).token;
  });
}
