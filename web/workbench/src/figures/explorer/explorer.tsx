import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import type { MeasureView, UnitView } from '../../../../../contracts/api.ts';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useSetParams } from '../../place.ts';
import { TEXT } from '../../text.ts';
import { isWireError } from '../../wire.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { SmallCharts } from '../charts/small-charts.tsx';
import { ExplorerTable } from './explorer-table.tsx';
import { ExplorerTools } from './explorer-tools.tsx';
import type { Exploring } from './exploring.ts';
import { headOf, hidesSome } from './figure-table.ts';
import { Headlines } from './headlines.tsx';
import { TakeBar } from './take-bar.tsx';
import { useFigures } from './use-figures.ts';
import '../../styles/explorer.css';

/** Figures looked at from every side: table first, then the shapes; down to lower units and to the very lines. */
export function Explorer(props: {
  x: Exploring;
  measures: readonly MeasureView[];
  known: readonly UnitView[];
}): ReactNode {
  const { x } = props;
  const figures = useFigures(x);
  const label = x.measures.map((m) => m.label).join('、');
  const { table, asked } = figures;
  const [first] = x.measures;
  return (
    <section className="sheet explorer" aria-label={label}>
      <ExplorerTools {...props} />
      {table === null ? (
        figures.error === null ? (
          <Loading rows={8} />
        ) : (
          <Refused error={figures.error} retry={figures.retry} />
        )
      ) : (
        <>
          <Headlines x={x} asked={asked} />
          <TakeBar x={x} asked={asked} table={table} />
          {x.shape === 'small' && first ? (
            <SmallCharts x={x} measure={first} />
          ) : (
            <ChartPanel x={x} table={table} />
          )}
          {table.rows.length === 0 ? (
            <Empty title={x.by === 'unit' ? '它没有下级组织' : '没有可分的行'}>
              {x.by === 'unit' ? '点上面的数字看是哪几行,或者按月、按类别看。' : '这段时间还没有记录。'}
            </Empty>
          ) : (
            <ExplorerTable x={x} table={table} label={`${label} ${headOf(x)}`} />
          )}
          <p className="hint">
            点数字看是哪几行;点名称往下走一级。上下键走行,Enter 打开。“—”是还没有上报,不是 0。
            {hidesSome(table) && ` ${TEXT.whyHidden}`}
          </p>
        </>
      )}
    </section>
  );
}

/** A shared link gives no rights: what is out of her reach says so and leads back to her own. */
function Refused(props: { error: unknown; retry: () => void }): ReactNode {
  const set = useSetParams();
  const status = isWireError(props.error) ? props.error.status : 0;
  if (status !== 403 && status !== 404) return <Failed error={props.error} retry={props.retry} />;
  return (
    <Empty
      title="这个组织的数字,您看不到"
      action={<Button onClick={() => set({ unit: null })}>看我自己组织的</Button>}
    >
      链接不带权限:您只能看本组织和下级的数。需要的话,请向发链接的人要一份,或请上级组织代查。
    </Empty>
  );
}
