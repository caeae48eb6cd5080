export {
  correctEntry,
  corrected,
  restoreEntry,
  withdrawEntry,
  withdrawn,
  writeChangedEntry,
} from './actions/correct-entry.ts';
export { composeEntry, type Kit, saveEntry, searchTokens, writeNewEntry } from './actions/save-entry.ts';
export { stateZero } from './actions/state-zero.ts';
export { checkLine, type LineInput } from './check-line.ts';
export {
  type CompiledLedger,
  type CompiledMeasure,
  compileLedger,
  linesMeasure,
  splitsOf,
  titleOf,
} from './compile.ts';
export { readCursor } from './cursor.ts';
export { listEntries } from './list-entries.ts';
export type { LedgerPorts } from './ports.ts';
export { loadRegistry, publishInstitutions, type Registry } from './registry.ts';
export { ledgerRoutes, parseWhere } from './routes.ts';
export { mayWriteFor, openingProblem, unitProblem } from './rules.ts';
export { type Entry, type EntryChange, entryById, rewriteLedgerPaths, toEntry, versionsOf } from './store.ts';
export { entryViews, maySeeLines } from './views.ts';
