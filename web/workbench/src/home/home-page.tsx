import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { HomeView, Me } from '../../../../contracts/api.ts';
import { formatChange, formatDay, formatMoment, formatNumber } from '../format.ts';
import { Figure } from '../parts/figure.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { askedName } from '../period.ts';
import { useGo, useHref, useTimes } from '../place.ts';
import { useHome } from '../queries.ts';
import { TEXT } from '../text.ts';

const URGENCY = {
  late: { sign: '✗', name: '已过期' },
  soon: { sign: '●', name: '快到期' },
  calm: { sign: '○', name: '不急' },
} as const;

/** 待办: what waits, what just happened, our figures, how the units below stand. */
export function HomePage(props: { me: Me }): ReactNode {
  const home = useHome();
  if (!props.me.permissions.includes('entry.read'))
    return (
      <section className="sheet">
        <Empty title={`${props.me.roleName}不看业务数据`} action={<AdministratorsDoor me={props.me} />}>
          这个职务管系统,不看台账、数字和报告。要办业务,请在上面换一个职务。
        </Empty>
      </section>
    );
  return (
    <Show of={home} rows={10}>
      {(view) => (
        <div className="home">
          <h1 className="visually-hidden">{TEXT.nav.home}</h1>
          <div className="home-main">
            <Todo view={view} me={props.me} />
            <Recent view={view} me={props.me} />
          </div>
          <div className="home-side">
            {view.figures.length > 0 && <OurFigures view={view} me={props.me} />}
            {view.below && <Below below={view.below} />}
          </div>
        </div>
      )}
    </Show>
  );
}

/** What an administrator comes for. */
function AdministratorsDoor(props: { me: Me }): ReactNode {
  const href = useHref();
  if (props.me.permissions.includes('account.read')) return <Link to={href('/accounts')}>去管账号</Link>;
  return props.me.permissions.includes('audit.read') ? <Link to={href('/audit')}>去看审计</Link> : null;
}

function Todo(props: { view: HomeView; me: Me }): ReactNode {
  const href = useHref();
  const { todo } = props.view;
  return (
    <section className="sheet" aria-label="等您办的事">
      <h2>等您办的事{todo.length > 0 && <span className="hint"> {todo.length} 件</span>}</h2>
      {todo.length === 0 ? (
        <Empty
          title="没有等您办的事"
          action={props.me.permissions.includes('entry.write') && <Link to={href('/ledgers')}>去记一笔</Link>}
        >
          到期的台账、要核对的数会出现在这里,最急的在最上面。
        </Empty>
      ) : (
        <ul className="todo">
          {todo.map((item) => (
            <li key={`${item.to}${item.text}`}>
              <span className={`sign ${item.urgency}`} title={URGENCY[item.urgency].name}>
                <span aria-hidden>{URGENCY[item.urgency].sign}</span>
                <span className="visually-hidden">{URGENCY[item.urgency].name}</span>
              </span>
              <span className="todo-text">{item.text}</span>
              <span className="todo-due">{item.due ? `${formatDay(item.due, props.me.today)}前` : ''}</span>
              <Link className="todo-action" to={href(item.to)}>
                {item.action}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Recent(props: { view: HomeView; me: Me }): ReactNode {
  const href = useHref();
  return (
    <section className="sheet" aria-label="刚刚发生">
      <h2>刚刚发生</h2>
      {props.view.recent.length === 0 ? (
        <p className="hint">还没有动静。记下第一笔,它会出现在这里和上级的页面上。</p>
      ) : (
        <ul className="recent">
          {props.view.recent.map((item) => (
            <li key={`${item.at}${item.text}`}>
              <Link to={href(item.to)}>{item.text}</Link>
              <time className="hint" dateTime={item.at}>
                {formatMoment(item.at, props.me.today)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OurFigures(props: { view: HomeView; me: Me }): ReactNode {
  const { today } = useTimes();
  const go = useGo();
  const year = Number(today.slice(0, 4));
  const range = { from: `${year}-01-01`, to: today };
  return (
    <section className="sheet" aria-label="我们的数">
      <h2>
        我们的数 <span className="hint">{askedName({ kind: 'year', year }, today)}</span>
      </h2>
      <table className="our-figures">
        <tbody>
          {props.view.figures.map((f) => {
            const change = formatChange(f.value, f.lastYear);
            return (
              <tr key={f.measure}>
                <th scope="row">{f.label}</th>
                <td className="number">
                  <Figure
                    door={{ measure: f.measure, unit: props.me.unit.id, ...range }}
                    value={f.value}
                    unitWord={f.unitWord}
                    label={f.label}
                  />
                </td>
                <td className="hint number" title={`${TEXT.lastYear} ${formatNumber(f.lastYear)}`}>
                  {change ?? ''}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="hint">
        {props.view.figures.some((f) => formatChange(f.value, f.lastYear) !== null) &&
          `右边是和${TEXT.lastYear}比。`}
        每个数字都能点开。
      </p>
      <Button type="link" onClick={() => go('/figures')}>
        看全部数字
      </Button>
    </section>
  );
}

function Below(props: { below: NonNullable<HomeView['below']> }): ReactNode {
  const href = useHref();
  const { units, label } = props.below;
  const all = units.filter((u) => u.done >= u.expected).length;
  return (
    <section className="sheet" aria-label="下面的情况">
      <h2>
        下面的情况 <span className="hint">{label}</span>
      </h2>
      <p className="below-sum">
        {units.length} 个组织,<span className="sign done">✓</span> 报齐 {all},
        <span className="sign soon">○</span> 没报齐 {units.length - all}
      </p>
      <ul className="below-list">
        {units
          .slice()
          .sort((a, b) => a.done / Math.max(1, a.expected) - b.done / Math.max(1, b.expected))
          .map((u) => (
            <li key={u.id}>
              <Link to={href(`/units/${u.id}`)}>{u.name}</Link>
              <span className="meter" aria-hidden>
                <span
                  style={{ width: `${u.expected === 0 ? 100 : Math.min(100, (u.done / u.expected) * 100)}%` }}
                />
              </span>
              <span className="number">
                {u.done}/{u.expected}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
