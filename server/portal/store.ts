import type {
  LetterCause,
  LetterDanger,
  LetterState,
  LetterText,
  LetterWhom,
} from '../../contracts/api-letters.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { ContextSetting, Tx } from '../platform/db/index.ts';

/** A letter without what she wrote. */
export interface Letter {
  readonly regionCode: string;
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: string;
  /** Where it happened: the unit that she named; the letter itself lies with its county. */
  readonly placeId: string;
  readonly at: Date;
  readonly day: string;
  readonly whom: LetterWhom;
  readonly danger: LetterDanger;
  readonly cause: LetterCause;
  readonly state: LetterState;
  readonly matterId: string | null;
  readonly rating: number | null;
  readonly version: number;
}
export type WordKind = 'add' | 'answer' | 'complaint' | 'withdraw';
export interface LetterWord {
  readonly id: string;
  readonly at: Date;
  readonly kind: WordKind;
  readonly accountId: string | null;
  readonly words: string;
}

const textPlace = (id: string) => ({ table: 'letter', column: 'sealed', row: id });
const wordPlace = (id: string) => ({ table: 'letter_word', column: 'sealed', row: id });

/** The public side reaches the rows of one unit, and of the receipts the one whose code was given. */
export const contextOfUnit = (path: string): ContextSetting[] => [
  { name: 'app.path_from', value: path },
  { name: 'app.path_to', value: path },
];
export const contextOfReceipt = (print: Buffer): ContextSetting => ({
  name: 'app.receipt',
  value: print.toString('hex'),
});

/** Writes a letter with its receipt; false when this receipt was written before (the same form sent twice). */
export async function insertLetter(
  tx: Tx,
  vault: Vault,
  letter: Letter,
  text: LetterText,
  print: Buffer,
): Promise<boolean> {
  const receipt = await tx.sql(
    `INSERT INTO letter_receipt (print, region_code, letter_id, unit_path) VALUES ($1, $2, $3, $4)
     ON CONFLICT (print) DO NOTHING RETURNING letter_id`,
    [print, letter.regionCode, letter.id, letter.unitPath],
  );
  if (receipt.length === 0) return false;
  await tx.sql(
    `INSERT INTO letter (region_code, id, unit_id, unit_path, place_id, at, day, whom, danger, cause, state, sealed, matter_id, rating, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      letter.regionCode,
      letter.id,
      letter.unitId,
      letter.unitPath,
      letter.placeId,
      letter.at,
      letter.day,
      letter.whom,
      letter.danger,
      letter.cause,
      letter.state,
      vault.seal(textPlace(letter.id), JSON.stringify(text)),
      letter.matterId,
      letter.rating,
      letter.version,
    ],
  );
  return true;
}

/** Where a receipt's letter lies; null for a code that nobody was given. Wants the receipt's own context. */
export async function letterOfReceipt(
  tx: Tx,
  print: Buffer,
): Promise<{ id: string; unitPath: string } | null> {
  const rows = await tx.sql(`SELECT letter_id, unit_path FROM letter_receipt WHERE print = $1`, [print]);
  const row = rows[0];
  return row ? { id: String(row['letter_id']), unitPath: String(row['unit_path']) } : null;
}

const COLUMNS =
  'region_code, id, unit_id, unit_path, place_id, at, day, whom, danger, cause, state, matter_id, rating, version';
const toLetter = (r: Record<string, unknown>): Letter => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  placeId: String(r['place_id']),
  at: r['at'] as Date,
  day: String(r['day']),
  whom: r['whom'] as LetterWhom,
  danger: r['danger'] as LetterDanger,
  cause: r['cause'] as LetterCause,
  state: r['state'] as LetterState,
  matterId: (r['matter_id'] as string | null) ?? null,
  rating: (r['rating'] as number | null) ?? null,
  version: Number(r['version']),
});

/** One letter, held until the transaction ends when it is going to change. */
export async function letterById(tx: Tx, id: string, held = false): Promise<Letter | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM letter WHERE id = $1${held ? ' FOR UPDATE' : ''}`, [id]);
  return rows[0] ? toLetter(rows[0]) : null;
}

/** What she wrote. Whoever calls this has looked whether it may be read. */
export async function openLetter(tx: Tx, vault: Vault, id: string): Promise<LetterText | null> {
  const rows = await tx.sql(`SELECT sealed FROM letter WHERE id = $1`, [id]);
  return rows[0] ? (JSON.parse(vault.open(textPlace(id), String(rows[0]['sealed']))) as LetterText) : null;
}

/** What both sides said since, in order. */
export async function wordsOf(tx: Tx, vault: Vault, letterId: string): Promise<LetterWord[]> {
  const rows = await tx.sql(
    `SELECT id, at, kind, account_id, sealed FROM letter_word WHERE letter_id = $1 ORDER BY at, id`,
    [letterId],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    at: r['at'] as Date,
    kind: r['kind'] as WordKind,
    accountId: (r['account_id'] as string | null) ?? null,
    words: vault.open(wordPlace(String(r['id'])), String(r['sealed'])),
  }));
}

export async function insertWord(tx: Tx, vault: Vault, letter: Letter, word: LetterWord): Promise<void> {
  await tx.sql(
    `INSERT INTO letter_word (region_code, id, letter_id, unit_path, at, kind, account_id, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      letter.regionCode,
      word.id,
      letter.id,
      letter.unitPath,
      word.at,
      word.kind,
      word.accountId,
      vault.seal(wordPlace(word.id), word.words),
    ],
  );
}

/** New state, matter and rating of a letter; false when somebody else changed it in between. */
export async function changeLetter(tx: Tx, before: Letter, after: Letter): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE letter SET state = $3, matter_id = $4, rating = $5, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id`,
    [before.id, before.version, after.state, after.matterId, after.rating],
  );
  return rows.length === 1;
}

/** Rows follow their unit when it moves. */
export async function rewriteLetterPaths(
  tx: Tx,
  from: string,
  to: string,
  newPath: string,
  cut: number,
): Promise<void> {
  for (const table of ['letter', 'letter_word', 'letter_receipt'])
    await tx.sql(
      `UPDATE ${table} SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2`,
      [from, to, newPath, cut],
    );
}
