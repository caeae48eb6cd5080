import type { Registry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { countRows } from './store-rows.ts';

/** Tables that were checked and wait for the word to save (等您存), by whom they were brought, newest first; five at most. */
export async function waitingImports(
  tx: Tx,
  registry: Registry,
  q: { readonly unitId: string; readonly accountId: string },
): Promise<{ id: string; ledger: string; ledgerName: string; good: number; bad: number }[]> {
  const rows = await tx.sql(
    `SELECT id, ledger FROM import_batch WHERE unit_id = $1 AND account_id = $2 AND state = 'ready' AND source = 'file'
     ORDER BY id DESC LIMIT 5`,
    [q.unitId, q.accountId],
  );
  const counts = await countRows(
    tx,
    rows.map((r) => String(r['id'])),
  );
  return rows.map((r) => {
    const [id, ledger] = [String(r['id']), String(r['ledger'])];
    const of = counts.get(id);
    return {
      id,
      ledger,
      ledgerName: registry.ledgers.get(ledger)?.definition.name ?? ledger,
      good: of?.good ?? 0,
      bad: of?.bad ?? 0,
    };
  });
}
