import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { ReadView } from '../../../../../contracts/api-secrecy.ts';
import { formatMoment } from '../../format.ts';
import { Show } from '../../parts/states.tsx';
import { PART_NAMES } from '../words.ts';
import { useReads } from './queries.ts';
import '../../styles/secrecy.css';

const FIRST = 8;
const whyOf = (r: ReadView): string =>
  r.why === 'urgent' ? '紧急查看' : r.why === 'personal' ? '办理本人要的副本' : PART_NAMES[r.why];

/** Who has looked at a case (谁看过), for everybody who handles it: by name, office, time and right. */
export function WhoLooked(props: { matterId: string; today: string }): ReactNode {
  const reads = useReads(props.matterId);
  const [all, setAll] = useState(false);
  const when = (r: ReadView): string =>
    r.times > 1
      ? `${formatMoment(r.from, props.today)} 起 ${r.times} 次`
      : formatMoment(r.until, props.today);
  return (
    <section className="sheet" aria-label="谁看过">
      <h2>谁看过</h2>
      <Show of={reads} rows={2}>
        {({ reads: looks, urgent }) => (
          <>
            {urgent.map((u) => (
              <p key={u.id} className="note urgent-note">
                <strong>紧急查看</strong> {u.unit} {u.name}({u.title}),{formatMoment(u.at, props.today)},
                {u.isOpen ? `到 ${formatMoment(u.until, props.today)} 自动结束` : '已结束'}。理由:“{u.reason}”
              </p>
            ))}
            <ul className="reads">
              {(all ? looks : looks.slice(0, FIRST)).map((r) => (
                <li key={`${r.from} ${r.name} ${r.why} ${r.what}`}>
                  <span>
                    <strong>{r.name}</strong> <span className="hint">{r.unit}</span>
                    {r.forName && <span className="hint">(代{r.forName})</span>}
                  </span>
                  <span className={r.why === 'urgent' ? 'problem' : ''}>
                    {whyOf(r)}
                    {r.what === 'export' ? ' · 取走材料' : ''}
                  </span>
                  <span className="hint">{when(r)}</span>
                </li>
              ))}
            </ul>
            {!all && looks.length > FIRST && (
              <Button size="small" onClick={() => setAll(true)}>
                看全部 {looks.length} 条
              </Button>
            )}
            <p className="hint">每看一次都留一条,谁也删不掉;十分钟内连着看的,这里并作一条。</p>
          </>
        )}
      </Show>
    </section>
  );
}
