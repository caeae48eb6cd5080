export type { BackupKit } from './kit.ts';
export { noteCommand } from './note-command.ts';
export { backupRoutes } from './routes.ts';
export { askForRun, sweepBackups } from './work.ts';
