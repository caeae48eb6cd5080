import type { Shelf } from '../files/index.ts';
import type { FlowKit } from '../flows/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Database } from '../platform/db/index.ts';

/** What the room needs; the top of the house fills it. */
export interface PersonalKit {
  readonly vault: Vault;
  readonly flows: FlowKit;
  /** Erases and hands out copies: neither a request nor the worker can change a history or note a look of another's. */
  readonly owner: Database;
  readonly shelf: Shelf;
  /** Where keys.json and the list of erasures lie: outside the database. */
  readonly dataDir: string;
}
