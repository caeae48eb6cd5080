import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { PointCount, PointsView } from '../../../../contracts/api-assessments.ts';
import { formatDay } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { useDoors, useHref } from '../place.ts';
import { refreshAll } from '../queries.ts';
import { send } from '../wire.ts';
import { SHEET } from './queries.ts';

const countText = (c: PointCount): string =>
  c.kind === 'shown' ? `${c.value} 件` : c.kind === 'few' ? '少于 5 件' : '不单列';

/** 维权网点: which there are, where the next belongs, and which own cases came by which point. */
export function PointsPart(props: { view: PointsView }): ReactNode {
  const { view } = props;
  const href = useHref();
  const { openEntry } = useDoors();
  return (
    <>
      <section className="sheet" aria-label="下一个网点设在哪里">
        <h2>
          下一个网点设在哪里 <span className="hint">还没有网点、来信来访最多的村(社区)</span>
        </h2>
        {view.next.length === 0 ? (
          <p className="hint">这段时间有来信来访的村(社区)都有网点了。</p>
        ) : (
          <ol className="next-places">
            {view.next.map((n) => (
              <li key={n.id}>
                <span>{n.name}</span> <span className="digits">{countText(n.count)}</span>{' '}
                <Link
                  className="no-print"
                  to={href('/ledgers/rights-points/new', { unit: n.id })}
                  aria-label={`登记网点:${n.name}`}
                >
                  登记网点
                </Link>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="sheet" aria-label="已有的网点">
        <h2>
          已有的网点 <span className="hint">{view.points.length + view.more} 个</span>
        </h2>
        {view.points.length === 0 ? (
          <p className="hint">
            还没有登记网点。请在 <Link to={href('/ledgers/rights-points')}>维权网点与三制</Link>{' '}
            里一处记一行。
          </p>
        ) : (
          <div className="table-box">
            <table className="lines plain" aria-label="维权网点">
              <thead>
                <tr>
                  <th scope="col">网点</th>
                  <th scope="col">记在</th>
                  <th scope="col">负责人</th>
                  <th scope="col">挂牌</th>
                  <th scope="col" className="number">
                    办的案件
                  </th>
                </tr>
              </thead>
              <tbody>
                {view.points.map((p) => (
                  <tr key={p.id}>
                    <th scope="row">
                      <button type="button" className="link-button" onClick={() => openEntry(p.id)}>
                        {p.title}
                      </button>
                    </th>
                    <td>{p.unit}</td>
                    <td>{p.keeper ?? <span className="late-word">没有写</span>}</td>
                    <td>{p.plate ? '已挂' : '没有挂'}</td>
                    <td className="number">{countText(p.cases)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {view.more > 0 && <p className="hint">还有 {view.more} 个没有列出,请换到下级看。</p>}
      </section>
      {view.may.includes('attach') && view.lines.length > 0 && view.points.length > 0 && (
        <Attach view={view} />
      )}
    </>
  );
}

/** Own lines, ticked and given to a point: kind and day, nobody's name. */
function Attach(props: { view: PointsView }): ReactNode {
  const { view } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [point, setPoint] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAct();
  const give = (pointId: string | null): void =>
    void run(async () => {
      const { attached } = await send<{ attached: number }>(`/assessments/${SHEET}/points/cases`, {
        entryIds: chosen,
        pointId,
      });
      await refreshAll();
      setChosen([]);
      setSaid(pointId ? `已归到网点 ${attached} 件。` : `已移出 ${attached} 件。`);
    });
  const nameOf = (id: string | null): string =>
    id === null ? '' : (view.points.find((p) => p.id === id)?.title ?? '别的网点');
  return (
    <section className="sheet no-print" aria-label="案件归到网点">
      <h2>
        案件归到网点 <span className="hint">本单位这段时间的记录,只有类别和日期</span>
      </h2>
      <ul className="attach-lines">
        {view.lines.map((l) => (
          <li key={l.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(l.id)}
                onChange={(e) =>
                  setChosen(e.target.checked ? [...chosen, l.id] : chosen.filter((id) => id !== l.id))
                }
              />{' '}
              {formatDay(l.day)} {l.title} {l.pointId && <span className="hint">{nameOf(l.pointId)}</span>}
            </label>
          </li>
        ))}
      </ul>
      <p className="actions">
        <Select
          aria-label="归到哪个网点"
          placeholder="归到哪个网点"
          value={point}
          options={view.points.map((p) => ({ value: p.id, label: `${p.title}(${p.unit})` }))}
          onChange={setPoint}
          className="point-choice"
        />
        <BusyButton
          type="primary"
          busy={busy}
          doing="正在存…"
          disabled={chosen.length === 0 || point === null}
          onClick={() => give(point)}
        >
          归到这个网点
        </BusyButton>
        <BusyButton busy={busy} doing="正在存…" disabled={chosen.length === 0} onClick={() => give(null)}>
          移出网点
        </BusyButton>
      </p>
      {(problem || said) && (
        <p className={problem ? 'problem' : 'note'} role={problem ? 'alert' : 'status'}>
          {problem || said}
        </p>
      )}
    </section>
  );
}
