export { assessmentRoutes } from './routes.ts';
export { rewriteAssessmentPaths } from './store.ts';
