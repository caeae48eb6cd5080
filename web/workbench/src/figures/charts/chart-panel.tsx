import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { formatValue } from '../../format.ts';
import { Empty, Loading } from '../../parts/states.tsx';
import { useDoors } from '../../place.ts';
import type { Exploring } from '../explorer/exploring.ts';
import { type FigureTable, shareOf } from '../explorer/figure-table.ts';

const Chart = lazy(async () => ({ default: (await import('./chart.tsx')).Chart }));

/** The shapes above the table: one chart for each unit word. Fetched after the table has been painted. */
export function ChartPanel(props: { x: Exploring; table: FigureTable }): ReactNode {
  const { x, table } = props;
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setPainted(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  const groups = useMemo(() => chartGroups(x, table), [x, table]);
  const { openFigure } = useDoors();
  if (x.shape === 'table' || x.shape === 'small') return null;
  if (groups.length === 0)
    return (
      <Empty title={x.shape === 'share' ? '这个数字没有占比' : '还没有可画的数'}>
        {x.shape === 'share'
          ? '率、最高值和不重复的人数加不成合计,所以没有各占多少;请看表或柱状图。'
          : '这段时间没有组织上报;请看下面的表,或换一个时段。'}
      </Empty>
    );
  const shape = x.shape;
  return (
    <div className="charts">
      {groups.map((columns) => (
        <Suspense key={columns.join()} fallback={<Loading rows={7} />}>
          {painted ? (
            <Chart
              ask={{ table, columns, shape, isTime: x.by === 'month' }}
              label={`${chartSummary(table, columns)}。图里的数都在下面的表里。`}
              pick={(row, column) => {
                const door = table.rows[row]?.cells[column]?.door;
                if (door) openFigure(door);
              }}
            />
          ) : (
            <Loading rows={7} />
          )}
        </Suspense>
      ))}
    </div>
  );
}

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
