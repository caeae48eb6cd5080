import { join } from 'node:path';
import type { Store } from '../platform/db/index.ts';

/** What backups work with. */
export interface BackupKit {
  readonly store: Store;
  readonly dataDir: string;
  /** The database is not ours: its own tools copy it, we write all its tables out. */
  readonly foreign: boolean;
  /** A file whose passphrase opens copies too, besides keys.json. */
  readonly passphraseFile?: string | undefined;
  readonly now: () => Date;
}

/** Where nightly copies lie, beside what they copy; whoever runs the server takes them to another machine. */
export const backupsFolder = (dataDir: string): string => join(dataDir, 'backups');
