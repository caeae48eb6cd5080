export type { LetterHead, PortalKit, PortalPorts } from './ports.ts';
export { portalRoutes } from './routes.ts';
export { rewriteLetterPaths } from './store.ts';
