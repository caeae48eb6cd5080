import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { type AuditEvent, DIGEST_VERSION, digestOf } from './chain.ts';

/**
 * Writes one event in the caller's transaction: if it cannot be written, the act does not happen (SECURITY 22).
 * A sealer links it into its region's chain within a second, so that saves of one county never wait for a chain head.
 */
export async function recordEvent(tx: Tx, event: Omit<AuditEvent, 'id'>): Promise<void> {
  const full: AuditEvent = { ...event, id: newId(event.at) };
  await tx.sql(
    `INSERT INTO audit_event (region_code, id, xid, at, account_id, post_id, unit_path, action, object, object_id, result, digest, detail, digest_version)
     VALUES ($1, $2, pg_current_xact_id(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      full.regionCode,
      full.id,
      full.at,
      full.accountId,
      full.postId,
      full.unitPath,
      full.action,
      full.object,
      full.objectId,
      full.result,
      digestOf(full, DIGEST_VERSION),
      JSON.stringify(full.detail),
      DIGEST_VERSION,
    ],
    'audit-insert',
  );
}
