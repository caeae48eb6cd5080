export type { BackupKit } from './kit.ts';
export { noteCommand } from './note-command.ts';
export { backupRoutes } from './routes.ts';
export { backupState } from './store.ts';
export { askForRun, sweepBackups } from './work.ts';
