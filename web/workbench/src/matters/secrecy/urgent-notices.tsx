import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { UrgentViews } from '../../../../../contracts/api-secrecy.ts';
import { formatMoment } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useHref, useTimes } from '../../place.ts';
import { queryClient } from '../../queries.ts';
import { send } from '../../wire.ts';
import { useUrgentViews } from './queries.ts';
import '../../styles/secrecy.css';

/** Urgent views (紧急查看) that concern her: hers that are open, and others' of what she answers for, until she says 知道了. */
export function UrgentNotices(): ReactNode {
  const { data } = useUrgentViews();
  const { today } = useTimes();
  const href = useHref();
  const act = useAct();
  if (!data || data.mine.length + data.notices.length === 0) return null;
  const say = (id: string, what: 'end' | 'seen'): Promise<void> =>
    act.run(async () => {
      const after = await send<UrgentViews>(`/urgent-views/${id}/${what}`, {});
      queryClient.setQueryData(['matters', 'urgent-views'], after);
    });
  return (
    <section className="sheet" aria-label="紧急查看">
      <h2>紧急查看</h2>
      <ul className="urgent-views">
        {data.notices.map((n) => (
          <li key={n.id}>
            <p>
              {n.unit} <strong>{n.name}</strong>({n.title})在 {formatMoment(n.at, today)} 紧急查看了
              {n.flowName} {n.opens ? <Link to={href(`/matters/${n.matterId}`)}>{n.number}</Link> : n.number}
              {n.isOpen && <>,到 {formatMoment(n.until, today)} 自动结束</>}。
            </p>
            <p className="hint">理由:“{n.reason}”。觉得不该看的,请向对方单位和您的领导提出;记录已经留存。</p>
            <BusyButton busy={act.busy} doing="正在记…" onClick={() => say(n.id, 'seen')}>
              知道了
            </BusyButton>
          </li>
        ))}
        {data.mine.map((v) => (
          <li key={v.id}>
            <p>
              您正在紧急查看 {v.flowName} <Link to={href(`/matters/${v.matterId}`)}>{v.number}</Link>,到{' '}
              {formatMoment(v.until, today)} 自动结束。
            </p>
            <BusyButton busy={act.busy} doing="正在结束…" onClick={() => say(v.id, 'end')}>
              看完了,现在结束
            </BusyButton>
          </li>
        ))}
      </ul>
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </section>
  );
}
