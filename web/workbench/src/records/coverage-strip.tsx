import Button from 'antd/es/button';
import Popconfirm from 'antd/es/popconfirm';
import { type ReactNode, useState } from 'react';
import { formatMonth } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { periodRange } from '../period.ts';
import { useTimes } from '../place.ts';
import { refreshAll, useCoverage } from '../queries.ts';
import { MONTH_STATES, TEXT } from '../text.ts';
import { send, sentenceOf } from '../wire.ts';

/** The months of the year for one unit and ledger: recorded, stated as none, or still open — and then 本月无 is one click. */
export function CoverageStrip(props: { unit: string; ledger: string; mayState: boolean }): ReactNode {
  const { period, today } = useTimes();
  const year = Number(periodRange(period).from.slice(0, 4));
  const coverage = useCoverage({ unit: props.unit, ledger: props.ledger, year });
  const [problem, setProblem] = useState('');
  const state = async (month: string, nothing: boolean): Promise<void> => {
    try {
      setProblem('');
      await send('/zeros', { unitId: props.unit, ledger: props.ledger, month, nothing });
      await refreshAll();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <section className="sheet coverage" aria-label={`${year}年各月`}>
      <Show of={coverage} rows={1}>
        {(view) => (
          <ul ref={showMonth(today.slice(0, 7))}>
            {view.months.map((m) => {
              const isFuture = m.month > today.slice(0, 7);
              const look = MONTH_STATES[m.state];
              const name =
                m.state === 'lines'
                  ? `已记 ${m.lines} 条`
                  : m.state === 'zero'
                    ? TEXT.nothingThisMonth
                    : '未记';
              return (
                <li key={m.month} data-month={m.month} className={isFuture ? 'future' : m.state}>
                  <span className="month-name">{Number(m.month.slice(5))}月</span>
                  <span className="month-state">
                    {isFuture ? (
                      '未到'
                    ) : (
                      <>
                        <span className={`sign ${look.tone}`}>{look.sign}</span> {name}
                      </>
                    )}
                  </span>
                  {!isFuture && props.mayState && m.state !== 'lines' && (
                    <Popconfirm
                      title={
                        m.state === 'zero'
                          ? `收回 ${formatMonth(m.month)} 的“本月无”?`
                          : `${formatMonth(m.month)}确实没有?`
                      }
                      description={
                        m.state === 'zero'
                          ? '这个月会重新显示为未报。'
                          : '会算作已报、数是 0。以后补记了,自动改过来。'
                      }
                      icon={null}
                      okText={m.state === 'zero' ? '收回' : TEXT.nothingThisMonth}
                      cancelText={TEXT.cancel}
                      onConfirm={() => void state(m.month, m.state === 'open')}
                    >
                      <Button
                        size="small"
                        aria-label={`${formatMonth(m.month)}${m.state === 'zero' ? ' 收回' : ' 本月无'}`}
                      >
                        {m.state === 'zero' ? '收回' : TEXT.nothingThisMonth}
                      </Button>
                    </Popconfirm>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Show>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** On a narrow screen the strip scrolls: the running month is what she came for. */
const showMonth =
  (month: string) =>
  (strip: HTMLUListElement | null): void => {
    const place = strip?.querySelector<HTMLElement>(`[data-month="${month}"]`);
    if (strip && place) strip.scrollLeft = place.offsetLeft - strip.offsetLeft - strip.clientWidth / 2;
  };
