import type { EntryPage } from '../../contracts/api.ts';
import type { Actor } from '../access/index.ts';
import { unitById, unitsByIds } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { Kit } from './actions/save-entry.ts';
import { mayWriteFor } from './rules.ts';
import { entryById, versionsOf } from './store.ts';
import { entryViews, maySeeLines } from './views.ts';

/** A line with all its versions and what she may do with it; not-found where she may not see lines of its ledger there. */
export async function entryPage(
  kit: Pick<Kit, 'registry' | 'ports'>,
  tx: Tx,
  caller: Actor,
  id: string,
): Promise<EntryPage> {
  const entry = await entryById(tx, id);
  const unit = entry ? await unitById(tx, entry.unitId) : null;
  const definition = entry ? kit.registry().ledger(entry.ledger).definition : null;
  if (!entry || !unit || !definition || !maySeeLines(caller, definition, unit))
    throw new AppError('not-found', { what: '这条记录' });
  const [view] = await entryViews(tx, [entry]);
  if (!view) throw new AppError('not-found', { what: '这条记录' });
  const versions = await versionsOf(tx, entry);
  const joint = (await unitsByIds(tx, entry.joint)).map((u) => ({ id: u.id, name: u.name }));
  const follows = (await kit.ports.ofMatters(tx, [entry.id])).size > 0;
  const may =
    follows || !mayWriteFor(caller, unit)
      ? []
      : entry.state === 'valid'
        ? ['correct', 'withdraw']
        : ['restore'];
  return {
    entry: view,
    joint,
    versions: versions.map((v) => ({
      version: v.version,
      change: v.change as EntryPage['versions'][number]['change'],
      day: v.day,
      data: v.data,
      reason: v.reason,
      explanation: v.explanation,
      at: v.at.toISOString(),
      by: v.accountName,
    })),
    may,
  };
}
