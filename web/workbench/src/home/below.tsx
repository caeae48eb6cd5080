import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { HomeBelow } from '../../../../contracts/api-home.ts';
import { formatDay, formatMonth } from '../format.ts';
import { useHref } from '../place.ts';
import { Remind } from './remind.tsx';

type Unit = HomeBelow['units'][number];
export const isOpen = (u: Unit): boolean => u.done < u.expected;

/** In words how one unit stands, beside its meter: colour never says it alone. */
export function stateWords(
  u: Unit,
  { isLate, silentAfter }: HomeBelow,
): { sign: string; tone: string; words: string } {
  if (!isOpen(u)) return { sign: '✓', tone: 'done', words: '报齐' };
  if (u.silent >= silentAfter) return { sign: '✗', tone: 'late', words: `${silentAfter} 个月没有动静` };
  return isLate
    ? { sign: '✗', tone: 'late', words: `迟 ${u.expected - u.done} 本` }
    : { sign: '○', tone: 'soon', words: `差 ${u.expected - u.done} 本` };
}

/** Those who need a word come first. */
export const byNeed = (a: Unit, b: Unit): number =>
  Number(isOpen(b)) - Number(isOpen(a)) ||
  b.silent - a.silent ||
  a.done / Math.max(1, a.expected) - b.done / Math.max(1, b.expected);

/** 下面的情况: who below is late or silent, and one click that reminds them. */
export function Below(props: { below: HomeBelow; today: string }): ReactNode {
  const href = useHref();
  const { below } = props;
  const { units, isLate } = below;
  const open = units.filter(isOpen);
  const silent = open.filter((u) => u.silent >= below.silentAfter).length;
  return (
    <section className="sheet" aria-label="下面的情况">
      <h2>
        下面的情况{' '}
        <span className="hint">
          {formatMonth(below.month)}台账{isLate ? '' : `,${formatDay(below.due, props.today)}前报齐`}
        </span>
      </h2>
      <p className="below-sum">
        {units.length} 个组织:<span className="sign done">✓</span> 报齐 {units.length - open.length}
        {open.length > 0 && (
          <>
            ,<span className={`sign ${isLate ? 'late' : 'soon'}`}>{isLate ? '✗' : '○'}</span>{' '}
            {isLate ? '迟' : '没报齐'} {open.length}
          </>
        )}
        {silent > 0 && `,其中 ${silent} 个已有 ${below.silentAfter} 个月没有动静`}
      </p>
      {isLate && below.mayRemind && open.length > 0 && <Remind below={below} units={open} />}
      <ul className="below-list">
        {units
          .slice()
          .sort(byNeed)
          .map((u) => {
            const state = stateWords(u, below);
            return (
              <li key={u.id}>
                <Link to={href('/closing', { unit: u.id, month: below.month })}>
                  {u.name.replace(/妇联$/, '')}
                </Link>
                <span className="below-state">
                  <span className={`sign ${state.tone}`}>{state.sign}</span> {state.words}
                </span>
                <span className="meter" aria-hidden>
                  <span
                    style={{
                      width: `${u.expected === 0 ? 100 : Math.min(100, (u.done / u.expected) * 100)}%`,
                    }}
                  />
                </span>
                <span className="number">
                  {u.done}/{u.expected}
                </span>
              </li>
            );
          })}
      </ul>
    </section>
  );
}
