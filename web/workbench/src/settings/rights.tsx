import Segmented from 'antd/es/segmented';
import Select from 'antd/es/select';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { SeatSeen, SeenView } from '../../../../contracts/api-preview.ts';
import { useAccounts, useRoles } from '../accounts/queries.ts';
import { formatNumber } from '../format.ts';
import { Empty, Show } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { SEARCH_SIGN } from '../signs.tsx';
import { useAccountSeen, useSeen } from './queries.ts';

/** 权限预览: what would she see? Of a post before it is given, and of an account as it is. */
export function RightsPart(props: { me: Me }): ReactNode {
  const [of, setOf] = useState<'post' | 'account'>('post');
  return (
    <>
      <div className="toolbar">
        <Segmented<'post' | 'account'>
          aria-label="看什么"
          value={of}
          options={[
            { value: 'post', label: '打算授的职务' },
            { value: 'account', label: '已有的账号' },
          ]}
          onChange={setOf}
        />
        <span className="hint">数是按同一套权限从现在的数据里数出来的,只有数,没有内容。</span>
      </div>
      {of === 'post' ? <Planned me={props.me} /> : <OfAccount />}
    </>
  );
}

function Planned(props: { me: Me }): ReactNode {
  const [unit, setUnit] = useState<string | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const roles = useRoles(unit);
  const seen = useSeen(unit, role);
  return (
    <>
      <div className="setting-form">
        <label htmlFor="rights-unit">在哪个组织</label>
        <UnitPicker
          id="rights-unit"
          label="在哪个组织"
          known={[props.me.unit]}
          value={unit}
          onChange={(id) => {
            setUnit(id);
            setRole(null);
          }}
        />
        <label htmlFor="rights-role">什么角色</label>
        <Select<string | null>
          id="rights-role"
          aria-label="什么角色"
          placeholder={unit ? '请选' : '先选组织'}
          notFoundContent="请先选组织。"
          value={role}
          options={(roles.data ?? []).map((r) => ({ value: r.role, label: r.name }))}
          onChange={setRole}
        />
      </div>
      {unit && role && <Seats of={seen} />}
    </>
  );
}

function OfAccount(): ReactNode {
  const [typed, setTyped] = useState('');
  const [account, setAccount] = useState<string | null>(null);
  const q = useDeferredValue(typed.trim());
  const list = useAccounts({ q, unit: null, state: 'all' });
  const seen = useAccountSeen(account);
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? [];
  return (
    <>
      <div className="setting-form">
        <label htmlFor="rights-account">谁的账号</label>
        <Select<string | null>
          id="rights-account"
          aria-label="谁的账号"
          placeholder="账号或姓名的开头"
          showSearch={{
            searchIcon: SEARCH_SIGN,
            filterOption: false,
            searchValue: typed,
            onSearch: setTyped,
          }}
          notFoundContent={list.isFetching ? '正在找…' : '没有这样的账号'}
          value={account}
          options={rows.map((a) => ({ value: a.id, label: `${a.name}(${a.login})` }))}
          onChange={(id) => {
            setAccount(id);
            setTyped('');
          }}
        />
      </div>
      {account && <Seats of={seen} />}
    </>
  );
}

function Seats(props: { of: ReturnType<typeof useSeen> }): ReactNode {
  return (
    <Show<SeenView> of={props.of} rows={8}>
      {(view) =>
        view.seats.length === 0 ? (
          <Empty title="没有在任的职务">没有职务的账号什么也看不到,也不能登录。</Empty>
        ) : (
          view.seats.map((s) => <Seat key={`${s.unitName}${s.roleName}${s.title ?? ''}`} seat={s} />)
        )
      }
    </Show>
  );
}

function Seat(props: { seat: SeatSeen }): ReactNode {
  const { seat } = props;
  return (
    <section className="sheet" aria-label={`${seat.unitName} ${seat.roleName} 会看到什么`}>
      <h2>
        {seat.unitName} · {seat.title ?? seat.roleName}
        {seat.title && seat.title !== seat.roleName && <span className="hint"> {seat.roleName}</span>}
        {seat.waits && <span className="tag soon">等安全管理员确认,还没有生效</span>}
      </h2>
      {seat.areas.map((area) => (
        <div key={area.name} className="seen-area">
          <strong>{area.name}</strong>{' '}
          {area.may.length > 0 ? area.may.join('、') : <span className="hint">看不到,也不能做</span>}
          {area.examples.length > 0 && (
            <ul>
              {area.examples.map((e) => (
                <li key={e.name}>
                  {e.name}{' '}
                  <strong>
                    {formatNumber(e.count)}
                    {e.more && ' 以上'}
                  </strong>{' '}
                  {e.unitWord}
                  {e.note && <span className="hint"> {e.note}</span>}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}
