import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { AccountBatch, BatchSlips, UndoneBatch } from '../../../../contracts/api-account-batches.ts';
import { formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { read, send } from '../wire.ts';
import { refreshAccounts } from './queries.ts';

type Sure = { readonly id: string; readonly act: 'undo' | 'codes' };

/** 建过的批次: how many came in; new slips for the others, or all of it taken back while unused. */
export function BatchList(props: { today: string; renewed: (slips: BatchSlips) => void }): ReactNode {
  const batches = useQuery({
    queryKey: ['accounts', 'batches'],
    queryFn: ({ signal }) => read<{ rows: readonly AccountBatch[] }>('/account-batches', {}, signal),
  });
  const [sure, setSure] = useState<Sure | null>(null);
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAct();
  const rows = batches.data?.rows ?? [];
  if (rows.length === 0) return null;
  const act = ({ id, act: what }: Sure): void =>
    void run(async () => {
      if (what === 'codes') {
        props.renewed(await send<BatchSlips>(`/account-batches/${id}/codes`, { sure: true }));
      } else {
        const { disabled, kept } = await send<UndoneBatch>(`/account-batches/${id}/undo`, { sure: true });
        setSaid(
          `已停用 ${disabled} 个没有登录过的账号。${kept.length > 0 ? `${kept.slice(0, 5).join('、')}${kept.length > 5 ? ' 等' : ''} ${kept.length} 人已经登录过,保留。` : ''}`,
        );
      }
      setSure(null);
      await refreshAccounts();
    });
  return (
    <section className="sheet" aria-label="建过的批次">
      <h2>建过的批次</h2>
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
        {rows.map((b) => (
          <li key={b.id}>
            <span className="device-name">
              <strong>{b.fileName || '名单'}</strong>{' '}
              <span className="hint">
                {b.by} {formatMoment(b.at, props.today)}
              </span>
            </span>
            <span>
              {b.total} 个,登录过 {b.used}
              {b.disabled > 0 && `,停用 ${b.disabled}`}
              {b.undoneAt && <span className="tag">已撤销</span>}
            </span>
            <span className="spacer" />
            {b.may.includes('codes') && (
              <Button size="small" disabled={busy} onClick={() => setSure({ id: b.id, act: 'codes' })}>
                重发没用过的口令
              </Button>
            )}
            {b.may.includes('undo') && (
              <Button size="small" disabled={busy} onClick={() => setSure({ id: b.id, act: 'undo' })}>
                撤销这一批
              </Button>
            )}
            {sure?.id === b.id && (
              <div className="note wide">
                <p>
                  {sure.act === 'undo'
                    ? '没有登录过的账号全部停用,登录过的保留;以后可以逐个再启用。'
                    : '没有登录过的人,原来的口令作废,换成新的发放单。'}
                </p>
                <p className="actions">
                  <BusyButton type="primary" busy={busy} doing="正在办…" onClick={() => act(sure)}>
                    {sure.act === 'undo' ? '确定撤销' : '确定重发'}
                  </BusyButton>
                  <Button onClick={() => setSure(null)}>取消</Button>
                </p>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
