import type { Tx } from '../platform/db/index.ts';
import type { Unit } from './store.ts';

/**
 * Ports: what org asks upper rooms before it acts, since an event cannot refuse (DESIGN §3). compose.ts fills them.
 */
export interface OrgPorts {
  /** Open work that forbids closing from `day` on, as Chinese phrases: '3 件未办结的来信来访'. Empty = may close. */
  openWork(tx: Tx, unit: Unit, day: string): Promise<readonly string[]>;
  /**
   * Runs `apply` (which changes the tree from `day` on) so that figures are right before and after:
   * figures takes the members' contributions out, lets the tree change, and puts them back where they now belong.
   */
  aroundMove(tx: Tx, members: readonly string[], day: string, apply: () => Promise<void>): Promise<void>;
  /** Rows that carry a unit's path get the new one; access follows in the same transaction. */
  pathsChanged(tx: Tx, oldPath: string, newPath: string): Promise<void>;
  /** Told in the change's own transaction: what is enqueued here exists exactly when the change does. */
  treeChanged(tx: Tx): Promise<void>;
}

export const NO_PORTS: OrgPorts = {
  openWork: async () => [],
  aroundMove: async (_tx, _members, _day, apply) => await apply(),
  pathsChanged: async () => {},
  treeChanged: async () => {},
};
