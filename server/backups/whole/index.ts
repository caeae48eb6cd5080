export { exportWhole } from './export-whole.ts';
export { checkWhole, importWhole } from './import-whole.ts';
export { formatOf } from './manifest.ts';
