import type { KeptView } from '../../contracts/api-lists.ts';
import { type Actor, withActor } from '../access/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import type { Kit } from './actions/save-entry.ts';

/** More than this nobody finds again. */
const MOST = 20;

/** Kept views of a ledger (常用筛选): hers, and those of her unit. */
export async function keptViews(tx: Tx, actor: Actor, ledger: string): Promise<KeptView[]> {
  const rows = await tx.sql(
    `SELECT id, name, query, owner_id, account_id FROM saved_view
     WHERE unit_id = $1 AND ledger = $2 AND (owner_id IS NULL OR owner_id = $3) ORDER BY owner_id IS NULL, at, id`,
    [actor.unit.id, ledger, actor.accountId],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    name: String(r['name']),
    query: String(r['query']),
    forUnit: r['owner_id'] === null,
    mayRemove: r['account_id'] === actor.accountId,
  }));
}

/** Keeps a view under a name; the same name of the same kind is replaced. Throws view.too-many. */
export async function keepView(
  kit: Kit,
  actor: Actor,
  input: { ledger: string; name: string; query: string; forUnit: boolean },
): Promise<readonly KeptView[]> {
  const at = kit.now();
  const owner = input.forUnit ? null : actor.accountId;
  return await withActor(kit.db, actor, async (tx) => {
    await tx.sql(
      `DELETE FROM saved_view WHERE region_code = $1 AND unit_id = $2 AND ledger = $3 AND name = $4
         AND owner_id IS NOT DISTINCT FROM $5 AND account_id = $6`,
      [actor.unit.regionCode, actor.unit.id, input.ledger, input.name, owner, actor.accountId],
    );
    if ((await keptViews(tx, actor, input.ledger)).length >= MOST)
      throw new AppError('view.too-many', { most: MOST });
    await tx.sql(
      `INSERT INTO saved_view (region_code, id, unit_id, unit_path, ledger, name, query, owner_id, account_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        actor.unit.regionCode,
        newId(at),
        actor.unit.id,
        actor.unit.path,
        input.ledger,
        input.name,
        input.query,
        owner,
        actor.accountId,
        at,
      ],
    );
    return await keptViews(tx, actor, input.ledger);
  });
}

/** Takes a view away: who kept it may. Throws not-found. */
export async function removeView(kit: Kit, actor: Actor, id: string): Promise<void> {
  await withActor(kit.db, actor, async (tx) => {
    const rows = await tx.sql('DELETE FROM saved_view WHERE id = $1 AND account_id = $2 RETURNING id', [
      id,
      actor.accountId,
    ]);
    if (rows.length === 0) throw new AppError('not-found', { what: '这个常用筛选' });
  });
}
