import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { EnrolmentView, RecoveryCodes } from '../../../../contracts/api-account.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';

/** The square, the secret for typing, and the first code. The old authenticator works until this one has proved itself. */
export function Enrol(props: {
  enrolment: EnrolmentView;
  cancel: () => void;
  done: (codes: readonly string[]) => void;
}): ReactNode {
  const [code, setCode] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const confirm = (): void => {
    if (code.trim() === '') {
      setProblem('验证码还没有填。');
      return;
    }
    void run(async () => {
      props.done((await send<RecoveryCodes>('/account/second-step/confirm', { code })).codes);
    });
  };
  return (
    <form
      className="enrol"
      onSubmit={(e) => {
        e.preventDefault();
        confirm();
      }}
    >
      <p>用手机验证器(微信“验证器”小程序或应用市场里的身份验证器)扫这个二维码:</p>
      <img
        className="square"
        alt="绑定用的二维码"
        width={200}
        height={200}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(props.enrolment.svg)}`}
      />
      <details>
        <summary>扫不了?手动输入密钥</summary>
        <p className="secret-groups">{props.enrolment.groups}</p>
      </details>
      <label htmlFor="first-code">扫好以后,输入验证器上现在的 6 位数字</label>
      <Input
        id="first-code"
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        value={code}
        onChange={(e) => setCode(e.target.value)}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在核对…">
          绑定
        </BusyButton>
        <Button onClick={props.cancel}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
