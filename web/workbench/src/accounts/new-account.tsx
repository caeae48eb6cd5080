import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { CreatedAccount } from '../../../../contracts/api-accounts.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { CodeNote } from './code-note.tsx';
import { PostFields, type PostTyped, postProblem } from './post-fields.tsx';
import { refreshAccounts } from './queries.ts';

const BLANK: PostTyped = { unitId: null, role: null, title: '' };

/** A new account with its first post; the one-time code is handed over, nobody ever types a password for another. */
export function NewAccount(props: { me: Me; close: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [post, setPost] = useState(BLANK);
  const [made, setMade] = useState<CreatedAccount | null>(null);
  const { busy, problem, setProblem, run } = useAct();
  const create = (): void => {
    const missing =
      (name.trim() === '' && '姓名还没有填。') ||
      (login.trim() === '' && '账号还没有填。') ||
      postProblem(post);
    if (missing) {
      setProblem(missing);
      return;
    }
    void run(async () => {
      setMade(await send<CreatedAccount>('/accounts', { name, login, ...post }));
      await refreshAccounts();
    });
  };
  const another = (): void => {
    setMade(null);
    setName('');
    setLogin('');
  };
  return (
    <Drawer open title="建账号" size={520} onClose={props.close}>
      {made ? (
        <>
          <p className="saved-note">
            ✓ {name} 的账号已建好。
            {made.waits && '管理员的职务还要等安全管理员确认,确认后她才能登录。'}
          </p>
          <CodeNote name={name} login={made.login} issued={made} today={props.me.today} close={props.close} />
          <p className="actions">
            <Button onClick={another}>再建一个(组织和角色照这次)</Button>
          </p>
        </>
      ) : (
        <form
          className="sign-in-form account-form"
          onSubmit={(e) => {
            e.preventDefault();
            create();
          }}
        >
          <label htmlFor="account-name">姓名</label>
          <Input
            id="account-name"
            autoFocus
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <label htmlFor="account-login">账号</label>
          <Input
            id="account-login"
            maxLength={40}
            autoComplete="off"
            autoCapitalize="none"
            placeholder="小写字母和数字,如姓名拼音 zhangsan"
            value={login}
            onChange={(e) => setLogin(e.target.value)}
          />
          <PostFields me={props.me} value={post} onChange={setPost} />
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <p className="actions">
            <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在建立…">
              建立并发一次性口令
            </BusyButton>
            <Button onClick={props.close}>{TEXT.cancel}</Button>
          </p>
        </form>
      )}
    </Drawer>
  );
}
