import { type Actor, reaches } from '../access/index.ts';
import { type Entry, entryById, maySeeLines, mayWriteFor } from '../ledgers/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { FileKit } from './kit.ts';

/** The line whose attachments she asks for; for everybody else it does not exist (404). */
export async function lineForHer(
  kit: FileKit,
  tx: Tx,
  actor: Actor,
  entryId: string,
): Promise<{ entry: Entry; unit: Unit }> {
  const entry = await entryById(tx, entryId);
  const unit = entry ? await unitById(tx, entry.unitId) : null;
  if (
    !entry ||
    !unit ||
    !reaches(actor, unit.path) ||
    !maySeeLines(actor, kit.registry().ledger(entry.ledger).definition, unit)
  )
    throw new AppError('not-found', { what: '这条记录' });
  return { entry, unit };
}

/** The unit for which she may bring a file: hers to write for, as with lines. */
export async function unitToWriteFor(tx: Tx, actor: Actor, unitId: string): Promise<Unit> {
  const unit = await unitById(tx, unitId);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  if (!mayWriteFor(actor, unit)) throw new AppError('forbidden');
  return unit;
}
