export { askByCode, type PersonalOfCode, personalOfCode } from './actions/ask-by-code.ts';
export type { PersonalKit } from './kit.ts';
export { personalRoutes } from './routes.ts';
export { rewritePersonalPaths } from './store.ts';
export { reapplyErasures } from './take-out.ts';
export { assertErasuresTold } from './untold.ts';
export { erasuresWaiting, type PersonalWaiting, personalWaiting } from './waiting.ts';
