import type { Cell } from '../book/model.ts';
import type { SheetHead } from '../book/thread-words.ts';
import { HIDDEN_SHEET } from './template.ts';

/** What a table that came back says of itself, in the hidden sheet that every template carries. */
export interface KnownTable {
  readonly ledger: string;
  readonly version: number;
  readonly name: string;
  /** What the example row said when the template was made: column key → text. */
  readonly example: Readonly<Record<string, string>>;
}

/** Null for a table of somebody else's making. */
export function knownTable(sheets: readonly SheetHead[]): KnownTable | null {
  const rows = sheets.find((s) => s.name === HIDDEN_SHEET)?.head;
  if (!rows || text(rows[0]?.[0]) !== 'halfsky-template') return null;
  const said = new Map(rows.map((r) => [text(r[0]), text(r[1])]));
  const version = Number(said.get('version'));
  const ledger = said.get('ledger') ?? '';
  if (ledger === '' || !Number.isInteger(version)) return null;
  const example = [...said].flatMap(([key, value]) =>
    key.startsWith('example/') ? [[key.slice('example/'.length), value] as const] : [],
  );
  return { ledger, version, name: said.get('name') ?? '', example: Object.fromEntries(example) };
}

const text = (cell: Cell | undefined): string =>
  cell === null || cell === undefined || typeof cell === 'object' ? '' : String(cell);
