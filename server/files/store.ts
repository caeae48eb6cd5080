import type { AttachmentKind, AttachmentView } from '../../contracts/api-files.ts';
import { rewritesPathsOf } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';

/** A file that stands with a line (附件). */
export interface Attachment {
  readonly regionCode: string;
  readonly id: string;
  readonly entryId: string;
  readonly ledger: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly place: string;
  readonly sealedKey: string | null;
  readonly state: 'kept' | 'withdrawn';
  readonly accountId: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

const ATTACHMENT =
  'region_code, id, entry_id, ledger, unit_id, unit_path, name, kind, bytes, sha256, width, height, place, sealed_key, state, account_id, at, reason';

const toAttachment = (r: Row): Attachment => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  entryId: String(r['entry_id']),
  ledger: String(r['ledger']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  name: String(r['name']),
  kind: r['kind'] as AttachmentKind,
  bytes: Number(r['bytes']),
  sha256: String(r['sha256']),
  width: (r['width'] as number | null) ?? null,
  height: (r['height'] as number | null) ?? null,
  place: String(r['place']),
  sealedKey: (r['sealed_key'] as string | null) ?? null,
  state: r['state'] as Attachment['state'],
  accountId: (r['account_id'] as string | null) ?? null,
  at: r['at'] as Date,
  reason: (r['reason'] as string | null) ?? null,
});

export const attachmentView = (a: Attachment, by: string | null): AttachmentView => ({
  id: a.id,
  name: a.name,
  kind: a.kind,
  bytes: a.bytes,
  sha256: a.sha256,
  width: a.width,
  height: a.height,
  state: a.state,
  at: a.at.toISOString(),
  by,
  reason: a.reason,
});

export async function insertAttachment(tx: Tx, a: Attachment): Promise<void> {
  await tx.sql(
    `INSERT INTO attachment (${ATTACHMENT}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)`,
    [
      a.regionCode,
      a.id,
      a.entryId,
      a.ledger,
      a.unitId,
      a.unitPath,
      a.name,
      a.kind,
      a.bytes,
      a.sha256,
      a.width,
      a.height,
      a.place,
      a.sealedKey,
      a.state,
      a.accountId,
      a.at,
      a.reason,
    ],
  );
}

export async function attachmentById(tx: Tx, id: string): Promise<Attachment | null> {
  const rows = await tx.sql(`SELECT ${ATTACHMENT} FROM attachment WHERE id = $1`, [id]);
  return rows[0] ? toAttachment(rows[0]) : null;
}

/** All attachments of a line in the order in which they came, with who brought each. */
export async function attachmentsOf(
  tx: Tx,
  entryId: string,
): Promise<{ attachment: Attachment; by: string | null }[]> {
  const rows = await tx.sql(
    `SELECT ${ATTACHMENT.split(', ')
      .map((c) => `t.${c}`)
      .join(', ')}, a.display_name AS by_name
     FROM attachment t LEFT JOIN account a ON a.id = t.account_id WHERE t.entry_id = $1 ORDER BY t.at, t.id`,
    [entryId],
  );
  return rows.map((r) => ({ attachment: toAttachment(r), by: (r['by_name'] as string | null) ?? null }));
}

/** How many kept attachments stand with each line, with the line's ledger and unit for the question who may know. */
export async function countsOf(
  tx: Tx,
  entryIds: readonly string[],
): Promise<{ entryId: string; ledger: string; unitId: string; n: number }[]> {
  const rows = await tx.sql(
    `SELECT entry_id, ledger, unit_id, count(*)::int AS n FROM attachment
     WHERE entry_id = ANY($1::uuid[]) AND state = 'kept' GROUP BY 1, 2, 3`,
    [entryIds],
  );
  return rows.map((r) => ({
    entryId: String(r['entry_id']),
    ledger: String(r['ledger']),
    unitId: String(r['unit_id']),
    n: Number(r['n']),
  }));
}

/** Writes another state; false when it stands so already. */
export async function changeState(
  tx: Tx,
  a: Attachment,
  to: { state: Attachment['state']; reason: string; accountId: string; at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE attachment SET state = $3, reason = $4, changed_by = $5, changed_at = $6
     WHERE region_code = $1 AND id = $2 AND state <> $3 RETURNING id`,
    [a.regionCode, a.id, to.state, to.reason, to.accountId, to.at],
  );
  return rows.length > 0;
}

/** Bytes that a unit holds, with what is on its way. */
export async function bytesOfUnit(tx: Tx, unitId: string): Promise<number> {
  const rows = await tx.sql(
    `SELECT (SELECT COALESCE(sum(bytes), 0) FROM attachment WHERE unit_id = $1)
          + (SELECT COALESCE(sum(bytes), 0) FROM upload WHERE unit_id = $1) AS n`,
    [unitId],
  );
  return Number(rows[0]?.['n'] ?? 0);
}

/** Gives rows of a moved subtree their new path. */
export const rewriteFilePaths = rewritesPathsOf('upload', 'attachment');

/** A page of attachments by id, for what takes all of them along. */
export async function attachmentPage(
  tx: Tx,
  q: {
    readonly after: string;
    readonly scope: { readonly from: string; readonly to: string } | null;
    readonly ledgers: readonly string[] | null;
  },
): Promise<Attachment[]> {
  const rows = await tx.sql(
    `SELECT ${ATTACHMENT} FROM attachment WHERE id > $1 AND ($2::text IS NULL OR unit_path >= $2 AND unit_path < $3)
       AND ($4::text[] IS NULL OR ledger = ANY($4)) ORDER BY id LIMIT 500`,
    [q.after, q.scope?.from ?? null, q.scope?.to ?? null, q.ledgers],
  );
  return rows.map(toAttachment);
}

/** Writes an attachment with the place of the line it stands with; false when there is no such line. */
export async function insertRestored(
  tx: Tx,
  a: Omit<Attachment, 'regionCode' | 'unitId' | 'unitPath'>,
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO attachment (${ATTACHMENT})
     SELECT e.region_code, $1, e.id, e.ledger, e.unit_id, e.unit_path, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
     FROM entry e WHERE e.id = $2 ON CONFLICT DO NOTHING RETURNING id`,
    [
      a.id,
      a.entryId,
      a.name,
      a.kind,
      a.bytes,
      a.sha256,
      a.width,
      a.height,
      a.place,
      a.sealedKey,
      a.state,
      a.accountId,
      a.at,
      a.reason,
    ],
  );
  return rows.length > 0;
}
