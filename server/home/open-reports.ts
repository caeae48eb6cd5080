import type { Registry } from '../ledgers/index.ts';
import type { Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

export interface OpenReport {
  readonly name: string;
  /** '2013年上半年' */
  readonly words: string;
  readonly to: string;
}

/** The last whole period of a kind of report before a day: the year before, or the half-year before. */
export function lastPeriod(
  kind: 'year' | 'half-year',
  today: string,
): { from: string; to: string; words: string; query: string } {
  const year = Number(today.slice(0, 4));
  const isSecondHalf = today.slice(5) >= '07-01';
  if (kind === 'year')
    return {
      from: `${year - 1}-01-01`,
      to: `${year - 1}-12-31`,
      words: `${year - 1}年`,
      query: `year=${year - 1}&p=${year - 1}`,
    };
  const [y, half] = isSecondHalf ? [year, 1] : [year - 1, 2];
  return {
    from: `${y}-${half === 1 ? '01-01' : '07-01'}`,
    to: `${y}-${half === 1 ? '06-30' : '12-31'}`,
    words: `${y}年${half === 1 ? '上' : '下'}半年`,
    query: `year=${y}&half=${half}&p=${y}H${half}`,
  };
}

/** Reports of a unit's level whose last period is over, for which it has lines, and that nobody has made final. */
export async function openReports(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  today: string,
): Promise<OpenReport[]> {
  const open: OpenReport[] = [];
  for (const template of registry.reports.values()) {
    if (template.period === 'any' || !template.levels.includes(unit.level)) continue;
    const { from, to, words, query } = lastPeriod(template.period, today);
    if (unit.from !== null && unit.from > to) continue;
    const rows = await tx.sql(
      `SELECT EXISTS (SELECT 1 FROM paper WHERE unit_id = $1 AND template = $2 AND from_day = $3 AND to_day = $4 AND state = 'final') AS final,
         EXISTS (SELECT 1 FROM coverage WHERE unit_path >= $5 AND unit_path < left($5, -1) || '0' AND month >= $3 AND month <= $4 AND lines > 0) AS lines`,
      [unit.id, template.key, from, to, unit.path],
    );
    if (rows[0]?.['final'] !== false || rows[0]['lines'] !== true) continue;
    open.push({ name: template.name, words, to: `/reports/${template.key}?unit=${unit.id}&${query}` });
  }
  return open;
}
