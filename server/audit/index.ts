export type { AuditEvent } from './chain.ts';
export { recordEvent } from './record-event.ts';
export { auditRoutes } from './routes.ts';
export { sealAudit } from './seal.ts';
export { auditStanding } from './standing.ts';
export { type Anchor, type AuditFault, anchorHeads, readAnchors, verifyAudit } from './verify.ts';
