import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Segmented from 'antd/es/segmented';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { AccountRow } from '../../../../contracts/api-accounts.ts';
import { formatMoment } from '../format.ts';
import { walkRows } from '../frame/keys.ts';
import { MoreRows } from '../parts/more-rows.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { useHref, useSetParams } from '../place.ts';
import { CLEAR } from '../signs.tsx';
import { AccountDrawer } from './account-drawer.tsx';
import { NewAccount } from './new-account.tsx';
import { useAccounts } from './queries.ts';
import { secondStepWords } from './second-step-words.tsx';
import { Vacancies } from './vacancies.tsx';
import { WaitingGrants } from './waiting-grants.tsx';

const STATES = [
  { value: 'all', label: '全部' },
  { value: 'active', label: '在用' },
  { value: 'waiting', label: '等确认' },
  { value: 'disabled', label: '已停用' },
];
/** What the home page counts, and what can be done about it. */
const LOOKED_AFTER: Readonly<Record<string, string>> = {
  'no-second': '该绑验证器还没绑的:下次登录会先让她绑定',
  locked: '输错太多、正在等的:15 分钟后自己放开;不是本人在试的,请停用',
  unused: '一次性口令过期了还没用的:点开重新发一个,或者停用',
  'no-post': '没有职务、账号还开着的:授新职务,或者停用',
};
const PAGE = 50;

/** 账号: who may come in, with which posts, in the units this administrator reaches. */
export function AccountsPage(props: { me: Me }): ReactNode {
  const { me } = props;
  const [params] = useSearchParams();
  const set = useSetParams();
  const href = useHref();
  const [typed, setTyped] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const state = params.get('state') ?? 'all';
  const setState = (next: string): void => set({ state: next === 'all' ? null : next }, { replace: true });
  const q = useDeferredValue(typed.trim());
  const list = useAccounts({ q, unit, state });
  const mayManage = me.permissions.includes('account.manage');
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? [];
  const waiting = list.data?.pages[0]?.waiting ?? [];
  const open = params.get('account');
  return (
    <>
      <div className="page-head">
        <h1>账号</h1>
        <span className="spacer" />
        {mayManage && (
          <>
            <Link className="head-action" to={href('/accounts/bulk')}>
              从名单成批建
            </Link>
            <Button type="primary" onClick={() => set({ new: '1' })}>
              建账号
            </Button>
          </>
        )}
      </div>
      {mayManage && <Vacancies today={me.today} />}
      {waiting.length > 0 && <WaitingGrants grants={waiting} today={me.today} />}
      <div className="toolbar">
        <Input
          allowClear={CLEAR}
          className="filter-words"
          placeholder="账号或姓名的开头"
          aria-label="找账号"
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        <div className="filter-unit">
          <UnitPicker
            id="accounts-unit"
            label="只看哪个组织及以下"
            placeholder="只看哪个组织及以下"
            known={[me.unit]}
            value={unit}
            onChange={setUnit}
          />
        </div>
        {unit && <Button onClick={() => setUnit(null)}>看全部组织</Button>}
        <Segmented<string> options={STATES} value={state} onChange={setState} aria-label="状态" />
      </div>
      {LOOKED_AFTER[state] && (
        <p className="note">
          只看{LOOKED_AFTER[state]}。{' '}
          <Button size="small" onClick={() => setState('all')}>
            看全部账号
          </Button>
        </p>
      )}
      <section className="sheet" aria-label="账号列表">
        {list.isError && !list.data ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading rows={8} />
        ) : rows.length === 0 ? (
          <Empty title={q || unit || state !== 'all' ? '没有这样的账号' : '还没有账号'}>
            {q
              ? '账号和姓名都从开头找,可以只打前面几个字。'
              : '点“建账号”,给每位干部一个自己的账号,不要合用。'}
          </Empty>
        ) : (
          <>
            <AccountTable
              rows={rows}
              me={me}
              stale={list.isPlaceholderData}
              open={(id) => set({ account: id })}
            />
            <MoreRows
              shown={rows.length}
              size={PAGE}
              hasNext={list.hasNextPage}
              busy={list.isFetchingNextPage}
              next={() => void list.fetchNextPage()}
            />
          </>
        )}
      </section>
      {open && <AccountDrawer key={open} id={open} me={me} close={() => set({ account: null })} />}
      {params.get('new') && mayManage && <NewAccount me={me} close={() => set({ new: null })} />}
    </>
  );
}

function AccountTable(props: {
  rows: readonly AccountRow[];
  me: Me;
  stale: boolean;
  open: (id: string) => void;
}): ReactNode {
  return (
    <div className="table-box">
      <table className={`lines accounts ${props.stale ? 'stale' : ''}`} aria-label="账号">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">账号</th>
            <th scope="col">职务</th>
            <th scope="col">第二步</th>
            <th scope="col">最近登录</th>
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {props.rows.map((a) => (
            <tr
              key={a.id}
              tabIndex={0}
              className={a.disabled ? 'withdrawn' : ''}
              onClick={() => props.open(a.id)}
              onKeyDown={(e) => {
                if (e.key === 'Enter') props.open(a.id);
              }}
            >
              <td className="title">
                {a.name} {a.disabled && <span className="tag late">已停用</span>}
              </td>
              <td>{a.login}</td>
              <td>
                {a.posts.length === 0 && <span className="hint">没有在任的职务</span>}
                {a.posts.map((p) => (
                  <span key={p.id} className="post-line">
                    {p.unitName} · {p.title}{' '}
                    {p.waits ? (
                      <span className="tag soon">等安全管理员确认</span>
                    ) : (
                      p.title !== p.roleName && <span className="hint">{p.roleName}</span>
                    )}
                  </span>
                ))}
              </td>
              <td>{secondStepWords(a)}</td>
              <td className="day">
                {a.lastSignIn ? (
                  formatMoment(a.lastSignIn, props.me.today)
                ) : (
                  <span className="hint">还没有登录过</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
