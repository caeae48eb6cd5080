import Button from 'antd/es/button';
import Popover from 'antd/es/popover';
import Segmented from 'antd/es/segmented';
import { type ReactNode, useState } from 'react';
import { DayField } from '../parts/day-field.tsx';
import { isDay, type Period, periodKey, periodName, periodRange, stepPeriod } from '../period.ts';
import { useSetPeriod, useTimes } from '../place.ts';

const KINDS: readonly { value: Period['kind']; label: string }[] = [
  { value: 'year', label: '年' },
  { value: 'half', label: '半年' },
  { value: 'month', label: '月' },
  { value: 'range', label: '起止' },
];

/** For when: year, half, month or any range. It changes the address only, so whatever is typed stays. */
export function PeriodSwitch(): ReactNode {
  const { period } = useTimes();
  const set = useSetPeriod();
  const [open, setOpen] = useState(false);
  return (
    <fieldset className="period-switch" aria-label="时段">
      <Button type="text" aria-label="前一个时段" onClick={() => set(stepPeriod(period, -1))}>
        ‹
      </Button>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={<Choose close={() => setOpen(false)} />}
      >
        <Button type="text" className="period-door" aria-label={`时段 ${periodName(period)},点开可换`}>
          {periodName(period)} <span aria-hidden>▾</span>
        </Button>
      </Popover>
      <Button type="text" aria-label="后一个时段" onClick={() => set(stepPeriod(period, 1))}>
        ›
      </Button>
    </fieldset>
  );
}

function Choose(props: { close: () => void }): ReactNode {
  const { period, today } = useTimes();
  const set = useSetPeriod();
  const range = periodRange(period);
  const [kind, setKind] = useState(period.kind);
  const [year, setYear] = useState(Number(range.from.slice(0, 4)));
  const pick = (p: Period): void => {
    set(p);
    props.close();
  };
  const here = periodKey(period);
  const choice = (p: Period, text: string): ReactNode => (
    <Button key={text} type={periodKey(p) === here ? 'primary' : 'default'} onClick={() => pick(p)}>
      {text}
    </Button>
  );
  return (
    <div className="period-choose">
      <Segmented block value={kind} options={[...KINDS]} onChange={setKind} aria-label="时段的长短" />
      {kind === 'range' ? (
        <RangeChoice from={range.from} to={range.to} today={today} pick={pick} />
      ) : (
        <>
          <div className="month-head">
            <Button type="text" aria-label="上一年" onClick={() => setYear(year - 1)}>
              ‹
            </Button>
            <strong>{year}年</strong>
            <Button type="text" aria-label="下一年" onClick={() => setYear(year + 1)}>
              ›
            </Button>
          </div>
          <div className={`period-grid ${kind}`}>
            {kind === 'year' && choice({ kind, year }, `${year}年全年`)}
            {kind === 'half' &&
              ([1, 2] as const).map((half) => choice({ kind, year, half }, half === 1 ? '上半年' : '下半年'))}
            {kind === 'month' &&
              Array.from({ length: 12 }, (_, i) => choice({ kind, year, month: i + 1 }, `${i + 1}月`))}
          </div>
        </>
      )}
      <Button type="link" onClick={() => pick({ kind: 'year', year: Number(today.slice(0, 4)) })}>
        回到今年
      </Button>
    </div>
  );
}

function RangeChoice(props: {
  from: string;
  to: string;
  today: string;
  pick: (p: Period) => void;
}): ReactNode {
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState(props.to);
  const problem =
    !isDay(from) || !isDay(to) ? '两个日期都要是真实的日期。' : from > to ? '开始日期晚于结束日期。' : '';
  return (
    <div className="range-choice">
      <label htmlFor="period-from">从</label>
      <DayField id="period-from" value={from} today={props.today} onChange={setFrom} />
      <label htmlFor="period-to">到</label>
      <DayField id="period-to" value={to} today={props.today} onChange={setTo} />
      {problem && <p className="problem">{problem}</p>}
      <Button
        type="primary"
        block
        disabled={problem !== ''}
        onClick={() => props.pick({ kind: 'range', from, to })}
      >
        用这段时间
      </Button>
    </div>
  );
}
