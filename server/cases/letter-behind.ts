import type { Tx } from '../platform/db/index.ts';

/** From a contact to a petition, to its aid …: further than this no matter is from her letter. */
export const HOPS = 4;

/**
 * The letter that a matter began with: its own, or that of what it came from; `path` leads there, the matter itself first.
 * Null where nobody wrote. Asked as the worker.
 */
export async function letterBehind(
  tx: Tx,
  matterId: string,
): Promise<{ readonly letterId: string; readonly path: readonly string[] } | null> {
  let edge: string[][] = [[matterId]];
  for (let hop = 0; hop < HOPS && edge.length > 0; hop += 1) {
    const ids = edge.flatMap((path) => path.slice(-1));
    const letters = await tx.sql(
      'SELECT id, matter_id FROM letter WHERE matter_id = ANY ($1::uuid[]) ORDER BY at, id',
      [ids],
      'letter-of-any',
    );
    const [first] = letters;
    const path = edge.find((p) => p.at(-1) === first?.['matter_id']);
    if (first && path) return { letterId: String(first['id']), path };
    const rows = await tx.sql(
      `SELECT to_id, from_id FROM matter_link WHERE to_id = ANY ($1::uuid[]) AND why = 'came' AND NOT hidden ORDER BY at, from_id`,
      [ids],
      'letter-behind',
    );
    edge = edge.flatMap((p) =>
      rows.filter((r) => r['to_id'] === p.at(-1)).map((r) => [...p, String(r['from_id'])]),
    );
  }
  return null;
}
