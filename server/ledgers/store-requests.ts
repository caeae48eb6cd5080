import { createHash } from 'node:crypto';
import type { Tx } from '../platform/db/index.ts';

/** What was answered to a request key (提交编号): the same key sent again is the same answer. */
export interface Answered {
  readonly entryId: string;
  readonly version: number;
  readonly sameBody: boolean;
}

export const bodyHash = (body: unknown): Buffer => createHash('sha256').update(JSON.stringify(body)).digest();

/**
 * Claims a request key. Null = the key is new and now ours; else what was answered to it before.
 * A second request with the same key waits here for the first one's transaction.
 */
export async function claimRequest(
  tx: Tx,
  r: {
    regionCode: string;
    key: string;
    unitPath: string;
    hash: Buffer;
    entryId: string;
    version: number;
    at: Date;
  },
): Promise<Answered | null> {
  const made = await tx.sql(
    `INSERT INTO answered_request (region_code, key, unit_path, body_hash, entry_id, version, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING key`,
    [r.regionCode, r.key, r.unitPath, r.hash, r.entryId, r.version, r.at],
    'request-claim',
  );
  if (made.length > 0) return null;
  const rows = await tx.sql(
    `SELECT entry_id, version, body_hash FROM answered_request WHERE region_code = $1 AND key = $2`,
    [r.regionCode, r.key],
  );
  const row = rows[0];
  if (!row) return { entryId: '', version: 0, sameBody: false };
  return {
    entryId: String(row['entry_id']),
    version: Number(row['version']),
    sameBody: r.hash.equals(row['body_hash'] as Buffer),
  };
}
