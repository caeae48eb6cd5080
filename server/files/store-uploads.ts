import type { AttachmentKind, UploadView } from '../../contracts/api-files.ts';
import type { Row, Tx } from '../platform/db/index.ts';

/** A file on its way (上传): of one account, until it stands with a line. */
export interface Upload {
  readonly regionCode: string;
  readonly id: string;
  readonly requestKey: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly ledger: string;
  readonly entryId: string | null;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
  readonly place: string;
  readonly sealedKey: string | null;
  readonly kind: AttachmentKind | null;
  readonly sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly accountId: string;
  readonly at: Date;
}

const UPLOAD =
  'region_code, id, request_key, unit_id, unit_path, ledger, entry_id, name, bytes, received, place, sealed_key, kind, sha256, width, height, account_id, at';

const toUpload = (r: Row): Upload => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  requestKey: String(r['request_key']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  ledger: String(r['ledger']),
  entryId: (r['entry_id'] as string | null) ?? null,
  name: String(r['name']),
  bytes: Number(r['bytes']),
  received: Number(r['received']),
  place: String(r['place']),
  sealedKey: (r['sealed_key'] as string | null) ?? null,
  kind: (r['kind'] as AttachmentKind | null) ?? null,
  sha256: (r['sha256'] as string | null) ?? null,
  width: (r['width'] as number | null) ?? null,
  height: (r['height'] as number | null) ?? null,
  accountId: String(r['account_id']),
  at: r['at'] as Date,
});

export const uploadView = (u: Upload): UploadView => ({
  id: u.id,
  name: u.name,
  bytes: u.bytes,
  received: u.received,
  kind: u.kind,
});

/** Writes a new upload. False when the same key was there before. */
export async function insertUpload(tx: Tx, u: Upload): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO upload (${UPLOAD}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      u.regionCode,
      u.id,
      u.requestKey,
      u.unitId,
      u.unitPath,
      u.ledger,
      u.entryId,
      u.name,
      u.bytes,
      u.received,
      u.place,
      u.sealedKey,
      u.kind,
      u.sha256,
      u.width,
      u.height,
      u.accountId,
      u.at,
    ],
  );
  return rows.length > 0;
}

export async function uploadByKey(
  tx: Tx,
  regionCode: string,
  accountId: string,
  requestKey: string,
): Promise<Upload | null> {
  const rows = await tx.sql(
    `SELECT ${UPLOAD} FROM upload WHERE region_code = $1 AND account_id = $2 AND request_key = $3`,
    [regionCode, accountId, requestKey],
  );
  return rows[0] ? toUpload(rows[0]) : null;
}

/** An upload of her own; `lock` holds it, so that two pieces never run into each other. */
export async function ownUpload(
  tx: Tx,
  accountId: string,
  id: string,
  lock: 'lock' | 'look',
): Promise<Upload | null> {
  const rows = await tx.sql(
    `SELECT ${UPLOAD} FROM upload WHERE id = $1 AND account_id = $2${lock === 'lock' ? ' FOR UPDATE' : ''}`,
    [id, accountId],
  );
  return rows[0] ? toUpload(rows[0]) : null;
}

export async function noteReceived(tx: Tx, u: Upload, received: number): Promise<void> {
  await tx.sql('UPDATE upload SET received = $3 WHERE region_code = $1 AND id = $2', [
    u.regionCode,
    u.id,
    received,
  ]);
}

export async function noteLookedAt(tx: Tx, u: Upload): Promise<void> {
  await tx.sql(
    'UPDATE upload SET kind = $3, sha256 = $4, width = $5, height = $6 WHERE region_code = $1 AND id = $2',
    [u.regionCode, u.id, u.kind, u.sha256, u.width, u.height],
  );
}

export async function deleteUpload(tx: Tx, u: Pick<Upload, 'regionCode' | 'id'>): Promise<void> {
  await tx.sql('DELETE FROM upload WHERE region_code = $1 AND id = $2', [u.regionCode, u.id]);
}

/** Uploads that nobody finished or put to a line since a moment: their rows go, their places are answered. */
export async function takeStale(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx.sql('DELETE FROM upload WHERE at < $1 RETURNING place', [before]);
  return rows.map((r) => String(r['place']));
}
