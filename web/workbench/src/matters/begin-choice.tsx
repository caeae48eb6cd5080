import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty, Show } from '../parts/states.tsx';
import { useGo, useHref } from '../place.ts';
import { AT_HAND, beginGroups } from './begin-groups.ts';
import { useFlows } from './queries.ts';
import '../styles/matters.css';

/** 办一件新的事: what may be begun, by what she wants to do, each with what it is for. */
export function BeginChoicePage(): ReactNode {
  const flows = useFlows();
  const href = useHref();
  return (
    <>
      <div className="page-head">
        <h1>办一件新的事</h1>
      </div>
      <Show of={flows} rows={6}>
        {(all) => {
          const groups = beginGroups(all);
          if (groups.length === 0)
            return <Empty title="您的岗位现在没有可以办的事">有疑问请问本单位的系统管理员。</Empty>;
          return groups.map((g) => (
            <section key={g.name} className="sheet" aria-label={g.name}>
              <h2>
                {g.name} {g.hint && <span className="hint">{g.hint}</span>}
              </h2>
              <ul className="begin-list">
                {g.flows.map((f) => (
                  <li key={f.key}>
                    <Link to={href(`/matters/new/${f.key}`)}>{f.begin}</Link>
                    <p className="hint">{f.about}</p>
                  </li>
                ))}
              </ul>
            </section>
          ));
        }}
      </Show>
    </>
  );
}

/** The few that are begun every day as buttons, and the way to the rest. */
export function BeginButtons(): ReactNode {
  const flows = useFlows();
  const go = useGo();
  const mine = (flows.data ?? []).filter((f) => f.mayBegin).map((f) => f.flow);
  const near = AT_HAND.flatMap((key) => mine.find((f) => f.key === key) ?? []);
  return (
    <>
      {near.map((f) => (
        <Button key={f.key} onClick={() => go(`/matters/new/${f.key}`)}>
          {f.begin}
        </Button>
      ))}
      {mine.length > near.length && <Button onClick={() => go('/matters/new')}>办别的事…</Button>}
    </>
  );
}
