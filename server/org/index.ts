export type { By } from './actions/by.ts';
export { closeUnit } from './actions/close-unit.ts';
export { createUnit, type NewUnit } from './actions/create-unit.ts';
export { mergeUnits } from './actions/merge-units.ts';
export { moveUnit } from './actions/move-unit.ts';
export { renameUnit } from './actions/rename-unit.ts';
export { splitUnit } from './actions/split-unit.ts';
export { type ChildSpan, childSpans } from './child-spans.ts';
export { findUnit } from './find-unit.ts';
export { NO_PORTS, type OrgPorts } from './ports.ts';
export { orgRoutes, type Viewer } from './routes.ts';
export {
  assertPlace,
  levelNumber,
  levelOf,
  pathUnder,
  regionCodeFor,
  subtreeOf,
} from './rules.ts';
export {
  ancestorsOn,
  asOf,
  childrenOf,
  countUnits,
  eventsOf,
  haveChildren,
  holdUnit,
  searchUnits,
  spansOf,
  type Unit,
  type UnitEvent,
  type UnitSpan,
  unitByCode,
  unitById,
  unitName,
  unitsByIds,
} from './store.ts';
export { toUnitView } from './views.ts';
