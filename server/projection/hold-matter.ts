import { type Dossier, dossierById, unitOfMatter } from '../flows/index.ts';
import { holdUnit, type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ProjectionKit } from './kit.ts';

/** A matter that nobody else changes now, with the unit to which it belongs. */
export interface HeldMatter {
  readonly d: Dossier;
  readonly unit: Unit;
}

/**
 * Holds the unit first and the matter second, as a move of units does; null where there is none. Read once: all that
 * follows from the matter is worked out from what is held.
 */
export async function holdMatter(kit: ProjectionKit, tx: Tx, matterId: string): Promise<HeldMatter | null> {
  const unitId = await unitOfMatter(tx, matterId);
  if (unitId === null) return null;
  const [held, d] = await Promise.all([
    holdUnit(tx, unitId, 'shared'),
    dossierById(tx, kit.flows.vault, matterId, true),
  ]);
  return d && { d, unit: await ownUnit(tx, d, held) };
}

/** The unit of a matter; `known` where it was read already and is still the matter's. */
export async function ownUnit(tx: Tx, { matter }: Dossier, known: Unit | null): Promise<Unit> {
  const unit = known?.id === matter.unitId ? known : await unitById(tx, matter.unitId);
  if (!unit) throw new Error(`matter ${matter.id}: its unit is not there`);
  return unit;
}
