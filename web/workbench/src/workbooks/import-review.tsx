import Button from 'antd/es/button';
import Radio from 'antd/es/radio';
import { type ReactNode, useState } from 'react';
import type { ImportPage } from '../../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { download } from '../wire.ts';
import { ImportRowsTable } from './import-rows.tsx';
import { dropImport, learn, saveImport } from './imports.ts';

/** What the check found: counts, notes, every row with its problems, and her word what to do. */
export function ImportReview(props: {
  view: ImportPage;
  ledger: Ledger;
  today: string;
  again: () => void;
}): ReactNode {
  const { view, ledger } = props;
  const [mode, setMode] = useState<'all' | 'good'>(view.bad > 0 ? 'good' : 'all');
  const act = useAct();
  const dropping = useAct();
  const waits = mode === 'all' && view.bad > 0;
  return (
    <>
      <section className="sheet" aria-label="核对结果">
        <h2>{view.fileName}</h2>
        <ul className="import-counts" role="status">
          <Count tone="done" sign="✓" n={view.good} text="可以存" />
          <Count tone="late" sign="✗" n={view.bad} text="有问题" />
          <Count tone="calm" sign="－" n={view.known} text="台账里已经有,不会再存" />
        </ul>
        <Notes view={view} />
        {view.problem && (
          <p className="refusal" role="alert">
            <span className="sign late">✗</span> {view.problem}
          </p>
        )}
      </section>
      <ImportRowsTable view={view} ledger={ledger} first={view.bad > 0 ? 'bad' : 'good'} />
      <section className="sheet import-foot" aria-label="存不存">
        {view.bad > 0 && (
          <Radio.Group
            aria-label="怎样存"
            value={mode}
            onChange={(e) => setMode(e.target.value as 'all' | 'good')}
            options={[
              { value: 'good', label: `只存没问题的 ${formatNumber(view.good)} 行` },
              { value: 'all', label: '全部成功才存' },
            ]}
          />
        )}
        {act.problem && (
          <p className="problem" role="alert">
            {act.problem}
          </p>
        )}
        <p className="actions">
          <BusyButton
            type="primary"
            size="large"
            busy={act.busy}
            doing="正在存…"
            disabled={waits || view.good === 0}
            onClick={() =>
              void act.run(async () => {
                learn(await saveImport(view.id, mode));
              })
            }
          >
            {view.good === 0
              ? '没有可以存的行'
              : waits
                ? `先改好 ${formatNumber(view.bad)} 行`
                : `存这 ${formatNumber(view.good)} 行`}
          </BusyButton>
          {view.bad > 0 && <BadRowsButton view={view} />}
          <Button
            disabled={dropping.busy}
            onClick={() =>
              void dropping.run(async () => {
                await dropImport(view.id);
                props.again();
              })
            }
          >
            不导了
          </Button>
          <span className="hint">存过以后也可以整批撤销。</span>
        </p>
      </section>
    </>
  );
}

function Count(props: { tone: string; sign: string; n: number; text: string }): ReactNode {
  if (props.n === 0) return null;
  return (
    <li>
      <span className={`sign ${props.tone}`}>{props.sign}</span> <strong>{formatNumber(props.n)}</strong> 行
      {props.text}
    </li>
  );
}

export function Notes(props: { view: Pick<ImportPage, 'notes'> }): ReactNode {
  if (props.view.notes.length === 0) return null;
  return (
    <ul className="import-notes">
      {props.view.notes.map((note) => (
        <li key={note.text}>
          <span className={`sign ${note.level === 'warn' ? 'soon' : 'info'}`}>
            {note.level === 'warn' ? '!' : 'i'}
          </span>{' '}
          {note.text}
        </li>
      ))}
    </ul>
  );
}

export function BadRowsButton(props: { view: Pick<ImportPage, 'id' | 'ledgerName' | 'bad'> }): ReactNode {
  const act = useAct();
  return (
    <>
      <BusyButton
        busy={act.busy}
        doing="正在准备…"
        title="下载成 Excel 表,问题写在最后一列;改好再导入"
        onClick={() =>
          void act.run(() =>
            download(`/imports/${props.view.id}/bad-rows`, {}, `${props.view.ledgerName} 待改的行.xlsx`),
          )
        }
      >
        下载有问题的行
      </BusyButton>
      {act.problem && <span className="problem">{act.problem}</span>}
    </>
  );
}
