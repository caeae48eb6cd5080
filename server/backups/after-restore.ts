import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recordEvent } from '../audit/index.ts';
import type { Database } from '../platform/db/index.ts';

/** What the data folder knows of a restore (恢复) that brought its database. */
export interface Restored {
  readonly from: string;
  readonly kind: 'physical' | 'whole' | 'records';
  readonly at: string;
}

/**
 * What must be done to a restored database before anybody can read it, such as forgetting again what was forgotten after the
 * copy was made. One that fails stops the start, and all are asked again at the next.
 */
export type AfterRestore = (restored: Restored) => Promise<void>;

const NOTE = 'restored.json';
/** Where events of the house stand that belong to no unit. */
export const HOUSE = '000000';

/** Written before the first byte of the database: a restore cut off at any moment is known as one. */
export async function noteRestored(dataDir: string, restored: Restored): Promise<void> {
  await writeFile(path.join(dataDir, NOTE), `${JSON.stringify(restored)}\n`, { mode: 0o600, flush: true });
}

/** The restore was refused, and nothing of it is there. */
export async function forgetRestored(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, NOTE), { force: true });
}

/** Called at each start between the migrations and the first request or command; does nothing without a note. */
export async function finishRestore(dataDir: string, steps: readonly AfterRestore[]): Promise<void> {
  const note = path.join(dataDir, NOTE);
  const text = await readFile(note, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return;
  const restored = JSON.parse(text) as Restored;
  for (const step of steps) await step(restored);
  await rename(note, path.join(dataDir, `restored-${restored.at.replaceAll(':', '')}.json`));
}

/**
 * A restore and what had to be erased again, in the audit of the house (恢复留痕): the command that restores has no audit to
 * write into, since the one in the copy is only just coming back.
 */
export async function auditRestored(
  owner: Database,
  restored: Restored,
  o: { readonly again: number; readonly now: Date },
): Promise<void> {
  await owner.transaction([], (tx) =>
    recordEvent(tx, {
      regionCode: HOUSE,
      accountId: null,
      postId: null,
      unitPath: null,
      action: 'backup.restored',
      object: 'backup',
      objectId: null,
      result: 'ok',
      detail: { copy: restored.kind, erasedAgain: o.again },
      at: o.now,
    }),
  );
}
