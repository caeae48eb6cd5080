import type { LetterCause, LetterDanger } from '../../contracts/api-letters.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';

/** A letter (来件) as the rooms beside may know it: nothing that she wrote. */
export interface LetterHead {
  readonly id: string;
  readonly unitId: string;
  readonly danger: LetterDanger;
  readonly cause: LetterCause;
  readonly at: Date;
}
/** What her side does to a letter afterwards. */
export type SaidAfter = 'add' | 'complaint' | 'withdraw' | 'rating';

/** What the flows of the house do with what comes in by the public pages. Each is called in the letter's transaction. */
export interface PortalPorts {
  /** One person is responsible from this moment (首问负责制, R-17); answers the matter that she has in hand. */
  begin(tx: Tx, letter: LetterHead): Promise<string | null>;
  /** Her side said something more; a complaint goes to somebody else than the responsible person. */
  said(tx: Tx, matterId: string, what: SaidAfter): Promise<void>;
  /** The day by which she is to be answered; null when nothing is owed any more. */
  due(tx: Tx, matterId: string): Promise<string | null>;
}

export interface PortalKit {
  readonly db: Database;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly ports: PortalPorts;
}
