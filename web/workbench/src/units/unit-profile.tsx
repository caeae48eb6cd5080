import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { UnitView } from '../../../../contracts/api.ts';
import type { UnitProfile } from '../../../../contracts/api-network.ts';
import { formatChange, formatDay, NONE } from '../format.ts';
import { Figure } from '../parts/figure.tsx';
import { Show } from '../parts/states.tsx';
import { askedName } from '../period.ts';
import { useHref, useTimes } from '../place.ts';
import { useUnitProfile } from './queries.ts';

const EVERY = { month: '每月', quarter: '每季', year: '每年' } as const;

/** What a unit does and owes: posts, figures of the period, ledgers and reports that bind it. */
export function UnitProfileParts(props: { unit: UnitView }): ReactNode {
  const { range } = useTimes();
  const profile = useUnitProfile(props.unit.id, range);
  return (
    <Show of={profile} rows={6}>
      {(view) => (
        <>
          <Figures view={view} unit={props.unit} />
          <Posts view={view} />
          <Bound view={view} unit={props.unit} />
        </>
      )}
    </Show>
  );
}

function Figures(props: { view: UnitProfile; unit: UnitView }): ReactNode {
  const { period, range, today } = useTimes();
  const href = useHref();
  const { view, unit } = props;
  return (
    <section className="sheet" aria-label="它的数">
      <h2>
        {askedName(period, today)}的数{' '}
        <Link className="beside-link" to={href('/figures', { unit: unit.id })}>
          全部数字
        </Link>
      </h2>
      {view.figures.length === 0 ? (
        <p className="hint">这一段时间和去年同期都还没有记录。</p>
      ) : (
        <ul className="unit-figures">
          {view.figures.map((f) => (
            <li key={f.measure}>
              <span className="hint">{f.label}</span>
              <Figure
                door={{ measure: f.measure, unit: unit.id, ...range }}
                value={f.value}
                hidden={f.hidden}
                unitWord={f.unitWord}
                label={f.label}
              />
              <span className="hint">
                {formatChange(f.value, f.lastYear) ?? (f.hidden ? '' : '去年同期未报')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Posts(props: { view: UnitProfile }): ReactNode {
  const { posts } = props.view;
  return (
    <section className="sheet" aria-label="人员和职务">
      <h2>人员和职务</h2>
      {posts.length === 0 ? (
        <p className="hint">系统里还没有给它设职务。</p>
      ) : (
        <ul className="unit-posts">
          {posts.map((p) => (
            <li key={p.title}>
              {p.title} <span className="hint">{p.people} 人</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Expected ones first; those it may keep and is not asked for are named behind one click. */
function Bound(props: { view: UnitProfile; unit: UnitView }): ReactNode {
  const { view, unit } = props;
  const href = useHref();
  const [all, setAll] = useState(false);
  const expected = view.ledgers.filter((l) => l.every !== null);
  const others = view.ledgers.length - expected.length;
  const shown = all ? view.ledgers : expected;
  return (
    <section className="sheet" aria-label="要报的">
      <h2>
        要报的{' '}
        <span className="hint">
          定期报的台账 {expected.length} 本{view.reports.length > 0 && `,报告 ${view.reports.length} 种`}
        </span>
      </h2>
      {shown.length > 0 && (
        <div className="table-box">
          <table className="plain-table" aria-label="要报的台账">
            <thead>
              <tr>
                <th scope="col">台账</th>
                <th scope="col">多久一报</th>
                <th scope="col">从什么时候起</th>
                <th scope="col">本级最近一条</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((l) => (
                <tr key={l.key}>
                  <td>
                    <Link to={href(`/ledgers/${l.key}`, { unit: unit.id })}>{l.name}</Link>
                  </td>
                  <td>{l.every ? `${EVERY[l.every]},没有也要报“无”` : '有就记'}</td>
                  <td>{l.since ? formatDay(l.since) : '一直'}</td>
                  <td>{l.last ? formatDay(l.last) : NONE}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        {others > 0 && (
          <button type="button" className="link-button" onClick={() => setAll(!all)}>
            {all ? '只看定期报的' : `还有 ${others} 本有就记的台账`}
          </button>
        )}{' '}
        {view.reports.map((r) => (
          <Link key={r.key} className="beside-link" to={href(`/reports/${r.key}`, { unit: unit.id })}>
            {r.name}
          </Link>
        ))}
      </p>
    </section>
  );
}
