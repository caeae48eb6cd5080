import Input from 'antd/es/input';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { useGo, useHref } from '../place.ts';
import { useUnitSearch } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { CLEAR } from '../signs.tsx';
import { KIND_NAMES, LEVEL_NAMES, TEXT } from '../text.ts';
import { UnitDetail } from './unit-detail.tsx';
import { UnitTree } from './unit-tree.tsx';

/** 组织: the tree by level at the left, one unit at the right, search above. */
export function UnitsPage(props: { me: Me }): ReactNode {
  const seat = seatOf(props.me);
  const id = useParams()['id'] ?? seat;
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const go = useGo();
  return (
    <>
      <div className="page-head">
        <h1>{TEXT.nav.units}</h1>
        <Input
          allowClear={CLEAR}
          className="filter-words"
          placeholder="名称、代码或拼音首字母"
          aria-label="找组织"
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
      </div>
      <div className="units">
        <section className="sheet units-side" aria-label={q === '' ? '组织树' : '找到的组织'}>
          {q === '' ? (
            <UnitTree key={seat} root={seat} chosen={id} open={(unit) => go(`/units/${unit}`)} />
          ) : (
            <Found q={q} />
          )}
        </section>
        <div className="units-main">
          <UnitDetail key={id} id={id} me={props.me} />
        </div>
      </div>
    </>
  );
}

function Found(props: { q: string }): ReactNode {
  const found = useUnitSearch(props.q);
  const href = useHref();
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={5} />;
  if (found.data.length === 0)
    return <p className="hint">没有找到“{props.q}”。可以只打几个字,或打拼音首字母。</p>;
  return (
    <ul className="found">
      {found.data.map((u) => (
        <li key={u.id}>
          <Link to={href(`/units/${u.id}`)}>{u.name}</Link>{' '}
          <span className="hint">
            {LEVEL_NAMES[u.level]}
            {KIND_NAMES[u.kind]} {u.code}
            {u.to && ' 已撤销'}
          </span>
        </li>
      ))}
    </ul>
  );
}
