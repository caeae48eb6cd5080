import type { ReactNode } from 'react';
import { TEXT } from '../text.ts';
import { BusyButton } from './busy-button.tsx';

/** The foot of a list that is fetched page by page. */
export function MoreRows(props: {
  shown: number;
  hasNext: boolean;
  busy: boolean;
  next: () => void;
  size: number;
}): ReactNode {
  if (props.shown === 0) return null;
  return (
    <div className="more-rows">
      {props.hasNext ? (
        <BusyButton onClick={props.next} busy={props.busy} doing="正在取…">
          {TEXT.more(props.size)}
        </BusyButton>
      ) : (
        <span className="hint">到底了,共 {props.shown} 条</span>
      )}
    </div>
  );
}
