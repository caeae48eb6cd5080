import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { EntryView } from '../../../../contracts/api.ts';
import type { ChangedMany } from '../../../../contracts/api-lists.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { send } from '../wire.ts';

/** What is done with the chosen lines: withdrawn with one reason, and that can be undone. */
export function BulkBar(props: { chosen: readonly EntryView[]; clear: () => void }): ReactNode {
  const { chosen, clear } = props;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<ChangedMany | null>(null);
  // Undoing is an act of its own: it must not look busy while the list is fetched anew after withdrawing.
  const doing = useAct();
  const undoing = useAct();
  const withdraw = (): void => {
    if (reason.trim() === '') {
      doing.setProblem('请写一句原因。');
      return;
    }
    void doing.run(async () => {
      const lines = chosen.map(({ id, version }) => ({ id, version }));
      setDone(await send<ChangedMany>('/lines/withdraw', { lines, reason: reason.trim() }));
      setAsking(false);
      setReason('');
      clear();
      await refreshAll();
    });
  };
  const undo = (): void =>
    void undoing.run(async () => {
      await send<ChangedMany>('/lines/restore', { lines: done?.done ?? [], reason: '撤销批量撤回' });
      setDone(null);
      await refreshAll();
    });
  return (
    <>
      {done && (
        <div className="note" role="status">
          <span className="sign done">✓</span> 已撤回 {done.done.length} 条,不再计入任何数字。
          {done.done.length > 0 && (
            <BusyButton type="link" size="small" busy={undoing.busy} doing="正在撤销…" onClick={undo}>
              撤销
            </BusyButton>
          )}
          {done.left.length > 0 && (
            <ul>
              {done.left.map((l) => (
                <li key={l.id}>
                  没有撤回「{l.title}」:{l.why}
                </li>
              ))}
            </ul>
          )}
          <Button
            type="text"
            size="small"
            className="note-close"
            aria-label="收起"
            onClick={() => setDone(null)}
          >
            ×
          </Button>
        </div>
      )}
      {chosen.length > 0 && (
        <section className="bulk-bar" aria-label="对选中的记录">
          <strong>选了 {chosen.length} 条</strong>
          {!asking && <Button onClick={() => setAsking(true)}>撤回</Button>}
          <Button type="text" onClick={clear}>
            不选了
          </Button>
          {asking && (
            <div className="bulk-reason">
              <label htmlFor="bulk-reason">为什么撤回这 {chosen.length} 条(每一条都记下这个原因)</label>
              <Input
                id="bulk-reason"
                autoFocus
                maxLength={500}
                value={reason}
                onChange={(e) => setReason(e.target.value)}
                onPressEnter={withdraw}
              />
              <BusyButton type="primary" busy={doing.busy} doing="正在撤回…" onClick={withdraw}>
                撤回 {chosen.length} 条
              </BusyButton>
              <Button onClick={() => setAsking(false)}>取消</Button>
            </div>
          )}
        </section>
      )}
      {(doing.problem || undoing.problem) && (
        <p className="problem" role="alert">
          {doing.problem || undoing.problem}
        </p>
      )}
    </>
  );
}
