import type { Slots } from '../../../contracts/api-paper-slots.ts';
import type { PaperComment, PaperState, PaperStep, PaperStepKind } from '../../../contracts/api-papers.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { PaperKey } from '../store.ts';

/** A report that is being written (草稿). Once final or dropped it stays in the table and is no longer open. */
export interface Draft extends PaperKey {
  readonly id: string;
  readonly regionCode: string;
  readonly unitPath: string;
  readonly state: PaperState | 'final' | 'dropped';
  /** Who was asked to read it. */
  readonly asked: 'unit' | 'superior' | null;
  readonly revision: number;
  /** `by` holds account ids here. */
  readonly slots: Slots;
  readonly writers: readonly string[];
  /** Why the final version before is to be replaced; empty for a first version. */
  readonly reason: string;
  readonly readHash: string | null;
  readonly readerId: string | null;
  readonly submittedBy: string | null;
  readonly beganBy: string;
  readonly at: Date;
  readonly changedBy: string;
  readonly changedAt: Date;
}

const toDraft = (r: Readonly<Record<string, unknown>>): Draft => ({
  id: String(r['id']),
  regionCode: String(r['region_code']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  template: String(r['template']),
  from: String(r['from_day']),
  to: String(r['to_day']),
  state: r['state'] as Draft['state'],
  asked: r['asked'] as Draft['asked'],
  revision: Number(r['revision']),
  slots: r['slots'] as Slots,
  writers: r['writers'] as string[],
  reason: String(r['reason']),
  readHash: r['read_hash'] as string | null,
  readerId: r['reader_id'] as string | null,
  submittedBy: r['submitted_by'] as string | null,
  beganBy: String(r['account_id']),
  at: r['at'] as Date,
  changedBy: String(r['changed_by']),
  changedAt: r['changed_at'] as Date,
});

const OPEN = `state IN ('draft', 'reading', 'approved')`;

export async function openDraft(tx: Tx, q: PaperKey): Promise<Draft | null> {
  const rows = await tx.sql(
    `SELECT * FROM report_draft WHERE unit_id = $1 AND template = $2 AND from_day = $3 AND to_day = $4 AND ${OPEN}`,
    [q.unitId, q.template, q.from, q.to],
  );
  return rows[0] ? toDraft(rows[0]) : null;
}

/** A draft by its id, whatever became of it; `hold` keeps others waiting until the transaction ends. */
export async function draftById(tx: Tx, id: string, hold = false): Promise<Draft | null> {
  const rows = await tx.sql(`SELECT * FROM report_draft WHERE id = $1${hold ? ' FOR UPDATE' : ''}`, [id]);
  return rows[0] ? toDraft(rows[0]) : null;
}

/** Open drafts of one unit, newest first; and those of its lower units that ask it to read. */
export async function draftsFor(tx: Tx, unitId: string): Promise<Draft[]> {
  const rows = await tx.sql(
    `SELECT d.* FROM report_draft d WHERE d.unit_id = $1 AND ${OPEN}
     UNION ALL SELECT d.* FROM unit u JOIN report_draft d ON d.unit_id = u.id
       WHERE u.parent_id = $1 AND d.asked = 'superior' AND d.state = 'reading'
     ORDER BY changed_at DESC LIMIT 200`,
    [unitId],
  );
  return rows.map(toDraft);
}

/** Begins one. False when another one of the same unit and period is open already. */
export async function insertDraft(
  tx: Tx,
  d: Pick<
    Draft,
    'id' | 'regionCode' | 'unitId' | 'unitPath' | 'template' | 'from' | 'to' | 'slots' | 'reason'
  >,
  accountId: string,
  at: Date,
): Promise<boolean> {
  const made = await tx.sql(
    `INSERT INTO report_draft (region_code, id, unit_id, unit_path, template, from_day, to_day, state, revision, slots, writers, reason, account_id, at, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', 1, $8, '{}', $9, $10, $11, $10, $11) ON CONFLICT DO NOTHING RETURNING id`,
    [
      d.regionCode,
      d.id,
      d.unitId,
      d.unitPath,
      d.template,
      d.from,
      d.to,
      JSON.stringify(d.slots),
      d.reason,
      accountId,
      at,
    ],
  );
  return made.length > 0;
}

/** Writes the next revision and keeps what changed in it. */
export async function saveSlots(
  tx: Tx,
  d: Draft,
  s: { slots: Slots; changed: readonly string[]; writes: boolean; accountId: string; at: Date },
): Promise<void> {
  const writers = s.writes && !d.writers.includes(s.accountId) ? [...d.writers, s.accountId] : d.writers;
  await tx.sql(
    `UPDATE report_draft SET slots = $3, revision = $4, writers = $5, changed_by = $6, changed_at = $7
     WHERE region_code = $1 AND id = $2`,
    [d.regionCode, d.id, JSON.stringify(s.slots), d.revision + 1, writers, s.accountId, s.at],
  );
  const changes = Object.fromEntries(s.changed.map((slot) => [slot, s.slots[slot]?.value ?? null]));
  await tx.sql(
    `INSERT INTO report_saving (region_code, draft_id, revision, unit_path, changes, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [d.regionCode, d.id, d.revision + 1, d.unitPath, JSON.stringify(changes), s.accountId, s.at],
  );
}

/** Moves it on: to its second reader, back, approved, final, dropped. */
export async function moveDraft(
  tx: Tx,
  d: Draft,
  to: Pick<Draft, 'state'> & Partial<Pick<Draft, 'asked' | 'readHash' | 'readerId' | 'submittedBy'>>,
): Promise<void> {
  await tx.sql(
    `UPDATE report_draft SET state = $3, asked = $4, read_hash = $5, reader_id = $6, submitted_by = $7 WHERE region_code = $1 AND id = $2`,
    [
      d.regionCode,
      d.id,
      to.state,
      to.asked === undefined ? d.asked : to.asked,
      to.readHash === undefined ? d.readHash : to.readHash,
      to.readerId === undefined ? d.readerId : to.readerId,
      to.submittedBy === undefined ? d.submittedBy : to.submittedBy,
    ],
  );
}

export async function insertStep(
  tx: Tx,
  d: Pick<Draft, 'regionCode' | 'id' | 'unitPath'>,
  s: { id: string; kind: PaperStepKind; words: string; accountId: string; at: Date },
): Promise<void> {
  await tx.sql(
    `INSERT INTO report_step (region_code, id, draft_id, unit_path, kind, words, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [d.regionCode, s.id, d.id, d.unitPath, s.kind, s.words, s.accountId, s.at],
  );
}

export async function stepsOf(tx: Tx, draftId: string): Promise<PaperStep[]> {
  const rows = await tx.sql(
    `SELECT s.kind, s.words, s.at, a.display_name FROM report_step s LEFT JOIN account a ON a.id = s.account_id
     WHERE s.draft_id = $1 ORDER BY s.at, s.id`,
    [draftId],
  );
  return rows.map((r) => ({
    kind: r['kind'] as PaperStepKind,
    words: String(r['words']),
    by: String(r['display_name'] ?? ''),
    at: (r['at'] as Date).toISOString(),
  }));
}

export async function commentsOf(tx: Tx, draftId: string): Promise<PaperComment[]> {
  const rows = await tx.sql(
    `SELECT c.*, a.display_name AS by, b.display_name AS settled FROM report_comment c
     LEFT JOIN account a ON a.id = c.account_id LEFT JOIN account b ON b.id = c.settled_by
     WHERE c.draft_id = $1 ORDER BY c.at, c.id`,
    [draftId],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    block: String(r['block']),
    quote: String(r['quote']),
    text: String(r['words']),
    by: String(r['by'] ?? ''),
    at: (r['at'] as Date).toISOString(),
    open: Boolean(r['open']),
    answer: String(r['answer']),
    settledBy: (r['settled'] as string | null) ?? null,
  }));
}

export async function insertComment(
  tx: Tx,
  d: Draft,
  c: { id: string; block: string; quote: string; text: string; accountId: string; at: Date },
): Promise<void> {
  await tx.sql(
    `INSERT INTO report_comment (region_code, id, draft_id, unit_path, block, quote, words, account_id, at, open, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, '')`,
    [d.regionCode, c.id, d.id, d.unitPath, c.block, c.quote, c.text, c.accountId, c.at],
  );
}

/** Settles a comment or opens it again; false when this draft has none of the id. */
export async function settleComment(
  tx: Tx,
  d: Draft,
  c: { id: string; open: boolean; answer: string; accountId: string; at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE report_comment SET open = $4, answer = $5, settled_by = $6, settled_at = $7
     WHERE region_code = $1 AND draft_id = $2 AND id = $3 RETURNING id`,
    [d.regionCode, d.id, c.id, c.open, c.answer, c.open ? null : c.accountId, c.open ? null : c.at],
  );
  return rows.length > 0;
}

/** Names of accounts, for whoever may see the paper. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((i) => i !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.sql('SELECT id, display_name FROM account WHERE id = ANY($1::uuid[])', [wanted]);
  return new Map(rows.map((r) => [String(r['id']), String(r['display_name'])]));
}
