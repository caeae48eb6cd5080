import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RepeatView, SIGN_NAMES } from '../../../../../contracts/api-secrecy.ts';
import { read } from '../../wire.ts';
import '../../styles/secrecy.css';

/** That the same person or household has asked before (再次求助提示), for who is responsible; nothing of what it was. */
export function RepeatNote(props: { matterId: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['matters', 'repeat', props.matterId],
    queryFn: async ({ signal }) =>
      (await read<{ repeat: RepeatView | null }>(`/matters/${props.matterId}/repeat`, {}, signal)).repeat,
    staleTime: 300_000,
  });
  if (!data) return null;
  return (
    <section className="sheet" aria-label="再次求助提示">
      <p className={data.wasUrgent ? 'urgent-note' : ''} role="status">
        <strong>她或她家以前求助过:</strong>
        {`此前有 ${data.count} 件(${data.signs.map((s) => SIGN_NAMES[s]).join('、')}),最近一件在`}
        {data.last.here ? '本单位。' : `${data.last.place},可以联系${data.last.unit}。`}
        {data.wasUrgent && <strong className="problem">以前有过紧急的事:先问她现在安全吗。</strong>}
      </p>
      <p className="hint">只告诉您有过,不打开那些事;要了解,请和那边的负责人联系。</p>
    </section>
  );
}
