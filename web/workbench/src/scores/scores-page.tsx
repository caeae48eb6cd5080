import Segmented from 'antd/es/segmented';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { Show } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { askedName } from '../period.ts';
import { useSetParams, useTimes } from '../place.ts';
import { useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { PointsPart } from './points-part.tsx';
import { usePoints, useSheet } from './queries.ts';
import { SheetPart } from './sheet-part.tsx';
import '../styles/scores.css';

/** 维权考核: how the units below do their rights work, by their ledgers; and the points, with where the next belongs. */
export function ScoresPage(props: { me: Me }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const { period, range, today } = useTimes();
  const seat = seatOf(props.me);
  const unit = params.get('unit') ?? seat;
  const part = params.get('part') === 'points' ? 'points' : 'sheet';
  const page = useUnit(unit);
  const own = useUnit(seat);
  const asked = { unit, ...range };
  return (
    <>
      <div className="page-head">
        <h1>维权考核</h1>
        <div className="filter-unit no-print">
          <UnitPicker
            id="scores-unit"
            label="哪个组织的下级"
            known={[
              ...(page.data ? [page.data.unit] : []),
              ...(own.data ? [own.data.unit, ...own.data.children] : []),
            ]}
            value={unit}
            onChange={(id) => set({ unit: id === seat ? null : id })}
          />
        </div>
        <Segmented
          className="no-print"
          aria-label="看什么"
          value={part}
          options={[
            { value: 'sheet', label: '考核表' },
            { value: 'points', label: '维权网点' },
          ]}
          onChange={(to) => set({ part: to === 'sheet' ? null : to }, { replace: true })}
        />
        <span className="hint">{askedName(period, today)}</span>
      </div>
      {part === 'sheet' ? <Sheet asked={asked} /> : <Points asked={asked} />}
    </>
  );
}

type AskedProps = { readonly asked: { readonly unit: string; readonly from: string; readonly to: string } };

function Sheet(props: AskedProps): ReactNode {
  return (
    <Show of={useSheet(props.asked)} rows={8}>
      {(view) => <SheetPart view={view} />}
    </Show>
  );
}
function Points(props: AskedProps): ReactNode {
  return (
    <Show of={usePoints(props.asked)} rows={8}>
      {(view) => <PointsPart key={view.unit.id} view={view} />}
    </Show>
  );
}
