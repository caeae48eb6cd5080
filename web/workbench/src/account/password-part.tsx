import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { MyAccount } from '../../../../contracts/api-account.ts';
import { formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { PASSWORD_SIGNS } from '../signs.tsx';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { refreshMyAccount } from './queries.ts';

export function PasswordPart(props: { account: MyAccount; today: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  return (
    <section className="sheet" aria-label="密码">
      <h2>密码</h2>
      <p>
        {props.account.passwordAt
          ? `${formatMoment(props.account.passwordAt, props.today)} 改过。`
          : '还没有自己改过。'}
      </p>
      {saved && (
        <p className="saved-note" role="status">
          ✓ 密码已改,您在其他设备上的登录都已退出。
        </p>
      )}
      {open ? (
        <ChangePassword
          login={props.account.login}
          close={(done) => {
            setOpen(false);
            setSaved(done);
          }}
        />
      ) : (
        <p className="actions">
          <Button onClick={() => setOpen(true)}>改密码</Button>
        </p>
      )}
    </section>
  );
}

const FIELDS = [
  ['present', '现在的密码', 'current-password'],
  ['next', '新密码', 'new-password'],
  ['again', '再输入一次新密码', 'new-password'],
] as const;

function ChangePassword(props: { login: string; close: (done: boolean) => void }): ReactNode {
  const [typed, setTyped] = useState({ present: '', next: '', again: '' });
  const { busy, problem, setProblem, run } = useAct();
  const save = (): void => {
    const empty = FIELDS.find(([key]) => typed[key] === '');
    if (empty) {
      setProblem(`${empty[1]}还没有填。`);
      return;
    }
    void run(async () => {
      await send('/account/password', typed);
      await refreshMyAccount();
      props.close(true);
    });
  };
  return (
    <form
      className="sign-in-form"
      onSubmit={(e) => {
        e.preventDefault();
        save();
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={props.login} readOnly />
      {FIELDS.map(([key, label, complete]) => (
        <div key={key}>
          <label htmlFor={`password-${key}`}>{label}</label>
          <Input.Password
            id={`password-${key}`}
            autoFocus={key === 'present'}
            autoComplete={complete}
            {...PASSWORD_SIGNS}
            value={typed[key]}
            onChange={(e) => setTyped({ ...typed, [key]: e.target.value })}
          />
        </div>
      ))}
      <p className="hint">至少 10 位。几个不相干的词连起来,又长又好记;不要用账号、姓名、生日、手机号。</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在保存…">
          {TEXT.save}
        </BusyButton>
        <Button onClick={() => props.close(false)}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
