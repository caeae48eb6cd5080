import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import { type ReactNode, useState } from 'react';
import type { EntryPage, Me } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { Attachments } from '../files/attachments.tsx';
import { formatDay, formatField, formatValue } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { useEntry, useLedger } from '../queries.ts';
import { OPENING_NAMES, TEXT } from '../text.ts';
import { CorrectForm } from './correct-form.tsx';
import { EntryHistory } from './entry-history.tsx';
import { Marks } from './entry-table.tsx';
import { MatterBehind } from './matter-behind.tsx';
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
  const empty = ledger.fields.filter((f) => !isFilled(entry.data[f.key]));
  const totals = (entry.data['totals'] ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <>
      <h2 className="line-title">
        <Marks entry={entry} />
        {entry.title}
      </h2>
      {ledger.privacy === 'case' && <MatterBehind entryId={entry.id} />}
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
        {page.joint.length > 0 && (
          <Fact name="合办">
            {page.joint.map((u) => u.name).join('、')}
            <span className="hint"> {entry.unit.name}牵头,只在牵头的一家计一次</span>
          </Fact>
        )}
        {ledger.fields
          .filter((f) => isFilled(entry.data[f.key]))
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
        {!entry.opening && empty.length > 0 && (
          <Fact name="没填的">
            <span className="hint">{empty.map((f) => f.label).join('、')}</span>
          </Fact>
        )}
      </dl>
      <Attachments entry={entry} today={props.me.today} />
      <EntryHistory page={page} ledger={ledger} today={props.me.today} />
    </>
  );
}

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function Fact(props: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
