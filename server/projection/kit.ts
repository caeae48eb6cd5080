import type { Dossier, FlowKit } from '../flows/index.ts';
import type { LedgerPorts, Registry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Words that are grave whoever says them, by class (重话): '轻生' → 自杀, 不想活 … Pure data, handed in. */
export type GraveWords = Readonly<Record<string, readonly string[]>>;

/** What the room needs; compose.ts fills it. */
export interface ProjectionKit {
  readonly flows: FlowKit;
  readonly registry: () => Registry;
  readonly ports: LedgerPorts;
  readonly graveWords: GraveWords;
  /** Whose letter it came of reads what was done (她看得到), in the worker's transaction. */
  readonly tellHer: (tx: Tx, d: Dossier) => Promise<unknown>;
}
