import { join } from 'node:path';
import type { Shelf } from '../files/index.ts';
import type { Store } from '../platform/db/index.ts';

/** What backups work with. */
export interface BackupKit {
  readonly store: Store;
  readonly shelf: Shelf;
  readonly dataDir: string;
  /** The database is not ours: its own tools copy it, we write the exchange format. */
  readonly foreign: boolean;
  readonly now: () => Date;
}

/** Where nightly copies lie, beside what they copy; whoever runs the server takes them to another machine. */
export const backupsFolder = (dataDir: string): string => join(dataDir, 'backups');
