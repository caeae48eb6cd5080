export { belowOf, openReminders, ownLedgers } from './closing.ts';
export { dueDayOf, silentAfter } from './due.ts';
export { closingRoutes } from './routes.ts';
export { rewriteClosingPaths } from './store.ts';
