import { randomBytes } from 'node:crypto';
import type {
  AccountBatch,
  BatchSlips,
  BatchTexts,
  UndoneBatch,
} from '../../../../contracts/api-account-batches.ts';
import {
  auditAccount,
  hashPassword,
  type Identity,
  issueCode,
  setAccountState,
} from '../../../identity/index.ts';
import { chinaDay } from '../../../platform/clock/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { AppError } from '../../../platform/errors/index.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { Actor } from '../../actor.ts';
import { openAccount } from '../create-account.ts';
import { givePost } from '../give-post.ts';
import { refusalOf } from '../rules.ts';
import { accountsByIds, type KnownAccount } from '../store.ts';
import { checkBatch } from './check-batch.ts';
import { type BatchRecord, batchesIn, insertBatch, insertMember, markUndone, membersOf } from './store.ts';

/** Accounts in bulk: made together, handed over as slips, undone together as far as nobody came in. */

/**
 * Makes the accounts of all good rows in one transaction. A click that comes twice makes one batch; its codes cannot be
 * shown again, so the second is refused (batch.made) and may ask for new ones. Errors: batch.has-bad, batch.nothing.
 */
export async function makeBatch(
  o: Identity,
  actor: Actor,
  ask: { rows: readonly BatchTexts[]; mode: 'all' | 'good'; requestKey: string; fileName: string },
  at: Date,
): Promise<BatchSlips> {
  // One hash of something that nobody knows serves the whole batch: it opens none of its accounts.
  const password = await hashPassword(randomBytes(32).toString('base64url'));
  return await o.db.transaction([], async (tx) => {
    const id = newId(at);
    const isNew = await insertBatch(tx, {
      id,
      unitId: actor.unit.id,
      by: actor.accountId,
      requestKey: ask.requestKey,
      fileName: ask.fileName,
      at,
    });
    if (!isNew) throw new AppError('batch.made');
    const { view, good } = await checkBatch(tx, actor, ask.rows, chinaDay(at));
    if (ask.mode === 'all' && view.bad > 0) throw new AppError('batch.has-bad', { n: view.bad });
    if (good.length === 0) throw new AppError('batch.nothing-good');
    const slips: BatchSlips['slips'][number][] = [];
    let expiresAt = at;
    for (const row of good) {
      const accountId = await openAccount(tx, { ...row, password, mustChange: true }, at);
      await auditAccount(tx, actor, {
        action: 'account.create',
        accountId,
        at,
        place: row.unit,
        detail: { batch: id },
      });
      const wanted = { unitId: row.unit.id, title: row.title, role: row.role };
      await givePost(tx, actor, { accountId, name: row.name, held: [] }, wanted, at);
      await insertMember(tx, id, accountId, row.n);
      const issued = await issueCode(o, tx, { accountId, by: actor, purpose: 'slip', at, place: row.unit });
      expiresAt = issued.expiresAt;
      slips.push({
        name: row.name,
        unitName: row.unit.name,
        title: row.title,
        login: row.login,
        code: issued.code,
      });
    }
    return { id, expiresAt: expiresAt.toISOString(), slips };
  });
}

const toView = (b: BatchRecord): AccountBatch => {
  const left = b.total - b.used - b.disabled;
  return {
    id: b.id,
    fileName: b.fileName,
    at: b.at.toISOString(),
    by: b.by,
    total: b.total,
    used: b.used,
    disabled: b.disabled,
    undoneAt: b.undoneAt?.toISOString() ?? null,
    may: left > 0 && b.undoneAt === null ? ['codes', 'undo'] : [],
  };
};

export async function listBatches(o: Pick<Identity, 'db'>, actor: Actor): Promise<AccountBatch[]> {
  return (await o.db.transaction([], (tx) => batchesIn(tx, actor.scope, null), 'read')).map(toView);
}

/** Members of a batch in her reach that nobody came in with and that she may act on. Errors: not-found. */
async function unusedOf(
  tx: Tx,
  actor: Actor,
  id: string,
  at: Date,
): Promise<{ unused: KnownAccount[]; kept: string[] }> {
  const [batch] = await batchesIn(tx, actor.scope, id);
  if (!batch) throw new AppError('not-found', { what: '这一批账号' });
  const members = await membersOf(tx, id);
  const open = members.filter((m) => !m.used && !m.disabled);
  const known = await accountsByIds(
    tx,
    open.map((m) => m.accountId),
    at,
  );
  const order = new Map(open.map((m, i) => [m.accountId, i]));
  return {
    unused: known
      .filter((a) => refusalOf(actor, a, 'disable') === null)
      .sort((a, b) => (order.get(a.accountId) ?? 0) - (order.get(b.accountId) ?? 0)),
    kept: members.filter((m) => m.used && !m.disabled).map((m) => m.name),
  };
}

const placeOf = (actor: Actor, a: KnownAccount): { regionCode: string; path: string } => {
  const post = a.held[0];
  return post ? { regionCode: post.regionCode, path: post.unitPath } : actor.unit;
};

/** Takes a batch back: those that nobody came in with are disabled, the others stay and are named. */
export async function undoBatch(o: Identity, actor: Actor, id: string, at: Date): Promise<UndoneBatch> {
  return await o.db.transaction([], async (tx) => {
    const { unused, kept } = await unusedOf(tx, actor, id, at);
    for (const a of unused)
      await setAccountState(tx, {
        accountId: a.accountId,
        by: actor,
        at,
        place: placeOf(actor, a),
        disabled: true,
      });
    await markUndone(tx, id, at);
    return { disabled: unused.length, kept };
  });
}

/** New codes for those of a batch that nobody came in with: the sheet was lost, or has run out. Errors: batch.all-used. */
export async function renewSlips(o: Identity, actor: Actor, id: string, at: Date): Promise<BatchSlips> {
  return await o.db.transaction([], async (tx) => {
    const { unused } = await unusedOf(tx, actor, id, at);
    if (unused.length === 0) throw new AppError('batch.all-used');
    const slips: BatchSlips['slips'][number][] = [];
    let expiresAt = at;
    for (const a of unused) {
      const issued = await issueCode(o, tx, {
        accountId: a.accountId,
        by: actor,
        purpose: 'slip',
        at,
        place: placeOf(actor, a),
      });
      expiresAt = issued.expiresAt;
      slips.push({
        name: a.name,
        unitName: a.held[0]?.unitName ?? '',
        title: a.held[0]?.title ?? '',
        login: a.login,
        code: issued.code,
      });
    }
    return { id, expiresAt: expiresAt.toISOString(), slips };
  });
}
