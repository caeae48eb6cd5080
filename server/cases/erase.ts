import type { Tx } from '../platform/db/index.ts';
import { ERASED } from './store.ts';

/** Letters that these matters are about. As the worker or the owner. */
export async function lettersOf(
  tx: Tx,
  matterIds: readonly string[],
): Promise<{ readonly regionCode: string; readonly id: string; readonly matterId: string }[]> {
  const rows = await tx.sql(
    'SELECT region_code, id, matter_id FROM letter WHERE matter_id = ANY ($1::uuid[]) ORDER BY at, id',
    [matterIds],
  );
  return rows.map((r) => ({
    regionCode: String(r['region_code']),
    id: String(r['id']),
    matterId: String(r['matter_id']),
  }));
}

/** Matters of complaints about the letters of these matters (提意见). */
export async function complaintMatters(tx: Tx, matterIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql(
    `SELECT c.matter_id FROM letter c JOIN letter l ON l.id = c.parent_id
     WHERE l.matter_id = ANY ($1::uuid[]) AND c.matter_id IS NOT NULL`,
    [matterIds],
  );
  return rows.map((r) => String(r['matter_id']));
}

/** Takes what was written out of letters and of what was said since; day, kind and place stay for counting. As the owner. */
export async function eraseLetters(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await tx.sql(
    'UPDATE letter SET sealed = $2 WHERE id = ANY ($1::uuid[]) AND sealed <> $2 RETURNING id',
    [ids, ERASED],
  );
  await tx.sql('UPDATE letter_word SET sealed = $2 WHERE letter_id = ANY ($1::uuid[]) AND sealed <> $2', [
    ids,
    ERASED,
  ]);
  return rows.length;
}

/** Places on the shelf of a matter's files and packs, with those that are still on their way. */
export async function placesOf(tx: Tx, matterIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql(
    `SELECT place FROM matter_file WHERE matter_id = ANY ($1::uuid[])
     UNION SELECT place FROM evidence_pack WHERE matter_id = ANY ($1::uuid[])
     UNION SELECT place FROM upload WHERE ledger = 'matter' AND entry_id = ANY ($1::uuid[])`,
    [matterIds],
  );
  return rows.map((r) => String(r['place']));
}

/** Takes names, keys and reasons of files and packs away, and the prints by which she would be recognised. As the owner. */
export async function erasePapers(tx: Tx, matterIds: readonly string[]): Promise<void> {
  await tx.sql(
    `UPDATE matter_file SET sealed_name = $2, sealed_key = $2, sealed_reason = NULL, state = 'withdrawn'
     WHERE matter_id = ANY ($1::uuid[])`,
    [matterIds, ERASED],
  );
  await tx.sql(
    'UPDATE evidence_pack SET sealed_reason = $2, sealed_key = $2 WHERE matter_id = ANY ($1::uuid[])',
    [matterIds, ERASED],
  );
  await tx.sql(`DELETE FROM upload WHERE ledger = 'matter' AND entry_id = ANY ($1::uuid[])`, [matterIds]);
  await tx.sql('DELETE FROM matter_trace WHERE matter_id = ANY ($1::uuid[])', [matterIds]);
  // How she could be reached, and what was to be told to her.
  for (const table of ['safe_contact', 'contact_event'])
    await tx.sql(`DELETE FROM ${table} WHERE matter_id = ANY ($1::uuid[])`, [matterIds]);
}
