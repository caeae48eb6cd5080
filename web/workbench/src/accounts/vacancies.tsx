import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Vacancy } from '../../../../contracts/api-handover.ts';
import { formatDay } from '../format.ts';
import { read } from '../wire.ts';

/** 空缺: seats that hand-overs left empty, until somebody is given the same role there. */
export function Vacancies(props: { today: string }): ReactNode {
  const list = useQuery({
    queryKey: ['accounts', 'vacancies'],
    queryFn: ({ signal }) => read<{ rows: readonly Vacancy[] }>('/vacancies', {}, signal),
  });
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="sheet" aria-label="空缺的职务">
      <h2>
        空缺的职务 <span className="hint">{rows.length} 个,建账号或授职务补上后自己消失</span>
      </h2>
      <ul className="devices">
        {rows.map((v) => (
          <li key={v.postId}>
            <span className="sign soon" aria-hidden>
              ●
            </span>
            <span className="device-name">
              {v.unitName} · {v.title}
            </span>
            <span className="tag">空缺</span>
            <span className="hint">
              {v.roleName},自 {formatDay(v.since, props.today)},原任 {v.last}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
