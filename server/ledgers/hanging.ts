import type { Hanging } from '../access/index.ts';

/** Kept views of lists (常用筛选), for a hand-over: her own and those she keeps for her unit. */
export const keptViewsHanging: Hanging = {
  name: '台账里存的常用筛选',
  async list(tx, from) {
    const rows = await tx.sql('SELECT name FROM saved_view WHERE account_id = $1 ORDER BY at LIMIT 200', [
      from.accountId,
    ]);
    return rows.map((r) => String(r['name']));
  },
  async give(tx, from, to) {
    await tx.sql(
      `UPDATE saved_view SET account_id = $2, owner_id = CASE WHEN owner_id IS NULL THEN NULL ELSE $2::uuid END WHERE account_id = $1`,
      [from.accountId, to.accountId],
    );
  },
};
