import type { TransferView } from '../../contracts/api-transfers.ts';
import type { Row, Tx } from '../platform/db/index.ts';

/** Moves that wait for consent (调动征求意见): asked → consented or objected → done or stopped. */
export interface Transfer {
  readonly regionCode: string;
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly postId: string;
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly toUnitId: string | null;
  readonly toUnitName: string | null;
  readonly toTitle: string | null;
  readonly day: string;
  readonly reason: string;
  readonly document: string | null;
  readonly state: TransferView['state'];
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedUnitId: string;
  readonly askedUnitName: string;
  readonly askedAt: Date;
  readonly consentUnitId: string;
  readonly consentUnitName: string;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly decision: string | null;
  readonly version: number;
}
const text = (r: Row, key: string): string | null => (r[key] as string | null) ?? null;
const toTransfer = (r: Row): Transfer => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  personId: String(r['person_id']),
  personName: text(r, 'person_name') ?? '',
  postId: String(r['post_id']),
  title: text(r, 'title') ?? '',
  unitId: String(r['unit_id']),
  unitName: String(r['unit_name']),
  unitPath: String(r['unit_path']),
  toUnitId: text(r, 'to_unit_id'),
  toUnitName: text(r, 'to_unit_name'),
  toTitle: text(r, 'to_title'),
  day: String(r['day']),
  reason: String(r['reason']),
  document: text(r, 'document'),
  state: r['state'] as Transfer['state'],
  askedBy: String(r['asked_by']),
  askedByName: text(r, 'asked_name') ?? '',
  askedUnitId: String(r['asked_unit_id']),
  askedUnitName: String(r['asked_unit_name']),
  askedAt: r['asked_at'] as Date,
  consentUnitId: String(r['consent_unit_id']),
  consentUnitName: String(r['consent_unit_name']),
  decidedByName: text(r, 'decided_name'),
  decidedAt: (r['decided_at'] as Date | null) ?? null,
  decision: text(r, 'decision'),
  version: Number(r['version']),
});

const FROM = `SELECT f.*, p.name AS person_name, t.title, u.name AS unit_name, v.name AS to_unit_name, a.name AS asked_unit_name,
    c.name AS consent_unit_name, x.display_name AS asked_name, y.display_name AS decided_name
  FROM transfer f JOIN unit u ON u.id = f.unit_id JOIN unit a ON a.id = f.asked_unit_id JOIN unit c ON c.id = f.consent_unit_id
    JOIN post t ON t.region_code = f.post_region AND t.id = f.post_id LEFT JOIN person p ON p.id = f.person_id
    LEFT JOIN unit v ON v.id = f.to_unit_id LEFT JOIN account x ON x.id = f.asked_by LEFT JOIN account y ON y.id = f.decided_by`;

export async function insertTransfer(
  tx: Tx,
  f: Pick<
    Transfer,
    | 'regionCode'
    | 'id'
    | 'personId'
    | 'postId'
    | 'unitId'
    | 'unitPath'
    | 'toUnitId'
    | 'toTitle'
    | 'day'
    | 'reason'
    | 'document'
    | 'askedBy'
    | 'askedUnitId'
    | 'askedAt'
    | 'consentUnitId'
  >,
): Promise<void> {
  await tx.sql(
    `INSERT INTO transfer (region_code, id, person_id, post_region, post_id, unit_id, unit_path, to_unit_id, to_title, day, reason,
       document, state, asked_by, asked_unit_id, asked_at, consent_unit_id, version)
     VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8, $9, $10, $11, 'asked', $12, $13, $14, $15, 1)`,
    [
      f.regionCode,
      f.id,
      f.personId,
      f.postId,
      f.unitId,
      f.unitPath,
      f.toUnitId,
      f.toTitle,
      f.day,
      f.reason,
      f.document,
      f.askedBy,
      f.askedUnitId,
      f.askedAt,
      f.consentUnitId,
    ],
  );
}

/** One of them; asked for a change it is locked. */
export async function transferById(tx: Tx, id: string, lock = false): Promise<Transfer | null> {
  const rows = await tx.sql(`${FROM} WHERE f.id = $1 ${lock ? 'FOR UPDATE OF f' : ''}`, [id]);
  return rows[0] ? toTransfer(rows[0]) : null;
}

/** Those of a range of paths or of one person, newest first; what waits comes before what is closed. */
export async function transfersOf(
  tx: Tx,
  of: { readonly scope: { readonly from: string; readonly to: string } } | { readonly personId: string },
): Promise<Transfer[]> {
  const [where, values] =
    'scope' in of
      ? ['f.unit_path >= $1 AND f.unit_path < $2', [of.scope.from, of.scope.to]]
      : ['f.person_id = $1', [of.personId]];
  const rows = await tx.sql(
    `${FROM} WHERE ${where} ORDER BY (f.state IN ('asked', 'consented')) DESC, f.id DESC LIMIT 100`,
    values,
  );
  return rows.map(toTransfer);
}

export async function openTransferOf(tx: Tx, postId: string): Promise<string | null> {
  const rows = await tx.sql(
    `SELECT state FROM transfer WHERE post_id = $1 AND state IN ('asked', 'consented') LIMIT 1`,
    [postId],
  );
  return rows[0] ? String(rows[0]['state']) : null;
}

export interface Consent {
  readonly regionCode: string;
  readonly id: string;
  readonly decidedAt: Date;
}
/** A consent for this post that was not used yet. */
export async function consentFor(tx: Tx, postId: string): Promise<Consent | null> {
  const rows = await tx.sql(
    `SELECT region_code, id, decided_at FROM transfer WHERE post_id = $1 AND state = 'consented' ORDER BY id DESC LIMIT 1 FOR UPDATE`,
    [postId],
  );
  const r = rows[0];
  return r
    ? { regionCode: String(r['region_code']), id: String(r['id']), decidedAt: r['decided_at'] as Date }
    : null;
}

export async function markDone(
  tx: Tx,
  c: Pick<Consent, 'regionCode' | 'id'>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.sql(
    `UPDATE transfer SET state = 'done', closed_by = $3, closed_at = $4, version = version + 1 WHERE region_code = $1 AND id = $2`,
    [c.regionCode, c.id, by, at],
  );
}

export async function decideRow(
  tx: Tx,
  f: Pick<Transfer, 'regionCode' | 'id'>,
  o: {
    readonly state: 'consented' | 'objected';
    readonly words: string | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE transfer SET state = $3, decision = $4, decided_by = $5, decided_at = $6, version = version + 1 WHERE region_code = $1 AND id = $2`,
    [f.regionCode, f.id, o.state, o.words, o.by, o.at],
  );
}

export async function stopRow(
  tx: Tx,
  f: Pick<Transfer, 'regionCode' | 'id'>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.sql(
    `UPDATE transfer SET state = 'stopped', closed_by = $3, closed_at = $4, version = version + 1 WHERE region_code = $1 AND id = $2`,
    [f.regionCode, f.id, by, at],
  );
}
