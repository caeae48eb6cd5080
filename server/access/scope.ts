import type { Database, Tx } from '../platform/db/index.ts';
import { type Actor, contextOf } from './actor.ts';

/** A store's door for one actor: every statement inside runs with her scope set, so row-level security stands behind. */
export function withActor<T>(
  db: Database,
  actor: Actor,
  fn: (tx: Tx) => Promise<T>,
  mode: 'read' | 'write' = 'write',
): Promise<T> {
  return db.transaction(contextOf(actor), fn, mode);
}

/** The range filter every list, count, sum, search and export puts on its rows: the first wall. */
export function withinScope(actor: Actor, pathColumn: string, parameters: unknown[]): string {
  parameters.push(actor.scope.from, actor.scope.to);
  return `(${pathColumn} >= $${parameters.length - 1} AND ${pathColumn} < $${parameters.length})`;
}

/** True when a path lies in her scope. */
export function reaches(actor: Actor, path: string): boolean {
  return path >= actor.scope.from && path < actor.scope.to;
}
