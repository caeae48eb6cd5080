import { createHash, randomFillSync } from 'node:crypto';
import { v7, validate } from 'uuid';

/**
 * A new UUIDv7, made in Node and never by the database (DESIGN §7 rule 6). Of two that this process makes in one
 * millisecond the later is the larger, so that what happened in one moment is read in the order in which it was told.
 */
export function newId(at?: Date): string {
  if (!at) return v7();
  const msecs = at.getTime();
  const random = chance();
  // A new millisecond starts anywhere in the lower half, so that a guess of the next id stays a guess.
  seq = msecs === moment ? (seq + 1) >>> 0 : random.readUInt32BE(0) >>> 1;
  moment = msecs;
  return v7({ msecs, random, seq });
}
let moment = Number.NaN;
let seq = 0;

const pool = Buffer.allocUnsafe(4_096);
let used = pool.length;
/** Sixteen random bytes, each given out once; fetched by the hundreds, since a fetch costs more than an id. */
function chance(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

/** The UUID of a sender's own id: UUIDs stay as they are, other text maps to one UUIDv8 always, per kind of record. */
export function idOf(kind: string, external: string): string {
  if (validate(external)) return external.toLowerCase();
  const hash = createHash('sha256').update(`${kind}\u0000${external}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
