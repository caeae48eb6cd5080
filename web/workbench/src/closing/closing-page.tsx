import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { ClosingLedger, ClosingView } from '../../../../contracts/api-closing.ts';
import { formatDay, formatMoment, formatMonth } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref, useSetParams, useTimes } from '../place.ts';
import { refreshAll } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { MONTH_STATES } from '../text.ts';
import { read, send } from '../wire.ts';
import { BelowStates } from './below-states.tsx';
import { NothingForAll } from './nothing-for-all.tsx';
import '../styles/closing.css';

/** Moves a month ('2013-05') by whole months. */
export function monthBeside(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

const useClosing = (unit: string, month: string): UseQueryResult<ClosingView> =>
  useQuery({
    queryKey: ['closing', unit, month],
    queryFn: ({ signal }) => read<ClosingView>('/closing', { unit, month }, signal),
  });

/**
 * 月结: one month of one unit. In the first days of a month one closes the month before, so that is what is shown then.
 */
export function ClosingPage(props: { me: Me }): ReactNode {
  const { today } = useTimes();
  const [params] = useSearchParams();
  const set = useSetParams();
  const running = today.slice(0, 7);
  const asked = params.get('month') ?? '';
  const usual = Number(today.slice(8)) <= 10 ? monthBeside(running, -1) : running;
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked <= running ? asked : usual;
  const unit = params.get('unit') ?? seatOf(props.me);
  const closing = useClosing(unit, month);
  const go = (to: string): void => set({ month: to }, { replace: true });
  return (
    <>
      <div className="page-head closing-head">
        <h1>月结</h1>
        <div className="month-walk">
          <Button aria-label="上个月" onClick={() => go(monthBeside(month, -1))}>
            ‹
          </Button>
          <strong>{formatMonth(month)}</strong>
          <Button aria-label="下个月" disabled={month >= running} onClick={() => go(monthBeside(month, 1))}>
            ›
          </Button>
        </div>
        <p className="hint">
          这个月该有的台账:记了的、确实没有的(本月无)、还空着的。空着不等于没有,上级看到的是“未报”。
        </p>
      </div>
      <Show of={closing} rows={8}>
        {(view) => (
          <Month
            key={`${view.unit.id}/${view.month}`}
            view={view}
            me={props.me}
            own={unit === seatOf(props.me)}
          />
        )}
      </Show>
    </>
  );
}

function Month(props: { view: ClosingView; me: Me; own: boolean }): ReactNode {
  const { view, me } = props;
  const href = useHref();
  const open = view.ledgers.filter((l) => l.state === 'open');
  return (
    <>
      {!props.own && (
        <p className="note">
          <Link to={href('/closing', { month: view.month })}>‹ 回到本单位的月结</Link>
          {view.may.includes('state') && ' · 现在是替下级代办,记在它名下。'}
        </p>
      )}
      {view.reminders[0] && (
        <p className="note asked" role="status">
          <span className="sign late">!</span> {view.reminders[0].from}{' '}
          {formatMoment(view.reminders[0].at, me.today)} 催报
          {view.reminders[0].note && `:“${view.reminders[0].note}”`}
        </p>
      )}
      {view.ledgers.length > 0 && (
        <section className="sheet" aria-label="本单位的台账">
          <div className="lines-head">
            <h2>
              {view.unit.name}{' '}
              <span className="hint">
                {view.ledgers.length} 本里 {view.ledgers.length - open.length} 本有了着落
              </span>
            </h2>
            <span className={`closing-due ${open.length === 0 ? 'done' : view.isLate ? 'late' : 'soon'}`}>
              {open.length === 0
                ? '✓ 这个月齐了'
                : view.isLate
                  ? `✗ 已过上报时间(${formatDay(view.due, me.today)})`
                  : `${formatDay(view.due, me.today)}前报齐`}
            </span>
          </div>
          <ul className="closing-list">
            {view.ledgers.map((l) => {
              const look = MONTH_STATES[l.state];
              return (
                <li key={l.key} className={l.state}>
                  <span className={`sign ${look.tone}`} aria-hidden>
                    {look.sign}
                  </span>
                  <Link to={href(`/ledgers/${l.key}`, { p: view.month })}>{l.name}</Link>
                  <span className="hint">
                    {l.state === 'lines'
                      ? l.lines === null
                        ? '已记'
                        : `已记 ${l.lines} 条`
                      : l.state === 'zero'
                        ? '本月无'
                        : '还空着'}
                  </span>
                  {l.state === 'zero' && view.may.includes('state') && <TakeBack view={view} ledger={l} />}
                  {l.state === 'open' && view.may.includes('state') && (
                    <Link
                      className="ledger-new"
                      to={href(`/ledgers/${l.key}/new`, { unit: view.unit.id })}
                      aria-label={`记一笔:${l.name}`}
                    >
                      记一笔
                    </Link>
                  )}
                </li>
              );
            })}
          </ul>
          {view.may.includes('state') && (
            <NothingForAll view={view} open={open} running={view.month === me.today.slice(0, 7)} />
          )}
        </section>
      )}
      {view.below.length > 0 && <BelowStates view={view} today={me.today} />}
      {view.ledgers.length === 0 && view.below.length === 0 && (
        <Empty title="这一级没有每月要报的台账">各本台账由哪一级记、多久报一次,写在台账的说明里。</Empty>
      )}
    </>
  );
}

/** Takes a single 本月无 back, any time later. */
function TakeBack(props: { view: ClosingView; ledger: ClosingLedger }): ReactNode {
  const { view, ledger } = props;
  const { busy, run } = useAct();
  return (
    <BusyButton
      size="small"
      type="text"
      busy={busy}
      doing="正在收回…"
      aria-label={`收回 ${ledger.name} 的本月无`}
      onClick={() =>
        void run(async () => {
          const body = { unitId: view.unit.id, month: view.month, ledgers: [ledger.key], nothing: false };
          await send('/closing/zeros', body);
          await refreshAll();
        })
      }
    >
      收回
    </BusyButton>
  );
}
