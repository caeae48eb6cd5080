export { beginFor, seatToReceive } from './actions/begin-for.ts';
export { checkFlow } from './check-flow.ts';
export { openFlowBook } from './definitions.ts';
export { mattersHanging } from './hanging.ts';
export { actingFor, type FlowKit, type FlowPorts, withMatters } from './kit.ts';
export { hasKnown, type Matter, type Seat } from './matter.ts';
export { flowRoutes } from './routes.ts';
export { dossierById, openMatters, rewriteMatterPaths } from './store.ts';
export { sweepClocks, sweepLeft } from './sweep.ts';
