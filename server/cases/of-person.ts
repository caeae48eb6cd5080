import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { receiptOf, typedCode } from './codes.ts';
import { signsOf } from './repeat/signs.ts';

/** The matter behind a receipt code, and its letter; null for a code that nobody was given. As the worker or the owner. */
export async function matterOfCode(
  tx: Tx,
  vault: Vault,
  typed: string,
): Promise<{ readonly matterId: string; readonly letterId: string } | null> {
  const code = typedCode(typed);
  if (code === null) return null;
  const rows = await tx.sql(
    `SELECT l.id, l.matter_id FROM letter_receipt r JOIN letter l ON l.id = r.letter_id AND l.region_code = r.region_code
     WHERE r.print = $1 AND l.matter_id IS NOT NULL`,
    [receiptOf(vault, code)],
  );
  return rows[0] ? { letterId: String(rows[0]['id']), matterId: String(rows[0]['matter_id']) } : null;
}

/** After a correction: the print of a number that was wrong recognises nobody any more. As the worker. */
export async function dropTraces(
  tx: Tx,
  vault: Vault,
  matterId: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Promise<void> {
  const still = new Set(signsOf(after).map((s) => `${s.kind} ${s.text}`));
  const gone = signsOf(before).filter((s) => !still.has(`${s.kind} ${s.text}`));
  if (gone.length > 0)
    await tx.sql('DELETE FROM matter_trace WHERE matter_id = $1 AND print = ANY ($2::bytea[])', [
      matterId,
      gone.map((s) => vault.trace(s.kind, s.text)),
    ]);
}

/** Matters in which this telephone, identity number or home was left; the newest first. As the worker. */
export async function tracedMatters(
  tx: Tx,
  vault: Vault,
  said: Readonly<Record<string, unknown>>,
  most: number,
): Promise<string[]> {
  const signs = signsOf(said);
  if (signs.length === 0) return [];
  const rows = await tx.sql(
    `SELECT t.matter_id, max(t.at) AS at FROM matter_trace t WHERE t.print = ANY ($1::bytea[])
     GROUP BY t.matter_id ORDER BY at DESC, t.matter_id LIMIT $2`,
    [signs.map((s) => vault.trace(s.kind, s.text)), most],
  );
  return rows.map((r) => String(r['matter_id']));
}
