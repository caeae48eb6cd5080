import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { ClosingBelow, ClosingView } from '../../../../contracts/api-closing.ts';
import { formatMoment, formatMonth } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { refreshAll } from '../queries.ts';
import { send } from '../wire.ts';

const isOpen = (b: ClosingBelow): boolean => b.done < b.expected;
/** Silent ones first, then who lacks most. */
const byNeed = (a: ClosingBelow, b: ClosingBelow): number =>
  Number(isOpen(b)) - Number(isOpen(a)) || b.silent - a.silent || b.expected - b.done - (a.expected - a.done);

/** Who below is late or silent, and a word to them (催报). */
export function BelowStates(props: { view: ClosingView; today: string }): ReactNode {
  const { view, today } = props;
  const href = useHref();
  const open = view.below.filter(isOpen);
  const silent = view.below.filter((b) => b.silent >= 3);
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const [sent, setSent] = useState('');
  return (
    <section className="sheet" aria-label="下面的情况">
      <div className="lines-head">
        <h2>
          下面的情况{' '}
          <span className="hint">
            {view.below.length} 个组织,报齐 {view.below.length - open.length},没报齐 {open.length}
            {silent.length > 0 && `,三个月没有动静 ${silent.length}`}
          </span>
        </h2>
        {view.may.includes('remind') && open.length > 0 && asked === null && (
          <Button onClick={() => setAsked(open.map((b) => b.id))}>催没报齐的 {open.length} 个</Button>
        )}
      </div>
      {sent && (
        <p className="note" role="status">
          <span className="sign done">✓</span> {sent}
        </p>
      )}
      {asked && (
        <RemindForm
          key={asked.join()}
          view={view}
          unitIds={asked}
          close={(said) => {
            setAsked(null);
            setSent(said);
          }}
        />
      )}
      <div className="table-box">
        <table className="lines plain" aria-label="下级的月结">
          <thead>
            <tr>
              <th scope="col">组织</th>
              <th scope="col" className="number">
                已报/应报
              </th>
              <th scope="col">情况</th>
              <th scope="col">催报</th>
            </tr>
          </thead>
          <tbody>
            {view.below
              .slice()
              .sort(byNeed)
              .map((b) => (
                <tr key={b.id}>
                  <th scope="row">
                    <Link to={href('/closing', { unit: b.id, month: view.month })}>{b.name}</Link>
                  </th>
                  <td className="number">
                    {b.done}/{b.expected}
                  </td>
                  <td>
                    {!isOpen(b) ? (
                      <>
                        <span className="sign done">✓</span> 报齐
                      </>
                    ) : b.silent >= 3 ? (
                      <>
                        <span className="sign late">✗</span> 三个月没有动静
                      </>
                    ) : (
                      <>
                        <span className={`sign ${view.isLate ? 'late' : 'soon'}`}>
                          {view.isLate ? '✗' : '○'}
                        </span>{' '}
                        {view.isLate ? '过期' : '差'} {b.expected - b.done} 本
                      </>
                    )}
                  </td>
                  <td>
                    {b.reminded && <span className="hint">{formatMoment(b.reminded, today)}催过 </span>}
                    {isOpen(b) && view.may.includes('remind') && (
                      <Button size="small" aria-label={`催 ${b.name}`} onClick={() => setAsked([b.id])}>
                        催
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RemindForm(props: {
  view: ClosingView;
  unitIds: readonly string[];
  close: (said: string) => void;
}): ReactNode {
  const { view, unitIds } = props;
  const [note, setNote] = useState('');
  const { busy, problem, run } = useAct();
  const first = view.below.find((b) => b.id === unitIds[0])?.name ?? '';
  const whom = unitIds.length === 1 ? first : `${first}等 ${unitIds.length} 个组织`;
  return (
    <div className="reason-form">
      <p>
        {whom}的待办里会出现一条“{formatMonth(view.month)}台账催报”,报齐了自己消失。一小时内不会催第二遍。
      </p>
      <label htmlFor="remind-note">附一句话(可以不写)</label>
      <Input
        id="remind-note"
        autoFocus
        maxLength={200}
        placeholder="例如:请在周五前补齐,确实没有的记本月无"
        value={note}
        onChange={(e) => setNote(e.target.value)}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton
          type="primary"
          busy={busy}
          doing="正在发…"
          onClick={() =>
            void run(async () => {
              const { sent } = await send<{ sent: number }>('/closing/reminders', {
                unitIds,
                month: view.month,
                note: note.trim(),
              });
              await refreshAll();
              props.close(
                sent === unitIds.length
                  ? `已催 ${whom}。`
                  : `已催 ${sent} 个,其余 ${unitIds.length - sent} 个一小时内催过。`,
              );
            })
          }
        >
          发出催报
        </BusyButton>
        <Button onClick={() => props.close('')}>取消</Button>
      </p>
    </div>
  );
}
