import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { ImportPage as Import } from '../../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { formatNumber } from '../format.ts';
import { Empty, Show } from '../parts/states.tsx';
import { useHref, useSetParams } from '../place.ts';
import { useLedger, useUnit } from '../queries.ts';
import { unitsFor } from '../records/entry-sheet.tsx';
import { seatOf } from '../seat.ts';
import { ChooseFile } from './choose-file.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportReview } from './import-review.tsx';
import { useImport } from './imports.ts';
import './workbooks.css';

/** Lines from a table: choose a file, look at what was found, save, and undo if it was wrong. */
export function ImportTablePage(props: { me: Me }): ReactNode {
  const key = useParams()['ledger'] ?? '';
  const ledger = useLedger(key);
  const href = useHref();
  return (
    <Show of={ledger} rows={8}>
      {(definition) => (
        <>
          <nav className="crumbs" aria-label="位置">
            <Link to={href('/ledgers')}>记录</Link> ›{' '}
            <Link to={href(`/ledgers/${definition.key}`)}>{definition.name}</Link> › 从 Excel 导入
          </nav>
          <div className="page-head">
            <h1>从 Excel 导入 · {definition.name}</h1>
            <Link className="head-action" to={href('/ledgers/imports')}>
              导入记录
            </Link>
          </div>
          <Steps me={props.me} ledger={definition} />
        </>
      )}
    </Show>
  );
}

function Steps(props: { me: Me; ledger: Ledger }): ReactNode {
  const { me, ledger } = props;
  const [params] = useSearchParams();
  const set = useSetParams();
  const id = params.get('batch');
  const found = useImport(id);
  const seat = useUnit(seatOf(me));
  const again = (): void => set({ batch: null });
  if (id === null)
    return (
      <Show of={seat} rows={6}>
        {(page) => {
          const units = unitsFor(me, page, ledger);
          return units.length === 0 || !me.permissions.includes('entry.write') ? (
            <Empty title={`「${ledger.name}」不由您这一级记`}>您可以看、可以核对,不能导入。</Empty>
          ) : (
            <ChooseFile me={me} ledger={ledger} units={units} chosen={(batch) => set({ batch })} />
          );
        }}
      </Show>
    );
  return (
    <Show of={found} rows={8}>
      {(page) => {
        if (page.state === 'checking') return <Progress view={page} doing="正在核对" />;
        if (page.state === 'saving') return <Progress view={page} doing="正在存" />;
        if (page.state === 'undoing') return <Progress view={page} doing="正在撤销" />;
        if (page.state === 'ready')
          return <ImportReview view={page} ledger={ledger} today={me.today} again={again} />;
        return <ImportResult view={page} ledger={ledger} today={me.today} again={again} />;
      }}
    </Show>
  );
}

/** Long work: how far it is, and that nobody has to wait for it here. */
function Progress(props: { view: Import; doing: string }): ReactNode {
  const { done, total } = props.view;
  const part = total === 0 ? 0 : Math.min(100, Math.round((done / total) * 100));
  return (
    <section className="sheet" aria-label={props.doing}>
      <h2>{props.doing}</h2>
      <p role="status">
        {formatNumber(done)} / {formatNumber(total)} 行
      </p>
      <div
        className="progress"
        role="progressbar"
        aria-label={props.doing}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part}
      >
        <span style={{ width: `${part}%` }} />
      </div>
      <p className="hint">可以离开这一页去做别的,它会自己做完;回头在“导入记录”里看结果。</p>
    </section>
  );
}
