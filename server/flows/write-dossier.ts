import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type Clock, nextOf } from './clocks.ts';
import { type Dossier, laneOf, type Matter, type Part, type Step } from './matter.ts';
import { keepData, keepWords, stepRow } from './sealing.ts';
import { MATTER } from './store.ts';

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

/** What a post may know of a matter as it stood; its seal, where it is a case. */
interface Keeping {
  readonly knows: (d: Dossier, postId: string) => boolean;
  readonly sealWith: Vault | null;
}

/**
 * Writes what became of a matter: new steps are added, parts and clocks that changed brought up to date. One pipelined
 * packet; what stays as it was is not written again, since every row costs the indexes it stands in.
 */
export async function writeDossier(
  tx: Tx,
  before: Dossier | null,
  after: Dossier,
  o: Keeping,
): Promise<void> {
  const since = before?.matter.seq ?? 0;
  const known = new Map(before?.clocks.map((c) => [c.key, JSON.stringify(c)]));
  await Promise.all([
    since === 0 ? insertMatter(tx, o.sealWith, after.matter) : updateMatter(tx, o.sealWith, after.matter),
    ...after.steps.filter((s) => s.seq > since).map((s) => insertStep(tx, o.sealWith, after.matter, s)),
    writeParts(tx, before, after, o),
    ...after.clocks
      .filter((c) => known.get(c.key) !== JSON.stringify(c))
      .map((c) => (known.has(c.key) ? updateClock : insertClock)(tx, after.matter, c)),
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

/** Longer titles are cut in the boxes: the index by which words are sought in them takes no longer ones. */
const MOST_TITLE = 300;

/** A post's row in the boxes: its own part, and what the boxes show of the matter. */
function rowOf({ matter: m, ...d }: Dossier, p: Part, o: Keeping): readonly unknown[] {
  // Who may not know yet is told number and kind by the page; her row holds no more.
  // Whose it is stands before it in the boxes of others; a case's title names nobody.
  const named =
    o.sealWith !== null || p.postId === m.starter.postId ? m.title : `${m.starter.name} · ${m.title}`;
  const title = o.knows({ matter: m, ...d }, p.postId) ? [...named].slice(0, MOST_TITLE).join('') : '';
  return [
    ...[p.postId, p.personId, p.name, laneOf(p.why), p.why, p.answeredAt, title],
    ...[m.state, m.urgent ? 0 : 1, m.dueAt ?? 'infinity', m.movedAt],
  ];
}

/**
 * The matter is held, so that what was read of it still stands: each row is known to be there or not. Who holds it now comes
 * last: the index lets one hold at a time, and the one before has let go by then.
 */
async function writeParts(tx: Tx, before: Dossier | null, after: Dossier, o: Keeping): Promise<void> {
  const known = new Map(before?.parts.map((p) => [p.postId, JSON.stringify(rowOf(before, p, o))]));
  const holder = after.matter.holder.postId;
  const rows = after.parts
    .toSorted((a, b) => Number(a.postId === holder) - Number(b.postId === holder))
    .map((p) => rowOf(after, p, o))
    .filter((row) => known.get(String(row[0])) !== JSON.stringify(row));
  const isThere = (row: readonly unknown[]): boolean => known.has(String(row[0]));
  const comesLast = (row: readonly unknown[]): boolean =>
    row[0] === holder && before?.matter.holder.postId !== holder;
  await Promise.all([
    updateParts(
      tx,
      after.matter,
      rows.filter((row) => isThere(row) && !comesLast(row)),
    ),
    insertParts(
      tx,
      after.matter,
      rows.filter((row) => !isThere(row)),
    ),
    updateParts(
      tx,
      after.matter,
      rows.filter((row) => isThere(row) && comesLast(row)),
    ),
  ]);
}

/** What the boxes show of a matter to each who has a part in it. */
const shownOf = (m: Matter): unknown[] => [
  ...[m.regionCode, m.id, m.state, m.urgent ? 0 : 1],
  ...[m.dueAt ?? 'infinity', m.movedAt],
];
type Rows = readonly (readonly unknown[])[];
const columnOf =
  (rows: Rows) =>
  (i: number): unknown[] =>
    rows.map((row) => row[i]);

async function updateParts(tx: Tx, m: Matter, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const written = await tx.sql(
    `UPDATE matter_seat s SET lane = p.lane, why = p.why, answered_at = p.answered_at, title = p.title, state = $3, rank = $4,
       due_at = $5, moved_at = $6
     FROM unnest($7::uuid[], $8::text[], $9::text[], $10::timestamptz[], $11::text[]) AS p (post_id, lane, why, answered_at, title)
     WHERE s.region_code = $1 AND s.matter_id = $2 AND s.post_id = p.post_id RETURNING s.post_id`,
    [...shownOf(m), ...[0, 3, 4, 5, 6].map(columnOf(rows))],
    'seats-update',
  );
  if (written.length !== rows.length) throw new Error(`matter ${m.id}: a part of it is gone`);
}

async function insertParts(tx: Tx, m: Matter, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql(
    `INSERT INTO matter_seat (region_code, matter_id, post_id, person_id, person_name, lane, why, answered_at,
       flow, number, title, state, rank, due_at, moved_at)
     SELECT $1, $2, p.post_id, p.person_id, p.name, p.lane, p.why, p.answered_at, $7, $8, p.title, $3, $4, $5, $6
     FROM unnest($9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::text[])
       AS p (post_id, person_id, name, lane, why, answered_at, title)`,
    [...shownOf(m), m.flow, m.number, ...[0, 1, 2, 3, 4, 5, 6].map(columnOf(rows))],
    'seats-insert',
  );
}

/** How a clock runs, in the order in which both statements name it. */
const runOf = (c: Clock): unknown[] => [
  ...[c.length, c.untilDay, c.startedAt, c.dueAt, c.ceilingAt],
  ...[c.pausedAt, c.paused, c.stoppedAt, c.lateAt, nextOf(c), c.missedAt],
];

async function insertClock(tx: Tx, m: Matter, c: Clock): Promise<void> {
  await tx.sql(
    `INSERT INTO matter_clock (region_code, matter_id, key, length, until_day, started_at, due_at, ceiling_at, paused_at,
       paused, stopped_at, late_at, next_at, missed_at, name, unit, ceiling, counts_first)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [m.regionCode, m.id, c.key, ...runOf(c), c.name, c.unit, c.ceiling, c.countsFirst],
    'clock-insert',
  );
}

/** Name and unit stay those with which it first ran; what it counts may be another run of it. */
async function updateClock(tx: Tx, m: Matter, c: Clock): Promise<void> {
  const written = await tx.sql(
    `UPDATE matter_clock SET length = $4, until_day = $5, started_at = $6, due_at = $7, ceiling_at = $8, paused_at = $9,
       paused = $10, stopped_at = $11, late_at = $12, next_at = $13, missed_at = $14
     WHERE region_code = $1 AND matter_id = $2 AND key = $3 RETURNING key`,
    [m.regionCode, m.id, c.key, ...runOf(c)],
    'clock-update',
  );
  if (written.length !== 1) throw new Error(`matter ${m.id}: its clock ${c.key} is gone`);
}
