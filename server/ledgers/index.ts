export {
  corrected,
  withdrawn,
  writeChangedEntry,
} from './actions/correct-entry.ts';
export {
  checkLines,
  type LineOfMany,
  linesDigest,
  writeNewEntries,
} from './actions/save-entries.ts';
export { composeEntry, type Kit, searchTokens, writeNewEntry } from './actions/save-entry.ts';
export { stateZeros } from './actions/state-zero.ts';
export { checkLine, type LineInput, readValue } from './check-line.ts';
export {
  type CompiledLedger,
  type CompiledMeasure,
  compileLedger,
  splitsOf,
  titleOf,
} from './compile.ts';
export { coverageOf } from './coverage.ts';
export { readCursor } from './cursor.ts';
export { findNewest } from './find-newest.ts';
export { keptViewsHanging } from './hanging.ts';
export { ledgersSeen } from './ledgers-seen.ts';
export { type ListQuestion, listEntries } from './list-entries.ts';
export { listRoutes } from './list-routes.ts';
export { openWorkByLedger, openWorkOf } from './open-work.ts';
export { parseWhere } from './parse-where.ts';
export type { LedgerPorts } from './ports.ts';
export { loadRegistry, publishInstitutions, type Registry } from './registry.ts';
export { ledgerRoutes } from './routes.ts';
export { mayWriteFor, openingProblem, unitProblem } from './rules.ts';
export {
  ENTRY_COLUMNS,
  type Entry,
  type EntryChange,
  entryById,
  entryValues,
  linesInCell,
  lockEntry,
  rewriteLedgerPaths,
  toEntry,
} from './store.ts';
export { stableJson, verifyVersions, versionDigest } from './version-digest.ts';
export { entryViews, maySeeLines } from './views.ts';
