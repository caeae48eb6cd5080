import { type Actor, withinScope } from '../access/index.ts';
import { subtreeOf, type Unit } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { tokensOf } from '../search/index.ts';
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
 * - words or a dimension: the index of tokens, in day order, other tokens checked by their own key;
 * - a wide scope (nation, province): the ledger's own order, reading past what is not hers (1 in 31 at worst);
 * - a narrow scope: the scope's lines from one covering index, sorted.
 */
export async function listEntries(tx: Tx, actor: Actor, q: ListQuestion): Promise<EntryPageRows> {
  const single = q.splits.flatMap((values) => (values.length === 1 ? values : []));
  const tokens = [...single, ...tokensOf(q.words, 8)];
  const rows = tokens.length > 0 ? await byTokens(tx, actor, q, tokens) : await byOrder(tx, actor, q);
  const page = rows.slice(0, q.limit).map(toEntry);
  const last = page.at(-1);
  const more = rows.length > q.limit && last;
  return { rows: page, next: more ? cursorOf(last, q.sort) : null };
}

/** Wider than this, a level's share of the nation is large enough that reading in order finds a page quickly. */
const WIDE_LEVELS = 2;

async function byOrder(tx: Tx, actor: Actor, q: ListQuestion): Promise<Row[]> {
  const p: unknown[] = [q.ledger];
  const where = conditions(actor, q, p, 'e');
  const order = q.sort === 'day' ? 'e.day DESC, e.id DESC' : 'e.sort_value DESC NULLS LAST, e.id DESC';
  p.push(q.limit + 1);
  const depth = (q.unit?.path ?? actor.scope.from).split('/').length - 2;
  if (depth <= WIDE_LEVELS) {
    return await tx.sql(
      `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.ledger = $1 AND ${where} ORDER BY ${order} LIMIT $${p.length}`,
      p,
    );
  }
  // OFFSET 0 keeps the planner from walking the whole ledger in order for a scope that holds little of it.
  return await tx.sql(
    `SELECT e.* FROM (
       SELECT e.region_code, e.id FROM (
         SELECT e.region_code, e.id, e.day, e.sort_value, e.state, e.unit_path FROM entry e WHERE e.ledger = $1 AND ${where} OFFSET 0
       ) AS e ORDER BY ${order} LIMIT $${p.length}
     ) AS k JOIN entry e ON e.region_code = k.region_code AND e.id = k.id ORDER BY ${order}`,
    p,
  );
}

async function byTokens(tx: Tx, actor: Actor, q: ListQuestion, tokens: readonly string[]): Promise<Row[]> {
  const lead = await rarest(tx, actor, q, tokens);
  const others = tokens.filter((t) => t !== lead);
  const p: unknown[] = [q.ledger, lead];
  const scope = `${withinScope(actor, 's.unit_path', p)}${unitCondition(q, 's', p)}${dayConditions(q, 's', p)}`;
  const also = others
    .map((t) => {
      p.push(t);
      return ` AND EXISTS (SELECT 1 FROM search_row o WHERE o.region_code = s.region_code AND o.entry_id = s.entry_id AND o.token = $${p.length})`;
    })
    .join('');
  const state = `${stateCondition(q, 'e', p)}${anyOfCondition(q, 'e', p)}`;
  if (q.sort === 'day') {
    const after = dayCursor(q, 's.day', 's.entry_id', p);
    p.push(q.limit + 1);
    return await tx.sql(
      `SELECT ${prefixed('e')} FROM search_row s JOIN entry e ON e.region_code = s.region_code AND e.id = s.entry_id
       WHERE s.ledger = $1 AND s.token = $2 AND ${scope}${also}${after}${state} ORDER BY s.day DESC, s.entry_id DESC LIMIT $${p.length}`,
      p,
    );
  }
  const after = valueCursor(q, 'e', p);
  p.push(q.limit + 1);
  return await tx.sql(
    `SELECT ${prefixed('e')} FROM search_row s JOIN entry e ON e.region_code = s.region_code AND e.id = s.entry_id
     WHERE s.ledger = $1 AND s.token = $2 AND ${scope}${also}${after}${state} ORDER BY e.sort_value DESC NULLS LAST, e.id DESC LIMIT $${p.length}`,
    p,
  );
}

/** The token with the fewest lines leads; each is counted only up to a cap, so a common one costs no more than a rare one. */
async function rarest(tx: Tx, actor: Actor, q: ListQuestion, tokens: readonly string[]): Promise<string> {
  if (tokens.length === 1) return tokens[0] ?? '';
  const p: unknown[] = [q.ledger, tokens];
  const scope = withinScope(actor, 's.unit_path', p);
  const rows = await tx.sql(
    `SELECT t.token, (SELECT count(*) FROM (SELECT 1 FROM search_row s WHERE s.ledger = $1 AND s.token = t.token AND ${scope} LIMIT 300) AS capped) AS n
     FROM unnest($2::text[]) AS t (token) ORDER BY 2 LIMIT 1`,
    p,
  );
  return String(rows[0]?.['token'] ?? tokens[0]);
}

function conditions(actor: Actor, q: ListQuestion, p: unknown[], alias: string): string {
  const parts = [
    withinScope(actor, `${alias}.unit_path`, p),
    unitCondition(q, alias, p),
    dayConditions(q, alias, p),
    stateCondition(q, alias, p),
    anyOfCondition(q, alias, p),
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
function anyOfCondition(q: ListQuestion, alias: string, p: unknown[]): string {
  return q.splits
    .filter((values) => values.length > 1)
    .map(
      (values) =>
        ` AND EXISTS (SELECT 1 FROM search_row o WHERE o.region_code = ${alias}.region_code AND o.entry_id = ${alias}.id AND o.token = ANY($${p.push(values)}::text[]))`,
    )
    .join('');
}

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
