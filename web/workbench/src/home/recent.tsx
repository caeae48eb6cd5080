import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { HomeView } from '../../../../contracts/api-home.ts';
import { formatMoment } from '../format.ts';
import { useHref } from '../place.ts';

/** 刚刚发生: the newest lines of her reach; for an administrator what was done to accounts. */
export function Recent(props: { view: HomeView; me: Me }): ReactNode {
  const href = useHref();
  const { recent, kind } = props.view;
  return (
    <section className="sheet" aria-label="刚刚发生">
      <h2>刚刚发生</h2>
      {recent.length === 0 ? (
        <p className="hint">
          {kind === 'administrator'
            ? '还没有动静。建账号、授职务、发口令会出现在这里。'
            : '两个月里还没有动静。记下第一笔,它会出现在这里和上级的页面上。'}
        </p>
      ) : (
        <ul className="recent">
          {recent.map((item) => (
            <li key={`${item.at}${item.to}${item.text}`}>
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
