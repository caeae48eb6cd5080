import type { Tx } from '../platform/db/index.ts';
import { AFTER_ALL } from './question.ts';
import { OF_ROSTER } from './store.ts';

/** Persons in reach whose name or pinyin initials begin so, for Ctrl K (找人); at most six, with one post in words. */
export async function findPeople(
  tx: Tx,
  words: string,
  today: string,
): Promise<{ id: string; name: string; post: string }[]> {
  const q = words.trim();
  const isLetters = /^[a-z]+$/i.test(q);
  const column = isLetters ? 'p.initials' : 'p.name COLLATE "C"';
  const from = isLetters ? q.toLowerCase() : q;
  // Those who begin so are gathered first: sorted at once, all names of the house would be walked in their order.
  const rows = await tx.sql(
    `WITH c AS MATERIALIZED (SELECT p.id, p.name FROM person p WHERE ${column} >= $1 AND ${column} < $2 AND p.merged_into IS NULL LIMIT 300)
     SELECT c.id, c.name, (SELECT u.name || t.title FROM post t JOIN unit u ON u.id = t.unit_id
         WHERE t.person_id = c.id AND ${OF_ROSTER('t')} ORDER BY (t.to_day IS NOT NULL AND t.to_day <= $3::date), length(t.unit_path), t.id LIMIT 1) AS post
     FROM c ORDER BY c.name COLLATE "C", c.id LIMIT 6`,
    [from, `${from}${AFTER_ALL}`, today],
  );
  return rows.flatMap((r) =>
    r['post'] === null ? [] : [{ id: String(r['id']), name: String(r['name']), post: String(r['post']) }],
  );
}
