import type { MyAccount } from '../../contracts/api-account.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { placeWords } from './device.ts';
import type { Member } from './member.ts';
import type { IdentityKit } from './routes.ts';
import { accountById, postsOf } from './store.ts';
import { logOf } from './store-log.ts';
import { recoveryCodesLeft, secondFactorOf } from './store-second.ts';
import { sessionsOf } from './store-sessions.ts';

const LOG_ROWS = 50;

/** Everything a person may know of her own account. */
export async function myAccount(o: IdentityKit, by: Member, at: Date): Promise<MyAccount> {
  return await o.db.transaction([], async (tx) => {
    const account = await accountById(tx, by.accountId);
    if (!account) throw new AppError('sign-in.required');
    const [posts, factor, left, sessions, log] = await Promise.all([
      postsOf(tx, account.id, chinaDay(at)),
      secondFactorOf(tx, account.id),
      recoveryCodesLeft(tx, account.id),
      sessionsOf(tx, account.id, at),
      logOf(tx, account.id, LOG_ROWS),
    ]);
    return {
      login: account.login,
      name: account.displayName,
      posts: posts.map((p) => ({ id: p.id, title: p.title, unitName: p.unitName })),
      passwordAt: account.passwordAt?.toISOString() ?? null,
      secondStep: {
        since: factor?.confirmedAt?.toISOString() ?? null,
        required: o.requiresSecondStep(posts.map((p) => p.role)),
        recoveryLeft: left,
      },
      devices: sessions.map((s) => ({
        id: s.id,
        device: s.device,
        place: placeWords(s.address),
        since: s.createdAt.toISOString(),
        seen: s.seenAt.toISOString(),
        here: s.id === by.sessionId,
      })),
      log: log.map((l) => ({
        at: l.at.toISOString(),
        kind: l.kind,
        device: l.device,
        place: l.address === '' ? '' : placeWords(l.address),
        by: l.by,
      })),
    };
  });
}
