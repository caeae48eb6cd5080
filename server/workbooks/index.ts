export type { TableCell, TableColumn, TableExport } from './export/model.ts';
export { rewriteWorkbookPaths } from './imports/store.ts';
export { openWorkbooks, type Workbooks } from './workbooks.ts';
