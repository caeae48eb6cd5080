export { checkFlow } from './check-flow.ts';
export { openFlowBook } from './definitions.ts';
export { type FlowKit, type FlowPorts, NO_FLOW_PORTS } from './kit.ts';
export { flowRoutes } from './routes.ts';
export { openMatters, rewriteMatterPaths } from './store.ts';
export { sweepClocks } from './sweep.ts';
