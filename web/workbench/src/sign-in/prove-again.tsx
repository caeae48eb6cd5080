import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { type ReactNode, useState } from 'react';
import type { ProofWanted } from '../../../../contracts/api-account.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Show } from '../parts/states.tsx';
import { PASSWORD_SIGNS } from '../signs.tsx';
import { TEXT } from '../text.ts';
import { read, send, sentenceOf } from '../wire.ts';
import { settleProof, useProofWanted } from './fresh.ts';

/** Above any page: one field, and the request that waited goes on by itself. */
export function ProveAgain(): ReactNode {
  const wanted = useProofWanted();
  if (!wanted) return null;
  return (
    <Modal
      open
      title="再确认一次是您本人"
      footer={null}
      onCancel={() => settleProof(false)}
      mask={{ closable: false }}
      width={400}
      destroyOnHidden
    >
      <Ask />
    </Modal>
  );
}

function Ask(): ReactNode {
  const kind = useQuery({
    queryKey: ['proof'],
    queryFn: ({ signal }) => read<ProofWanted>('/account/proof', {}, signal),
    staleTime: 0,
  });
  return <Show of={kind}>{(k) => <ProofForm wanted={k.wanted} />}</Show>;
}

function ProofForm(props: { wanted: ProofWanted['wanted'] }): ReactNode {
  const [proof, setProof] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const byCode = props.wanted === 'code';
  const prove = async (): Promise<void> => {
    if (busy) return;
    if (proof.trim() === '') {
      setProblem(byCode ? '验证码还没有填。' : '密码还没有填。');
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      await send('/account/proof', { proof });
      settleProof(true);
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };
  const shared = {
    id: 'proof',
    size: 'large' as const,
    autoFocus: true,
    value: proof,
    'aria-describedby': 'proof-why',
    onChange: (e: { target: { value: string } }) => setProof(e.target.value),
  };
  return (
    <form
      className="sign-in-form"
      onSubmit={(e) => {
        e.preventDefault();
        void prove();
      }}
    >
      <p className="hint" id="proof-why">
        这一步涉及个人信息或权限。确认后 10 分钟内不再问,刚才的操作会接着办。
      </p>
      <label htmlFor="proof">{byCode ? '手机验证器上的 6 位数字' : '密码'}</label>
      {byCode ? (
        <Input {...shared} inputMode="numeric" autoComplete="one-time-code" />
      ) : (
        <Input.Password {...shared} {...PASSWORD_SIGNS} autoComplete="current-password" />
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在核对…">
          确认
        </BusyButton>
        <Button onClick={() => settleProof(false)}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
