import type { AccountList, AccountRow } from '../../../contracts/api-accounts.ts';
import { subtreeOf, unitById } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError, sentenceOf } from '../../platform/errors/index.ts';
import type { Actor } from '../actor.ts';
import { requiresSecondStep } from '../policy.ts';
import { reaches } from '../scope.ts';
import { findAccounts, type Wanted } from './find-accounts.ts';
import { actsOn, isInReach, refusalOf, roleName } from './rules.ts';
import { accountKnown, accountsByIds, type HeldRow, type KnownAccount } from './store.ts';
import { waitingGrants } from './store-grants.ts';

/** Accounts in her reach, a page at a time, with what she may do with each; and the grants that wait for her. */
export async function listAccounts(
  db: Database,
  actor: Actor,
  q: Omit<Wanted, 'from' | 'to'> & { readonly unit: string | undefined },
  at: Date,
): Promise<AccountList> {
  return await db.transaction(
    [],
    async (tx) => {
      const scope = q.unit ? await scopeOf(tx, actor, q.unit) : actor.scope;
      const found = await findAccounts(tx, { ...q, ...scope, limit: q.limit + 1 }, at);
      const page = found.slice(0, q.limit);
      const known = await accountsByIds(
        tx,
        page.map((a) => a.id),
        at,
      );
      const waiting = actor.can('grant.confirm') ? await waitingGrants(tx, actor.scope) : [];
      return {
        rows: known.map((a) => toRow(actor, a)),
        next: found.length > q.limit ? (page.at(-1)?.login ?? null) : null,
        waiting: waiting.map((w) => ({
          ...w,
          roleName: roleName(w.role),
          askedAt: w.askedAt.toISOString(),
        })),
      };
    },
    'read',
  );
}

async function scopeOf(tx: Tx, actor: Actor, unitId: string): Promise<{ from: string; to: string }> {
  const unit = await unitById(tx, unitId);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  return subtreeOf(unit.path);
}

export async function oneAccount(db: Database, actor: Actor, id: string, at: Date): Promise<AccountRow> {
  const account = await db.transaction([], (tx) => accountKnown(tx, id, at), 'read');
  if (!account || !isInReach(actor, account)) throw new AppError('not-found', { what: '这个账号' });
  return toRow(actor, account);
}

/** The posts of an account, in force and waiting, for who looks what they open. */
export async function seatsOf(
  db: Database,
  id: string,
  at: Date,
): Promise<readonly Pick<HeldRow, 'unitId' | 'role' | 'title' | 'waits'>[]> {
  return (await db.transaction([], (tx) => accountKnown(tx, id, at), 'read'))?.held ?? [];
}

function toRow(actor: Actor, a: KnownAccount): AccountRow {
  const acts = actsOn(a);
  const refusals = acts.map((act) => ({ act, refusal: refusalOf(actor, a, act) }));
  const refused = refusals.find((r) => r.refusal !== null && r.refusal.code !== 'forbidden')?.refusal;
  return {
    id: a.accountId,
    login: a.login,
    name: a.name,
    disabled: a.disabled,
    mustChange: a.mustChange,
    secondStep: a.secondStep,
    secondStepRequired: requiresSecondStep(a.held.map((h) => h.role)),
    lastSignIn: a.lastSignIn?.toISOString() ?? null,
    // Of posts outside her reach she sees none: who works elsewhere is the others' to know.
    posts: a.held
      .filter((h) => reaches(actor, h.unitPath))
      .map(({ id, unitName, title, role, waits }) => ({
        id,
        unitName,
        title,
        role,
        roleName: roleName(role),
        waits,
      })),
    may: refusals.filter((r) => r.refusal === null).map((r) => r.act),
    whyNot: refused ? sentenceOf(refused.code, refused.details) : null,
  };
}
