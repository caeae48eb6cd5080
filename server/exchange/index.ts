export { exportOwn } from './export/export-own.ts';
export { type ExportOptions, exportRecords } from './export/export-records.ts';
export { type ImportOptions, type ImportResult, importRecords } from './import/import-records.ts';
export type { ImportProblem } from './import/problems.ts';
export { type LoadedTree, loadTree } from './load-tree.ts';
export { backupLogical, type LogicalManifest, restoreLogical } from './logical-backup.ts';
export { splitLines } from './split-lines.ts';
export { treePorts } from './tree-ports.ts';
