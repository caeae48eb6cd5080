export { openWarnings } from './open-warnings.ts';
export { rewriteTrendPaths } from './store.ts';
export { sweepTrends } from './sweep.ts';
