import type { Vault } from '../platform/crypto/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import type { Clock } from './clocks.ts';
import { nextOf } from './clocks.ts';
import {
  type Data,
  type Dossier,
  laneOf,
  type Matter,
  type Part,
  type Rank,
  type Step,
  type Why,
} from './matter.ts';
import { keepData, keepWords, openData, openWords, stepRow } from './sealing.ts';

const text = (v: unknown): string | null => (v as string | null) ?? null;
const moment = (v: unknown): Date | null => (v as Date | null) ?? null;

const MATTER = `region_code, id, flow, flow_version, number, unit_id, unit_path, parent_region, parent_id, state,
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
  // Held first, so that what is read beside it is read after whoever had it before.
  const rows = await tx.sql(
    `SELECT ${MATTER} FROM matter WHERE id = $1 ${hold ? 'FOR NO KEY UPDATE' : ''}`,
    [id],
    hold ? 'matter-hold' : 'matter-read',
  );
  if (!rows[0]) return null;
  const matter = toMatter(vault, rows[0]);
  const place = [matter.regionCode, matter.id];
  const [steps, parts, clocks] = await Promise.all([
    tx.sql(
      'SELECT * FROM matter_step WHERE region_code = $1 AND matter_id = $2 ORDER BY seq',
      place,
      'steps-of',
    ),
    tx.sql(
      'SELECT * FROM matter_seat WHERE region_code = $1 AND matter_id = $2 ORDER BY post_id',
      place,
      'seats-of',
    ),
    tx.sql(
      'SELECT * FROM matter_clock WHERE region_code = $1 AND matter_id = $2 ORDER BY key',
      place,
      'clocks-of',
    ),
  ]);
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

function valuesOf(vault: Vault | null, m: Matter): unknown[] {
  return [
    m.regionCode,
    m.id,
    m.flow,
    m.flowVersion,
    m.number,
    m.unitId,
    m.unitPath,
    m.parent?.regionCode ?? null,
    m.parent?.id ?? null,
    m.state,
    m.starter.postId,
    m.starter.personId,
    m.starter.name,
    m.starter.rank,
    m.holder.postId,
    m.holder.personId,
    m.holder.name,
    m.offered?.postId ?? null,
    m.offered?.personId ?? null,
    m.offered?.name ?? null,
    m.offered?.step ?? null,
    m.title,
    keepData(vault, 'matter', m.id, m.data),
    m.urgent,
    m.transfers,
    m.readers,
    m.seq,
    m.dueAt,
    m.lateAt,
    m.startedAt,
    m.movedAt,
    m.closedAt,
    m.outcome,
  ];
}

async function insertMatter(tx: Tx, vault: Vault | null, m: Matter): Promise<void> {
  const values = valuesOf(vault, m);
  const places = values.map((_, i) => `$${i + 1}`);
  await tx.sql(`INSERT INTO matter (${MATTER}) VALUES (${places.join(', ')})`, values, 'matter-insert');
}

/** Writes a matter that is held. */
async function updateMatter(tx: Tx, vault: Vault | null, m: Matter): Promise<void> {
  await tx.sql(
    `UPDATE matter SET state = $3, holder_post = $4, holder_person = $5, holder_name = $6, offered_post = $7,
       offered_person = $8, offered_name = $9, offered_step = $10, title = $11, data = $12, urgent = $13, transfers = $14,
       readers = $15, seq = $16, due_at = $17, late_at = $18, moved_at = $19, closed_at = $20, outcome = $21
     WHERE region_code = $1 AND id = $2`,
    [
      m.regionCode,
      m.id,
      m.state,
      m.holder.postId,
      m.holder.personId,
      m.holder.name,
      m.offered?.postId ?? null,
      m.offered?.personId ?? null,
      m.offered?.name ?? null,
      m.offered?.step ?? null,
      m.title,
      keepData(vault, 'matter', m.id, m.data),
      m.urgent,
      m.transfers,
      m.readers,
      m.seq,
      m.dueAt,
      m.lateAt,
      m.movedAt,
      m.closedAt,
      m.outcome,
    ],
    'matter-update',
  );
}

/** Writes what became of a matter: new steps are added, parts and clocks brought up to date. One pipelined round trip. */
export async function writeDossier(
  tx: Tx,
  after: Dossier,
  since: number,
  o: { readonly knows: (postId: string) => boolean; readonly sealWith: Vault | null },
): Promise<void> {
  await Promise.all([
    since === 0 ? insertMatter(tx, o.sealWith, after.matter) : updateMatter(tx, o.sealWith, after.matter),
    ...after.steps.filter((s) => s.seq > since).map((s) => insertStep(tx, o.sealWith, after.matter, s)),
    writeParts(tx, after, o.knows, o.sealWith !== null),
    ...after.clocks.map((c) => writeClock(tx, after.matter, c)),
  ]);
}

async function insertStep(tx: Tx, vault: Vault | null, m: Matter, s: Step): Promise<void> {
  await tx.sql(
    `INSERT INTO matter_step (region_code, matter_id, seq, at, step, step_name, from_state, to_state, post_id, person_id,
       account_id, by_name, by_title, for_post, for_name, holder_post, holder_person, holder_name, offered_name, opinion, verdict, data)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [
      m.regionCode,
      m.id,
      s.seq,
      s.at,
      s.step,
      s.stepName,
      s.fromState,
      s.toState,
      s.by?.postId ?? null,
      s.by?.personId ?? null,
      s.by?.accountId ?? null,
      s.by?.name ?? '平台',
      s.by?.title ?? '',
      s.forSeat?.postId ?? null,
      s.forSeat?.name ?? null,
      s.holder.postId,
      s.holder.personId,
      s.holder.name,
      s.offeredName,
      keepWords(vault, stepRow(m.id, s.seq), s.opinion),
      s.verdict,
      keepData(vault, 'matter_step', stepRow(m.id, s.seq), s.data),
    ],
    'step-insert',
  );
}

/** Who holds it comes last: the index lets one hold at a time, and the one before has let go by then. */
async function writeParts(
  tx: Tx,
  { matter: m, parts }: Dossier,
  knows: (postId: string) => boolean,
  isCase: boolean,
): Promise<void> {
  const ordered = [...parts].sort((a, b) => Number(a.why === 'hold') - Number(b.why === 'hold'));
  await tx.sql(
    `INSERT INTO matter_seat (region_code, matter_id, post_id, person_id, person_name, lane, why, answered_at,
       flow, number, title, state, rank, due_at, moved_at)
     SELECT $1, $2, p.post_id, p.person_id, p.name, p.lane, p.why, p.answered_at, $9, $10, p.title, $11, $12, $13, $14
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $15::text[])
       AS p (post_id, person_id, name, lane, why, answered_at, title)
     ON CONFLICT (region_code, matter_id, post_id) DO UPDATE SET lane = excluded.lane, why = excluded.why,
       answered_at = excluded.answered_at, title = excluded.title, state = excluded.state, rank = excluded.rank,
       due_at = excluded.due_at, moved_at = excluded.moved_at`,
    [
      m.regionCode,
      m.id,
      ordered.map((p) => p.postId),
      ordered.map((p) => p.personId),
      ordered.map((p) => p.name),
      ordered.map((p) => laneOf(p.why)),
      ordered.map((p) => p.why),
      ordered.map((p) => p.answeredAt),
      m.flow,
      m.number,
      m.state,
      m.urgent ? 0 : 1,
      m.dueAt ?? 'infinity',
      m.movedAt,
      // Who may not know yet is told number and kind by the page; her row holds no more.
      // Whose it is stands before it in the boxes of others; a case's title names nobody.
      ordered.map((p) =>
        !knows(p.postId)
          ? ''
          : isCase || p.postId === m.starter.postId
            ? m.title
            : `${m.starter.name} · ${m.title}`,
      ),
    ],
    'seats-write',
  );
}

async function writeClock(tx: Tx, m: Matter, c: Clock): Promise<void> {
  await tx.sql(
    `INSERT INTO matter_clock (region_code, matter_id, key, name, unit, length, ceiling, counts_first, until_day,
       started_at, due_at, ceiling_at, paused_at, paused, stopped_at, late_at, next_at, missed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (region_code, matter_id, key) DO UPDATE SET length = excluded.length, until_day = excluded.until_day,
       started_at = excluded.started_at, due_at = excluded.due_at, ceiling_at = excluded.ceiling_at,
       paused_at = excluded.paused_at, paused = excluded.paused, stopped_at = excluded.stopped_at,
       late_at = excluded.late_at, next_at = excluded.next_at, missed_at = excluded.missed_at`,
    [
      m.regionCode,
      m.id,
      c.key,
      c.name,
      c.unit,
      c.length,
      c.ceiling,
      c.countsFirst,
      c.untilDay,
      c.startedAt,
      c.dueAt,
      c.ceilingAt,
      c.pausedAt,
      c.paused,
      c.stoppedAt,
      c.lateAt,
      nextOf(c),
      c.missedAt,
    ],
    'clock-write',
  );
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
  r: {
    regionCode: string;
    key: string;
    postId: string;
    hash: Buffer;
    matterRegion: string;
    matterId: string;
    seq: number;
    at: Date;
  },
): Promise<AnsweredBefore | null> {
  const made = await tx.sql(
    `INSERT INTO matter_request (region_code, key, post_id, body_hash, matter_region, matter_id, seq, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING key`,
    [r.regionCode, r.key, r.postId, r.hash, r.matterRegion, r.matterId, r.seq, r.at],
    'matter-request-claim',
  );
  if (made.length > 0) return null;
  const rows = await tx.sql(
    'SELECT matter_id, body_hash FROM matter_request WHERE region_code = $1 AND key = $2',
    [r.regionCode, r.key],
    'matter-request-read',
  );
  const row = rows[0];
  if (!row) return { matterId: '', sameBody: false };
  return { matterId: String(row['matter_id']), sameBody: r.hash.equals(row['body_hash'] as Buffer) };
}

/** Gives a whole subtree's matters their new path after a move. */
export async function rewriteMatterPaths(
  tx: Tx,
  from: string,
  to: string,
  newPath: string,
  cut: number,
): Promise<void> {
  await tx.sql(
    'UPDATE matter SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2',
    [from, to, newPath, cut],
  );
}

/** How many matters of a unit are open: it cannot be closed then. */
export async function openMatters(tx: Tx, unitId: string): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*)::int AS n FROM matter WHERE closed_at IS NULL
       AND (unit_id = $1 OR holder_post IN (SELECT id FROM post WHERE unit_id = $1))`,
    [unitId],
  );
  return Number(rows[0]?.['n'] ?? 0);
}
