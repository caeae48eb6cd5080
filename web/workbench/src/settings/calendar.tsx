import Button from 'antd/es/button';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { CalendarView } from '../../../../contracts/api-settings.ts';
import { lastDay } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { CalendarForm } from './calendar-form.tsx';
import { useCalendar } from './queries.ts';

/** 节假日: legal holidays and make-up workdays of a year; what is not announced is said. */
export function CalendarPart(props: { me: Me }): ReactNode {
  const [year, setYear] = useState(Number(props.me.today.slice(0, 4)));
  const calendar = useCalendar(year);
  return (
    <Show of={calendar} rows={10}>
      {(view) => <Year view={view} setYear={setYear} />}
    </Show>
  );
}

function Year(props: { view: CalendarView; setYear: (year: number) => void }): ReactNode {
  const { view } = props;
  const [open, setOpen] = useState<'house' | 'local' | null>(null);
  return (
    <>
      <div className="toolbar">
        <Select<number>
          aria-label="哪一年"
          value={view.year}
          options={view.years.map((y) => ({ value: y, label: `${y} 年` }))}
          onChange={(y) => {
            setOpen(null);
            props.setYear(y);
          }}
        />
        <span>
          {view.year} 年共 {view.workdays} 个工作日
        </span>
        <span className="spacer" />
        {view.may.includes('house') && (
          <Button onClick={() => setOpen('house')}>{view.announced ? '改这一年' : '录入这一年'}</Button>
        )}
        {view.may.includes('local') && <Button onClick={() => setOpen('local')}>录入本地的节假日</Button>}
      </div>
      {view.warning && (
        <p className="note" role="status">
          <span className="sign soon">!</span> {view.warning}
        </p>
      )}
      {open && <CalendarForm key={`${open}${view.year}`} view={view} of={open} close={() => setOpen(null)} />}
      <section className="sheet" aria-label={`${view.year} 年的放假安排`}>
        {view.source && <p className="hint">依据:{view.source}</p>}
        {view.local.map((l) => (
          <p key={l.unitName}>
            {l.unitName}另加:{l.off.map((d) => `${d.day.slice(5)} ${d.name}`).join('、') || '无'}
            <span className="hint"> 依据:{l.source}</span>
          </p>
        ))}
        <p className="hint">
          <span className="tag late">红字</span> 放假 <span className="tag">方框</span> 周末调休上班 ·
          灰字是普通周末
        </p>
        <div className="year-months">
          {Array.from({ length: 12 }, (_, i) => `${view.year}-${String(i + 1).padStart(2, '0')}`).map((m) => (
            <Month key={m} month={m} view={view} />
          ))}
        </div>
      </section>
    </>
  );
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

function Month(props: { month: string; view: CalendarView }): ReactNode {
  const { month, view } = props;
  const first = new Date(`${month}-01T00:00:00Z`);
  const blanks = (first.getUTCDay() + 6) % 7;
  const places = [view, ...view.local];
  const kindOf = (day: string): { kind: string; name: string } => {
    const find = (side: 'off' | 'work'): string | undefined =>
      places.flatMap((p) => p[side]).findLast((d) => d.day === day)?.name;
    const [work, off] = [find('work'), find('off')];
    if (work !== undefined) return { kind: 'work', name: `${work}调休,上班` };
    if (off !== undefined) return { kind: 'off', name: off };
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday === 0 || weekday === 6 ? { kind: 'rest', name: '周末' } : { kind: '', name: '' };
  };
  return (
    <div className="year-month">
      <h3>{Number(month.slice(5))}月</h3>
      <div className="year-days">
        {WEEK.map((w) => (
          <span key={w} className="hint">
            {w}
          </span>
        ))}
        {Array.from({ length: Number(lastDay(month).slice(8)) }, (_, i) => {
          const day = `${month}-${String(i + 1).padStart(2, '0')}`;
          const { kind, name } = kindOf(day);
          return (
            <span
              key={day}
              className={kind}
              title={name || undefined}
              style={i === 0 ? { gridColumnStart: blanks + 1 } : undefined}
            >
              {i + 1}
              {kind !== '' && kind !== 'rest' && <span className="visually-hidden"> {name}</span>}
            </span>
          );
        })}
      </div>
    </div>
  );
}
