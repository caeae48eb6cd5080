import type {
  LetterCause,
  LetterChannel,
  LetterDanger,
  LetterState,
  LetterText,
  LetterWhom,
} from '../../contracts/api-letters.ts';
import { rewritesPathsOf } from '../org/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { ContextSetting, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

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
  readonly channel: LetterChannel;
  readonly whom: LetterWhom;
  readonly danger: LetterDanger;
  readonly cause: LetterCause;
  readonly state: LetterState;
  readonly matterId: string | null;
  /** The letter that this one complains about; others who handle that one do not see this one. */
  readonly parentId: string | null;
  readonly rating: number | null;
  readonly version: number;
}
export type WordKind = 'add' | 'answer' | 'withdraw';
export interface LetterWord {
  readonly id: string;
  readonly at: Date;
  readonly kind: WordKind;
  readonly accountId: string | null;
  readonly words: string;
}

/** What stands in place of a text that was erased. */
export const ERASED = 'erased';
const textPlace = (id: string) => ({ table: 'letter', column: 'sealed', row: id, of: `letter/${id}` });
const wordPlace = (letter: string, id: string) => ({
  table: 'letter_word',
  column: 'sealed',
  row: id,
  of: `letter/${letter}`,
});

/** The public side reaches the one letter whose code was given, and of the receipts that code's own. */
export const contextOfLetter = (id: string): ContextSetting => ({ name: 'app.letter', value: id });
export const contextOfReceipt = (print: Buffer): ContextSetting => ({
  name: 'app.receipt',
  value: print.toString('hex'),
});

/** Keeps a receipt; false when this one was given before (the same form sent twice). */
export async function insertReceipt(tx: Tx, letter: Letter, print: Buffer): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO letter_receipt (print, region_code, letter_id) VALUES ($1, $2, $3) ON CONFLICT (print) DO NOTHING RETURNING letter_id`,
    [print, letter.regionCode, letter.id],
  );
  return rows.length === 1;
}

/** Writes a letter, sealed. */
export async function insertLetter(tx: Tx, vault: Vault, letter: Letter, text: LetterText): Promise<void> {
  await tx.sql(
    `INSERT INTO letter (region_code, id, unit_id, unit_path, place_id, at, day, channel, whom, danger, cause, state, sealed, matter_id, parent_id, rating, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      letter.regionCode,
      letter.id,
      letter.unitId,
      letter.unitPath,
      letter.placeId,
      letter.at,
      letter.day,
      letter.channel,
      letter.whom,
      letter.danger,
      letter.cause,
      letter.state,
      vault.seal(textPlace(letter.id), JSON.stringify(text)),
      letter.matterId,
      letter.parentId,
      letter.rating,
      letter.version,
    ],
  );
}

/** The letter of a receipt; null for a code that nobody was given. Wants the receipt's own context. */
export async function letterOfReceipt(tx: Tx, print: Buffer): Promise<string | null> {
  const rows = await tx.sql(`SELECT letter_id FROM letter_receipt WHERE print = $1`, [print]);
  return rows[0] ? String(rows[0]['letter_id']) : null;
}

const COLUMNS =
  'region_code, id, unit_id, unit_path, place_id, at, day, channel, whom, danger, cause, state, matter_id, parent_id, rating, version';
const toLetter = (r: Record<string, unknown>): Letter => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  placeId: String(r['place_id']),
  at: r['at'] as Date,
  day: String(r['day']),
  channel: r['channel'] as LetterChannel,
  whom: r['whom'] as LetterWhom,
  danger: r['danger'] as LetterDanger,
  cause: r['cause'] as LetterCause,
  state: r['state'] as LetterState,
  matterId: (r['matter_id'] as string | null) ?? null,
  parentId: (r['parent_id'] as string | null) ?? null,
  rating: (r['rating'] as number | null) ?? null,
  version: Number(r['version']),
});

/** The letter that a matter is about; null for other matters, and for who may not know it. */
export async function letterOfMatter(tx: Tx, matterId: string): Promise<Letter | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM letter WHERE matter_id = $1`, [matterId], 'letter-of');
  return rows[0] ? toLetter(rows[0]) : null;
}

/** One letter, held until the transaction ends when it is going to change. */
export async function letterById(tx: Tx, id: string, held = false): Promise<Letter | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM letter WHERE id = $1${held ? ' FOR UPDATE' : ''}`, [id]);
  return rows[0] ? toLetter(rows[0]) : null;
}

/** What she wrote. Whoever calls this has looked whether it may be read. Errors: letter.erased. */
export async function openLetter(tx: Tx, vault: Vault, id: string): Promise<LetterText | null> {
  const rows = await tx.sql(`SELECT sealed FROM letter WHERE id = $1`, [id]);
  if (rows[0]?.['sealed'] === ERASED) throw new AppError('letter.erased');
  return rows[0] ? (JSON.parse(vault.open(textPlace(id), String(rows[0]['sealed']))) as LetterText) : null;
}

/** Letters that complain about one, as she sees them. */
export async function complaintsAbout(tx: Tx, letterId: string): Promise<Letter[]> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM letter WHERE parent_id = $1 ORDER BY at, id`, [letterId]);
  return rows.map(toLetter);
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
    words: vault.open(wordPlace(letterId, String(r['id'])), String(r['sealed'])),
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
      vault.seal(wordPlace(letter.id, word.id), word.words),
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
export const rewriteLetterPaths = rewritesPathsOf('letter', 'letter_word');
