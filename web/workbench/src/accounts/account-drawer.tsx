import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { AccountAct, AccountRow, IssuedCode } from '../../../../contracts/api-accounts.ts';
import { formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { CodeNote } from './code-note.tsx';
import { GivePost } from './give-post.tsx';
import { refreshAccounts, useAccount } from './queries.ts';
import { secondStepWords } from './second-step-words.tsx';

/** One account: what it is, and what this administrator may do with it; each act says first what it will do. */
export function AccountDrawer(props: { id: string; me: Me; close: () => void }): ReactNode {
  const account = useAccount(props.id);
  return (
    <Drawer open title={account.data?.name ?? '账号'} size={520} onClose={props.close}>
      <Show of={account} rows={6}>
        {(a) => <Detail a={a} me={props.me} />}
      </Show>
    </Drawer>
  );
}

type Sure = { readonly act: AccountAct; readonly postId?: string };
const SAY: Readonly<Record<AccountAct, { name: string; will: string }>> = {
  code: { name: '发一次性口令', will: '忘了密码时用:30 分钟内有效,只能用一次,她登录后要自己定新密码。' },
  reset: {
    name: '重置验证器',
    will: '手机丢了或换了时用:原来的验证器和备用码作废,她的登录全部退出,下次登录重新绑定。',
  },
  disable: {
    name: '停用账号',
    will: '停用后马上不能登录,已登录的全部退出(别的服务进程最多迟 5 秒)。记过的台账不受影响,可以再启用。',
  },
  enable: { name: '启用账号', will: '启用后她可以用原来的密码登录。' },
  'give-post': { name: '再授一个职务', will: '' },
  'end-post': { name: '结束职务', will: '从今天起不再担任,她的登录马上退出。记过的台账不受影响。' },
};

function Detail(props: { a: AccountRow; me: Me }): ReactNode {
  const { a, me } = props;
  const [sure, setSure] = useState<Sure | null>(null);
  const href = useHref();
  const [issued, setIssued] = useState<IssuedCode | null>(null);
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAct();
  const done = async (text: string): Promise<void> => {
    setSure(null);
    setSaid(text);
    await refreshAccounts();
  };
  const act = ({ act: what, postId }: Sure): void =>
    void run(async () => {
      const path = `/accounts/${a.id}`;
      if (what === 'code') {
        setIssued(await send<IssuedCode>(`${path}/code`, { sure: true }));
        await done('');
      } else if (what === 'reset') {
        await send(`${path}/reset-second-step`, { sure: true });
        await done('验证器已重置。');
      } else if (what === 'end-post') {
        await send(`${path}/end-post`, { postId });
        await done('职务已结束。');
      } else {
        await send(`${path}/state`, { disabled: what === 'disable' });
        await done(what === 'disable' ? '账号已停用。' : '账号已启用。');
      }
    });
  const may = (what: AccountAct): boolean => a.may.includes(what);
  return (
    <div className="drawer">
      <dl className="facts">
        <div>
          <dt>账号</dt>
          <dd>
            {a.login} {a.disabled && <span className="tag late">已停用</span>}
          </dd>
        </div>
        <div>
          <dt>最近登录</dt>
          <dd>{a.lastSignIn ? formatMoment(a.lastSignIn, me.today) : '还没有登录过'}</dd>
        </div>
        <div>
          <dt>第二步验证</dt>
          <dd>{secondStepWords(a)}</dd>
        </div>
        {a.mustChange && (
          <div>
            <dt>密码</dt>
            <dd>下次登录要自己定新密码</dd>
          </div>
        )}
      </dl>
      <h2>职务</h2>
      <ul className="devices">
        {a.posts.length === 0 && <li className="hint">没有在任的职务,不能登录。</li>}
        {a.posts.map((p) => (
          <li key={p.id}>
            <span>
              {p.unitName} · {p.title} <span className="tag">{p.roleName}</span>
              {p.waits && <span className="tag soon">等安全管理员确认</span>}
            </span>
            {may('end-post') && (
              <Button size="small" disabled={busy} onClick={() => setSure({ act: 'end-post', postId: p.id })}>
                {p.waits ? '撤回申请' : '结束职务'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {said && (
        <p className="saved-note" role="status">
          ✓ {said}
        </p>
      )}
      {issued && (
        <CodeNote
          name={a.name}
          login={a.login}
          issued={issued}
          today={me.today}
          close={() => setIssued(null)}
        />
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {sure && sure.act !== 'give-post' ? (
        <div className="note">
          <p>{SAY[sure.act].will}</p>
          <p className="actions">
            <BusyButton type="primary" busy={busy} doing="正在办…" onClick={() => act(sure)}>
              确定{SAY[sure.act].name}
            </BusyButton>
            <Button onClick={() => setSure(null)}>{TEXT.cancel}</Button>
          </p>
        </div>
      ) : sure ? (
        <GivePost account={a} me={me} close={(text) => (text ? void done(text) : setSure(null))} />
      ) : (
        <p className="actions">
          {(['code', 'reset', 'give-post', 'enable', 'disable'] as const).filter(may).map((what) => (
            <Button key={what} danger={what === 'disable'} onClick={() => setSure({ act: what })}>
              {SAY[what].name}
            </Button>
          ))}
        </p>
      )}
      {me.permissions.includes('account.manage') && !sure && (
        <p>
          <Link to={href(`/accounts/handover/${a.id}`)}>要离任、要请人代理?办交接</Link>
        </p>
      )}
      {a.whyNot && <p className="hint">{a.whyNot}</p>}
    </div>
  );
}
