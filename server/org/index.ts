export type { By } from './actions/by.ts';
export { closeUnit } from './actions/close-unit.ts';
export { createUnit, type NewUnit } from './actions/create-unit.ts';
export { mergeUnits } from './actions/merge-units.ts';
export { moveUnit } from './actions/move-unit.ts';
export { renameUnit } from './actions/rename-unit.ts';
export { splitUnit } from './actions/split-unit.ts';
export { undoChange } from './actions/undo-change.ts';
export { areasWithin } from './areas.ts';
export { type ChildSpan, childSpans } from './child-spans.ts';
export { findUnit } from './find-unit.ts';
export { movedSubtree, type RewritePaths, rewritesPathsOf } from './moved-subtree.ts';
export { noteReach } from './person-reach.ts';
export { NO_PORTS, type OrgPorts } from './ports.ts';
export { orgRoutes, type Viewer } from './routes.ts';
export {
  assertPlace,
  LEVEL_NAMES,
  levelNumber,
  levelOf,
  pathUnder,
  regionCodeFor,
  subtreeOf,
} from './rules.ts';
export {
  childrenOf,
  countUnits,
  haveChildren,
  holdUnit,
  searchUnits,
  type Unit,
  unitByCode,
  unitById,
  unitName,
  unitsByIds,
} from './store.ts';
export {
  ancestorsOn,
  asOf,
  eventsOf,
  formerMembers,
  inheritBreaks,
  spansOf,
  type UnitEvent,
  type UnitSpan,
} from './store-history.ts';
export { toUnitView } from './views.ts';
export { type Hindrance, type ThoughtChange, whatHinders } from './what-hinders.ts';
