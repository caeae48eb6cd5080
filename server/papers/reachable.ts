import { type Actor, reaches } from '../access/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

/** A unit within her reach; another one is as if it were not there (404). */
export async function reachable(tx: Tx, actor: Actor, id: string): Promise<Unit> {
  const unit = await unitById(tx, id);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  return unit;
}
