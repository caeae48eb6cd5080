import type { CoverageView } from '../../contracts/api.ts';
import type { Tx } from '../platform/db/index.ts';

export interface MonthState {
  readonly ledger: string;
  readonly month: string;
  readonly state: 'lines' | 'zero';
  readonly lines: number;
}

/**
 * State of a unit's months straight from its lines and stated zeros, for one ledger or all: a unit looks at itself and
 * must see what it saved a moment ago, before figures are folded. [from, to) in firsts of months.
 */
export async function coverageOf(
  tx: Tx,
  unitId: string,
  ledger: string | null,
  from: string,
  to: string,
): Promise<MonthState[]> {
  const rows = await tx.sql(
    `SELECT ledger, date_trunc('month', day)::date AS month, count(*)::int AS lines FROM entry
     WHERE unit_id = $1 AND unit_path = (SELECT path FROM unit WHERE id = $1) AND ($2::text IS NULL OR ledger = $2)
       AND state = 'valid' AND day >= $3 AND day < $4 GROUP BY 1, 2
     UNION ALL
     SELECT ledger, month, 0 FROM stated_zero WHERE unit_id = $1 AND ($2::text IS NULL OR ledger = $2) AND month >= $3 AND month < $4`,
    [unitId, ledger, from, to],
  );
  const states = new Map<string, MonthState>();
  for (const r of rows) {
    const key = `${r['ledger']}/${r['month']}`;
    const lines = Number(r['lines']);
    if (lines === 0 && states.has(key)) continue;
    states.set(key, {
      ledger: String(r['ledger']),
      month: String(r['month']),
      state: lines > 0 ? 'lines' : 'zero',
      lines,
    });
  }
  return [...states.values()];
}

/** A unit's year in one ledger, month by month; `sees`: she may know how many lines there are. */
export async function monthsOf(
  tx: Tx,
  unitId: string,
  ledger: string,
  year: number,
  sees: boolean,
): Promise<CoverageView['months']> {
  const states = await coverageOf(tx, unitId, ledger, `${year}-01-01`, `${year + 1}-01-01`);
  return Array.from({ length: 12 }, (_, i) => {
    const month = `${year}-${String(i + 1).padStart(2, '0')}`;
    const s = states.find((x) => x.month.startsWith(month));
    return { month, state: s?.state ?? 'open', lines: sees ? (s?.lines ?? 0) : null };
  });
}
