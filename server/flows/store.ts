import { rewritesPathsOf } from '../org/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import type { Clock } from './clocks.ts';
import type { Data, Dossier, Matter, Part, Rank, Step, Why } from './matter.ts';
import { openData, openWords, stepRow } from './sealing.ts';

const text = (v: unknown): string | null => (v as string | null) ?? null;
const moment = (v: unknown): Date | null => (v as Date | null) ?? null;

export const MATTER = `region_code, id, flow, flow_version, number, unit_id, unit_path, parent_region, parent_id, state,
  starter_post, starter_person, starter_name, starter_rank, holder_post, holder_person, holder_name,
  offered_post, offered_person, offered_name, offered_step, title, data, urgent, transfers, readers, seq,
  due_at, late_at, started_at, moved_at, closed_at, outcome`;

const toMatter = (vault: Vault, r: Row): Matter => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  flow: String(r['flow']),
  flowVersion: Number(r['flow_version']),
  number: String(r['number']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  parent: r['parent_id'] ? { regionCode: String(r['parent_region']), id: String(r['parent_id']) } : null,
  state: String(r['state']),
  starter: {
    postId: String(r['starter_post']),
    personId: String(r['starter_person']),
    name: String(r['starter_name']),
    rank: r['starter_rank'] as Rank,
  },
  holder: {
    postId: String(r['holder_post']),
    personId: String(r['holder_person']),
    name: String(r['holder_name']),
  },
  offered: r['offered_post']
    ? {
        postId: String(r['offered_post']),
        personId: String(r['offered_person']),
        name: String(r['offered_name']),
        step: String(r['offered_step']),
      }
    : null,
  title: String(r['title']),
  data: openData(vault, 'matter', String(r['id']), r['data'] as Data),
  urgent: r['urgent'] === true,
  transfers: Number(r['transfers']),
  readers: r['readers'] as string[],
  seq: Number(r['seq']),
  dueAt: moment(r['due_at']),
  lateAt: moment(r['late_at']),
  startedAt: r['started_at'] as Date,
  movedAt: r['moved_at'] as Date,
  closedAt: moment(r['closed_at']),
  outcome: text(r['outcome']),
});

/** A matter with its history, parts and clocks; null when there is none that she may read. `hold` keeps others waiting. */
export async function dossierById(tx: Tx, vault: Vault, id: string, hold: boolean): Promise<Dossier | null> {
  // Held first, so that what is read beside it is read after whoever had it before: one packet, each statement with its own
  // look at the database. The parts are found through the matter, whose region is not known yet.
  const beside = (table: string, order: string, name: string): Promise<Row[]> =>
    tx.sql(
      `SELECT t.* FROM ${table} t WHERE t.region_code = (SELECT m.region_code FROM matter m WHERE m.id = $1) AND t.matter_id = $1
       ORDER BY t.${order}`,
      [id],
      name,
    );
  const [rows, steps, parts, clocks] = await Promise.all([
    tx.sql(
      `SELECT ${MATTER} FROM matter WHERE id = $1 ${hold ? 'FOR NO KEY UPDATE' : ''}`,
      [id],
      hold ? 'matter-hold' : 'matter-read',
    ),
    beside('matter_step', 'seq', 'steps-of'),
    beside('matter_seat', 'post_id', 'seats-of'),
    beside('matter_clock', 'key', 'clocks-of'),
  ]);
  if (!rows[0]) return null;
  const matter = toMatter(vault, rows[0]);
  return {
    matter,
    steps: steps.map((s) => toStep(vault, id, s)),
    parts: parts.map(toPart),
    clocks: clocks.map(toClock),
  };
}

const toStep = (vault: Vault, id: string, r: Row): Step => ({
  seq: Number(r['seq']),
  at: r['at'] as Date,
  step: String(r['step']),
  stepName: String(r['step_name']),
  fromState: text(r['from_state']),
  toState: String(r['to_state']),
  by: r['post_id']
    ? {
        postId: String(r['post_id']),
        personId: String(r['person_id']),
        name: String(r['by_name']),
        title: String(r['by_title']),
        accountId: text(r['account_id']),
      }
    : null,
  forSeat: r['for_post'] ? { postId: String(r['for_post']), name: String(r['for_name']) } : null,
  holder: {
    postId: String(r['holder_post']),
    personId: String(r['holder_person']),
    name: String(r['holder_name']),
  },
  offeredName: text(r['offered_name']),
  opinion: openWords(vault, stepRow(id, Number(r['seq'])), text(r['opinion'])),
  verdict: (r['verdict'] as Step['verdict']) ?? null,
  data: openData(vault, 'matter_step', stepRow(id, Number(r['seq'])), r['data'] as Data),
});

const toPart = (r: Row): Part => ({
  postId: String(r['post_id']),
  personId: String(r['person_id']),
  name: String(r['person_name']),
  why: r['why'] as Why,
  answeredAt: moment(r['answered_at']),
});

const toClock = (r: Row): Clock => ({
  key: String(r['key']),
  name: String(r['name']),
  unit: r['unit'] as Clock['unit'],
  length: Number(r['length']),
  ceiling: r['ceiling'] === null ? null : Number(r['ceiling']),
  countsFirst: r['counts_first'] === true,
  untilDay: text(r['until_day']),
  startedAt: r['started_at'] as Date,
  dueAt: r['due_at'] as Date,
  ceilingAt: moment(r['ceiling_at']),
  pausedAt: moment(r['paused_at']),
  paused: Number(r['paused']),
  stoppedAt: moment(r['stopped_at']),
  lateAt: moment(r['late_at']),
  missedAt: moment(r['missed_at']),
});

/** The unit of a matter, of which nothing else is read. */
export async function unitOfMatter(tx: Tx, id: string): Promise<string | null> {
  const rows = await tx.sql('SELECT unit_id FROM matter WHERE id = $1', [id], 'matter-unit');
  return rows[0] ? String(rows[0]['unit_id']) : null;
}

/** The next human number of a unit, kind and year; without gaps, since it is taken in the matter's own transaction. */
export async function takeNumber(
  tx: Tx,
  n: { regionCode: string; unitId: string; flow: string; year: number },
): Promise<number> {
  const rows = await tx.sql(
    `INSERT INTO matter_number (region_code, unit_id, flow, year, last) VALUES ($1, $2, $3, $4, 1)
     ON CONFLICT (region_code, unit_id, flow, year) DO UPDATE SET last = matter_number.last + 1 RETURNING last`,
    [n.regionCode, n.unitId, n.flow, n.year],
    'number-take',
  );
  return Number(rows[0]?.['last']);
}

export interface AnsweredBefore {
  readonly matterId: string;
  readonly sameBody: boolean;
}
/** Claims a request key; null = new and now ours. A second one with the same key waits for the first one's transaction. */
export async function claimRequest(
  tx: Tx,
  r: Request & { readonly matterRegion: string; readonly matterId: string; readonly seq: number },
): Promise<AnsweredBefore | null> {
  const made = await tx.sql(
    `INSERT INTO matter_request (region_code, key, post_id, body_hash, matter_region, matter_id, seq, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING key`,
    [r.regionCode, r.key, r.postId, r.hash, r.matterRegion, r.matterId, r.seq, r.at],
    'matter-request-claim',
  );
  return made.length > 0 ? null : await claimedBefore(tx, r);
}

/** The same for the next step of a matter that is being held: sent behind the holding, before its answer is known. */
export async function claimStep(tx: Tx, matterId: string, r: Request): Promise<boolean> {
  const made = await tx.sql(
    `INSERT INTO matter_request (region_code, key, post_id, body_hash, matter_region, matter_id, seq, at)
     SELECT $1, $2, $3, $4, m.region_code, m.id, m.seq + 1, $6 FROM matter m WHERE m.id = $5 ON CONFLICT DO NOTHING RETURNING key`,
    [r.regionCode, r.key, r.postId, r.hash, matterId, r.at],
    'matter-request-step',
  );
  return made.length > 0;
}

/** What a key was used for that was claimed before. */
export async function claimedBefore(
  tx: Tx,
  r: Pick<Request, 'regionCode' | 'key' | 'hash'>,
): Promise<AnsweredBefore> {
  const rows = await tx.sql(
    'SELECT matter_id, body_hash FROM matter_request WHERE region_code = $1 AND key = $2',
    [r.regionCode, r.key],
    'matter-request-read',
  );
  const row = rows[0];
  if (!row) return { matterId: '', sameBody: false };
  return { matterId: String(row['matter_id']), sameBody: r.hash.equals(row['body_hash'] as Buffer) };
}

/** A request by its key, with the print of what it asks. */
interface Request {
  readonly regionCode: string;
  readonly key: string;
  readonly postId: string;
  readonly hash: Buffer;
  readonly at: Date;
}

/** Gives a whole subtree's matters their new path after a move. */
export const rewriteMatterPaths = rewritesPathsOf('matter');

/** How many matters of a unit are open: it cannot be closed then. */
export async function openMatters(tx: Tx, unitId: string): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*)::int AS n FROM matter WHERE closed_at IS NULL
       AND (unit_id = $1 OR holder_post IN (SELECT id FROM post WHERE unit_id = $1))`,
    [unitId],
  );
  return Number(rows[0]?.['n'] ?? 0);
}
