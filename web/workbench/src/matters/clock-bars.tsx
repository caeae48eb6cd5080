import type { ReactNode } from 'react';
import type { ClockView } from '../../../../contracts/api-flows.ts';
import { formatMoment } from '../format.ts';
import { hoursLeft, howFar } from './words.ts';

const UNIT_WORDS = { calendar: '天', working: '个工作日', hours: '小时', until: '' } as const;
const LAST = (iso: string): string => new Date(Date.parse(iso) - 1).toISOString();

/** All clocks of a matter as bars (时限): how much is used, where it ends, how far it may be extended. */
export function ClockBars(props: { clocks: readonly ClockView[]; now: string; today: string }): ReactNode {
  if (props.clocks.length === 0) return null;
  return (
    <ul className="clock-bars" aria-label="时限">
      {inOrder(props.clocks).map((c) => (
        <Bar key={c.key} clock={c} now={props.now} today={props.today} />
      ))}
    </ul>
  );
}

/** What runs first, by what is due first. */
const inOrder = (clocks: readonly ClockView[]): ClockView[] =>
  [...clocks].sort(
    (a, b) =>
      Number(a.stoppedAt !== null) - Number(b.stoppedAt !== null) ||
      Date.parse(a.dueAt) - Date.parse(b.dueAt),
  );

function Bar(props: { clock: ClockView; now: string; today: string }): ReactNode {
  const { clock: c, now, today } = props;
  const at = Date.parse(c.stoppedAt ?? c.pausedAt ?? now);
  const [from, due] = [Date.parse(c.startedAt), Date.parse(c.dueAt)];
  const end = Math.max(due, c.ceilingAt ? Date.parse(c.ceilingAt) : 0, Math.min(at, due + (due - from)));
  const share = (t: number): string =>
    `${Math.max(0, Math.min(100, ((t - from) / Math.max(1, end - from)) * 100))}%`;
  const far = c.unit === 'hours' ? hoursLeft(c.dueAt, now) : howFar(c.dueAt, now);
  const said = c.stoppedAt
    ? c.isLate
      ? { text: '办完时已超期', tone: 'late' as const }
      : { text: '按时办完', tone: 'calm' as const }
    : c.pausedAt
      ? { text: `停表中(${formatMoment(c.pausedAt, today)}起)`, tone: 'soon' as const }
      : far;
  const length = c.unit === 'until' ? '' : ` · ${c.length} ${UNIT_WORDS[c.unit]}`;
  const most = c.ceiling !== null && c.ceiling > c.length ? `,最多 ${c.ceiling} ${UNIT_WORDS[c.unit]}` : '';
  return (
    <li className={`clock ${said.tone}`}>
      <span className="clock-name">
        {c.name}
        <span className="hint">
          {length}
          {most}
          {c.countsFirst ? ',当天算第一天' : ''}
        </span>
      </span>
      <span className="clock-bar" aria-hidden>
        <span className="clock-room" style={{ width: share(due) }} />
        <span className="clock-used" style={{ width: share(at) }} />
        <span className="clock-due" style={{ left: share(due) }} />
      </span>
      <span className="clock-said">
        <span
          className={`sign ${said.tone === 'late' ? 'late' : said.tone === 'soon' ? 'soon' : 'done'}`}
          aria-hidden
        >
          {said.tone === 'late' ? '✗' : said.tone === 'soon' ? '!' : '✓'}
        </span>{' '}
        {said.text}
        <span className="hint">
          {' '}
          {c.stoppedAt ? `${formatMoment(c.stoppedAt, today)}` : `到 ${formatMoment(LAST(c.dueAt), today)}`}
        </span>
      </span>
    </li>
  );
}
