import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { HomeView } from '../../../../contracts/api-home.ts';
import { useHref } from '../place.ts';

/** 记一笔: the ledgers she writes most, one click each. */
export function WriteBar(props: { view: HomeView }): ReactNode {
  const href = useHref();
  if (props.view.write.length === 0) return null;
  return (
    <section className="sheet" aria-label="记一笔">
      <h2>记一笔</h2>
      <div className="write-bar">
        {props.view.write.map((l) => (
          <Link key={l.key} className="write-door" to={href(`/ledgers/${l.key}/new`)}>
            {l.name.replace(/台账$/, '')}
          </Link>
        ))}
        <Link className="write-all" to={href('/ledgers')}>
          全部台账
        </Link>
      </div>
    </section>
  );
}
