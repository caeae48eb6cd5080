import type { Tx } from '../platform/db/index.ts';

/** The unit that she named as the place, of the letter behind one of these matters; null where none came by letter. */
export async function placeOfMatter(tx: Tx, matterIds: readonly string[]): Promise<string | null> {
  const rows = await tx.sql(
    'SELECT place_id FROM letter WHERE matter_id = ANY ($1::uuid[]) ORDER BY at, id LIMIT 1',
    [matterIds],
    'letter-place',
  );
  return rows[0] ? String(rows[0]['place_id']) : null;
}
