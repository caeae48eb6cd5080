export { openReminders } from './closing.ts';
export { closingRoutes } from './routes.ts';
