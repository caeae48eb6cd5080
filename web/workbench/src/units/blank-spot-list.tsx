import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { BlankSpot, BlankSpots } from '../../../../contracts/api-network.ts';
import { formatDay } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { Show } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useAct } from '../parts/use-act.ts';
import { isDay } from '../period.ts';
import { useHref, useSetParams } from '../place.ts';
import { refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { useBlankSpots } from './queries.ts';

const STATES = [
  ['open', '还没建的'],
  ['given', '已交办'],
  ['late', '过期没建'],
  ['done', '交办后建了'],
] as const;

/** Blank spots: who, where, since when; given to a unit with a day, done by themselves once the organisation is founded. */
export function BlankSpotList(props: { me: Me; unit: string }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const kind = params.get('kind');
  const state = STATES.find(([key]) => key === params.get('state'))?.[0] ?? 'open';
  const spots = useBlankSpots({ unit: props.unit, kind, state });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [told, setTold] = useState('');
  return (
    <section className="sheet" aria-label="空白点">
      <div className="lines-head">
        <h2>
          空白点 {kind && <span className="hint">{kind}</span>}{' '}
          {kind && (
            <button type="button" className="link-button" onClick={() => set({ kind: null })}>
              看全部类别
            </button>
          )}
        </h2>
        <fieldset className="actions" aria-label="看哪些">
          {STATES.map(([key, name]) => (
            <Button
              key={key}
              size="small"
              type={key === state ? 'primary' : 'default'}
              aria-pressed={key === state}
              onClick={() => {
                setChosen([]);
                set({ state: key === 'open' ? null : key }, { replace: true });
              }}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      </div>
      {told && (
        <p className="note" role="status">
          <span className="sign done">✓</span> {told}
        </p>
      )}
      <Show of={spots} rows={4}>
        {(view) =>
          view.rows.length === 0 ? (
            <p className="hint">
              {state === 'open' ? '没有空白点。登记册上没写建立日期的地方会列在这里。' : '这里是空的。'}
            </p>
          ) : (
            <>
              <Rows
                view={view}
                mayChoose={view.mayGive && state !== 'done'}
                chosen={chosen}
                choose={setChosen}
              />
              {chosen.length > 0 && (
                <Give
                  key={props.unit}
                  me={props.me}
                  ids={chosen}
                  close={(said) => {
                    setChosen([]);
                    setTold(said);
                  }}
                />
              )}
            </>
          )
        }
      </Show>
    </section>
  );
}

function Rows(props: {
  view: BlankSpots;
  mayChoose: boolean;
  chosen: readonly string[];
  choose: (ids: readonly string[]) => void;
}): ReactNode {
  const { view, chosen, choose, mayChoose } = props;
  const all = view.rows.map((r) => r.entryId);
  return (
    <>
      <div className="table-box">
        <table className="lines plain" aria-label="空白点">
          <thead>
            <tr>
              {mayChoose && (
                <th scope="col">
                  <input
                    type="checkbox"
                    aria-label="全选"
                    checked={chosen.length === all.length}
                    onChange={(e) => choose(e.target.checked ? all : [])}
                  />
                </th>
              )}
              <th scope="col">地方</th>
              <th scope="col">类别</th>
              <th scope="col">谁登记的</th>
              <th scope="col">从什么时候起</th>
              <th scope="col">交办</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((r) => (
              <tr key={r.entryId}>
                {mayChoose && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`选${r.name}`}
                      checked={chosen.includes(r.entryId)}
                      onChange={(e) =>
                        choose(
                          e.target.checked ? [...chosen, r.entryId] : chosen.filter((x) => x !== r.entryId),
                        )
                      }
                    />
                  </td>
                )}
                <SpotCells spot={r} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.more && <p className="hint">只列了前 {view.rows.length} 个。请选下级或类别,一处一处看。</p>}
    </>
  );
}

function SpotCells(props: { spot: BlankSpot }): ReactNode {
  const { spot } = props;
  const href = useHref();
  return (
    <>
      <td>
        <Link to={href('/ledgers/organisations', { entry: spot.entryId })}>{spot.name}</Link>
      </td>
      <td>{spot.kind || '未填'}</td>
      <td>{spot.unit.name}</td>
      <td>{formatDay(spot.since)}</td>
      <td>
        {spot.founded && <span className="sign done">✓ {formatDay(spot.founded)}建立 </span>}
        {spot.task ? (
          <span title={spot.task.note}>
            {spot.task.unitName} <span className="hint">{formatDay(spot.task.due)}前</span>{' '}
            {spot.task.isLate && !spot.founded && <span className="sign late">✗ 过期</span>}
          </span>
        ) : (
          <span className="hint">还没交办</span>
        )}
      </td>
    </>
  );
}

function Give(props: { me: Me; ids: readonly string[]; close: (said: string) => void }): ReactNode {
  const [to, setTo] = useState<string | null>(null);
  const [due, setDue] = useState('');
  const [note, setNote] = useState('');
  const act = useAct();
  const give = (): Promise<void> =>
    act.run(async () => {
      if (!isDay(due)) return act.setProblem('请写什么日期以前建起来,例如 2013-05-06。');
      const { given } = await send<{ given: number }>('/blank-spots/give', {
        entryIds: props.ids,
        toUnitId: to,
        due,
        note,
      });
      await refreshAll();
      props.close(`交办了 ${given} 个,会出现在对方的待办里;登记册写上建立日期,就自己办结。`);
    });
  return (
    <div className="give-blanks">
      <p>交办选中的 {props.ids.length} 个</p>
      <div className="give-fields">
        <div className="filter-unit">
          <UnitPicker
            id="give-to"
            label="交给谁"
            known={[]}
            placeholder="不选就交给各自登记的组织"
            allow={(u) => u.kind === 'federation' && u.to === null}
            value={to}
            onChange={setTo}
          />
        </div>
        <label htmlFor="give-due">什么时候以前</label>
        <DayField id="give-due" value={due} today={props.me.today} invalid={false} onChange={setDue} />
        <Input
          aria-label="要说的话"
          placeholder="要说的话(可以不写)"
          maxLength={200}
          value={note}
          onChange={(e) => setNote(e.target.value)}
        />
        <BusyButton type="primary" busy={act.busy} doing="正在交办…" onClick={() => void give()}>
          交办
        </BusyButton>
        <Button onClick={() => props.close('')}>{TEXT.cancel}</Button>
      </div>
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </div>
  );
}
