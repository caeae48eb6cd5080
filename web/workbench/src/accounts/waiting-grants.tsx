import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { WaitingGrant } from '../../../../contracts/api-accounts.ts';
import { formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { send } from '../wire.ts';
import { refreshAccounts } from './queries.ts';

/** For the security administrator: administrators' posts that wait for her word. */
export function WaitingGrants(props: { grants: readonly WaitingGrant[]; today: string }): ReactNode {
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAct();
  const decide = (g: WaitingGrant, granted: boolean): void =>
    void run(async () => {
      await send(`/grants/${g.id}/decide`, { granted });
      setSaid(`${granted ? '已确认' : '已退回'}:${g.name} ${g.unitName} ${g.roleName}`);
      await refreshAccounts();
    });
  return (
    <section className="sheet" aria-label="等您确认的授权">
      <h2>等您确认的授权</h2>
      <p className="hint">
        系统、安全、审计三个管理员各由不同的人担任。请核对是不是这个人、该不该授,再确认。
      </p>
      {said && (
        <p className="saved-note" role="status">
          ✓ {said}
        </p>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <ul className="devices">
        {props.grants.map((g) => (
          <li key={g.id}>
            <span className="device-name">
              <strong>{g.name}</strong> ({g.login})
            </span>
            <span>
              {g.unitName} · {g.title} <span className="tag">{g.roleName}</span>
            </span>
            <span className="hint">
              {g.askedBy} {formatMoment(g.askedAt, props.today)} 提出
            </span>
            <span className="spacer" />
            <BusyButton
              type="primary"
              size="small"
              busy={busy}
              doing="正在办…"
              onClick={() => decide(g, true)}
            >
              确认
            </BusyButton>
            <Button size="small" disabled={busy} onClick={() => decide(g, false)}>
              退回
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
