import type { Box, InboxPage, MatterRow } from '../../contracts/api-flows.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { FlowBook } from './definitions.ts';
import type { Acting } from './who.ts';

export interface InboxQuestion {
  readonly box: Box;
  readonly flow?: string | undefined;
  readonly q?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const MOST_COUNTED = 99;
/** Written out and not sent as a value: what waits and what passed stand in an index each. */
const LANES: Readonly<Record<Box, string>> = {
  todo: "s.lane = 'todo'",
  read: "s.lane = 'read'",
  past: "s.lane = 'past'",
  late: "s.lane IN ('todo', 'watch')",
};
const COLUMNS = `s.matter_id, s.post_id, s.why, s.flow, s.number, s.title, s.state, s.rank, s.due_at, s.moved_at,
  to_char(s.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS due_text,
  to_char(s.moved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS moved_text`;

/**
 * One page of an inbox (待办、传阅、经手、超期): urgent first, then what is due first; what she had a part in by its last
 * move. It is read from her seats alone, by an index that begins with the post, so it is as fast with a million matters in
 * the house as with a thousand.
 */
export async function inboxPage(
  tx: Tx,
  flows: FlowBook,
  acting: Acting,
  q: InboxQuestion,
  now: Date,
): Promise<InboxPage> {
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  const values: unknown[] = [posts];
  const put = (v: unknown): string => `$${values.push(v)}`;
  const where = [LANES[q.box]];
  if (q.box === 'late') where.push(`(s.lane = 'watch' OR s.due_at <= ${put(now)})`);
  if (q.flow) where.push(`s.flow = ${put(q.flow)}`);
  if (q.q) {
    const text = put(q.q);
    where.push(`(position(${text} in s.title) > 0 OR position(${text} in s.number) > 0)`);
  }
  const byMove = q.box === 'past';
  if (q.after) where.push(afterCursor(q.after, byMove, put));
  const limit = put(q.limit + 1);
  const text = byMove
    ? // Found in each post's index alone, which carries what is asked; then only what is shown is fetched.
      `SELECT ${COLUMNS} FROM (
         SELECT f.* FROM unnest($1::uuid[]) AS p (id) CROSS JOIN LATERAL (
           SELECT s.region_code, s.matter_id, s.post_id, s.moved_at FROM matter_seat s
           WHERE s.post_id = p.id AND ${where.join(' AND ')} ORDER BY s.moved_at DESC, s.matter_id DESC LIMIT ${limit}) AS f
         ORDER BY f.moved_at DESC, f.matter_id DESC LIMIT ${limit}) AS found
       JOIN matter_seat s ON s.region_code = found.region_code AND s.matter_id = found.matter_id AND s.post_id = found.post_id
       ORDER BY s.moved_at DESC, s.matter_id DESC`
    : `SELECT ${COLUMNS} FROM matter_seat s WHERE s.post_id = ANY ($1::uuid[]) AND ${where.join(' AND ')}
       ORDER BY s.rank, s.due_at, s.matter_id LIMIT ${limit}`;
  const [rows, counts] = await Promise.all([tx.sql(text, values), countBoxes(tx, posts, now)]);
  const page = rows.slice(0, q.limit);
  const last = rows.length > q.limit ? page.at(-1) : undefined;
  return {
    rows: await Promise.all(page.map((r) => rowView(flows, acting, r, now))),
    next: last ? cursorOf(last, byMove) : null,
    counts,
  };
}

const cursorOf = (r: Row, byMove: boolean): string =>
  byMove ? `${r['moved_text']}~${r['matter_id']}` : `${r['rank']}~${r['due_text']}~${r['matter_id']}`;

const MOMENT = String.raw`(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}|infinity)`;
const ID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const BY_MOVE = new RegExp(`^(${MOMENT})~(${ID})$`);
const BY_DUE = new RegExp(`^([01])~(${MOMENT})~(${ID})$`);

function afterCursor(cursor: string, byMove: boolean, put: (v: unknown) => string): string {
  const found = (byMove ? BY_MOVE : BY_DUE).exec(cursor);
  const [, ...parts] = found ?? [];
  const at = parts.find((p) => p.length > 1) ?? '';
  if (!found || (at !== 'infinity' && Number.isNaN(Date.parse(`${at.slice(0, 23)}Z`))))
    throw new AppError('input.unreadable');
  const zone = (t: string | undefined): string => (t === 'infinity' ? t : `${t}Z`);
  if (byMove)
    return `(s.moved_at, s.matter_id) < (${put(zone(parts[0]))}::timestamptz, ${put(parts[1])}::uuid)`;
  return `(s.rank, s.due_at, s.matter_id) > (${put(Number(parts[0]))}::smallint, ${put(zone(parts[1]))}::timestamptz, ${put(parts[2])}::uuid)`;
}

/** What waits, counted to the last one as far as a person can use it: 99 is said for more. */
async function countBoxes(tx: Tx, posts: readonly string[], now: Date): Promise<InboxPage['counts']> {
  const count = (where: string): string =>
    `(SELECT count(*)::int FROM (SELECT 1 FROM matter_seat WHERE post_id = ANY ($1::uuid[]) AND ${where} LIMIT ${MOST_COUNTED}) AS x)`;
  const rows = await tx.sql(
    `SELECT ${count("lane = 'todo'")} AS todo, ${count("lane = 'read'")} AS read, ${count("lane = 'past'")} AS past,
       ${count("(lane = 'watch' OR lane = 'todo' AND due_at <= $2)")} AS late`,
    [posts, now],
    'inbox-counts',
  );
  const n = (key: Box): number => Number(rows[0]?.[key] ?? 0);
  return { todo: n('todo'), read: n('read'), past: n('past'), late: n('late') };
}

async function rowView(flows: FlowBook, acting: Acting, r: Row, now: Date): Promise<MatterRow> {
  const { definition, states } = await flows.flow(String(r['flow']));
  const due = r['due_at'] instanceof Date ? r['due_at'] : null;
  const why = r['why'] as MatterRow['why'];
  return {
    id: String(r['matter_id']),
    flow: definition.key,
    flowName: definition.name,
    number: String(r['number']),
    title: String(r['title']),
    state: states.get(String(r['state']))?.name ?? String(r['state']),
    why,
    urgent: Number(r['rank']) === 0,
    dueAt: due?.toISOString() ?? null,
    isLate: due !== null && due <= now,
    movedAt: (r['moved_at'] as Date).toISOString(),
    forName: acting.principals.find((s) => s.postId === r['post_id'])?.name ?? null,
  };
}
