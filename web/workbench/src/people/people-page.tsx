import Button from 'antd/es/button';
import Segmented from 'antd/es/segmented';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { UnitCrumbs } from '../figures/unit-crumbs.tsx';
import { DayField } from '../parts/day-field.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useSetParams, useTimes } from '../place.ts';
import { seatOf } from '../seat.ts';
import { Affairs } from './affairs.tsx';
import { Duplicates } from './duplicates.tsx';
import { Libraries } from './libraries.tsx';
import { NewPerson } from './new-person.tsx';
import { Roster } from './roster.tsx';
import { Statistics } from './statistics.tsx';
import './people.css';

const TABS = [
  { value: 'roster', label: '花名册' },
  { value: 'statistics', label: '结构统计' },
  { value: 'affairs', label: '任期与调动' },
  { value: 'libraries', label: '人才库' },
  { value: 'duplicates', label: '疑似重复' },
];
const BELOW = [
  { value: 'all', label: '含下级' },
  { value: 'own', label: '只看本级' },
];

/** 人员: who works where, as of any day; structure, terms and moves, libraries, duplicates. */
export function PeoplePage(props: { me: Me }): ReactNode {
  const { me } = props;
  const { today } = useTimes();
  const [params] = useSearchParams();
  const set = useSetParams();
  const unit = params.get('unit') ?? seatOf(me);
  const tab = TABS.find((t) => t.value === params.get('tab'))?.value ?? 'roster';
  const day = params.get('day') ?? today;
  const below = params.get('below') === 'own' ? 'own' : 'all';
  const dated = tab === 'roster' || tab === 'statistics' || tab === 'libraries';
  const asked = { unit, day, below };
  return (
    <>
      <div className="page-head">
        <h1>人员</h1>
        <span className="spacer" />
        {me.permissions.includes('person.write') && (
          <Button type="primary" onClick={() => set({ new: '1' })}>
            登记人员
          </Button>
        )}
      </div>
      <UnitCrumbs seat={seatOf(me)} unit={unit} open={(id) => set({ unit: id })} />
      <div className="scroll-x">
        <Segmented<string>
          options={TABS}
          value={tab}
          onChange={(next) => set({ tab: next === 'roster' ? null : next })}
          aria-label="看什么"
        />
      </div>
      <div className="toolbar people-asked">
        <div className="filter-unit">
          <UnitPicker
            id="people-unit"
            label="哪个组织"
            placeholder="换一个组织"
            known={[me.unit]}
            value={null}
            onChange={(id) => set({ unit: id })}
          />
        </div>
        {dated && (
          <div className="people-day">
            <label htmlFor="people-day">截至</label>
            <DayField
              id="people-day"
              label="截至哪一天"
              value={day}
              today={today}
              onChange={(next) => set({ day: next === today ? null : next }, { replace: true })}
            />
          </div>
        )}
        {(tab === 'roster' || tab === 'statistics') && (
          <Segmented<string>
            options={BELOW}
            value={below}
            onChange={(next) => set({ below: next === 'own' ? 'own' : null }, { replace: true })}
            aria-label="范围"
          />
        )}
      </div>
      {tab === 'roster' && <Roster asked={asked} />}
      {tab === 'statistics' && <Statistics asked={asked} />}
      {tab === 'affairs' && <Affairs unit={unit} today={today} />}
      {tab === 'libraries' && <Libraries unit={unit} day={day} today={today} />}
      {tab === 'duplicates' && <Duplicates unit={unit} />}
      {params.get('new') && <NewPerson me={me} unit={unit} today={today} close={() => set({ new: null })} />}
    </>
  );
}
