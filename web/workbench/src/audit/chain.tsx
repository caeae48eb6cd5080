import type { ReactNode } from 'react';
import type { ChainView } from '../../../../contracts/api-audit.ts';
import { formatMoment, formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { queryClient } from '../queries.ts';
import { send } from '../wire.ts';
import { useChain } from './queries.ts';

/** How the chain stands, and its verification: each event is bound to the one before, so a change shows. */
export function Chain(props: { today: string }): ReactNode {
  const chain = useChain();
  const { busy, problem, run } = useAct();
  const view = chain.data;
  if (!view) return null;
  const { check } = view;
  const isRunning = check !== null && check.finishedAt === null;
  const start = (): void =>
    void run(async () => {
      queryClient.setQueryData(['audit-chain'], await send<ChainView>('/audit/chain/check', { sure: true }));
      await chain.refetch();
    });
  return (
    <section className="sheet" aria-label="审计链">
      <div className="chain">
        <h2>审计链</h2>
        <span>
          {formatNumber(view.sealed)} 条已封存<span className="hint">,一环扣一环,改一条就对不上</span>
          {view.waiting > 0 && (
            <span className="hint"> · {formatNumber(view.waiting)} 条待封存(一秒之内)</span>
          )}
        </span>
        <span className="spacer" />
        <BusyButton size="small" busy={busy || isRunning} doing="正在核对…" onClick={start}>
          核对审计链
        </BusyButton>
      </div>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {check && <Result check={check} today={props.today} />}
    </section>
  );
}

function Result(props: { check: NonNullable<ChainView['check']>; today: string }): ReactNode {
  const { check } = props;
  if (check.failed) return <p className="problem">✗ 核对没有做完。请再试一次;若仍不行,请告诉系统管理员。</p>;
  if (check.finishedAt === null)
    return (
      <p role="status">
        正在核对 {formatNumber(check.events)} / {formatNumber(check.total)} 条,可以离开这一页。
      </p>
    );
  const when = formatMoment(check.finishedAt, props.today);
  if (check.faults.length === 0)
    return (
      <p role="status">
        <span className="sign done">✓</span> {when} 核对了 {formatNumber(check.events)} 条
        {check.anchors > 0 && `、${formatNumber(check.anchors)} 个库外的锚点`},没有改动、缺失或插入。
      </p>
    );
  return (
    <div role="alert">
      <p className="problem">
        ✗ {when} 核对发现 {check.faults.length} 处不对,请立即告诉安全管理员和上级,不要再改动数据库:
      </p>
      <ul>
        {check.faults.map((f) => (
          <li key={`${f.region}${f.seq}${f.message}`}>
            地区 {f.region} {f.seq > 0 && `第 ${f.seq} 条`}:{f.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
