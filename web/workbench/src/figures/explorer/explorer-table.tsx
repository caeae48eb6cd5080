import Button from 'antd/es/button';
import type { KeyboardEvent, ReactNode } from 'react';
import { whereText } from '../../door.ts';
import { formatChange, formatNumber } from '../../format.ts';
import { walkRows } from '../../frame/keys.ts';
import { Figure } from '../../parts/figure.tsx';
import { useDoors, useSetParams } from '../../place.ts';
import { TEXT } from '../../text.ts';
import type { Exploring } from './exploring.ts';
import { type Cell, type Column, type FigureTable, type Row, shareOf } from './figure-table.ts';

/** The table: with one column own, below, total, last year and share; with several, each with last year beside it. */
export function ExplorerTable(props: { x: Exploring; table: FigureTable; label: string }): ReactNode {
  const { x, table } = props;
  const set = useSetParams();
  const { openFigure } = useDoors();
  const isOne = table.columns.length === 1;
  const lead = (row: Row): void => {
    if (row.leads === 'unit') set({ unit: row.key, by: null });
    else if (row.leads === 'kind') set({ by: null, where: whereText({ ...x.where, [x.by]: row.key }) });
    else {
      const cell = row.cells.find((c) => c !== null);
      if (cell) openFigure(cell.door);
    }
  };
  const onKey = (event: KeyboardEvent, row: Row): void => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    lead(row);
  };
  const most = Math.max(0, ...table.rows.map((r) => r.cells[0]?.value ?? 0));
  const lines = (row: Row, isWhole: boolean): ReactNode => (
    <>
      <th scope="row" className="pin">
        {isWhole || row.leads === null ? (
          row.label
        ) : (
          <Button
            type="link"
            size="small"
            title={row.leads === 'unit' ? '看它的下级' : '只看这一类,按下级分'}
            onClick={() => lead(row)}
          >
            {row.label}
          </Button>
        )}
      </th>
      {isOne ? (
        <OneFigure x={x} table={table} row={row} most={isWhole ? 0 : most} />
      ) : (
        row.cells.map((cell, i) => (
          <BesideOthers
            key={table.columns[i]?.key}
            x={x}
            cell={cell}
            name={`${row.label} ${table.columns[i]?.label ?? ''}`}
          />
        ))
      )}
    </>
  );
  return (
    <div className="table-box tall">
      <table className="figures" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col" className="pin">
              {table.head}
            </th>
            {isOne ? <OneHead x={x} table={table} /> : table.columns.map((c) => heads(x, c))}
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {table.rows.map((row) => (
            <tr key={row.key} tabIndex={0} onKeyDown={(e) => onKey(e, row)}>
              {lines(row, false)}
            </tr>
          ))}
        </tbody>
        {table.whole && (
          <tfoot>
            <tr className="sum">{lines(table.whole, true)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

const hasShare = (table: FigureTable): boolean => table.columns[0]?.addsUp === true && table.whole !== null;

function OneHead(props: { x: Exploring; table: FigureTable }): ReactNode {
  const { x, table } = props;
  return (
    <>
      <th scope="col" className="number">
        {TEXT.own}
        <span className="unit-word">{table.columns[0]?.measure.unitWord}</span>
      </th>
      <th scope="col" className="number">
        {TEXT.below}
      </th>
      <th scope="col" className="number">
        {TEXT.total}
      </th>
      {x.last && (
        <>
          <th scope="col" className="number">
            {TEXT.lastYear}
          </th>
          <th scope="col" className="number">
            比去年
          </th>
        </>
      )}
      {hasShare(table) && (
        <th scope="col" className="number">
          占比
        </th>
      )}
      <th scope="col" className="bar-head no-print">
        大小
      </th>
    </>
  );
}

function OneFigure(props: { x: Exploring; table: FigureTable; row: Row; most: number }): ReactNode {
  const { x, table, row, most } = props;
  const cell = row.cells[0] ?? null;
  const share = shareOf(table, 0, cell?.value ?? null);
  const width = most > 0 && cell?.value ? Math.max(0, (cell.value / most) * 100) : 0;
  return (
    <>
      <td className="number">{partText(cell, cell?.own)}</td>
      <td className="number">{partText(cell, cell?.below)}</td>
      <Value cell={cell} name={`${row.label} ${table.columns[0]?.measure.label ?? ''}`} />
      {x.last && (
        <>
          <td className="number">{lastText(cell)}</td>
          <td className="number hint">{changeText(cell)}</td>
        </>
      )}
      {hasShare(table) && <td className="number">{share === null ? '' : `${formatShare(share)}%`}</td>}
      <td className="bar no-print">
        <span style={{ width: `${width}%` }} />
      </td>
    </>
  );
}

const heads = (x: Exploring, c: Column): ReactNode => [
  <th key={c.key} scope="col" className="number" title={c.measure.rule}>
    {c.label}
    <span className="unit-word">{c.measure.unitWord}</span>
  </th>,
  x.last && (
    <th key={`${c.key} last`} scope="col" className="number hint">
      {TEXT.lastYear}
    </th>
  ),
];

function BesideOthers(props: { x: Exploring; cell: Cell | null; name: string }): ReactNode {
  return (
    <>
      <Value cell={props.cell} name={props.name} />
      {props.x.last && (
        <td className="number hint">
          {lastText(props.cell)} {changeText(props.cell)}
        </td>
      )}
    </>
  );
}

const Value = (props: { cell: Cell | null; name: string }): ReactNode => (
  <td className="number">
    {props.cell ? (
      <Figure door={props.cell.door} value={props.cell.value} hidden={props.cell.hidden} label={props.name} />
    ) : (
      formatNumber(null)
    )}
  </td>
);

/** While last year is on its way nothing stands there: a dash would say that nobody reported. */
export const lastText = (cell: Cell | null): string =>
  cell?.last === undefined ? '' : (cell.lastHidden ?? formatNumber(cell.last));
/** Own level or below: where the whole is not told, the same stands for its parts. */
const partText = (cell: Cell | null, part: number | null | undefined): string =>
  (part === null || part === undefined) && cell?.hidden ? cell.hidden : formatNumber(part);
export const changeText = (cell: Cell | null): string =>
  cell?.last === undefined ? '' : (formatChange(cell.value, cell.last) ?? '');
export const formatShare = (share: number): string => share.toFixed(1);
