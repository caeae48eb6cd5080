import type { Hanging } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';

/** Tables that were brought and not saved to the end (没存完的导入), for a hand-over. The file's name may say too much. */
export const importsHanging = (registry: () => Registry): Hanging => ({
  name: '没存完的导入',
  async list(tx, from) {
    const rows = await tx.sql(
      `SELECT ledger, at FROM import_batch WHERE account_id = $1 AND source = 'file' AND state IN ('checking', 'ready', 'failed') ORDER BY id LIMIT 200`,
      [from.accountId],
    );
    return rows.map((r) => {
      const name = registry().ledgers.get(String(r['ledger']))?.definition.name ?? String(r['ledger']);
      return `${name}(${(r['at'] as Date).toISOString().slice(0, 10)} 核对的表)`;
    });
  },
  async give(tx, from, to) {
    await tx.sql(
      `UPDATE import_batch SET account_id = $2 WHERE account_id = $1 AND source = 'file' AND state IN ('ready', 'failed')`,
      [from.accountId, to.accountId],
    );
  },
});
