import CalendarOutlined from '@ant-design/icons/CalendarOutlined';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Popover from 'antd/es/popover';
import { type ReactNode, useEffect, useState } from 'react';
import { readDayText } from '../day-text.ts';
import { formatMonth, lastDay } from '../format.ts';
import { isDay } from '../period.ts';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly today: string;
  readonly onChange: (day: string) => void;
  readonly label?: string;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

/** A day: typed as people write it (5-6, 今天, 20130506) or picked from a month. Keeps what cannot be read. */
export function DayField(props: Props): ReactNode {
  const [text, setText] = useState(props.value);
  const [open, setOpen] = useState(false);
  useEffect(() => setText(props.value), [props.value]);
  const settle = (typed: string): void => {
    const day = readDayText(typed, props.today);
    setText(day);
    if (day !== props.value) props.onChange(day);
  };
  return (
    <div className="day-field">
      <Input
        id={props.id}
        value={text}
        placeholder="年-月-日"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        status={props.invalid ? 'error' : ''}
        autoComplete="off"
        onChange={(e) => {
          setText(e.target.value);
          if (isDay(e.target.value)) props.onChange(e.target.value);
        }}
        onBlur={(e) => settle(e.target.value)}
        onPressEnter={(e) => settle(e.currentTarget.value)}
      />
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        placement="bottomRight"
        destroyOnHidden
        content={
          <MonthGrid
            value={isDay(props.value) ? props.value : props.today}
            today={props.today}
            pick={(day) => {
              props.onChange(day);
              setOpen(false);
            }}
          />
        }
      >
        <Button
          aria-label={`从日历选${props.label ?? '日期'}`}
          icon={<CalendarOutlined aria-hidden aria-label="图标" />}
        />
      </Popover>
    </div>
  );
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

function MonthGrid(props: { value: string; today: string; pick: (day: string) => void }): ReactNode {
  const [month, setMonth] = useState(props.value.slice(0, 7));
  const first = new Date(`${month}-01T00:00:00Z`);
  const blanks = (first.getUTCDay() + 6) % 7;
  const days = Number(lastDay(month).slice(8));
  const step = (by: number): void => {
    const moved = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + by, 1));
    setMonth(moved.toISOString().slice(0, 7));
  };
  return (
    <div className="month-grid">
      <div className="month-head">
        <Button size="small" type="text" aria-label="上一年" onClick={() => step(-12)}>
          «
        </Button>
        <Button size="small" type="text" aria-label="上个月" onClick={() => step(-1)}>
          ‹
        </Button>
        <strong>{formatMonth(month)}</strong>
        <Button size="small" type="text" aria-label="下个月" onClick={() => step(1)}>
          ›
        </Button>
        <Button size="small" type="text" aria-label="下一年" onClick={() => step(12)}>
          »
        </Button>
      </div>
      <div className="month-days">
        {WEEK.map((w) => (
          <span key={w} className="hint">
            {w}
          </span>
        ))}
        {Array.from({ length: days }, (_, i) => {
          const day = `${month}-${String(i + 1).padStart(2, '0')}`;
          return (
            <button
              key={day}
              type="button"
              className={`${day === props.value ? 'picked' : ''} ${day === props.today ? 'today' : ''}`}
              style={i === 0 ? { gridColumnStart: blanks + 1 } : undefined}
              onClick={() => props.pick(day)}
            >
              {i + 1}
            </button>
          );
        })}
      </div>
    </div>
  );
}
