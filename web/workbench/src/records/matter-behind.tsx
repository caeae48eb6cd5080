import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MatterBehind as Behind } from '../../../../contracts/api-projection.ts';
import { read } from '../wire.ts';

/** A line that a matter has made: it is changed there, by who has the matter in hand; the others learn no more. */
export function MatterBehind(props: { entryId: string }): ReactNode {
  const behind = useQuery({
    queryKey: ['entry-matter', props.entryId],
    queryFn: ({ signal }) => read<Behind>(`/entries/${props.entryId}/matter`, {}, signal),
  });
  if (!behind.data?.ofMatter) return null;
  const { matter } = behind.data;
  return (
    <p className="hint">
      由事项自动形成,只记类别和日期;不能在这里改,事项有变化时这一行和数字会跟着更正。
      {matter && <Link to={`/matters/${matter.id}`}>打开{matter.number}</Link>}
    </p>
  );
}
