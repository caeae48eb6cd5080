import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { HomeView } from '../../../../contracts/api-home.ts';
import { Digits } from '../parts/figure.tsx';
import { useHref } from '../place.ts';

const SIGNS = { done: '✓', soon: '●', late: '✗', info: 'i' } as const;
const NAMES = { done: '正常', soon: '要留意', late: '要处理', info: '情况' } as const;

/** What an administrator answers for, each a door to the very things that it counts. */
export function Standing(props: { view: HomeView }): ReactNode {
  const href = useHref();
  return (
    <section className="sheet" aria-label="您管的事">
      <h2>您管的事</h2>
      <ul className="standing">
        {props.view.standing.map((s) => (
          <li key={s.name}>
            <Link to={href(s.to)} className={`standing-door ${s.tone}`}>
              <span className={`sign ${s.tone}`}>
                <span aria-hidden>{SIGNS[s.tone]}</span>
                <span className="visually-hidden">{NAMES[s.tone]}</span>
              </span>
              <span className="standing-name">{s.name}</span>
              <Digits value={s.value} unitWord={s.unitWord} />
              <span className="hint standing-about">{s.about}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
