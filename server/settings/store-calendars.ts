import type { Row, Tx } from '../platform/db/index.ts';

/** A year of holidays as it was entered here: for the whole house, or what one place adds. */
export interface EnteredYear {
  readonly id: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly year: number;
  readonly off: Readonly<Record<string, string>>;
  readonly work: Readonly<Record<string, string>>;
  readonly source: string;
}

const toYear = (r: Row): EnteredYear => ({
  id: String(r['id']),
  unitId: (r['unit_id'] as string | null) ?? null,
  unitName: (r['unit_name'] as string | null) ?? null,
  year: Number(r['year']),
  off: r['days_off'] as Record<string, string>,
  work: r['days_worked'] as Record<string, string>,
  source: String(r['source']),
});

/** Years entered for the whole house and for the units of these paths, from the top. */
export async function yearsAt(tx: Tx, paths: readonly string[]): Promise<EnteredYear[]> {
  const rows = await tx.sql(
    `SELECT c.*, u.name AS unit_name FROM calendar_year c LEFT JOIN unit u ON u.id = c.unit_id
     WHERE c.dropped_at IS NULL AND (c.unit_id IS NULL OR u.path = ANY($1::text[])) ORDER BY u.path NULLS FIRST, c.year`,
    [paths],
    'settings-years',
  );
  return rows.map(toYear);
}

export async function insertYear(
  tx: Tx,
  y: EnteredYear & { readonly accountId: string; readonly at: Date },
): Promise<void> {
  await tx.sql(
    `UPDATE calendar_year SET dropped_by = $3, dropped_at = $4
     WHERE unit_id IS NOT DISTINCT FROM $1 AND year = $2 AND dropped_at IS NULL`,
    [y.unitId, y.year, y.accountId, y.at],
  );
  await tx.sql(
    `INSERT INTO calendar_year (id, unit_id, year, days_off, days_worked, source, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [y.id, y.unitId, y.year, JSON.stringify(y.off), JSON.stringify(y.work), y.source, y.accountId, y.at],
  );
}
