import { type Actor, withinScope } from '../access/index.ts';
import { areasWithin, type Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { tokensOf, wordOf } from '../search/index.ts';
import type { Registry } from './registry.ts';
import { ENTRY_COLUMNS, type Entry, toEntry } from './store.ts';

/** Of two words that are both in very many lines, so many of the newest are looked at; the ledger's own list looks at all. */
const DEPTH = 3_000;
/** As far as words are counted to see which is rarer. */
const RARE = 64;

/**
 * The newest lines of all ledgers that hold the words, a few of each, in one question. What a ledger's own list would not
 * show is not found either: of a case ledger only the lines of `own`, her own unit. The rarest word leads through
 * the index of words in day order; the others are looked up by the line's key.
 */
export async function findNewest(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  o: { readonly words: string; readonly own: Unit | null; readonly each: number; readonly most: number },
): Promise<Entry[]> {
  const tokens = tokensOf(o.words, 8);
  if (tokens.length === 0) return [];
  const areas = await areasWithin(tx, actor.scope);
  const places: { words: string[]; alone: boolean }[] = [];
  for (const { definition } of registry.ledgers.values()) {
    const alone = definition.privacy === 'case';
    if (alone && !o.own) continue;
    for (const area of areas)
      places.push({ words: tokens.map((t) => wordOf(area, definition.key, t)), alone });
  }
  const asked = await rarestFirst(tx, places);
  const p: unknown[] = [
    asked.map((a) => a.words[0]),
    asked.map((a) => `{${a.words.slice(1).join(',')}}`),
    asked.map((a) => a.alone),
    o.own?.path ?? '',
    DEPTH,
    o.each,
    o.most,
  ];
  const scope = withinScope(actor, 's.unit_path', p);
  const rows = await tx.sql(
    `SELECT ${ENTRY_COLUMNS.split(', ')
      .map((c) => `e.${c}`)
      .join(', ')}
     FROM unnest($1::bigint[], $2::text[], $3::boolean[]) AS a (word, others, alone)
     CROSS JOIN LATERAL (
       SELECT s.region_code, s.entry_id, s.day FROM (
         SELECT s.region_code, s.entry_id, s.day FROM search_row s
         WHERE s.word = a.word AND ${scope} AND (NOT a.alone OR s.unit_path = $4)
         ORDER BY s.day DESC, s.entry_id DESC LIMIT $5
       ) AS s
       WHERE NOT EXISTS (
         SELECT 1 FROM unnest(a.others::bigint[]) AS w (word) WHERE NOT EXISTS (
           SELECT 1 FROM search_row x WHERE x.region_code = s.region_code AND x.entry_id = s.entry_id AND x.word = w.word
         )
       ) ORDER BY s.day DESC, s.entry_id DESC LIMIT $6
     ) AS f
     JOIN entry e ON e.region_code = f.region_code AND e.id = f.entry_id
     WHERE e.state = 'valid' ORDER BY e.day DESC, e.id DESC LIMIT $7`,
    p,
    'find-newest',
  );
  return rows.map(toEntry);
}

/** Each place's words with the rarest first; a place where one of them stands nowhere is left out. */
async function rarestFirst<T extends { readonly words: readonly string[] }>(
  tx: Tx,
  places: readonly T[],
): Promise<T[]> {
  const rows = await tx.sql(
    `SELECT a.word::text AS word, (SELECT count(*)::int FROM (SELECT 1 FROM search_row s WHERE s.word = a.word LIMIT ${RARE}) AS c) AS n
     FROM unnest($1::bigint[]) AS a (word)`,
    [places.flatMap((p) => p.words)],
    'count-words',
  );
  const counts = new Map(rows.map((r) => [String(r['word']), Number(r['n'])]));
  const count = (word: string): number => counts.get(word) ?? 0;
  return places
    .filter((p) => p.words.every((w) => count(w) > 0))
    .map((p) => ({ ...p, words: p.words.toSorted((a, b) => count(a) - count(b)) }));
}
