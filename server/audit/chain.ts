import { createHash } from 'node:crypto';

export interface AuditEvent {
  readonly regionCode: string;
  readonly id: string;
  readonly at: Date;
  readonly accountId: string | null;
  readonly postId: string | null;
  readonly unitPath: string | null;
  /** 'entry.create', 'sign-in', 'report.download' … */
  readonly action: string;
  readonly object: string;
  readonly objectId: string | null;
  readonly result: 'ok' | 'denied' | 'failed';
  /** Never secrets, never text of a case or a person's name (SECURITY 20). */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * How a digest is made. 1: without the unit's path, as events were sealed until 0020-settings; 2: with it. An event keeps
 * its version, so chains of before still verify; whoever changes the version of a sealed event breaks its link.
 */
export type DigestVersion = 1 | 2;
export const DIGEST_VERSION: DigestVersion = 2;

/** Digest of all that an event says; any changed column changes it (in version 1 any but the unit's path). */
export function digestOf(e: AuditEvent, version: DigestVersion): Buffer {
  const detail = Object.fromEntries(Object.entries(e.detail).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify([
    ...(version === 1 ? [] : [version, e.unitPath]),
    e.regionCode,
    e.id,
    e.at.toISOString(),
    e.accountId,
    e.postId,
    e.action,
    e.object,
    e.objectId,
    e.result,
    detail,
  ]);
  return createHash('sha256').update(text).digest();
}

export const GENESIS = Buffer.alloc(32);

/** hash(n) = SHA-256(hash(n−1) ‖ seq ‖ event id ‖ digest). */
export function link(previous: Buffer, seq: number, eventId: string, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(`|${seq}|${eventId}|`).update(digest).digest();
}
