import type { Hanging } from '../access/index.ts';

/** Kept views of figures (看法), for a hand-over. A name that the successor uses already says from whom it came. */
export const figureViewsHanging: Hanging = {
  name: '数字里存的看法',
  async list(tx, from) {
    const rows = await tx.sql('SELECT name FROM figure_view WHERE account_id = $1 ORDER BY at LIMIT 200', [
      from.accountId,
    ]);
    return rows.map((r) => String(r['name']));
  },
  async give(tx, from, to) {
    await tx.sql(
      `UPDATE figure_view v SET account_id = $2::uuid, owner = CASE WHEN v.owner = '' THEN '' ELSE $2::text END,
         name = CASE WHEN v.owner <> '' AND EXISTS (SELECT 1 FROM figure_view o WHERE o.region_code = v.region_code AND o.unit_id = v.unit_id
           AND o.owner = $2::text AND o.name = v.name) THEN v.name || $3 ELSE v.name END
       WHERE v.account_id = $1`,
      [from.accountId, to.accountId, `(${from.name}交来)`],
    );
  },
};
