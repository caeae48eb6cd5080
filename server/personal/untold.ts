import { sealedMatters } from '../flows/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { PersonalKit } from './kit.ts';

/**
 * After a restore: no matter may stand whose key is destroyed and of which no list of erasures tells. It could be neither
 * read nor emptied, and what may be counted of it would be lost; the list (erasures.ndjson) was left behind when the keys
 * were laid beside the copy. Errors: personal.untold.
 */
export async function assertErasuresTold(kit: PersonalKit): Promise<void> {
  const ids = await kit.owner.transaction([], sealedMatters, 'read');
  const count = ids.filter((id) => kit.vault.isDestroyed(`matter/${id}`)).length;
  if (count > 0) throw new AppError('personal.untold', { count, place: kit.dataDir });
}
