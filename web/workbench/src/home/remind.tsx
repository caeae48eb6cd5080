import { type ReactNode, useState } from 'react';
import type { HomeBelow } from '../../../../contracts/api-home.ts';
import { formatMonth } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { send } from '../wire.ts';

/** One click: a word to all who are late (催报). Twice within an hour is once, so a second click harms nobody. */
export function Remind(props: { below: HomeBelow; units: HomeBelow['units'] }): ReactNode {
  const { below, units } = props;
  const { busy, problem, run } = useAct();
  const [said, setSaid] = useState('');
  const fresh = units.filter((u) => u.reminded === null);
  const whom = fresh.length > 0 ? fresh : units;
  const remind = (): void =>
    void run(async () => {
      const { sent } = await send<{ sent: number }>('/closing/reminders', {
        unitIds: whom.map((u) => u.id),
        month: below.month,
        note: '',
      });
      setSaid(sent > 0 ? `已催 ${sent} 个,它们的待办里出现了催报。` : '一小时内都催过了,没有再催。');
      await refreshAll();
    });
  return (
    <div className="home-remind">
      <BusyButton size="small" busy={busy} doing="正在发…" onClick={remind}>
        {fresh.length > 0 ? `催迟报的 ${fresh.length} 个` : `都催过了,再催 ${units.length} 个`}
      </BusyButton>
      {said ? (
        <span role="status">
          <span className="sign done">✓</span> {said}
        </span>
      ) : (
        <span className="hint">它们的待办里会有一条{formatMonth(below.month)}台账催报</span>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
