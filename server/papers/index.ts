export { againstLedgers, type LedgerFinding } from './against-ledgers/against-ledgers.ts';
export { type Block, type OfficialDocument, renderDocx } from './docx/index.ts';
export { draftsHanging } from './hanging.ts';
export { makeReport, type ReportAsk } from './make-report.ts';
export { likelyKept } from './readings/kept-store.ts';
export { paperRoutes } from './routes.ts';
export { rewritePaperPaths } from './store.ts';
export { toDocument } from './to-document.ts';
