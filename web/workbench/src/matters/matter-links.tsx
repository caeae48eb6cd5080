import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MatterLinkView, MatterView } from '../../../../contracts/api-flows.ts';
import { useGo, useHref } from '../place.ts';
import { leadsTo } from './begin-groups.ts';
import { useFlows } from './queries.ts';

const WORDS: Readonly<Record<MatterLinkView['why'], Readonly<Record<MatterLinkView['side'], string>>>> = {
  came: { from: '由它而来', to: '由此办的' },
  same: { from: '同一个人的', to: '同一个人的' },
};

/** What a matter came from and what has come of it, and what may be begun from it (前后的事项). */
export function MatterLinks(props: { matter: MatterView }): ReactNode {
  const { matter: m } = props;
  const flows = useFlows();
  const href = useHref();
  const go = useGo();
  const next = m.urgentUntil ? [] : leadsTo(flows.data ?? [], m.flow.key);
  if (m.links.length === 0 && next.length === 0) return null;
  return (
    <section className="sheet" aria-label="前后的事项">
      <h2>前后的事项</h2>
      {m.links.length > 0 && (
        <ul className="link-list">
          {m.links.map((l) => (
            <li key={`${l.side} ${l.number} ${l.flow}`}>
              <span className="hint">{WORDS[l.why][l.side]}</span> {l.flow}{' '}
              {l.id ? <Link to={href(`/matters/${l.id}`)}>{l.number}</Link> : l.number}{' '}
              <span className="hint">{l.state ?? '由别人在办,内容您看不到'}</span>
            </li>
          ))}
        </ul>
      )}
      {next.length > 0 && (
        <>
          <p className="hint">
            由此再办一件,她说过的会带过去,您核对以后再登记。新的一件有它自己的责任人和期限,这一件照旧由原来的人负责。
          </p>
          <div className="begin-buttons">
            {next.map(({ flow, name }) => (
              <Button key={flow.key} onClick={() => go(`/matters/new/${flow.key}?from=${m.id}`)}>
                {name}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
