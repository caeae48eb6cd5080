import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Segmented from 'antd/es/segmented';
import { type ReactNode, useState } from 'react';
import type { MeasureView } from '../../../../../contracts/api.ts';
import type { FigureSeries } from '../../../../../contracts/api-figures.ts';
import { whereText } from '../../door.ts';
import { formatMonth, formatNumber, formatValue } from '../../format.ts';
import { Figure } from '../../parts/figure.tsx';
import { Empty, Show } from '../../parts/states.tsx';
import { useSetParams, useTimes } from '../../place.ts';
import { read } from '../../wire.ts';
import type { Exploring } from '../explorer/exploring.ts';

type One = FigureSeries['rows'][number];

/** One small chart for each lower unit, month by month, on one common scale unless she wants each on its own. */
export function SmallCharts(props: { x: Exploring; measure: MeasureView }): ReactNode {
  const { x, measure } = props;
  const { range } = useTimes();
  const [isCommon, setCommon] = useState(true);
  const where = Object.keys(x.where).length > 0 ? whereText(x.where) : undefined;
  const ask = { unit: x.units[0], measure: measure.key, ...range, where, tree: x.tree };
  const series = useQuery({
    queryKey: ['figure-series', ask],
    queryFn: ({ signal }) => read<FigureSeries>('/figures/series', ask, signal),
  });
  return (
    <section aria-label={`${measure.label} 下级逐月`}>
      <Show of={series} rows={8}>
        {(view) =>
          view.rows.length === 0 ? (
            <Empty title="它没有下级组织">请换一个上级组织,或按月看。</Empty>
          ) : (
            <>
              <div className="toolbar no-print">
                <Segmented
                  size="small"
                  aria-label="小图的尺度"
                  value={isCommon ? 'common' : 'own'}
                  options={[
                    { value: 'common', label: '同一尺度(比大小)' },
                    { value: 'own', label: '各自尺度(看起伏)' },
                  ]}
                  onChange={(v) => setCommon(v === 'common')}
                />
                <span className="hint">每格一个下级,{measure.label},逐月;空着的月是未报,不是 0。</span>
              </div>
              <ul className="small-charts">
                {view.rows.map((row) => (
                  <SmallChart
                    key={row.id}
                    row={row}
                    months={view.months}
                    most={isCommon ? mostOf(view.rows) : mostOf([row])}
                    x={x}
                    measure={measure}
                    where={where}
                  />
                ))}
              </ul>
              {view.more > 0 && <p className="hint">还有 {view.more} 个下级没有画出来,请看表。</p>}
            </>
          )
        }
      </Show>
    </section>
  );
}

const mostOf = (rows: readonly One[]): number =>
  Math.max(0, ...rows.flatMap((r) => r.values.map((v) => Math.abs(v ?? 0))));

const [WIDTH, HEIGHT] = [180, 48];

function SmallChart(props: {
  row: One;
  months: readonly string[];
  most: number;
  x: Exploring;
  measure: MeasureView;
  where: string | undefined;
}): ReactNode {
  const { row, months, most, measure } = props;
  const { range } = useTimes();
  const set = useSetParams();
  const step = WIDTH / Math.max(1, months.length);
  const top = (v: number): number => (most > 0 ? (Math.abs(v) / most) * (HEIGHT - 4) : 0);
  return (
    <li>
      <div className="small-head">
        <Button type="link" size="small" onClick={() => set({ unit: row.id })} title="看它的下级">
          {row.name}
        </Button>
        <Figure
          door={{ measure: measure.key, unit: row.id, ...range, where: props.where, tree: props.x.tree }}
          value={row.value}
          hidden={row.hidden}
          unitWord={measure.unitWord}
          label={`${row.name} ${measure.label}`}
        />
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(row, months, measure)}>
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="axis" />
        {row.values.map((v, i) =>
          v === null ? null : (
            <rect
              key={months[i]}
              x={i * step + 1}
              // A counted 0 is a thin stroke on the ground; what was not reported is nothing at all.
              y={HEIGHT - Math.max(1.5, top(v))}
              width={Math.max(1, step - 2)}
              height={Math.max(1.5, top(v))}
              className={v < 0 ? 'below-zero' : ''}
            >
              <title>{`${formatMonth(months[i] ?? '')} ${formatValue(v, measure.unitWord)}`}</title>
            </rect>
          ),
        )}
      </svg>
      <div className="small-foot hint">
        <span>{monthShort(months[0])}</span>
        <span>{monthShort(months.at(-1))}</span>
      </div>
    </li>
  );
}

const monthShort = (month: string | undefined): string => (month ? `${Number(month.slice(5, 7))}月` : '');

const spoken = (row: One, months: readonly string[], measure: MeasureView): string =>
  `${row.name} ${measure.label} 逐月:${row.values
    .map((v, i) => `${monthShort(months[i])}${v === null ? '未报' : formatNumber(v)}`)
    .join(',')}`;
