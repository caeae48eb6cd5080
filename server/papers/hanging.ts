import type { Hanging } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';

/** Reports that she began and that are not final (没定稿的报告). They are the unit's: whoever follows goes on with them. */
export const draftsHanging = (registry: () => Registry): Hanging => ({
  name: '她开头、还没有定稿的报告',
  async list(tx, from) {
    const rows = await tx.sql(
      `SELECT d.template, d.from_day, d.to_day, u.name FROM report_draft d JOIN unit u ON u.id = d.unit_id
       WHERE d.account_id = $1 AND d.state IN ('draft', 'reading', 'approved') ORDER BY d.at LIMIT 200`,
      [from.accountId],
    );
    return rows.map((r) => {
      const name = registry().reports.get(String(r['template']))?.name ?? String(r['template']);
      return `${r['name']} ${name}(${r['from_day']} 至 ${r['to_day']})`;
    });
  },
});
