import { recordEvent } from '../audit/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Caller } from '../platform/http/index.ts';

/** Somebody signed in, as far as identity knows her: access gives more, and stands above. */
export interface Member extends Caller {
  readonly accountId: string;
  readonly postId: string;
  readonly sessionId: string;
  /** She came in with a one-time code, so she need not know her old password. */
  readonly byCode: boolean;
  readonly unit: { readonly regionCode: string; readonly path: string };
}

/** Who does something to an account: a member; the first administrator, who has no post yet; the operator at the server. */
export interface By {
  readonly accountId: string | null;
  readonly postId: string | null;
  readonly unit: { readonly regionCode: string; readonly path: string };
}

/** Records what was done to an account, her own or another's. */
export async function auditAccount(
  tx: Tx,
  by: By,
  e: {
    readonly action: string;
    readonly accountId: string;
    readonly at: Date;
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
    /** Where it belongs, when that is not her own unit. */
    readonly place?: { readonly regionCode: string; readonly path: string };
  },
): Promise<void> {
  const place = e.place ?? by.unit;
  await recordEvent(tx, {
    regionCode: place.regionCode,
    accountId: by.accountId,
    postId: by.postId,
    unitPath: place.path,
    action: e.action,
    object: 'account',
    objectId: e.accountId,
    result: 'ok',
    detail: e.detail ?? {},
    at: e.at,
  });
}
