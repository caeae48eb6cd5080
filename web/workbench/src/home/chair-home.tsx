import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { HomeBelow, HomeView } from '../../../../contracts/api-home.ts';
import { formatChange, formatDay, formatMonth, formatValue } from '../format.ts';
import { Figure } from '../parts/figure.tsx';
import { useHref } from '../place.ts';
import { TEXT } from '../text.ts';
import { byNeed, isOpen, stateWords } from './below.tsx';
import { thisYear } from './our-figures.tsx';
import { Recent } from './recent.tsx';
import { Remind } from './remind.tsx';
import { Todo } from './todo.tsx';

/** The leader's page: eight figures with last year, where it burns, all units at a glance; prints on one sheet. */
export function ChairHome(props: { view: HomeView; me: Me }): ReactNode {
  const { view, me } = props;
  const { door, name } = thisYear(me);
  return (
    <div className="chair">
      <section className="sheet" aria-label="我们的数">
        <div className="sheet-head">
          <h2>
            {me.unit.name} <span className="hint">{name}</span>
          </h2>
          <Button className="no-print" onClick={() => window.print()}>
            打印这一页
          </Button>
        </div>
        <ul className="eight">
          {view.figures.map((f) => (
            <li key={f.measure}>
              <span className="eight-label">{f.label}</span>
              <Figure
                className="eight-value"
                door={door(f)}
                value={f.value}
                hidden={f.hidden}
                unitWord={f.unitWord}
                label={f.label}
              />
              <span className="hint">
                {TEXT.lastYear} {formatValue(f.lastYear, f.unitWord)}{' '}
                {formatChange(f.value, f.lastYear) ?? ''}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <div className="home">
        <div className="home-main">
          <Todo view={view} me={me} />
          {view.below && <Grid below={view.below} today={me.today} />}
        </div>
        <div className="home-side">
          <Recent view={view} me={me} />
        </div>
      </div>
    </div>
  );
}

/** One block for each unit below: who is through, who is late, who is silent. */
function Grid(props: { below: HomeBelow; today: string }): ReactNode {
  const href = useHref();
  const { below } = props;
  const open = below.units.filter(isOpen);
  return (
    <section className="sheet" aria-label="下面的情况">
      <h2>
        下面的情况{' '}
        <span className="hint">
          {formatMonth(below.month)}台账:{below.units.length} 个组织,报齐 {below.units.length - open.length},
          {below.isLate
            ? `迟 ${open.length}`
            : `没报齐 ${open.length}(${formatDay(below.due, props.today)}前)`}
        </span>
      </h2>
      {below.isLate && below.mayRemind && open.length > 0 && <Remind below={below} units={open} />}
      <ul className="unit-grid">
        {below.units
          .slice()
          .sort(byNeed)
          .map((u) => {
            const state = stateWords(u, below);
            return (
              <li key={u.id}>
                <Link
                  to={href('/closing', { unit: u.id, month: below.month })}
                  className={`unit-block ${state.tone}`}
                >
                  <span>{u.name.replace(/妇联$/, '')}</span>
                  <span className="hint">
                    <span className={`sign ${state.tone}`}>{state.sign}</span> {state.words} {u.done}/
                    {u.expected}
                  </span>
                </Link>
              </li>
            );
          })}
      </ul>
    </section>
  );
}
