export { rewriteAssessmentPaths } from './store.ts';
