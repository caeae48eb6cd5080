import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { BusyButton } from '../parts/busy-button.tsx';
import { send, sentenceOf } from '../wire.ts';

/** Name and password; `done` is called when the server knows her. */
export function SignInForm(props: { done: () => void; autoFocus?: boolean }): ReactNode {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const enter = async (): Promise<void> => {
    if (busy) return;
    if (login.trim() === '' || password === '') {
      setProblem(login.trim() === '' ? '账号还没有填。' : '密码还没有填。');
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      await send('/sign-in', { login: login.trim(), password });
      props.done();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="sign-in-form"
      onSubmit={(e) => {
        e.preventDefault();
        void enter();
      }}
    >
      <label htmlFor="login">账号</label>
      <Input
        id="login"
        size="large"
        autoComplete="username"
        autoFocus={props.autoFocus ?? false}
        value={login}
        onChange={(e) => setLogin(e.target.value)}
      />
      <label htmlFor="password">密码</label>
      <Input.Password
        id="password"
        size="large"
        autoComplete="current-password"
        iconRender={(shown) => (
          <span title={shown ? '遮住密码' : '看一眼密码'} className="hint">
            {shown ? '遮' : '看'}
          </span>
        )}
        value={password}
        onChange={(e) => setPassword(e.target.value)}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <BusyButton type="primary" size="large" htmlType="submit" block busy={busy} doing="正在登录…">
        登录
      </BusyButton>
    </form>
  );
}
