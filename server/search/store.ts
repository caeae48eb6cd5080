import type { Tx } from '../platform/db/index.ts';
import { areaOf, wordOf } from './words.ts';

export interface Indexed {
  readonly regionCode: string;
  readonly ledger: string;
  readonly entryId: string;
  readonly unitPath: string;
  readonly day: string;
  readonly tokens: readonly string[];
}

/** Puts one line's tokens into the index, in place of what stood there. */
export async function indexLine(tx: Tx, line: Indexed, isNew: boolean): Promise<void> {
  const work: Promise<unknown>[] = [];
  if (!isNew) {
    work.push(
      tx.sql(
        'DELETE FROM search_row WHERE region_code = $1 AND entry_id = $2',
        [line.regionCode, line.entryId],
        'search-clear',
      ),
    );
  }
  if (line.tokens.length > 0) {
    work.push(
      tx.sql(
        `INSERT INTO search_row (region_code, entry_id, word, day, unit_path)
         SELECT $1, $2::uuid, w, $4::date, $5 FROM unnest($3::bigint[]) AS w`,
        [line.regionCode, line.entryId, wordsOf(line), line.day, line.unitPath],
        'search-add',
      ),
    );
  }
  await Promise.all(work);
}

/** Tokens of many new lines in one statement (an import). */
export async function indexNewLines(tx: Tx, lines: readonly Indexed[]): Promise<void> {
  const rows = lines.flatMap((l) => wordsOf(l).map((word) => [l, word] as const));
  if (rows.length === 0) return;
  await tx.sql(
    `INSERT INTO search_row (region_code, entry_id, word, day, unit_path)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::date[], $5::text[])`,
    [
      rows.map(([l]) => l.regionCode),
      rows.map(([l]) => l.entryId),
      rows.map(([, word]) => word),
      rows.map(([l]) => l.day),
      rows.map(([l]) => l.unitPath),
    ],
    'search-add-many',
  );
}

const wordsOf = (line: Indexed): string[] =>
  line.tokens.map((token) => wordOf(areaOf(line.regionCode), line.ledger, token));
