export { exportTable, pourCsv } from './export/export-table.ts';
export { ledgerColumns, ledgerRows } from './export/ledger-table.ts';
export type { TableCell, TableColumn, TableExport } from './export/model.ts';
export { cellCsv } from './export/safe-text.ts';
export { type ZipEntry, zipStream } from './export/zip-stream.ts';
export { importsHanging } from './hanging.ts';
export { rewriteWorkbookPaths } from './imports/store.ts';
export { waitingImports } from './imports/waiting-imports.ts';
export { openWorkbooks, type Workbooks } from './workbooks.ts';
