import { Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import type { EntryPage, Me } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { Attachments } from '../files/attachments.tsx';
import { formatDay, formatField, formatMoment, formatValue } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { useEntry, useLedger } from '../queries.ts';
import { CHANGE_NAMES, OPENING_NAMES, TEXT } from '../text.ts';
import { CorrectForm } from './correct-form.tsx';
import { Marks } from './entry-table.tsx';
import { ReasonForm } from './reason-form.tsx';

type Doing = 'correct' | 'withdraw' | 'restore' | null;

/** One line: what it says, what may be done with it, and everything that happened to it. */
export function EntryDrawer(props: { id: string; me: Me; close: () => void }): ReactNode {
  const entry = useEntry(props.id);
  const ledger = useLedger(entry.data?.entry.ledger ?? null);
  const [doing, setDoing] = useState<Doing>(null);
  return (
    <Drawer
      open
      size={560}
      title={ledger.data?.name ?? '记录'}
      onClose={props.close}
      className="drawer"
      rootClassName="drawer-root"
    >
      <Show of={entry} rows={8}>
        {(page) => (
          <Show of={ledger} rows={8}>
            {(definition) =>
              doing === 'correct' ? (
                <CorrectForm page={page} ledger={definition} me={props.me} done={() => setDoing(null)} />
              ) : (
                <Line page={page} ledger={definition} me={props.me} doing={doing} setDoing={setDoing} />
              )
            }
          </Show>
        )}
      </Show>
    </Drawer>
  );
}

function Line(props: {
  page: EntryPage;
  ledger: Ledger;
  me: Me;
  doing: Doing;
  setDoing: (d: Doing) => void;
}): ReactNode {
  const { page, ledger, doing, setDoing } = props;
  const { entry } = page;
  const totals = (entry.data['totals'] ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <>
      <h2 className="line-title">
        <Marks entry={entry} />
        {entry.title}
      </h2>
      {page.may.length > 0 && doing === null && (
        <p className="actions">
          {page.may.includes('correct') && <Button onClick={() => setDoing('correct')}>更正</Button>}
          {page.may.includes('withdraw') && <Button onClick={() => setDoing('withdraw')}>撤回</Button>}
          {page.may.includes('restore') && <Button onClick={() => setDoing('restore')}>恢复</Button>}
        </p>
      )}
      {(doing === 'withdraw' || doing === 'restore') && (
        <ReasonForm entry={entry} change={doing} done={() => setDoing(null)} />
      )}
      <dl className="facts">
        <Fact name="组织">{entry.unit.name}</Fact>
        <Fact name={ledger.dayLabel}>
          {formatDay(entry.day)}
          {entry.until && ` — ${formatDay(entry.until)}`}
        </Fact>
        {entry.opening && <Fact name={TEXT.opening}>{OPENING_NAMES[entry.opening]}</Fact>}
        {ledger.fields
          .filter((f) => !entry.opening || entry.data[f.key] !== undefined)
          .map((f) => (
            <Fact key={f.key} name={f.label}>
              {formatField(f, entry.data[f.key])}
            </Fact>
          ))}
        {ledger.measures
          .filter((m) => typeof totals[m.key] === 'number')
          .map((m) => (
            <Fact key={m.key} name={`${m.label}(合计)`}>
              {formatValue(totals[m.key] as number, m.unitWord)}
            </Fact>
          ))}
        {entry.explanation && <Fact name="说明">{entry.explanation}</Fact>}
      </dl>
      <Attachments entry={entry} today={props.me.today} />
      <h3>经过</h3>
      <ol className="versions" aria-label="经过">
        {page.versions
          .slice()
          .sort((a, b) => b.version - a.version)
          .map((v) => {
            const before = page.versions.find((x) => x.version === v.version - 1);
            return (
              <li key={v.version}>
                <p>
                  <strong>{CHANGE_NAMES[v.change]}</strong> {formatMoment(v.at, props.me.today)}
                  {v.by && ` · ${v.by}`} <span className="hint">第 {v.version} 版</span>
                </p>
                {v.reason && <p>原因:{v.reason}</p>}
                {before && <Changes ledger={ledger} before={before} after={v} />}
              </li>
            );
          })}
      </ol>
    </>
  );
}

function Fact(props: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

type Version = EntryPage['versions'][number];

function Changes(props: { ledger: Ledger; before: Version; after: Version }): ReactNode {
  const { before, after } = props;
  const changed = props.ledger.fields.filter(
    (f) => formatField(f, before.data[f.key]) !== formatField(f, after.data[f.key]),
  );
  return (
    <ul className="changes">
      {before.day !== after.day && (
        <li>
          {props.ledger.dayLabel}:<del>{formatDay(before.day)}</del> → {formatDay(after.day)}
        </li>
      )}
      {changed.map((f) => (
        <li key={f.key}>
          {f.label}:<del>{formatField(f, before.data[f.key])}</del> → {formatField(f, after.data[f.key])}
        </li>
      ))}
    </ul>
  );
}
