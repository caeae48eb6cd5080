import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { PersonalApproval } from '../../../../contracts/api-personal.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { queryClient } from '../queries.ts';
import { send } from '../wire.ts';
import { useApprovals } from './queries.ts';
import { requestState } from './request-line.tsx';

/** 删除审批: the second person sees number, kind, days and ground; never what is erased. */
export function Approvals(): ReactNode {
  return (
    <section className="sheet" aria-label="删除审批">
      <p className="hint">
        您看得到编号、日期和理由,看不到内容。批准以后立刻删除,备份里的也打不开,谁也找不回来。
      </p>
      <Show of={useApprovals()} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="没有等您批准的删除" />
          ) : (
            rows.map((a) => <Approval key={a.id} approval={a} />)
          )
        }
      </Show>
    </section>
  );
}

function Approval({ approval: a }: { approval: PersonalApproval }): ReactNode {
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const decide = (agree: boolean): Promise<void> =>
    run(async () => {
      if (!agree && reason.trim().length < 4) return setProblem('退回要写明理由,四个字以上。');
      await send(`/personal/approvals/${a.id}`, { agree, reason: reason.trim() });
      await queryClient.invalidateQueries({ queryKey: ['personal'] });
    });
  return (
    <article className="evidence">
      <h2>
        {a.flowName} {a.number}
      </h2>
      <p>
        {a.unit} · {a.closedDay ? `${a.closedDay} 办结` : '没有办结'} ·{' '}
        {a.keptUntil ? `要保存到 ${a.keptUntil}` : '不再有保存期限'} · 事项 {a.matters} 件、来件 {a.letters}{' '}
        封、材料 {a.files} 个
      </p>
      <p>
        {a.askedBy} 提出{a.origin === 'portal' ? '(本人在网页上要求)' : ''},理由:{a.ground}
      </p>
      {a.state === 'waiting' ? (
        <>
          <label htmlFor={`decide-${a.id}`}>退回的理由(批准不用写)</label>
          <Input
            id={`decide-${a.id}`}
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
            <BusyButton danger busy={busy} doing="正在删除…" onClick={() => void decide(true)}>
              批准,永久删除
            </BusyButton>
            <BusyButton busy={busy} doing="正在退回…" onClick={() => void decide(false)}>
              退回
            </BusyButton>
          </p>
        </>
      ) : (
        <p role="status">{requestState(a)}</p>
      )}
    </article>
  );
}
