import Modal from 'antd/es/modal';
import type { ReactNode } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import { queryClient } from '../queries.ts';
import { setSessionEnded, useSessionEnded } from '../session.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The session ended while she was typing: the sign-in stands above the page, and the page stays as it is. */
export function SignInAgain(props: { me: Me }): ReactNode {
  const ended = useSessionEnded();
  if (!ended) return null;
  return (
    <Modal
      open
      title="登录过期了,请再登录一次"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={380}
    >
      <p className="hint">
        页面上填的内容还在。刚才是 {props.me.unit.name} · {props.me.name}。
      </p>
      <SignInForm
        autoFocus
        done={() => {
          setSessionEnded(false);
          void queryClient.invalidateQueries();
        }}
      />
    </Modal>
  );
}
