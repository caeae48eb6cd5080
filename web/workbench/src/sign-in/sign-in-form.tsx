import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { BusyButton } from '../parts/busy-button.tsx';
import { PASSWORD_SIGNS } from '../signs.tsx';
import { isWireError, send, sentenceOf } from '../wire.ts';

/** Name and password, and a code where one is asked for; `done` is called when the server knows her. */
export function SignInForm(props: { done: () => void; autoFocus?: boolean }): ReactNode {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const enter = async (): Promise<void> => {
    if (busy) return;
    if (login.trim() === '' || password === '') {
      setProblem(login.trim() === '' ? '账号还没有填。' : '密码还没有填。');
      return;
    }
    if (wantsCode && code.trim() === '') {
      setProblem('验证码还没有填。');
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      await send('/sign-in', {
        login: login.trim(),
        password,
        ...(wantsCode ? { code: code.trim() } : {}),
      });
      props.done();
    } catch (error) {
      if (isWireError(error) && error.code === 'sign-in.second') setWantsCode(true);
      else setProblem(sentenceOf(error));
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
        {...PASSWORD_SIGNS}
        value={password}
        onChange={(e) => setPassword(e.target.value)}
      />
      {wantsCode && (
        <>
          <label htmlFor="code">验证码</label>
          <Input
            id="code"
            size="large"
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            placeholder="手机验证器上的 6 位数字,或一个备用码"
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        </>
      )}
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
