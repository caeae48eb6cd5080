import type { AttachmentKind } from '../../../contracts/api-files.ts';
import type { WholeFile } from '../../files/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';

/** A file that stands with a matter (材料). */
export interface MatterFile extends WholeFile {
  readonly regionCode: string;
  readonly state: 'kept' | 'withdrawn';
  readonly accountId: string;
  readonly byName: string;
  readonly at: Date;
  readonly reason: string | null;
}
/** A pack that was taken out (证据包). Its page and its list lie on the shelf as one text. */
export interface Pack {
  readonly regionCode: string;
  readonly id: string;
  readonly matterId: string;
  readonly requestKey: string;
  readonly at: Date;
  readonly accountId: string;
  readonly postId: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly reason: string;
  readonly seq: number;
  readonly files: readonly string[];
  readonly place: string;
  readonly sealedKey: string;
  readonly listSha256: string;
}

const FILE =
  'region_code, id, matter_id, sealed_name, kind, bytes, sha256, place, sealed_key, state, account_id, by_name, at, sealed_reason';
/** Names and reasons have the key of the matter that they stand with. */
const sealOf = (matter: string, table: string, column: string, row: string) => ({
  table,
  column,
  row,
  of: `matter/${matter}`,
});
const opened = (vault: Vault, place: ReturnType<typeof sealOf>, kept: unknown): string | null =>
  kept === null ? null : vault.open(place, String(kept));

const toFile = (vault: Vault, r: Row): MatterFile => {
  const [id, matter] = [String(r['id']), String(r['matter_id'])];
  return {
    regionCode: String(r['region_code']),
    id,
    matterId: String(r['matter_id']),
    name: opened(vault, sealOf(matter, 'matter_file', 'name', id), r['sealed_name']) ?? '',
    kind: r['kind'] as AttachmentKind,
    bytes: Number(r['bytes']),
    sha256: String(r['sha256']),
    place: String(r['place']),
    sealedKey: String(r['sealed_key']),
    state: r['state'] as MatterFile['state'],
    accountId: String(r['account_id']),
    byName: String(r['by_name']),
    at: r['at'] as Date,
    reason: opened(vault, sealOf(matter, 'matter_file', 'reason', id), r['sealed_reason']),
  };
};

export async function insertMatterFile(
  tx: Tx,
  vault: Vault,
  f: MatterFile & { readonly unitId: string },
): Promise<void> {
  await tx.sql(
    `INSERT INTO matter_file (${FILE}, unit_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      f.regionCode,
      f.id,
      f.matterId,
      vault.seal(sealOf(f.matterId, 'matter_file', 'name', f.id), f.name),
      f.kind,
      f.bytes,
      f.sha256,
      f.place,
      f.sealedKey,
      f.state,
      f.accountId,
      f.byName,
      f.at,
      null,
      f.unitId,
    ],
  );
}

/** All files of a matter in the order in which they came, withdrawn ones too. */
export async function filesOfMatter(tx: Tx, vault: Vault, matterId: string): Promise<MatterFile[]> {
  const rows = await tx.sql(`SELECT ${FILE} FROM matter_file WHERE matter_id = $1 ORDER BY at, id`, [
    matterId,
  ]);
  return rows.map((r) => toFile(vault, r));
}

export async function matterFileById(tx: Tx, vault: Vault, id: string): Promise<MatterFile | null> {
  const rows = await tx.sql(`SELECT ${FILE} FROM matter_file WHERE id = $1`, [id]);
  return rows[0] ? toFile(vault, rows[0]) : null;
}

/** Writes another state; false when it stands so already. */
export async function changeMatterFile(
  tx: Tx,
  vault: Vault,
  f: MatterFile,
  to: { state: MatterFile['state']; reason: string; accountId: string; at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE matter_file SET state = $3, sealed_reason = $4, changed_by = $5, changed_at = $6
     WHERE region_code = $1 AND id = $2 AND state <> $3 RETURNING id`,
    [
      f.regionCode,
      f.id,
      to.state,
      vault.seal(sealOf(f.matterId, 'matter_file', 'reason', f.id), to.reason),
      to.accountId,
      to.at,
    ],
  );
  return rows.length > 0;
}

const PACK =
  'region_code, id, matter_id, request_key, at, account_id, post_id, by_name, by_title, sealed_reason, seq, files, place, sealed_key, list_sha256';
const toPack = (vault: Vault, r: Row): Pack => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  matterId: String(r['matter_id']),
  requestKey: String(r['request_key']),
  at: r['at'] as Date,
  accountId: String(r['account_id']),
  postId: String(r['post_id']),
  byName: String(r['by_name']),
  byTitle: String(r['by_title']),
  reason:
    opened(
      vault,
      sealOf(String(r['matter_id']), 'evidence_pack', 'reason', String(r['id'])),
      r['sealed_reason'],
    ) ?? '',
  seq: Number(r['seq']),
  files: r['files'] as string[],
  place: String(r['place']),
  sealedKey: String(r['sealed_key']),
  listSha256: String(r['list_sha256']),
});

/** Keeps that a pack was taken out; false when the same press came before. */
export async function insertPack(tx: Tx, vault: Vault, p: Pack): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO evidence_pack (${PACK}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (region_code, account_id, request_key) DO NOTHING RETURNING id`,
    [
      p.regionCode,
      p.id,
      p.matterId,
      p.requestKey,
      p.at,
      p.accountId,
      p.postId,
      p.byName,
      p.byTitle,
      vault.seal(sealOf(p.matterId, 'evidence_pack', 'reason', p.id), p.reason),
      p.seq,
      p.files,
      p.place,
      p.sealedKey,
      p.listSha256,
    ],
  );
  return rows.length > 0;
}

export async function packByKey(tx: Tx, vault: Vault, accountId: string, key: string): Promise<Pack | null> {
  const rows = await tx.sql(`SELECT ${PACK} FROM evidence_pack WHERE account_id = $1 AND request_key = $2`, [
    accountId,
    key,
  ]);
  return rows[0] ? toPack(vault, rows[0]) : null;
}
export async function packById(tx: Tx, vault: Vault, id: string): Promise<Pack | null> {
  const rows = await tx.sql(`SELECT ${PACK} FROM evidence_pack WHERE id = $1`, [id]);
  return rows[0] ? toPack(vault, rows[0]) : null;
}
/** Packs that were taken out of a matter, the newest first. */
export async function packsOf(tx: Tx, vault: Vault, matterId: string): Promise<Pack[]> {
  const rows = await tx.sql(
    `SELECT ${PACK} FROM evidence_pack WHERE matter_id = $1 ORDER BY at DESC, id DESC`,
    [matterId],
  );
  return rows.map((r) => toPack(vault, r));
}
