import type { CompiledLedger, Entry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { type BlindKey, deriveFacts, type Fact } from './derive-facts.ts';

/**
 * Writes a line's facts and one row in the outbox that tells folding what came and what went, inside the line's own
 * transaction: exactly what was committed is folded, and once.
 */
export async function saveFacts(
  tx: Tx,
  blind: BlindKey,
  ledger: CompiledLedger,
  after: Entry,
  before: Entry | null,
): Promise<void> {
  const facts = deriveFacts(ledger, after, blind);
  const old = before ? deriveFacts(ledger, before, blind) : [];
  const days = [...daysOf(after, facts), ...(before ? daysOf(before, old) : [])].sort();
  const mark = [
    after.regionCode,
    newId(after.updatedAt),
    after.unitId,
    after.ledger,
    days[0] ?? after.day,
    days.at(-1) ?? after.day,
    after.updatedAt,
  ];
  await Promise.all([
    before ? tx.sql(CLEAR_FACTS, [...mark.with(1, newId(after.updatedAt)), after.id], 'facts-clear') : null,
    // Lists side by side cost PostgreSQL much less than reading JSON; the splits are the line's, the same for all its facts.
    tx.sql(
      INSERT_FACTS,
      [
        ...mark,
        facts[0]?.splits ?? [],
        facts.map((f) => f.measure),
        facts.map((f) => f.day),
        facts.map((f) => f.value),
        facts.map((f) => f.openingUntil),
        after.id,
        after.unitPath,
        facts.map((f) => f.part),
        facts.map((f) => f.person),
      ],
      'facts-insert',
    ),
  ]);
}

/** Days whose figures a line touches. An opening line covers the months up to its last day, which thereby count as reported. */
function daysOf(line: Entry, facts: readonly Fact[]): string[] {
  const covered = line.opening !== null && line.until !== null ? [line.day, line.until] : [line.day];
  return [...covered, ...facts.map((f) => f.day)];
}

const INSERT_FACTS = `
  WITH fresh AS (
    INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person, opening_until)
    SELECT $1, $13, f.measure, f.part, $3, $14, f.day, f.value, $8, f.person, f.until
    FROM unnest($9::text[], $15::smallint[], $10::date[], $11::numeric[], $16::text[], $12::date[])
      AS f (measure, part, day, value, person, until)
  )
  INSERT INTO fold_outbox (region_code, id, unit_id, ledger, from_day, to_day, at, sign, splits, measures, days, amounts, untils)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12)`;

/** What the store held is taken out, not what today's definition would derive from the line before. */
const CLEAR_FACTS = `
  WITH gone AS (DELETE FROM fact WHERE region_code = $1 AND entry_id = $8 RETURNING *)
  INSERT INTO fold_outbox (region_code, id, unit_id, ledger, from_day, to_day, at, sign, splits, measures, days, amounts, untils)
  SELECT $1, $2, $3, $4, $5, $6, $7, -1, splits, array_agg(measure), array_agg(day), array_agg(value), array_agg(opening_until)
  FROM gone GROUP BY splits`;

/** The facts of many new lines in one statement, and their rows in the outbox in another (an import). */
export async function saveFactsOfMany(
  tx: Tx,
  blind: BlindKey,
  ledger: CompiledLedger,
  lines: readonly Entry[],
): Promise<void> {
  const all = lines.map((entry) => ({ entry, facts: deriveFacts(ledger, entry, blind) }));
  const rows = all.flatMap(({ entry: e, facts }) =>
    facts.map(({ openingUntil, ...fact }) => ({
      ...fact,
      region: e.regionCode,
      entry: e.id,
      unit: e.unitId,
      path: e.unitPath,
      until: openingUntil,
    })),
  );
  const marks = all.map(({ entry: e, facts }) => {
    const days = daysOf(e, facts).sort();
    return {
      region_code: e.regionCode,
      id: newId(e.updatedAt),
      unit_id: e.unitId,
      ledger: e.ledger,
      from_day: days[0] ?? e.day,
      to_day: days.at(-1) ?? e.day,
      at: e.updatedAt,
      sign: 1,
      splits: facts[0]?.splits ?? [],
      measures: facts.map((f) => f.measure),
      days: facts.map((f) => f.day),
      amounts: facts.map((f) => f.value),
      untils: facts.map((f) => f.openingUntil),
    };
  });
  await Promise.all([
    tx.sql(
      `INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person, opening_until)
       SELECT f.region, f.entry, f.measure, f.part, f.unit, f.path, f.day, f.value, f.splits, f.person, f.until
       FROM jsonb_to_recordset($1::jsonb) AS f (region text, entry uuid, measure text, part smallint, unit uuid, path text, day date,
         value numeric, splits text[], person text, until date)`,
      [JSON.stringify(rows)],
      'facts-insert-many',
    ),
    tx.sql(
      'INSERT INTO fold_outbox SELECT * FROM jsonb_populate_recordset(NULL::fold_outbox, $1::jsonb)',
      [JSON.stringify(marks)],
      'outbox-insert-many',
    ),
  ]);
}

export interface DirtyMark {
  readonly regionCode: string;
  readonly unitId: string;
  readonly ledger: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

/** A mark without facts, for a stated zero: its month is looked at, nothing is added. */
export async function markDirty(tx: Tx, mark: DirtyMark): Promise<void> {
  await tx.sql(
    'INSERT INTO fold_outbox (region_code, id, unit_id, ledger, from_day, to_day, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [mark.regionCode, newId(mark.at), mark.unitId, mark.ledger, mark.from, mark.to, mark.at],
    'outbox-insert',
  );
}
