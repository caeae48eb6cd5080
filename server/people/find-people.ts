import type { Tx } from '../platform/db/index.ts';
import { OF_ROSTER } from './store.ts';

/** The character after every other in "C" order, so that a prefix is a range that an index serves under the wall. */
const LAST = '\u{10FFFF}';

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
  const rows = await tx.sql(
    `SELECT p.id, p.name, (SELECT u.name || t.title FROM post t JOIN unit u ON u.id = t.unit_id
         WHERE t.person_id = p.id AND ${OF_ROSTER('t')} ORDER BY (t.to_day IS NOT NULL AND t.to_day <= $3::date), length(t.unit_path), t.id LIMIT 1) AS post
     FROM person p WHERE ${column} >= $1 AND ${column} < $2 AND p.merged_into IS NULL ORDER BY p.name COLLATE "C", p.id LIMIT 6`,
    [from, `${from}${LAST}`, today],
  );
  return rows.flatMap((r) =>
    r['post'] === null ? [] : [{ id: String(r['id']), name: String(r['name']), post: String(r['post']) }],
  );
}
