import { type Actor, withinScope } from '../access/index.ts';
import { areasWithin, subtreeOf, type Unit } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { tokensOf, wordOf } from '../search/index.ts';
import { readCursor } from './cursor.ts';
import { ENTRY_COLUMNS, type Entry, toEntry } from './store.ts';

export interface ListQuestion {
  readonly ledger: string;
  /** Only lines under this unit; absent = everything she reaches. */
  readonly unit: Unit | null;
  /** Of this unit alone, not of those below it (lines of a case ledger). */
  readonly alone: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly words: string;
  /** One list a dimension, any of whose values will do: [['kind=双学双比'], ['level=市级', 'level=省级']]. */
  readonly splits: readonly (readonly string[])[];
  readonly sort: 'day' | 'value';
  readonly state: 'valid' | 'withdrawn' | 'all';
  readonly after: string | null;
  readonly limit: number;
}
export interface EntryPageRows {
  readonly rows: readonly Entry[];
  readonly next: string | null;
}

/**
 * One page of a ledger's lines, newest or largest first, by keyset: cost does not grow with the page number.
 *
 * Three ways in, chosen by what narrows most:
 * - words or a dimension: the index of words, by area in day order, other words checked by their own key;
 * - a wide scope (nation, province): the ledger's own order, reading past what is not hers (1 in 31 at worst);
 * - a narrow scope: the scope's lines from one covering index, sorted.
 */
export async function listEntries(tx: Tx, actor: Actor, q: ListQuestion): Promise<EntryPageRows> {
  const single = q.splits.flatMap((values) => (values.length === 1 ? values : []));
  const tokens = [...single, ...tokensOf(q.words, 8)];
  const wordsOf = await wordsWithin(tx, actor, q);
  const rows =
    tokens.length > 0 ? await byTokens(tx, actor, q, tokens, wordsOf) : await byOrder(tx, actor, q, wordsOf);
  const page = rows.slice(0, q.limit).map(toEntry);
  const last = page.at(-1);
  const more = rows.length > q.limit && last;
  return { rows: page, next: more ? cursorOf(last, q.sort) : null };
}

/** The index entries of tokens in every area that the question reaches. */
type WordsOf = (tokens: readonly string[]) => string[];

async function wordsWithin(tx: Tx, actor: Actor, q: ListQuestion): Promise<WordsOf> {
  if (q.words === '' && q.splits.length === 0) return () => [];
  const areas = await areasWithin(tx, q.unit ? subtreeOf(q.unit.path) : actor.scope);
  return (tokens) => areas.flatMap((area) => tokens.map((token) => wordOf(area, q.ledger, token)));
}

/** Wider than this, a level's share of the nation is large enough that reading in order finds a page quickly. */
const WIDE_LEVELS = 2;

async function byOrder(tx: Tx, actor: Actor, q: ListQuestion, wordsOf: WordsOf): Promise<Row[]> {
  const p: unknown[] = [q.ledger];
  const several = severalOf(q).map((values) => hasWord('e.region_code', 'e.id', wordsOf(values), p));
  const where = `${conditions(actor, q, p, 'e')}${several.join('')}`;
  const order = q.sort === 'day' ? 'e.day DESC, e.id DESC' : 'e.sort_value DESC NULLS LAST, e.id DESC';
  p.push(q.limit + 1);
  const depth = (q.unit?.path ?? actor.scope.from).split('/').length - 2;
  if (depth <= WIDE_LEVELS) {
    return await tx.sql(
      `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.ledger = $1 AND ${where} ORDER BY ${order} LIMIT $${p.length}`,
      p,
    );
  }
  // OFFSET 0 keeps the planner from walking the whole ledger in order for a scope that holds little of it. Only columns of
  // the covering index stand inside: one more, and a busy city's list would fetch each of its lines.
  return await tx.sql(
    `SELECT e.* FROM (
       SELECT e.region_code, e.id FROM (
         SELECT e.region_code, e.id, e.day, e.sort_value, e.state, e.unit_path FROM entry e WHERE e.ledger = $1 AND ${where} OFFSET 0
       ) AS e ORDER BY ${order} LIMIT $${p.length}
     ) AS k JOIN entry e ON e.region_code = k.region_code AND e.id = k.id ORDER BY ${order}`,
    p,
  );
}

async function byTokens(
  tx: Tx,
  actor: Actor,
  q: ListQuestion,
  tokens: readonly string[],
  wordsOf: WordsOf,
): Promise<Row[]> {
  const lead = await rarest(tx, actor, q, tokens, wordsOf);
  const others = tokens.filter((t) => t !== lead);
  const p: unknown[] = [q.ledger, wordsOf([lead])];
  const scope = `${withinScope(actor, 's.unit_path', p)}${unitCondition(q, 's', p)}${dayConditions(q, 's', p)}`;
  const also = [...others.map((t) => [t]), ...severalOf(q)]
    .map((values) => hasWord('s.region_code', 's.entry_id', wordsOf(values), p))
    .join('');
  const state = stateCondition(q, 'e', p);
  if (q.sort === 'day') {
    const after = dayCursor(q, 's.day', 's.entry_id', p);
    p.push(q.limit + 1);
    // A page of each area from its own end of the index, then the newest of them: 34 areas for the nation, else mostly one.
    return await tx.sql(
      `SELECT ${prefixed('e')} FROM unnest($2::bigint[]) AS w (word) CROSS JOIN LATERAL (
         SELECT s.region_code, s.entry_id, s.day FROM search_row s
         WHERE s.word = w.word AND ${scope}${also}${after} ORDER BY s.day DESC, s.entry_id DESC LIMIT $${p.length}
       ) AS s JOIN entry e ON e.region_code = s.region_code AND e.id = s.entry_id
       WHERE e.ledger = $1${state} ORDER BY s.day DESC, s.entry_id DESC LIMIT $${p.length}`,
      p,
    );
  }
  const after = valueCursor(q, 'e', p);
  p.push(q.limit + 1);
  return await tx.sql(
    `SELECT ${prefixed('e')} FROM search_row s JOIN entry e ON e.region_code = s.region_code AND e.id = s.entry_id
     WHERE e.ledger = $1 AND s.word = ANY($2::bigint[]) AND ${scope}${also}${after}${state} ORDER BY e.sort_value DESC NULLS LAST, e.id DESC LIMIT $${p.length}`,
    p,
  );
}

/** The token with the fewest lines leads; each is counted only up to a cap, so a common one costs no more than a rare one. */
async function rarest(
  tx: Tx,
  actor: Actor,
  q: ListQuestion,
  tokens: readonly string[],
  wordsOf: WordsOf,
): Promise<string> {
  if (tokens.length === 1) return tokens[0] ?? '';
  const counts = await Promise.all(
    tokens.map(async (token) => {
      const p: unknown[] = [wordsOf([token])];
      const scope = `${withinScope(actor, 's.unit_path', p)}${unitCondition(q, 's', p)}`;
      const rows = await tx.sql(
        `SELECT count(*)::int AS n FROM (SELECT 1 FROM search_row s WHERE s.word = ANY($1::bigint[]) AND ${scope} LIMIT 300) AS capped`,
        p,
      );
      return Number(rows[0]?.['n'] ?? 0);
    }),
  );
  return tokens[counts.indexOf(Math.min(...counts))] ?? '';
}

function conditions(actor: Actor, q: ListQuestion, p: unknown[], alias: string): string {
  const parts = [
    withinScope(actor, `${alias}.unit_path`, p),
    unitCondition(q, alias, p),
    dayConditions(q, alias, p),
    stateCondition(q, alias, p),
  ];
  parts.push(q.sort === 'day' ? dayCursor(q, `${alias}.day`, `${alias}.id`, p) : valueCursor(q, alias, p));
  return parts.join('');
}

function unitCondition(q: ListQuestion, alias: string, p: unknown[]): string {
  if (!q.unit) return '';
  if (q.alone) return ` AND ${alias}.unit_path = $${p.push(q.unit.path)}`;
  const { from, to } = subtreeOf(q.unit.path);
  p.push(from, to);
  return ` AND ${alias}.unit_path >= $${p.length - 1} AND ${alias}.unit_path < $${p.length}`;
}

function dayConditions(q: ListQuestion, alias: string, p: unknown[]): string {
  let text = '';
  if (q.from) text += ` AND ${alias}.day >= $${p.push(q.from)}`;
  if (q.to) text += ` AND ${alias}.day <= $${p.push(q.to)}`;
  return text;
}

function stateCondition(q: ListQuestion, alias: string, p: unknown[]): string {
  return q.state === 'all' ? '' : ` AND ${alias}.state = $${p.push(q.state)}`;
}

/** Several values of one dimension, any of which will do. */
const severalOf = (q: ListQuestion): (readonly string[])[] => q.splits.filter((values) => values.length > 1);

/** The line has one of these words. Words of another area than the line's own are never found with it. */
const hasWord = (region: string, id: string, words: readonly string[], p: unknown[]): string =>
  ` AND EXISTS (SELECT 1 FROM search_row o WHERE o.region_code = ${region} AND o.entry_id = ${id} AND o.word = ANY($${p.push(words)}::bigint[]))`;

function dayCursor(q: ListQuestion, day: string, id: string, p: unknown[]): string {
  const after = readCursor(q.after, 'day');
  if (!after) return '';
  return ` AND (${day}, ${id}) < ($${p.push(after.at)}::date, $${p.push(after.last)}::uuid)`;
}

function valueCursor(q: ListQuestion, alias: string, p: unknown[]): string {
  const after = readCursor(q.after, 'value');
  if (!after) return '';
  const { at, last } = after;
  const id = `$${p.push(last)}::uuid`;
  if (at === '') return ` AND ${alias}.sort_value IS NULL AND ${alias}.id < ${id}`;
  const value = `$${p.push(at)}::numeric`;
  return ` AND (${alias}.sort_value < ${value} OR (${alias}.sort_value = ${value} AND ${alias}.id < ${id}) OR ${alias}.sort_value IS NULL)`;
}

const cursorOf = (e: Entry, sort: 'day' | 'value'): string =>
  `${sort === 'day' ? e.day : (e.sortValue ?? '')}~${e.id}`;
const prefixed = (alias: string): string =>
  ENTRY_COLUMNS.split(', ')
    .map((c) => `${alias}.${c}`)
    .join(', ');
