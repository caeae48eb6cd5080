import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { MyAccount } from '../../../../contracts/api-account.ts';
import { formatMoment } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { Deputies } from './deputies.tsx';
import { Devices } from './devices.tsx';
import { PasswordPart } from './password-part.tsx';
import { useMyAccount } from './queries.ts';
import { SecondStepPart } from './second-step-part.tsx';

/** 我的账号: who I am here, how I get in, where I am signed in, what happened to my account. */
export function AccountPage(props: { me: Me }): ReactNode {
  const account = useMyAccount();
  return (
    <>
      <div className="page-head">
        <h1>我的账号</h1>
      </div>
      <Show of={account} rows={8}>
        {(a) => (
          <div className="account">
            <section className="sheet" aria-label="身份">
              <h2>身份</h2>
              <dl className="facts">
                <div>
                  <dt>姓名</dt>
                  <dd>{a.name}</dd>
                </div>
                <div>
                  <dt>账号</dt>
                  <dd>{a.login}</dd>
                </div>
                <div>
                  <dt>职务</dt>
                  <dd>
                    {a.posts.map((p) => (
                      <span key={p.id} className="post-line">
                        {p.unitName} · {p.title}
                      </span>
                    ))}
                  </dd>
                </div>
              </dl>
              <p className="hint">姓名或职务不对,请找本单位的系统管理员改。</p>
            </section>
            <PasswordPart account={a} today={props.me.today} />
            <SecondStepPart account={a} today={props.me.today} />
            <Devices account={a} today={props.me.today} />
            <Deputies today={props.me.today} />
            <Happened account={a} today={props.me.today} />
          </div>
        )}
      </Show>
    </>
  );
}

/** What the log's kinds mean to her; a failure she does not remember is somebody else's try. */
const KINDS: Readonly<Record<string, readonly [text: string, tone: 'calm' | 'soon' | 'late']>> = {
  'sign-in': ['登录', 'calm'],
  'wrong-password': ['密码输错,没有进来', 'late'],
  'wrong-code': ['密码对了,验证码输错,没有进来', 'late'],
  'recovery-used': ['用了一个备用码', 'soon'],
  'code-issued': ['管理员发了一次性口令', 'soon'],
  'code-used': ['用一次性口令登录', 'soon'],
  'password-changed': ['改了密码', 'calm'],
  'second-set': ['绑定了验证器', 'calm'],
  'second-reset': ['验证器被解除', 'soon'],
  'recovery-made': ['换了备用码', 'calm'],
  disabled: ['账号被停用', 'late'],
  enabled: ['账号重新启用', 'calm'],
  'post-given': ['授了职务', 'calm'],
  'post-ended': ['结束了职务', 'soon'],
};
const SIGNS = { calm: '○', soon: '●', late: '✗' } as const;

function Happened(props: { account: MyAccount; today: string }): ReactNode {
  return (
    <section className="sheet account-wide" aria-label="最近的登录和变动">
      <h2>最近的登录和变动</h2>
      <p className="hint">不是您自己做的?请马上改密码,并告诉本单位的系统管理员。这里保留半年。</p>
      <div className="table-box">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">时间</th>
              <th scope="col">什么事</th>
              <th scope="col">设备</th>
              <th scope="col">在哪里</th>
            </tr>
          </thead>
          <tbody>
            {props.account.log.map((row) => {
              const [text, tone] = KINDS[row.kind] ?? [row.kind, 'calm'];
              return (
                <tr key={`${row.at}${row.kind}`}>
                  <td className="day">{formatMoment(row.at, props.today)}</td>
                  <td>
                    <span aria-hidden className={`sign ${tone}`}>
                      {SIGNS[tone]}
                    </span>{' '}
                    {text}
                    {row.by && <span className="hint"> 经办 {row.by}</span>}
                  </td>
                  <td>{row.device}</td>
                  <td>{row.place}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
