import Segmented from 'antd/es/segmented';
import { type ReactNode, useState } from 'react';
import type { EntryPage } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { formatDay, formatField, formatMoment, NONE } from '../format.ts';
import { CHANGE_NAMES } from '../text.ts';

type Version = EntryPage['versions'][number];
interface Change {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** What one version changed against the one before it, item by item. */
export function changesBetween(ledger: Ledger, before: Version, after: Version): Change[] {
  const all = [
    { key: 'day', label: ledger.dayLabel, from: formatDay(before.day), to: formatDay(after.day) },
    ...ledger.fields.map((f) => ({
      key: f.key,
      label: f.label,
      from: formatField(f, before.data[f.key]),
      to: formatField(f, after.data[f.key]),
    })),
    { key: 'explanation', label: '说明', from: before.explanation ?? NONE, to: after.explanation ?? NONE },
  ];
  return all.filter((c) => c.from !== c.to);
}

/** Everything that happened to a line (经过): by time, or each item by itself. */
export function EntryHistory(props: { page: EntryPage; ledger: Ledger; today: string }): ReactNode {
  const versions = props.page.versions.slice().sort((a, b) => a.version - b.version);
  const [by, setBy] = useState<'time' | 'item'>('time');
  const steps = versions.map((v, i) => {
    const before = versions[i - 1];
    return { v, changes: before ? changesBetween(props.ledger, before, v) : [] };
  });
  const changed = [...new Map(steps.flatMap((s) => s.changes).map((c) => [c.key, c.label]))];
  const who = (v: Version): string => `${formatMoment(v.at, props.today)}${v.by ? ` · ${v.by}` : ''}`;
  return (
    <section aria-label="经过">
      <div className="lines-head">
        <h3>经过</h3>
        {changed.length > 0 && (
          <Segmented<'time' | 'item'>
            size="small"
            aria-label="怎样排"
            value={by}
            options={[
              { value: 'time', label: '按时间' },
              { value: 'item', label: '按项目' },
            ]}
            onChange={setBy}
          />
        )}
      </div>
      {by === 'time' ? (
        <ol className="versions">
          {steps
            .slice()
            .reverse()
            .map(({ v, changes }) => (
              <li key={v.version}>
                <p>
                  <strong>{CHANGE_NAMES[v.change]}</strong> {who(v)}{' '}
                  <span className="hint">第 {v.version} 版</span>
                </p>
                {v.reason && <p>原因:{v.reason}</p>}
                <ul className="changes">
                  {changes.map((c) => (
                    <li key={c.key}>
                      {c.label}:<FromTo change={c} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
        </ol>
      ) : (
        <dl className="versions items">
          {changed.map(([key, label]) => (
            <div key={key}>
              <dt>{label}</dt>
              {steps
                .flatMap(({ v, changes }) => changes.filter((c) => c.key === key).map((c) => ({ v, c })))
                .map(({ v, c }) => (
                  <dd key={v.version}>
                    <FromTo change={c} /> <span className="hint">{who(v)}</span>
                    {v.reason && <span>,{v.reason}</span>}
                  </dd>
                ))}
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function FromTo(props: { change: Change }): ReactNode {
  return (
    <>
      <del>{props.change.from}</del> → {props.change.to}
    </>
  );
}
