export {
  auditRestored,
  finishRestore,
  forgetRestored,
  noteRestored,
  type Restored,
} from './after-restore.ts';
export { closingOf, openersOf } from './closing.ts';
export { acceptKeys, keysThatFit } from './keys-fit.ts';
export type { BackupKit } from './kit.ts';
export { noteCommand } from './note-command.ts';
export { backupRoutes } from './routes.ts';
export { checkWhole, exportWhole, formatOf, importWhole } from './whole/index.ts';
export { askForRun, sweepBackups } from './work.ts';
