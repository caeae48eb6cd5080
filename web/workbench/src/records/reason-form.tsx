import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { EntryView } from '../../../../contracts/api.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { send, sentenceOf } from '../wire.ts';

const SAY = {
  withdraw: { name: '撤回', will: '撤回后这一行不再计入任何数字,但还看得到;写错了可以恢复。' },
  restore: { name: '恢复', will: '恢复后这一行重新计入各级的数字。' },
} as const;

/** Withdraws or restores a line; both need a reason, and say first what will happen. */
export function ReasonForm(props: {
  entry: EntryView;
  change: 'withdraw' | 'restore';
  done: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const say = SAY[props.change];
  const act = async (): Promise<void> => {
    if (reason.trim() === '') {
      setProblem('请写一句原因。');
      return;
    }
    setBusy(true);
    try {
      await send(`/entries/${props.entry.id}/${props.change}`, {
        version: props.entry.version,
        reason: reason.trim(),
      });
      await refreshAll();
      props.done();
    } catch (error) {
      setProblem(sentenceOf(error));
      void refreshAll();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="reason-form">
      <p>{say.will}</p>
      <label htmlFor="reason">{say.name}的原因</label>
      <Input.TextArea
        id="reason"
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" busy={busy} doing="正在办…" onClick={() => void act()}>
          确定{say.name}
        </BusyButton>
        <Button onClick={props.done}>{TEXT.cancel}</Button>
      </p>
    </div>
  );
}
