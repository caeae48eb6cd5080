import { Button } from 'antd';
import type { ReactNode } from 'react';
import { TEXT } from '../text.ts';

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
        <Button onClick={props.next} loading={props.busy}>
          {TEXT.more(props.size)}
        </Button>
      ) : (
        <span className="hint">到底了,共 {props.shown} 条</span>
      )}
    </div>
  );
}
