import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { MyAccount } from '../../../../contracts/api-account.ts';
import { formatMoment } from '../format.ts';
import { useAct } from '../parts/use-act.ts';
import { send } from '../wire.ts';
import { refreshMyAccount } from './queries.ts';

/** Where I am signed in, each device in plain words; one of them or all others can be signed out from here. */
export function Devices(props: { account: MyAccount; today: string }): ReactNode {
  const { devices } = props.account;
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAct();
  const end = (path: string, done: string): void =>
    void run(async () => {
      await send(path, { sure: true });
      setSaid(done);
      await refreshMyAccount();
    });
  return (
    <section className="sheet account-wide" aria-label="已登录的设备">
      <h2>已登录的设备</h2>
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
        {devices.map((d) => (
          <li key={d.id}>
            <span className="device-name">
              {d.device || '不明设备'}
              {d.here && <span className="tag done">就是这台</span>}
            </span>
            <span className="hint">
              {d.place} · {formatMoment(d.since, props.today)} 登录 · 最近用过{' '}
              {formatMoment(d.seen, props.today)}
            </span>
            {!d.here && (
              <Button
                size="small"
                disabled={busy}
                onClick={() => end(`/account/devices/${d.id}/end`, `已退出:${d.device}`)}
              >
                退出这台设备
              </Button>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <p className="actions">
          <Button
            disabled={busy}
            onClick={() => end('/account/devices/end-others', '其他设备都已退出,5 秒内全部失效。')}
          >
            退出所有其他设备
          </Button>
        </p>
      )}
    </section>
  );
}
