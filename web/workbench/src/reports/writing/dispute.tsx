import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { LAST_MARKS, type SlotValue } from '../../../../../contracts/api-paper-slots.ts';
import type { Paper } from './use-paper.ts';

/** Two people wrote in one place: both texts stand there until one decides. Nothing of either is lost. */
export function Dispute(props: { paper: Paper; slot: string }): ReactNode {
  const theirs = props.paper.disputed[props.slot];
  if (!theirs) return null;
  const settle = (choice: 'mine' | 'theirs' | 'both'): void => props.paper.settle(props.slot, choice);
  return (
    <div className="dispute no-print" role="alert">
      <p>
        <span className="sign late">!</span> {theirs.by || '另一位同志'}刚才也改了这里,现在是:
      </p>
      <blockquote>{wordsOf(theirs.value)}</blockquote>
      <p className="actions">
        <Button size="small" onClick={() => settle('mine')}>
          用我的
        </Button>
        <Button size="small" onClick={() => settle('theirs')}>
          用对方的
        </Button>
        <Button size="small" onClick={() => settle('both')}>
          两份都留下
        </Button>
      </p>
    </div>
  );
}

function wordsOf(value: SlotValue | null): string {
  if (value === null) return '(对方把这里删掉了)';
  if (typeof value === 'string') return value;
  if ('mark' in value) return `${LAST_MARKS[value.mark]}。${value.note}`;
  if ('figures' in value)
    return value.text.replace(/\{(f\d{1,3})\}/g, (all, key: string) =>
      value.figures[key] ? `〔${value.figures[key].label}〕` : all,
    );
  return value.text;
}
