import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import { type ReactNode, useState } from 'react';
import type { ClosingLedger, ClosingView, StatedZeros } from '../../../../contracts/api-closing.ts';
import { formatMonth } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { send } from '../wire.ts';

/** 本月无 for all that did not happen: the list is shown to be confirmed, and the click can be undone. */
export function NothingForAll(props: {
  view: ClosingView;
  open: readonly ClosingLedger[];
  /** The month still runs: what did not happen yet may happen tomorrow. */
  running: boolean;
}): ReactNode {
  const { view, open } = props;
  const [asking, setAsking] = useState(false);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [stated, setStated] = useState<StatedZeros | null>(null);
  // Undoing is an act of its own: it must not look busy while the pages are fetched anew after stating.
  const doing = useAct();
  const undoing = useAct();
  const problem = doing.problem || undoing.problem;
  const chosen = open.filter((l) => !kept.has(l.key)).map((l) => l.key);
  const nameOf = (key: string): string => view.ledgers.find((l) => l.key === key)?.name ?? '';
  const state = (ledgers: readonly string[], nothing: boolean): Promise<void> =>
    (nothing ? doing : undoing).run(async () => {
      const done = await send<StatedZeros>('/closing/zeros', {
        unitId: view.unit.id,
        month: view.month,
        ledgers,
        nothing,
      });
      setStated(nothing ? done : null);
      setAsking(false);
      await refreshAll();
    });
  return (
    <div className="closing-act">
      {stated && (
        <p className="note" role="status">
          <span className="sign done">✓</span> {stated.done.length} 本记为本月无。
          {stated.left.length > 0 && `${stated.left.map(nameOf).join('、')}刚有人记了,没有改。`}
          {stated.done.length > 0 && (
            <BusyButton
              type="link"
              size="small"
              busy={undoing.busy}
              doing="正在撤销…"
              onClick={() => void state(stated.done, false)}
            >
              撤销
            </BusyButton>
          )}
        </p>
      )}
      {open.length > 0 && !asking && (
        <>
          <Button type={props.running ? 'default' : 'primary'} onClick={() => setAsking(true)}>
            空着的 {open.length} 本都没有发生
          </Button>
          {props.running && <span className="hint"> 这个月还没过完,月底再记也来得及。</span>}
        </>
      )}
      {open.length > 0 && asking && (
        <fieldset className="reason-form">
          <legend>{formatMonth(view.month)}确实没有发生的</legend>
          {open.map((l) => (
            <Checkbox
              key={l.key}
              checked={!kept.has(l.key)}
              onChange={(e) => {
                const next = new Set(kept);
                if (e.target.checked) next.delete(l.key);
                else next.add(l.key);
                setKept(next);
              }}
            >
              {l.name}
            </Checkbox>
          ))}
          <p className="hint">会算作已报、数是 0。以后补记了,自动改过来;记错了,可以撤销。</p>
          <p className="actions">
            <BusyButton
              type="primary"
              busy={doing.busy}
              doing="正在记…"
              disabled={chosen.length === 0}
              onClick={() => void state(chosen, true)}
            >
              {chosen.length} 本记为本月无
            </BusyButton>
            <Button onClick={() => setAsking(false)}>取消</Button>
          </p>
        </fieldset>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
