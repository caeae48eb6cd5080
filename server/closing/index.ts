export { belowOf, openReminders, ownLedgers } from './closing.ts';
export { closingRoutes } from './routes.ts';
export { dueDayOf } from './due.ts';
