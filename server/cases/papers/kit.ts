import type { Shelf } from '../../files/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import type { KnownMatter } from '../known-matter.ts';

/** What files and evidence packs of matters work with. */
export interface PaperKit extends CaseKit {
  readonly shelf: Shelf;
}

/** It is in her hands now, or in those of one she stands in for. */
export const holds = ({ d, isHers }: KnownMatter): boolean => isHers && d.matter.closedAt === null;

/** Throws matter.not-yours for who may look and has it not in hand. */
export function assertHolds(k: KnownMatter): void {
  if (holds(k)) return;
  const { holder, state } = k.d.matter;
  throw new AppError('matter.not-yours', { holder: holder.name, state });
}
