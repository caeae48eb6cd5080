import { type CompletedUpload, PIECE, type UploadView } from '../../../../contracts/api-files.ts';
import { isWireError, send, sendBytes } from '../wire.ts';
import type { Prepared } from './prepare.ts';

/** What a file is for: a line of a ledger, written or being written, or a matter. */
export type UploadTo =
  | { readonly unitId: string; readonly ledger: string; readonly entryId: string | null }
  | { readonly matterId: string };

export interface Sending {
  readonly requestKey: string;
  readonly to: UploadTo;
  readonly file: Prepared;
  /** How many bytes have arrived; `waiting` while the line is down and it is tried again by itself. */
  readonly onProgress: (received: number, waiting: boolean) => void;
  readonly signal: AbortSignal;
}

const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000];
const mayTryAgain = (error: unknown): boolean =>
  isWireError(error) &&
  (error.status === 0 || error.status === 409 || error.status === 429 || error.status === 503);
const isFinal = (error: unknown): boolean =>
  isWireError(error) && error.status === 409 && error.code !== 'file.offset';

/**
 * Sends a file in pieces until it is whole. A lost line is waited for, and it goes on where the server says it stopped; the
 * same key begins the same upload. Throws WireError for what waiting does not mend; AbortError when taken back.
 */
export async function sendFile(o: Sending): Promise<CompletedUpload> {
  let tries = 0;
  const { to } = o;
  const isMatter = 'matterId' in to;
  const begin = isMatter ? `/matters/${to.matterId}/uploads` : '/uploads';
  const pieces = isMatter ? '/matter-uploads' : '/uploads';
  for (;;) {
    try {
      const begun = await send<UploadView>(begin, {
        requestKey: o.requestKey,
        ...(isMatter ? {} : to),
        name: o.file.name,
        bytes: o.file.blob.size,
      });
      let at = begun.received;
      while (at < begun.bytes) {
        o.signal.throwIfAborted();
        const piece = o.file.blob.slice(at, at + PIECE);
        const view = await sendBytes<UploadView>(`${pieces}/${begun.id}`, { offset: at }, piece, o.signal);
        at = view.received;
        tries = 0;
        o.onProgress(at, false);
      }
      return await send<CompletedUpload>(`${pieces}/${begun.id}/complete`);
    } catch (error) {
      if (o.signal.aborted || !mayTryAgain(error) || isFinal(error)) throw error;
      o.onProgress(-1, true);
      await pause(WAITS[Math.min(tries, WAITS.length - 1)] ?? 15_000, o.signal);
      tries += 1;
    }
  }
}

/** Waits, or goes on at once when the line is back. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
