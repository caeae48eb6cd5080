import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { sizeWords } from './prepare.ts';
import type { Coming } from './use-uploads.ts';

/** What is on its way, how far, and what was refused and why. */
export function ComingList(props: { coming: readonly Coming[]; remove: (key: string) => void }): ReactNode {
  if (props.coming.length === 0) return null;
  return (
    <ul className="coming" aria-label="正在传的附件" aria-live="polite">
      {props.coming.map((c) => (
        <li key={c.key} className={c.state}>
          <span className="coming-name">{c.name}</span>
          {c.state === 'refused' ? (
            <span className="problem">
              <span aria-hidden>✗ </span>
              {c.say}
            </span>
          ) : (
            <>
              <span className="meter" aria-hidden>
                <span style={{ width: `${c.bytes > 0 ? (c.received / c.bytes) * 100 : 0}%` }} />
              </span>
              <span className="hint">
                {c.state === 'preparing'
                  ? '正在缩小照片…'
                  : c.state === 'waiting'
                    ? '网断了,连上后接着传'
                    : `${Math.floor((c.received / Math.max(1, c.bytes)) * 100)}%,共 ${sizeWords(c.bytes)}`}
              </span>
            </>
          )}
          <Button size="small" type="text" onClick={() => props.remove(c.key)}>
            {c.state === 'refused' ? '知道了' : '不传了'}
          </Button>
        </li>
      ))}
    </ul>
  );
}
