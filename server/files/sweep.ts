import type { Database } from '../platform/db/index.ts';
import type { Shelf } from './shelf.ts';
import { takeStale } from './store-uploads.ts';

/** A week for an upload that nobody finished; a draft on a desk lives no longer either. */
const GRACE_MS = 7 * 86_400_000;

/** Takes away what was begun and never put to a line. Rows first: a file without a row harms nobody, the other way it would. */
export async function sweepUploads(worker: Database, shelf: Shelf, now: Date): Promise<number> {
  const places = await worker.transaction([], (tx) => takeStale(tx, new Date(now.getTime() - GRACE_MS)));
  for (const place of places) await shelf.remove(place);
  return places.length;
}
