export type { GraveWords, ProjectionKit } from './kit.ts';
export { noteStep } from './note-step.ts';
export { projectionRoutes } from './routes.ts';
export { entriesOfMatters, hasLineLike, rewriteProjectionPaths } from './store.ts';
export { sweepProjection } from './sweep.ts';
export { projectAll, verifyProjection } from './verify.ts';
