import { formatValue } from '../../format.ts';
import type { Exploring } from '../explorer/exploring.ts';
import { type FigureTable, shareOf } from '../explorer/figure-table.ts';

/** Columns by unit word; a share stands alone. Columns without a single figure are left to the table. */
export function chartGroups(x: Pick<Exploring, 'shape'>, table: FigureTable): number[][] {
  const groups = new Map<string, number[]>();
  for (const [i, column] of table.columns.entries()) {
    const has = table.rows.some((r) =>
      x.shape === 'share'
        ? shareOf(table, i, r.cells[i]?.value ?? null) !== null
        : typeof r.cells[i]?.value === 'number',
    );
    if (!has) continue;
    const key = x.shape === 'share' ? column.key : column.measure.unitWord;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  return [...groups.values()];
}

/** What a chart shows in one sentence, for those who hear it: '培训人数:最高 长乐 1,200 人,最低 …'. */
export function chartSummary(table: FigureTable, columns: readonly number[]): string {
  return columns
    .map((i) => {
      const column = table.columns[i];
      const there = table.rows
        .flatMap((r) => {
          const value = r.cells[i]?.value;
          return typeof value === 'number' ? [{ label: r.label, value }] : [];
        })
        .toSorted((a, b) => b.value - a.value);
      const [most, least] = [there[0], there.at(-1)];
      if (!column || !most || !least) return '';
      const word = column.measure.unitWord;
      const silent = table.rows.length - there.length;
      return `${column.label}:${there.length} 行有数,最高 ${most.label} ${formatValue(most.value, word)},最低 ${least.label} ${formatValue(least.value, word)}${silent > 0 ? `,${silent} 行未报` : ''}`;
    })
    .filter((text) => text !== '')
    .join(';');
}
