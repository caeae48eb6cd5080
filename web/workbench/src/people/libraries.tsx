import Button from 'antd/es/button';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { LibraryView } from '../../../../contracts/api-libraries.ts';
import { formatDay, formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { CLEAR } from '../signs.tsx';
import { send } from '../wire.ts';
import { refreshPeople, useLibraries } from './queries.ts';

/** 人才库: who stands in which library on a day; a person in several is one person. */
export function Libraries(props: { unit: string; day: string; today: string }): ReactNode {
  const [library, setLibrary] = useState<string | null>(null);
  const of = useLibraries({ unit: props.unit, day: props.day, library });
  return (
    <Show of={of} rows={6}>
      {(view) => (
        <section className="sheet" aria-label="人才库">
          <div className="lines-head">
            <h2>
              在库 {formatNumber(view.people)} 人{' '}
              <span className="hint">截至 {formatDay(props.day)};一人进几个库,总数只算一次</span>
            </h2>
            <span className="spacer" />
            <Select
              allowClear={CLEAR}
              className="people-filter"
              placeholder="全部人才库"
              aria-label="人才库"
              options={view.names.map((n) => {
                const there = view.counts.find((c) => c.library === n);
                return { value: n, label: `${n} ${there?.people ?? 0} 人` };
              })}
              value={library}
              onChange={(next) => setLibrary(next ?? null)}
            />
          </div>
          {view.rows.length === 0 ? (
            <Empty title="还没有人入库">打开一个人的档案,点“加入人才库”。</Empty>
          ) : (
            <ul className="people-list">
              {view.rows.map((r) => (
                <LibraryItem key={r.id} entry={r} today={props.today} named />
              ))}
            </ul>
          )}
        </section>
      )}
    </Show>
  );
}

export function LibraryItem(props: { entry: LibraryView; today: string; named?: boolean }): ReactNode {
  const { entry: l } = props;
  const href = useHref();
  const act = useAct();
  const [leaving, setLeaving] = useState<string | null>(null);
  return (
    <li className="people-library">
      <span>
        {props.named && <Link to={href(`/people/${l.personId}`)}>{l.personName}</Link>}{' '}
        <strong>{l.library}</strong>
        {l.speciality && ` · ${l.speciality}`}{' '}
        <span className="hint">
          {l.unitName},{formatDay(l.from)}入库{l.to && `,${formatDay(l.to)}出库(${l.endReason ?? ''})`}
          {l.recommendedBy && `,${l.recommendedBy}推荐`}
        </span>
      </span>
      {l.may.includes('leave') &&
        (leaving === null ? (
          <Button size="small" onClick={() => setLeaving(props.today)} aria-label={`${l.library}出库`}>
            出库
          </Button>
        ) : (
          <span className="people-leave">
            <DayField
              id={`leave-${l.id}`}
              label="出库日期"
              value={leaving}
              today={props.today}
              onChange={setLeaving}
            />
            <BusyButton
              busy={act.busy}
              doing="正在保存…"
              onClick={() =>
                void act.run(async () => {
                  await send(`/people/libraries/${l.id}/leave`, { day: leaving, reason: '出库' });
                  await refreshPeople();
                })
              }
            >
              确认出库
            </BusyButton>
            <Button onClick={() => setLeaving(null)}>取消</Button>
          </span>
        ))}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </li>
  );
}
