export { blankTasksOf, rewriteNetworkPaths } from './blank-spots.ts';
export { networkRoutes } from './routes.ts';
