import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AwayView } from '../../../../contracts/api-flows.ts';
import { formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { read, send } from '../wire.ts';

export const useAways = (enabled = true): UseQueryResult<readonly AwayView[]> =>
  useQuery({
    queryKey: ['aways'],
    enabled,
    queryFn: async ({ signal }) => (await read<{ rows: readonly AwayView[] }>('/absences', {}, signal)).rows,
  });

/** When she is away and nobody stands in: by her own word, which she takes back when she is here again, or by a leave. */
export function Aways(props: { today: string }): ReactNode {
  const aways = useAways();
  const { busy, problem, run } = useAct();
  const rows = aways.data ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <ul className="devices">
        {rows.map((a) => (
          <li key={`${a.from}${a.until}`}>
            <span className="sign calm" aria-hidden>
              ○
            </span>
            <span className="device-name">{a.byLeave ? '请假' : '外出'}</span>
            <span>
              {formatMoment(a.from, props.today)} 至 {formatMoment(last(a.until), props.today)}
            </span>
          </li>
        ))}
      </ul>
      {rows.some((a) => !a.byLeave) && (
        <p className="actions">
          <BusyButton
            busy={busy}
            doing="正在登记…"
            onClick={() =>
              void run(async () => {
                await send('/absences/end', { sure: true });
                await aways.refetch();
              })
            }
          >
            我回来了
          </BusyButton>
        </p>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** Until midnight is said as the minute before it. */
const last = (until: string): string => new Date(Date.parse(until) - 60_000).toISOString();
