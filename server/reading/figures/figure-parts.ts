import type { FigureKind, Qualifier } from '../model.ts';

/** A judged quantity in places of the view, before its surroundings (role, subject, period) are read. */
export type Found = {
  from: number;
  to: number;
  phraseTo: number;
  low: number;
  high: number;
  unit: string;
  qualifier: Qualifier | null;
  kind: FigureKind;
  delta: boolean;
};
