import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { ImportView } from '../../../../contracts/api-workbooks.ts';
import { formatMoment, formatNumber } from '../format.ts';
import { Empty, Show } from '../parts/states.tsx';
import { useHref } from '../place.ts';
import { IMPORT_STATES, useImports } from './imports.ts';
import './workbooks.css';

/** What was imported from this unit, newest first: each can be opened again, finished or undone. */
export function ImportsPage(props: { me: Me }): ReactNode {
  const href = useHref();
  const imports = useImports(null);
  return (
    <>
      <nav className="crumbs" aria-label="位置">
        <Link to={href('/ledgers')}>记录</Link> › 导入记录
      </nav>
      <div className="page-head">
        <h1>导入记录</h1>
        <p className="hint">本单位从 Excel 导入或成片录入的,一批一行。点开可以接着做,或者整批撤销。</p>
      </div>
      <section className="sheet" aria-label="导入记录">
        <Show of={imports} rows={6}>
          {(list) =>
            list.rows.length === 0 ? (
              <Empty title="还没有导入过" action={<Link to={href('/ledgers')}>去选一本台账</Link>}>
                打开一本台账,点“从 Excel 导入”:先核对给您看,您说存才存。
              </Empty>
            ) : (
              <ImportsTable rows={list.rows} today={props.me.today} />
            )
          }
        </Show>
      </section>
    </>
  );
}

export function ImportsTable(props: { rows: readonly ImportView[]; today: string }): ReactNode {
  const href = useHref();
  return (
    <div className="table-box">
      <table className="lines plain" aria-label="导入记录">
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">怎样了</th>
            <th scope="col" className="number">
              存了
            </th>
            <th scope="col">台账</th>
            <th scope="col">什么时候</th>
            <th scope="col">谁</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => {
            const state = IMPORT_STATES[row.state];
            return (
              <tr key={row.id}>
                <td className="title">
                  <Link to={href(`/ledgers/${row.ledger}/import`, { batch: row.id })}>
                    {row.source === 'grid' ? '成片录入' : row.fileName}
                  </Link>
                </td>
                <td>
                  <span className={`sign ${state.tone}`}>{state.sign}</span> {state.name}
                  {row.state === 'saved' && row.bad > 0 && `,${formatNumber(row.bad)} 行待改`}
                </td>
                <td className="number">{row.saved > 0 ? `${formatNumber(row.saved)} 行` : ''}</td>
                <td>{row.ledgerName}</td>
                <td>{formatMoment(row.at, props.today)}</td>
                <td>{row.by}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
