import type { Me, UnitView } from '../../../contracts/api.ts';
import type { Ledger } from '../../../contracts/ledger.ts';

/** The unit whose work she sees: a department (部室) works for the federation it belongs to. */
export const seatOf = (me: Me): string =>
  me.unit.kind === 'department' && me.unit.parentId ? me.unit.parentId : me.unit.id;

const ORDER: readonly UnitView['kind'][] = ['federation', 'group', 'venue', 'department', 'member'];

/** Federations first, then what hangs beside them; the server's order within each kind. */
export const federationsFirst = <T extends Pick<UnitView, 'kind'>>(units: readonly T[]): T[] =>
  units.slice().sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

/** Does a unit keep this ledger, by kind and level? */
export const keeps = (
  unit: Pick<UnitView, 'kind' | 'level'>,
  ledger: Pick<Ledger, 'kinds' | 'levels'>,
): boolean => ledger.kinds.includes(unit.kind) && ledger.levels.includes(unit.level);
