export { rewriteTrendPaths } from './store.ts';
