import type { ReferralEventKind } from '../../contracts/api-referrals.ts';
import { recordEvent } from '../audit/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import type { Referral, Said } from './referral.ts';
import { insertEvent } from './store.ts';

/** Who did it on our side; null: the agency, by its link, or the platform. */
export interface By {
  readonly accountId: string;
  readonly postId: string;
  readonly name: string;
}

/** What the audit calls each: without a word of the case, of the agency or of the link. */
const AUDITED: Readonly<Record<ReferralEventKind, { readonly action: string }>> = {
  sent: { action: 'referral.send' },
  opened: { action: 'referral.open' },
  'wrong-pin': { action: 'referral.wrong-pin' },
  locked: { action: 'referral.lock' },
  accepted: { action: 'referral.accept' },
  asked: { action: 'referral.ask' },
  replied: { action: 'referral.reply' },
  chased: { action: 'referral.chase' },
  due: { action: 'referral.due' },
  silent: { action: 'referral.silent' },
  answered: { action: 'referral.answer' },
  read: { action: 'referral.read' },
  withdrawn: { action: 'referral.withdraw' },
  expired: { action: 'referral.expire' },
  renewed: { action: 'referral.renew' },
  'paper-made': { action: 'referral.paper' },
  'paper-sent': { action: 'referral.paper-sent' },
};

/** Writes what happened into the referral's history and into the audit, in the caller's transaction. */
export async function happened(
  tx: Tx,
  vault: Vault,
  r: Referral,
  o: {
    readonly kind: ReferralEventKind;
    readonly at: Date;
    readonly by: By | null;
    readonly said?: Said;
    readonly requestPrint?: Buffer;
  },
): Promise<void> {
  await insertEvent(tx, vault, r, {
    id: newId(o.at),
    at: o.at,
    kind: o.kind,
    accountId: o.by?.accountId ?? null,
    requestPrint: o.requestPrint ?? null,
    said: { ...o.said, ...(o.by ? { by: o.by.name } : {}) },
  });
  await recordEvent(tx, {
    regionCode: r.regionCode,
    accountId: o.by?.accountId ?? null,
    postId: o.by?.postId ?? null,
    unitPath: r.unitPath,
    ...AUDITED[o.kind],
    object: 'referral',
    objectId: r.id,
    result: o.kind === 'wrong-pin' || o.kind === 'locked' ? 'denied' : 'ok',
    detail: {},
    at: o.at,
  });
}
