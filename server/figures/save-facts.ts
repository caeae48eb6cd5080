import type { CompiledLedger, Entry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { type BlindKey, deriveFacts } from './derive-facts.ts';

/** Writes a line's facts and marks what they touch as dirty, inside the line's own transaction. */
export async function saveFacts(
  tx: Tx,
  blind: BlindKey,
  ledger: CompiledLedger,
  after: Entry,
  before: Entry | null,
): Promise<void> {
  const facts = deriveFacts(ledger, after, blind);
  const work: Promise<unknown>[] = [];
  if (before) {
    work.push(
      tx.sql(
        'DELETE FROM fact WHERE region_code = $1 AND entry_id = $2',
        [after.regionCode, after.id],
        'facts-clear',
      ),
    );
  }
  if (facts.length > 0) {
    // Lists side by side cost PostgreSQL much less than reading JSON; the splits are the line's, the same for all its facts.
    work.push(
      tx.sql(
        `INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person, opening_until)
         SELECT $1, $2, f.measure, f.part, $3, $4, f.day, f.value, $5, f.person, f.until
         FROM unnest($6::text[], $7::smallint[], $8::date[], $9::numeric[], $10::text[], $11::date[])
           AS f (measure, part, day, value, person, until)`,
        [
          after.regionCode,
          after.id,
          after.unitId,
          after.unitPath,
          facts[0]?.splits ?? [],
          facts.map((f) => f.measure),
          facts.map((f) => f.part),
          facts.map((f) => f.day),
          facts.map((f) => f.value),
          facts.map((f) => f.person),
          facts.map((f) => f.openingUntil),
        ],
        'facts-insert',
      ),
    );
  }
  const old = before ? deriveFacts(ledger, before, blind) : [];
  // An opening line covers the months up to its last day, which thereby count as reported.
  const lines = before ? [after, before] : [after];
  const days = [
    ...lines.flatMap((e) => (e.opening !== null && e.until !== null ? [e.day, e.until] : [e.day])),
    ...facts.map((f) => f.day),
    ...old.map((f) => f.day),
  ].sort();
  work.push(
    markDirty(tx, {
      regionCode: after.regionCode,
      unitId: after.unitId,
      ledger: after.ledger,
      from: days[0] ?? after.day,
      to: days.at(-1) ?? after.day,
      at: after.updatedAt,
    }),
  );
  await Promise.all(work);
}

/** The facts of many new lines in one statement, and one dirty mark for each unit they stand in (an import). */
export async function saveFactsOfMany(
  tx: Tx,
  blind: BlindKey,
  ledger: CompiledLedger,
  lines: readonly Entry[],
): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  const marks = new Map<string, DirtyMark>();
  for (const e of lines) {
    const facts = deriveFacts(ledger, e, blind);
    for (const { openingUntil, ...fact } of facts)
      rows.push({
        ...fact,
        region: e.regionCode,
        entry: e.id,
        unit: e.unitId,
        path: e.unitPath,
        until: openingUntil,
      });
    const days = [e.day, ...facts.map((f) => f.day)].sort();
    const [from = e.day, to = e.day] = [days[0], days.at(-1)];
    const there = marks.get(e.unitId);
    marks.set(e.unitId, {
      regionCode: e.regionCode,
      unitId: e.unitId,
      ledger: e.ledger,
      from: there && there.from < from ? there.from : from,
      to: there && there.to > to ? there.to : to,
      at: e.updatedAt,
    });
  }
  await Promise.all([
    tx.sql(
      `INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person, opening_until)
       SELECT f.region, f.entry, f.measure, f.part, f.unit, f.path, f.day, f.value, f.splits, f.person, f.until
       FROM jsonb_to_recordset($1::jsonb) AS f (region text, entry uuid, measure text, part smallint, unit uuid, path text, day date,
         value numeric, splits text[], person text, until date)`,
      [JSON.stringify(rows)],
      'facts-insert-many',
    ),
    ...[...marks.values()].map((mark) => markDirty(tx, mark)),
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

/** One row a save, no queue job: the folding loop reads them in batches. */
export async function markDirty(tx: Tx, mark: DirtyMark): Promise<void> {
  await tx.sql(
    'INSERT INTO fold_outbox (region_code, id, unit_id, ledger, from_day, to_day, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [mark.regionCode, newId(mark.at), mark.unitId, mark.ledger, mark.from, mark.to, mark.at],
    'outbox-insert',
  );
}
