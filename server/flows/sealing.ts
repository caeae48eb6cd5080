import type { Vault } from '../platform/crypto/index.ts';
import type { Data } from './matter.ts';

/**
 * What a case says is sealed at rest (SECURITY 23): its fields and every opinion in its history, each bound to its own row,
 * so that none opens elsewhere. Offices' everyday matters lie open, as their lines do.
 */
const SEALED = 'sealed';
const place = (
  table: string,
  column: string,
  row: string,
): { table: string; column: string; row: string; of: string } => ({
  table,
  column,
  row,
  // A matter and its steps have one key, the matter's own, that is destroyed when it is erased (decision 0030).
  of: `matter/${row.split('/')[0]}`,
});

/** The row of one step, for what binds a seal. */
export const stepRow = (matterId: string, seq: number): string => `${matterId}/${seq}`;

export function keepData(vault: Vault | null, table: string, row: string, data: Data): string {
  const text = JSON.stringify(data);
  return vault ? JSON.stringify({ [SEALED]: vault.seal(place(table, 'data', row), text) }) : text;
}

export function openData(vault: Vault, table: string, row: string, kept: Data): Data {
  const sealed = kept[SEALED];
  return typeof sealed === 'string' && sealed.startsWith('v1|')
    ? (JSON.parse(vault.open(place(table, 'data', row), sealed)) as Data)
    : kept;
}

export function keepWords(vault: Vault | null, row: string, words: string | null): string | null {
  return vault && words !== null ? vault.seal(place('matter_step', 'opinion', row), words) : words;
}

export function openWords(vault: Vault, row: string, kept: string | null): string | null {
  return kept?.startsWith('v1|a256gcm|') ? vault.open(place('matter_step', 'opinion', row), kept) : kept;
}
