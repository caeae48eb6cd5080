import type { KeptTextView } from '../../../contracts/api-reading.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { fingerprint, passagePrints } from '../../reading/sameness/index.ts';
import { countKeptOf, deleteKept, insertKept, keptById } from './kept-store.ts';

/** Texts of one unit that may be kept: decades of reports. */
const MOST_OF_UNIT = 5_000;

/**
 * Keeps a text for comparison (放进比对库), under a unit of hers; the same text a second time is the one that is there.
 * Audited with its length, never with its words. Errors: reading.full.
 */
export async function keepText(
  kit: { db: Database },
  actor: Actor,
  unit: Unit,
  t: { title: string; text: string; prints: readonly number[] },
  at: Date,
): Promise<{ kept: KeptTextView; isNew: boolean }> {
  return await withActor(kit.db, actor, async (tx) => {
    if ((await countKeptOf(tx, unit.id)) >= MOST_OF_UNIT)
      throw new AppError('reading.full', { most: MOST_OF_UNIT });
    const { id, isNew } = await keepIn(tx, actor, unit, { ...t, source: 'pasted' }, at);
    const kept = await keptById(tx, actor, id);
    if (!kept) throw new AppError('not-found', { what: '这份稿子' });
    const { text: _, ...view } = kept;
    return { kept: view, isNew };
  });
}

/** The same inside a transaction that is open already: a report that is made final is kept with it. */
export async function keepIn(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  t: { title: string; text: string; source: string; prints: readonly number[] },
  at: Date,
): Promise<{ id: string; isNew: boolean }> {
  const made = await insertKept(
    tx,
    {
      id: newId(at),
      regionCode: unit.regionCode,
      unitId: unit.id,
      unitPath: unit.path,
      title: t.title,
      source: t.source,
      text: t.text,
      accountId: actor.accountId,
      at,
    },
    t.prints,
  );
  if (made.isNew) await audit(tx, actor, unit, 'text.keep', made.id, { chars: t.text.length }, at);
  return made;
}

/** Takes a text of her own unit out of the comparison. Errors: not-found. */
export async function removeText(
  kit: { db: Database },
  actor: Actor,
  unit: Unit,
  id: string,
  at: Date,
): Promise<void> {
  await withActor(kit.db, actor, async (tx) => {
    const kept = await keptById(tx, actor, id);
    if (!kept) throw new AppError('not-found', { what: '这份稿子' });
    if (!kept.mayRemove || !(await deleteKept(tx, unit.id, id, printsOf))) throw new AppError('forbidden');
    await audit(tx, actor, unit, 'text.remove', id, {}, at);
  });
}

/** All prints under which a text may have been kept: the first texts of the house stand under their grams. */
const printsOf = (text: string): number[] => [...fingerprint(text), ...passagePrints(text)];

async function audit(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  action: string,
  objectId: string,
  detail: Readonly<Record<string, string | number | boolean | null>>,
  at: Date,
): Promise<void> {
  await recordEvent(tx, {
    regionCode: unit.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: unit.path,
    action,
    object: 'kept-text',
    objectId,
    result: 'ok',
    detail,
    at,
  });
}
