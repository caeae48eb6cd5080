import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { EnrolmentView, MyAccount, RecoveryCodes } from '../../../../contracts/api-account.ts';
import { formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { Enrol } from './enrol.tsx';
import { refreshMyAccount } from './queries.ts';
import { RecoverySheet } from './recovery-sheet.tsx';

/** The second step: set up, put on another telephone, new recovery codes, or done without where it is only offered. */
export function SecondStepPart(props: { account: MyAccount; today: string }): ReactNode {
  const { secondStep, login } = props.account;
  const [enrolment, setEnrolment] = useState<EnrolmentView | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [sure, setSure] = useState<'remove' | 'codes' | null>(null);
  const { busy, problem, run } = useAct();
  const start = (): void =>
    void run(async () =>
      setEnrolment(await send<EnrolmentView>('/account/second-step/start', { sure: true })),
    );
  const renew = (): void =>
    void run(async () => {
      setCodes((await send<RecoveryCodes>('/account/second-step/recovery-codes', { sure: true })).codes);
      setSure(null);
      await refreshMyAccount();
    });
  const remove = (): void =>
    void run(async () => {
      await send('/account/second-step/remove', { sure: true });
      setSure(null);
      await refreshMyAccount();
    });
  return (
    <section className="sheet" aria-label="第二步验证">
      <h2>第二步验证</h2>
      <p>
        {secondStep.since ? (
          <>
            <span className="sign done">✓</span> {formatMoment(secondStep.since, props.today)}{' '}
            绑定了手机验证器。
          </>
        ) : (
          '没有绑定。绑定后登录除了密码还要手机上的 6 位验证码,密码被人看到也进不来。'
        )}
        {secondStep.required && ' 您的职务要求第二步验证。'}
      </p>
      {secondStep.since && (
        <p className={secondStep.recoveryLeft <= 2 ? 'doubt' : 'hint'}>
          备用码还剩 {secondStep.recoveryLeft} 个{secondStep.recoveryLeft <= 2 && ',请换一套新的'}。
        </p>
      )}
      {codes && (
        <RecoverySheet login={login} codes={codes} today={props.today} close={() => setCodes(null)} />
      )}
      {enrolment && (
        <Enrol
          enrolment={enrolment}
          cancel={() => setEnrolment(null)}
          done={(made) => {
            setEnrolment(null);
            setCodes(made);
            void refreshMyAccount();
          }}
        />
      )}
      {sure && (
        <p className="doubt" role="status">
          {sure === 'remove' ? '解除后登录只要密码。' : '换新的以后,以前的备用码全部作废。'}
        </p>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {!enrolment && !codes && (
        <p className="actions">
          {sure ? (
            <>
              <BusyButton
                type="primary"
                busy={busy}
                doing="正在办…"
                onClick={sure === 'remove' ? remove : renew}
              >
                {sure === 'remove' ? '确定解除' : '确定换新的'}
              </BusyButton>
              <Button onClick={() => setSure(null)}>{TEXT.cancel}</Button>
            </>
          ) : (
            <>
              <BusyButton busy={busy} doing="正在准备…" onClick={start}>
                {secondStep.since ? '换一部手机' : '绑定验证器'}
              </BusyButton>
              {secondStep.since && <Button onClick={() => setSure('codes')}>换一套备用码</Button>}
              {secondStep.since && !secondStep.required && (
                <Button onClick={() => setSure('remove')}>解除</Button>
              )}
            </>
          )}
        </p>
      )}
    </section>
  );
}
