import type { Tx } from '../../platform/db/index.ts';

/**
 * What hangs on a person in another room (挂在她身上的事); filled where the house is wired. Told without its content, since
 * who does the hand-over sees no business data.
 */
export interface Hanging {
  /** '没存完的导入' */
  readonly name: string;
  /** One line for each thing. */
  list(tx: Tx, from: Leaver): Promise<readonly string[]>;
  /** Gives all of it to another. */
  give?(tx: Tx, from: Leaver, to: { readonly accountId: string; readonly name: string }): Promise<void>;
  /** What she must do herself, where nobody else can give it away; then nothing is handed over before. */
  readonly first?: string;
}
export interface Leaver {
  readonly accountId: string;
  readonly name: string;
  readonly posts: readonly string[];
}
