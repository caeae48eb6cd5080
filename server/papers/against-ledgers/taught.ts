import type { Tx } from '../../platform/db/index.ts';
import { normalise } from './phrases.ts';

/** What someone has said once (教过的说法): these words, counted in this unit word, mean this measure. */
export interface Taught {
  readonly id: string;
  /** As it was written in the report. */
  readonly subject: string;
  readonly unitWord: string;
  /** Null: no ledger counts this, so it need not be asked again. */
  readonly measure: string | null;
  readonly where: Readonly<Record<string, string>>;
}

/** The key under which words are remembered: what a second report writes with other quotes or digits is the same. */
export const taughtKey = (subject: string, unitWord: string): string => `${normalise(subject)}/${unitWord}`;

/** What was taught in one's own unit and in those above it; the nearest unit's word counts. Key: `taughtKey`. */
export async function taughtFor(tx: Tx, unitPath: string): Promise<Map<string, Taught>> {
  const rows = await tx.sql(
    `SELECT id, subject, unit_word, measure, splits, words FROM taught_subject
     WHERE starts_with($1, unit_path) ORDER BY length(unit_path), at`,
    [unitPath],
    'taught-for',
  );
  return new Map(
    rows.map((r) => [
      `${r['words']}/${r['unit_word']}`,
      {
        id: String(r['id']),
        subject: String(r['subject']),
        unitWord: String(r['unit_word']),
        measure: (r['measure'] as string | null) ?? null,
        where: r['splits'] as Taught['where'],
      },
    ]),
  );
}

/** Remembers one; the same words taught again in the same unit replace what was said before. */
export async function teach(
  tx: Tx,
  t: Taught & { regionCode: string; unitId: string; unitPath: string; accountId: string; at: Date },
): Promise<void> {
  await tx.sql(
    `INSERT INTO taught_subject (region_code, id, unit_id, unit_path, words, subject, unit_word, measure, splits, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (region_code, unit_id, words, unit_word) DO UPDATE
       SET subject = excluded.subject, measure = excluded.measure, splits = excluded.splits, account_id = excluded.account_id, at = excluded.at`,
    [
      t.regionCode,
      t.id,
      t.unitId,
      t.unitPath,
      normalise(t.subject),
      t.subject,
      t.unitWord,
      t.measure,
      JSON.stringify(t.where),
      t.accountId,
      t.at,
    ],
  );
}

/** Forgets what a unit was taught. */
export async function forget(tx: Tx, unitId: string, id: string): Promise<boolean> {
  const rows = await tx.sql('DELETE FROM taught_subject WHERE unit_id = $1 AND id = $2 RETURNING id', [
    unitId,
    id,
  ]);
  return rows.length > 0;
}
