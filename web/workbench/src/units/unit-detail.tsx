import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Me, UnitPage, UnitView } from '../../../../contracts/api.ts';
import { formatDay, NONE } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useGo, useHref } from '../place.ts';
import { refreshAll, useUnit, useUnitHistory } from '../queries.ts';
import { federationsFirst, seatOf } from '../seat.ts';
import { KIND_NAMES, LEVEL_NAMES, TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { CHANGES, type Change, UnitChange } from './unit-change.tsx';
import { UnitProfileParts } from './unit-profile.tsx';

/** One unit: what it is, where it hangs, what it was, what may be done. */
export function UnitDetail(props: { id: string; me: Me }): ReactNode {
  const page = useUnit(props.id);
  return <Show of={page}>{(view) => <Detail page={view} me={props.me} />}</Show>;
}

function Detail(props: { page: UnitPage; me: Me }): ReactNode {
  const { page, me } = props;
  const { unit } = page;
  const href = useHref();
  const go = useGo();
  const [change, setChange] = useState<Change | null>(null);
  const [told, setTold] = useState('');
  const may = CHANGES.filter((c) => page.may.includes(c.key));
  const seatAt = page.ancestors.findIndex((a) => a.id === seatOf(me));
  return (
    <>
      <section className="sheet" aria-label={unit.name}>
        <nav className="crumbs" aria-label="上级">
          {page.ancestors.map((a, i) => (
            <span key={a.id}>
              {seatAt >= 0 && i >= seatAt ? (
                <Link to={href(`/units/${a.id}`)}>{a.name}</Link>
              ) : (
                <span className="hint">{a.name}</span>
              )}{' '}
              ›{' '}
            </span>
          ))}
        </nav>
        <h2 className="unit-name">
          {unit.name} {unit.to && <span className="tag late">{formatDay(unit.to)}撤销</span>}
        </h2>
        <dl className="facts">
          <div>
            <dt>层级和类别</dt>
            <dd>
              {LEVEL_NAMES[unit.level]} · {KIND_NAMES[unit.kind]}
            </dd>
          </div>
          <div>
            <dt>代码</dt>
            <dd className="digits">{unit.code}</dd>
          </div>
          <div>
            <dt>成立</dt>
            <dd>{unit.from ? formatDay(unit.from) : '早于系统里的记载'}</dd>
          </div>
          {unit.since && unit.since !== unit.from && (
            <div>
              <dt>最近一次变动</dt>
              <dd>{formatDay(unit.since)}</dd>
            </div>
          )}
        </dl>
        <p className="actions">
          {me.permissions.includes('figure.read') && (
            <Button onClick={() => go('/figures', { unit: unit.id })}>看它的数字</Button>
          )}
          {me.permissions.includes('report.read') && unit.kind === 'federation' && (
            <Button onClick={() => go('/reports/annual', { unit: unit.id })}>看它的报告</Button>
          )}
          {me.permissions.includes('figure.read') && unit.kind === 'federation' && (
            <Button onClick={() => go('/units/coverage', { unit: unit.id })}>组建率和空白点</Button>
          )}
        </p>
        {may.length > 0 && (
          <fieldset className="actions" aria-label="变动">
            {may.map((c) => (
              <Button key={c.key} danger={c.key === 'close'} onClick={() => setChange(c.key)}>
                {c.name}
              </Button>
            ))}
          </fieldset>
        )}
        {told && (
          <p className="saved-note" role="status">
            <span className="sign done">✓</span> {told}
          </p>
        )}
      </section>
      {me.permissions.includes('figure.read') && <UnitProfileParts unit={unit} />}
      <section className="sheet" aria-label="下级组织">
        <h2>
          下级组织{page.children.length > 0 && <span className="hint"> {page.children.length} 个</span>}
        </h2>
        {page.children.length === 0 ? (
          <p className="hint">
            没有下级组织。{page.may.includes('create') && '要加一个,点上面的“建立下级”。'}
          </p>
        ) : (
          <ul className="child-list">
            {federationsFirst(page.children).map((c) => (
              <li key={c.id}>
                <Link to={href(`/units/${c.id}`)}>{c.name}</Link>
                {c.kind !== 'federation' && <span className="hint"> {KIND_NAMES[c.kind]}</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <History id={unit.id} told={setTold} />
      {change && (
        <UnitChange
          change={change}
          page={page}
          me={me}
          close={(text) => {
            setChange(null);
            if (text) setTold(text);
          }}
        />
      )}
    </>
  );
}

/** The unit's history; its last change may be taken back while nothing has followed. */
function History(props: { id: string; told: (text: string) => void }): ReactNode {
  const history = useUnitHistory(props.id);
  const go = useGo();
  const act = useAct();
  const [asked, setAsked] = useState(false);
  const undo = (): Promise<void> =>
    act.run(async () => {
      const { unit } = await send<{ unit: UnitView }>(`/units/${props.id}/undo`);
      setAsked(false);
      await refreshAll();
      props.told('撤回了,一切照变动以前的样子。');
      if (unit.id !== props.id) go(`/units/${unit.id}`);
    });
  return (
    <section className="sheet" aria-label="沿革">
      <h2>沿革</h2>
      <Show of={history} rows={2}>
        {(view) => (
          <>
            {view.events.length === 0 ? (
              <p className="hint">
                系统里还没有它的变动。更名、调整、合并、分设都会按日期记在这里,过去的报告仍用当时的区划。
              </p>
            ) : (
              <ol className="versions">
                {view.events.map((e) => (
                  <li key={`${e.day}${e.text}`}>
                    {formatDay(e.day)} {e.text}{' '}
                    {e.mayUndo && !asked && (
                      <Button size="small" onClick={() => setAsked(true)}>
                        撤回
                      </Button>
                    )}
                    {e.mayUndo && asked && (
                      <span className="undo-ask">
                        <span className="hint">当作没有办过,数字和隶属都恢复原样。</span>{' '}
                        <BusyButton
                          size="small"
                          danger
                          busy={act.busy}
                          doing="正在撤回…"
                          onClick={() => void undo()}
                        >
                          确定撤回
                        </BusyButton>{' '}
                        <Button size="small" onClick={() => setAsked(false)}>
                          {TEXT.cancel}
                        </Button>
                      </span>
                    )}
                    {e.mayUndo && act.problem && (
                      <span className="problem" role="alert">
                        {act.problem}
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            )}
            {view.spans.length > 1 && (
              <div className="table-box">
                <table className="plain-table" aria-label="各时期的名称和隶属">
                  <thead>
                    <tr>
                      <th scope="col">时期</th>
                      <th scope="col">名称</th>
                      <th scope="col">代码</th>
                      <th scope="col">上级</th>
                    </tr>
                  </thead>
                  <tbody>
                    {view.spans.map((s) => (
                      <tr key={`${s.from}${s.code}${s.name}${s.parent}`}>
                        <td>
                          {s.from ? formatDay(s.from) : '起初'} —{' '}
                          {/^\d{4}-/.test(s.to) && s.to < '9000' ? formatDay(s.to) : '今'}
                        </td>
                        <td>{s.name}</td>
                        <td className="digits">{s.code}</td>
                        <td>{s.parent ?? NONE}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        )}
      </Show>
    </section>
  );
}
