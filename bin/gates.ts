import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the whole house. */
export const ROOT = join(import.meta.dirname, '..');

/** One check of the sources (关口): a command that exits with 0 when the house keeps its own rules. */
export interface Gate {
  readonly name: string;
  readonly command: readonly string[];
}

const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

/** Folders whose imports are looked at; a missing one is skipped, so that an early house can be checked too. */
export const SOURCES = [
  'contracts',
  'server',
  'institutions',
  'samples',
  'web',
  'bench',
  'tests',
  'bin',
].filter((folder) => existsSync(join(ROOT, folder)));

export const GATES: readonly Gate[] = [
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  { name: 'types of the workbench', command: [bin('tsc'), '-p', 'web/workbench'] },
  { name: 'boundaries', command: [bin('depcruise'), '--config', '.dependency-cruiser.mjs', ...SOURCES] },
  { name: 'dead code', command: [bin('knip')] },
];
