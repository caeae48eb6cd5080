import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { Empty, Loading } from '../../parts/states.tsx';
import { useDoors } from '../../place.ts';
import type { Exploring } from '../explorer/exploring.ts';
import type { FigureTable } from '../explorer/figure-table.ts';
import { chartGroups, chartSummary } from './chart-words.ts';

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
