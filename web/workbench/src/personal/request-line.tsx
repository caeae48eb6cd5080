import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { PersonalRequestView } from '../../../../contracts/api-personal.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { queryClient } from '../queries.ts';
import { send } from '../wire.ts';

/** How a request stands, in words. */
export function requestState(r: PersonalRequestView): string {
  if (r.state === 'open')
    return `${r.day} 提出,${r.isLate ? '已过' : '最晚'} ${r.dueDay}${r.isLate ? ' 的期限' : ''}`;
  if (r.state === 'waiting') return `${r.askedBy ?? ''}提出删除,等安全管理员批准`;
  if (r.decidedBy === null) return r.what === 'erase' ? '内容已删除' : '内容已删除,不再办';
  return `${r.decidedDay ?? ''} ${r.decidedBy}${r.state === 'done' ? '办好' : '没有办'}`;
}

/** Tend to it, or say why not; she reads the reason on her page. */
export function RefuseForm(props: {
  request: PersonalRequestView;
  tend: () => void;
  isTended: boolean;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const refuse = (): Promise<void> =>
    run(async () => {
      if (reason.trim().length < 4) return setProblem('请写一句原因,她在网页上看得到。');
      await send(`/personal/requests/${props.request.id}/refuse`, { reason: reason.trim() });
      await queryClient.invalidateQueries({ queryKey: ['personal'] });
    });
  return (
    <span className="actions">
      {!props.isTended && (
        <Button size="small" type="primary" onClick={props.tend}>
          在下面办
        </Button>
      )}
      <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
        不办
      </Button>
      {open && (
        <form
          className="reason-form"
          aria-label="不办的原因"
          onSubmit={(e) => {
            e.preventDefault();
            void refuse();
          }}
        >
          <label htmlFor={`why-${props.request.id}`}>为什么不办(她看得到)</label>
          <Input
            id={`why-${props.request.id}`}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <p className="actions">
            <BusyButton size="small" htmlType="submit" busy={busy} doing="正在保存…">
              告诉她
            </BusyButton>
          </p>
        </form>
      )}
    </span>
  );
}
