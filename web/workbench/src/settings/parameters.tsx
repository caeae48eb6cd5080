import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { ParameterValue, ParameterView } from '../../../../contracts/api-settings.ts';
import { valueText } from '../../../../contracts/setting.ts';
import { formatDay } from '../format.ts';
import { DayField } from '../parts/day-field.tsx';
import { Show } from '../parts/states.tsx';
import { isDay } from '../period.ts';
import { ParameterForm } from './parameter-form.tsx';
import { useParameters } from './queries.ts';
import { gradeWords } from './words.ts';

/** 政策参数: time limits, ceilings, ratios of law and superiors, as they hold on a day, each with where it is written. */
export function ParametersPart(props: { me: Me }): ReactNode {
  const [day, setDay] = useState(props.me.today);
  const parameters = useParameters(isDay(day) ? day : props.me.today);
  return (
    <>
      <div className="toolbar">
        <label htmlFor="parameters-day">看哪一天的</label>
        <DayField
          id="parameters-day"
          label="看哪一天的"
          value={day}
          today={props.me.today}
          onChange={setDay}
        />
        <span className="hint">
          法律、文件定的数。“核对过原文”的不能改;“见于转述”的可以更正;“待确认”的确认以前不起作用。
        </span>
      </div>
      <Show of={parameters} rows={10}>
        {(view) =>
          view.groups.map((g) => (
            <section key={g.name} className="sheet settings-group" aria-label={g.name}>
              <h2>{g.name}</h2>
              {g.rows.map((p) => (
                <Row key={p.key} p={p} me={props.me} />
              ))}
            </section>
          ))
        }
      </Show>
    </>
  );
}

function Row(props: { p: ParameterView; me: Me }): ReactNode {
  const { p, me } = props;
  const [open, setOpen] = useState<'form' | 'history' | null>(null);
  const shown = p.value ?? p.waiting;
  return (
    <div className="setting-row">
      <div className="setting-head">
        <div>
          <strong>{p.label}</strong>
          <p className="hint">{p.meaning}</p>
          {shown && <p className="hint setting-source">依据:{shown.source}</p>}
        </div>
        <div className="setting-value">
          {p.value ? (
            <span className="setting-now">{valueText(p.type, p.value.value)}</span>
          ) : p.waiting ? (
            <span className="setting-now to-come">{valueText(p.type, p.waiting.value)}</span>
          ) : (
            <span className="hint">这一天没有规定</span>
          )}
          {shown && (
            <span className="hint">
              {shown.place} · {formatDay(shown.from, me.today)}起
              {shown.to && `,到 ${formatDay(shown.to, me.today)} 前`}
            </span>
          )}
          {shown && <GradeTag value={shown} />}
        </div>
        <div className="setting-acts">
          {p.may.includes('change') && (
            <Button size="small" onClick={() => setOpen(open === 'form' ? null : 'form')}>
              {p.value === null && p.waiting ? '确认' : p.fixedBefore ? '有新规定' : '更正'}
              <span className="visually-hidden">{p.label}</span>
            </Button>
          )}
          {p.history.length > 1 && (
            <Button
              size="small"
              type="text"
              aria-expanded={open === 'history'}
              onClick={() => setOpen(open === 'history' ? null : 'history')}
            >
              沿革<span className="visually-hidden">{p.label}</span>
            </Button>
          )}
        </div>
      </div>
      {open === 'form' && <ParameterForm p={p} today={me.today} close={() => setOpen(null)} />}
      {open === 'history' && <History p={p} today={me.today} />}
    </div>
  );
}

function GradeTag(props: { value: ParameterValue }): ReactNode {
  const { grade } = props.value;
  const tone = grade === 'V' ? 'done' : grade === 'M' ? 'soon' : 'info';
  return <span className={`tag ${tone}`}>{gradeWords(grade)}</span>;
}

function History(props: { p: ParameterView; today: string }): ReactNode {
  return (
    <div className="table-box">
      <table className="plain-table" aria-label={`${props.p.label}的沿革`}>
        <thead>
          <tr>
            <th scope="col">值</th>
            <th scope="col">哪里</th>
            <th scope="col">起止</th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          {props.p.history.map((h) => (
            <tr key={`${h.place}${h.from}${h.at ?? ''}`}>
              <td>{valueText(props.p.type, h.value)}</td>
              <td>{h.place}</td>
              <td>
                {formatDay(h.from, props.today)}起{h.to && `,到 ${formatDay(h.to, props.today)} 前`}
              </td>
              <td>
                {h.source} <GradeTag value={h} />
                {h.by && (
                  <span className="hint">
                    {' '}
                    {h.by} 录入:{h.reason}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
