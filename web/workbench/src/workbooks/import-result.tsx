import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { ImportPage } from '../../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { BadRowsButton, Notes } from './import-review.tsx';
import { ImportRowsTable } from './import-rows.tsx';
import { learn, saveImport } from './imports.ts';
import { UndoImport } from './undo-import.tsx';

/** An import that has ended: what was saved, what is left to be mended, and the way back. */
export function ImportResult(props: {
  view: ImportPage;
  ledger: Ledger;
  today: string;
  again: () => void;
}): ReactNode {
  const { view, ledger } = props;
  const href = useHref();
  const [undoing, setUndoing] = useState(false);
  const saving = useAct();
  const left = view.bad + view.good;
  return (
    <>
      <section className="sheet" aria-label="导入结果">
        <h2>{view.fileName || '成片录入'}</h2>
        <p className="import-result" role="status">
          {view.state === 'saved' && (
            <>
              <span className="sign done">✓</span> 已存 <strong>{formatNumber(view.saved)}</strong> 行
              {left > 0 && `,还有 ${formatNumber(left)} 行没有存`}
              {view.known > 0 && `,${formatNumber(view.known)} 行台账里已经有`}。
            </>
          )}
          {view.state === 'undone' && (
            <>
              <span className="sign calm">－</span> 已撤销:{formatNumber(view.withdrawn)} 行撤回了
              {view.kept > 0 && `,${formatNumber(view.kept)} 行留着(后来更正过,或已不归您记)`}
              {view.reason && `。原因:${view.reason}`}
            </>
          )}
          {view.state === 'failed' && (
            <>
              <span className="sign late">✗</span> {view.problem}
            </>
          )}
          {view.state === 'dropped' && '这次没有导入,一行也没有存。'}
        </p>
        {view.state !== 'failed' && view.problem && <p className="problem">{view.problem}</p>}
        {view.state === 'undone' && view.corrected.length > 0 && (
          <ul className="import-kept">
            {view.corrected.map((line) => (
              <li key={line.id}>
                <Link to={href(`/ledgers/${ledger.key}`, { entry: line.id })}>
                  {line.day} {line.title}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {view.state === 'failed' && <Notes view={view} />}
        <p className="actions">
          <Link to={href(`/ledgers/${ledger.key}`)}>
            <Button type={left > 0 ? 'default' : 'primary'} tabIndex={-1}>
              看这本台账
            </Button>
          </Link>
          <Button onClick={props.again}>再导一个文件</Button>
          {view.may.includes('undo') && <Button onClick={() => setUndoing(true)}>撤销这次导入</Button>}
        </p>
      </section>
      {view.state === 'saved' && left > 0 && (
        <>
          <ImportRowsTable view={view} ledger={ledger} first="bad" />
          <section className="sheet import-foot" aria-label="剩下的行">
            <p className="actions">
              <BusyButton
                type="primary"
                busy={saving.busy}
                doing="正在存…"
                disabled={view.good === 0}
                onClick={() =>
                  void saving.run(async () => {
                    learn(await saveImport(view.id, 'good'));
                  })
                }
              >
                {view.good === 0 ? '在上面改好就能存' : `存改好的 ${formatNumber(view.good)} 行`}
              </BusyButton>
              {view.bad > 0 && <BadRowsButton view={view} />}
            </p>
            {saving.problem && (
              <p className="problem" role="alert">
                {saving.problem}
              </p>
            )}
            <p className="hint">没存的行给您留一个月。也可以下载改好,整张表再导一次:存过的行不会重复。</p>
          </section>
        </>
      )}
      {undoing && <UndoImport view={view} today={props.today} close={() => setUndoing(false)} />}
    </>
  );
}
