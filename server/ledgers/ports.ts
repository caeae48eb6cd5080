import type { Tx } from '../platform/db/index.ts';
import type { CompiledLedger } from './compile.ts';
import type { Entry } from './store.ts';

/** What ledgers tell upper rooms inside its own transaction. compose.ts fills them. */
export interface LedgerPorts {
  /** A line was made, corrected or withdrawn: figures writes its facts and marks the cells dirty. */
  lineSaved(tx: Tx, ledger: CompiledLedger, after: Entry, before: Entry | null): Promise<void>;
  /** Many new lines of one ledger at once (an import): figures writes all their facts and one mark a unit. */
  linesSaved(tx: Tx, ledger: CompiledLedger, lines: readonly Entry[]): Promise<void>;
  /** Files that came with a new line: the room of files puts them to it, or refuses the save. */
  filesCame(
    tx: Tx,
    by: { readonly accountId: string; readonly postId: string },
    entry: Entry,
    uploadIds: readonly string[],
    at: Date,
  ): Promise<void>;
  /** Which of these lines a matter has made (事项形成的记录): they follow their matter and no hand. */
  ofMatters(tx: Tx, entryIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Is there a matter's line of the same kind on the same day: might this be the same thing twice? */
  likeMatter(tx: Tx, line: Pick<Entry, 'ledger' | 'unitId' | 'unitPath' | 'day' | 'title'>): Promise<boolean>;
  /** A unit stated that nothing happened in a month, or took that back. */
  zeroStated(
    tx: Tx,
    zero: { regionCode: string; unitId: string; unitPath: string; ledger: string; month: string; at: Date },
  ): Promise<void>;
}
