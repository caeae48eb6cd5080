import type { LedgerFindingView } from '../../../../contracts/api-reading.ts';
import { type Door, whereText } from '../door.ts';

/** The door to the lines behind the figure that the ledgers count. */
export const doorOf = (l: LedgerFindingView, unit: string): Door => ({
  measure: l.measure,
  unit,
  from: l.from,
  to: l.to,
  where: whereText(l.where),
});
