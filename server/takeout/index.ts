export type { TakeoutKit } from './kit.ts';
export { takeoutRoutes } from './routes.ts';
export { openTakeouts, type TakeoutWork } from './work.ts';
