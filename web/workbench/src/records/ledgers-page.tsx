import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { LedgerSummary, Me } from '../../../../contracts/api.ts';
import { formatMonth } from '../format.ts';
import { matches } from '../frame/initials.ts';
import { Empty, Show } from '../parts/states.tsx';
import { useHref } from '../place.ts';
import { useLedgers } from '../queries.ts';
import { CLEAR } from '../signs.tsx';
import { MONTH_STATES, TEXT } from '../text.ts';

/** 记录: the ledgers in groups, with how this month stands. */
export function LedgersPage(props: { me: Me }): ReactNode {
  const ledgers = useLedgers();
  const href = useHref();
  const [typed, setTyped] = useState('');
  return (
    <>
      <div className="page-head">
        <h1>{TEXT.nav.records}</h1>
        <p className="hint">
          一件事记一行。右边的记号是{formatMonth(props.me.today.slice(0, 7))}的情况:
          {Object.values(MONTH_STATES).map((s) => (
            <span key={s.name} className="legend">
              <span className={`sign ${s.tone}`}>{s.sign}</span> {s.name}
            </span>
          ))}
        </p>
        <Link className="head-link" to={href('/closing')}>
          月结:一次看齐这个月
        </Link>
        <Input
          allowClear={CLEAR}
          className="filter-words"
          placeholder="找台账,可打拼音首字母"
          aria-label="找台账"
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
      </div>
      <Show of={ledgers} rows={10}>
        {(all) => {
          const shown = all.filter((l) => matches(typed, `${l.name}`) || l.about.includes(typed.trim()));
          const groups = [...new Set(shown.map((l) => l.group))];
          if (groups.length === 0)
            return (
              <Empty title={all.length === 0 ? '还没有台账' : `没有找到“${typed}”`}>
                换几个字试试,或打拼音首字母。
              </Empty>
            );
          return (
            <div className="ledger-groups">
              {groups.map((group) => (
                <section key={group} className="sheet" aria-label={group}>
                  <h2>{group}</h2>
                  <ul>
                    {shown
                      .filter((l) => l.group === group)
                      .map((l) => (
                        <LedgerRow key={l.key} ledger={l} />
                      ))}
                  </ul>
                </section>
              ))}
            </div>
          );
        }}
      </Show>
    </>
  );
}

function LedgerRow(props: { ledger: LedgerSummary }): ReactNode {
  const { ledger } = props;
  const href = useHref();
  const state = ledger.thisMonth ? MONTH_STATES[ledger.thisMonth] : null;
  return (
    <li className="ledger-row">
      <Link to={href(`/ledgers/${ledger.key}`)} className="ledger-name">
        {ledger.name}
      </Link>
      <span className="hint ledger-about">{ledger.about}</span>
      <span className="ledger-state">
        {state && (
          <>
            <span className={`sign ${state.tone}`}>{state.sign}</span> {state.name}
          </>
        )}
      </span>
      {ledger.mayWrite && (
        <Link
          className="ledger-new"
          to={href(`/ledgers/${ledger.key}/new`)}
          aria-label={`${TEXT.newLine}:${ledger.name}`}
        >
          {TEXT.newLine}
        </Link>
      )}
    </li>
  );
}
