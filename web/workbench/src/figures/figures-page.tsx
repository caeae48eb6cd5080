import { useQueries } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Segmented from 'antd/es/segmented';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Me, MeasureView } from '../../../../contracts/api.ts';
import { Empty, Show } from '../parts/states.tsx';
import { askedName } from '../period.ts';
import { useHref, useSetParams, useTimes } from '../place.ts';
import { unitQuery, useMeasures, useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { Explorer } from './explorer/explorer.tsx';
import { readExploring } from './explorer/exploring.ts';
import { KeptViews } from './explorer/kept-views.tsx';
import { GroupTable } from './group-table.tsx';
import { MeasurePicker } from './measure-picker.tsx';
import { UnitCrumbs } from './unit-crumbs.tsx';

/** 数字: without a measure the figures of a whole group, with one its rows by unit, month or dimension. */
export function FiguresPage(props: { me: Me }): ReactNode {
  const measures = useMeasures();
  return <Show of={measures}>{(all) => <Page me={props.me} measures={all} />}</Show>;
}

function Page(props: { me: Me; measures: readonly MeasureView[] }): ReactNode {
  const { me, measures } = props;
  const [params] = useSearchParams();
  const set = useSetParams();
  const href = useHref();
  const { period, today } = useTimes();
  const seat = seatOf(me);
  const [unit = seat, ...others] = (params.get('unit') ?? seat).split(',');
  const shown = useUnit(unit);
  const x = readExploring(params, measures, seat, shown.data?.children.length === 0);
  const [measure] = x.measures;
  const beside = useQueries({ queries: others.map(unitQuery) });
  const known = [
    ...(shown.data ? [shown.data.unit, ...shown.data.children] : []),
    ...beside.flatMap((q) => q.data?.unit ?? []),
  ];
  const groups = [...new Set(measures.map((m) => m.group))];
  const group = params.get('group') ?? (groups.includes('培训活动') ? '培训活动' : (groups[0] ?? ''));
  if (measures.length === 0) return <Empty title="还没有可数的数字">有了台账,数字会自己数出来。</Empty>;
  return (
    <>
      <div className="page-head">
        <h1>{TEXT.nav.figures}</h1>
        {!measure && (
          <MeasurePicker
            measures={measures}
            value={null}
            onChange={(key) => set({ measure: key, by: null, where: null, figure: null })}
          />
        )}
        {!measure && group === '权益' && <Link to={href('/scores')}>维权考核、维权网点</Link>}
        {!measure && <KeptViews say={() => undefined} label="存下的看法" />}
        {measure && (
          <Button
            type="link"
            onClick={() =>
              set({
                measure: null,
                by: null,
                where: null,
                show: null,
                unit: unit === seat ? null : unit,
                group: measure.group,
              })
            }
          >
            看「{measure.group}」的全部数字
          </Button>
        )}
        <span className="hint">{askedName(period, today)}</span>
      </div>
      {x.units.length === 1 && (
        <UnitCrumbs seat={seat} unit={unit} open={(id) => set({ unit: id === seat ? null : id })} />
      )}
      {measure ? (
        <Explorer x={x} measures={measures} known={known} />
      ) : (
        <>
          <div className="scroll-x">
            <Segmented
              aria-label="哪一类数字"
              value={group}
              options={groups}
              onChange={(g) => set({ group: g }, { replace: true })}
            />
          </div>
          <GroupTable unit={unit} measures={measures.filter((m) => m.group === group)} />
        </>
      )}
    </>
  );
}
