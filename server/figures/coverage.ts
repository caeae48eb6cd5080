import type { Registry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Mark } from './fold.ts';

/**
 * Coverage (报送情况): unit × ledger × month is open (no row), has lines, or is a stated zero. Written by folding from
 * the lines' own cells, the stated zeros, and opening lines over the months that they cover.
 */
export async function refreshCoverage(tx: Tx, registry: Registry, marks: readonly Mark[]): Promise<void> {
  await tx.sql(
    `WITH dirty AS (
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::date[], $5::date[], $6::text[])
         AS t (region_code, unit_id, ledger, m_from, m_to, lines_key)
     ), seen AS (
       SELECT d.region_code, d.unit_id, d.ledger, date_trunc('month', c.piece)::date AS month, sum(c.own_n)::int AS lines, false AS zero
       FROM dirty d JOIN cell_key k ON k.measure = d.lines_key AND k.split = ''
       JOIN cell c ON c.region_code = d.region_code AND c.unit_id = d.unit_id AND c.key = k.id AND c.piece >= d.m_from AND c.piece < d.m_to
       GROUP BY 1, 2, 3, 4
       UNION ALL
       SELECT d.region_code, d.unit_id, d.ledger, z.month, 0, true
       FROM dirty d JOIN stated_zero z ON z.region_code = d.region_code AND z.unit_id = d.unit_id AND z.ledger = d.ledger
         AND z.month >= d.m_from AND z.month < d.m_to
       UNION ALL
       SELECT d.region_code, d.unit_id, d.ledger, m.month::date, 1, false
       FROM dirty d JOIN entry e ON e.unit_id = d.unit_id AND e.ledger = d.ledger AND e.opening IS NOT NULL AND e.state = 'valid'
       CROSS JOIN LATERAL generate_series(date_trunc('month', e.day), e.until_day, interval '1 month') AS m (month)
       WHERE m.month >= d.m_from AND m.month < d.m_to
       UNION ALL
       SELECT d.region_code, d.unit_id, d.ledger, c.month, 0, false
       FROM dirty d JOIN coverage c ON c.region_code = d.region_code AND c.unit_id = d.unit_id AND c.ledger = d.ledger
         AND c.month >= d.m_from AND c.month < d.m_to
     )
     INSERT INTO coverage AS c (region_code, unit_id, ledger, month, unit_path, lines, zero)
     SELECT s.region_code, s.unit_id, s.ledger, s.month, u.path, sum(s.lines)::int, bool_or(s.zero)
     FROM seen s JOIN unit u ON u.id = s.unit_id GROUP BY s.region_code, s.unit_id, s.ledger, s.month, u.path
     ON CONFLICT (region_code, unit_id, ledger, month) DO UPDATE SET lines = excluded.lines, zero = excluded.zero
     WHERE c.lines <> excluded.lines OR c.zero <> excluded.zero`,
    [
      marks.map((m) => m.regionCode),
      marks.map((m) => m.unitId),
      marks.map((m) => m.ledger),
      marks.map((m) => m.from),
      marks.map((m) => m.to),
      marks.map((m) => registry.ledger(m.ledger).linesKey),
    ],
    'coverage-refresh',
  );
}
