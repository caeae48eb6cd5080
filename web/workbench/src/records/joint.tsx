import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { UnitView } from '../../../../contracts/api.ts';
import type { JointLine } from '../../../../contracts/api-lists.ts';
import { formatDay } from '../format.ts';
import { read } from '../wire.ts';

/** Partners are found in the whole county: a neighbouring village lies outside one's own reach. */
export const useJointUnits = (q: string): UseQueryResult<readonly UnitView[]> =>
  useQuery({
    queryKey: ['joint-units', q],
    queryFn: async ({ signal }) =>
      (await read<{ units: readonly UnitView[] }>('/joint-units', { q }, signal)).units,
    enabled: q !== '',
    placeholderData: (before) => before,
  });

/** Events that another unit led and this one took part in: seen here, counted there. */
export function JointLines(props: {
  ledger: string;
  unit: string;
  from: string;
  to: string;
  today: string;
}): ReactNode {
  const { ledger, unit, from, to, today } = props;
  const { data } = useQuery({
    queryKey: ['joint-lines', ledger, unit, from, to],
    queryFn: async ({ signal }) =>
      (
        await read<{ lines: readonly JointLine[] }>(
          `/ledgers/${ledger}/joint-lines`,
          { unit, from, to },
          signal,
        )
      ).lines,
  });
  if (!data || data.length === 0) return null;
  return (
    <section className="sheet joint-lines" aria-label="别家牵头、有我们的">
      <h2>
        别家牵头、有我们的 <span className="hint">{data.length} 次,算在牵头的一家,这里不用再记</span>
      </h2>
      <ul>
        {data.map((l) => (
          <li key={l.id}>
            <span className="day">{formatDay(l.day, today)}</span> {l.title}{' '}
            <span className="hint">牵头:{l.lead}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
