export type { TableCell, TableColumn, TableExport } from './export/model.ts';
export { rewriteWorkbookPaths } from './imports/store.ts';
export { waitingImports } from './imports/waiting-imports.ts';
export { openWorkbooks, type Workbooks } from './workbooks.ts';
