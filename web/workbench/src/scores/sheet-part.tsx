import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type {
  SheetCell,
  SheetIndicator,
  SheetRow,
  SheetView,
} from '../../../../contracts/api-assessments.ts';
import { formatDay, NONE } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Figure } from '../parts/figure.tsx';
import { Empty } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { download } from '../wire.ts';
import { KeepForm } from './keep-form.tsx';
import { SHEET } from './queries.ts';

/** 考核表: each unit below with what was counted, the share and the mark; what was put on record beside it. */
export function SheetPart(props: { view: SheetView }): ReactNode {
  const { view } = props;
  const href = useHref();
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { busy, problem, run } = useAct();
  if (view.rows.length === 0)
    return <Empty title="下面没有组织">考核表看的是直接下级;请在上面换一个有下级的组织。</Empty>;
  const marked = view.rows.toSorted((a, b) => (b.total ?? -1) - (a.total ?? -1));
  const chosen = view.rows.find((r) => r.id === open);
  const asked = { unit: view.unit.id, from: view.from, to: view.to };
  return (
    <section className="sheet" aria-label="考核表">
      <div className="lines-head">
        <h2>
          {view.unit.name}的下级{' '}
          <span className="hint">
            {formatDay(view.from)} 至 {formatDay(view.to)}
          </span>
        </h2>
        <span className="no-print">
          <BusyButton
            busy={busy}
            doing="正在做表…"
            onClick={() =>
              void run(() =>
                download(`/assessments/${SHEET}/table`, asked, `${view.name} ${view.unit.name}.xlsx`),
              )
            }
          >
            导出 Excel
          </BusyButton>{' '}
          <Button onClick={() => window.print()}>打印</Button>
        </span>
      </div>
      <p className="hint">
        {view.about}每个数都能点开;分值和满分线在 <Link to={href('/settings')}>设置 · 基层维权考核</Link>{' '}
        里定。
      </p>
      {(problem || said) && (
        <p className={problem ? 'problem' : 'note'} role={problem ? 'alert' : 'status'}>
          {problem || said}
        </p>
      )}
      <div className="table-box">
        <table className="lines plain scores" aria-label="各下级的得分">
          <thead>
            <tr>
              <th scope="col">组织</th>
              <th scope="col" className="number">
                总分
              </th>
              {view.indicators.map((i) => (
                <th scope="col" key={i.key} title={i.rule}>
                  {i.label}
                  <span className="hint">{i.weight === 0 ? '不考' : `${i.weight} 分,${i.target}% 满分`}</span>
                </th>
              ))}
              <th scope="col">登记的得分</th>
            </tr>
          </thead>
          <tbody>
            {marked.map((row) => (
              <Row
                key={row.id}
                row={row}
                view={view}
                keep={() => {
                  setSaid('');
                  setOpen(row.id);
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {chosen && (
        <KeepForm
          key={chosen.id}
          row={chosen}
          view={view}
          close={(text) => {
            setOpen(null);
            setSaid(text);
          }}
        />
      )}
      <p className="hint">
        没有数的不计分;件数太少、或者会让人推算出别处少数的不单列,也不计分,总分按计分的各项折算成百分制。登记的得分存的是登记那一刻台账的数,手填的和台账不一致存不进去。
      </p>
    </section>
  );
}

const fullOf = (view: SheetView): number => view.indicators.reduce((sum, i) => sum + i.weight, 0);

function Row(props: { row: SheetRow; view: SheetView; keep: () => void }): ReactNode {
  const { row, view } = props;
  const href = useHref();
  return (
    <tr>
      <th scope="row">
        {row.hasChildren ? <Link to={href('/scores', { unit: row.id })}>{row.name}</Link> : row.name}
      </th>
      <td className="number">
        <strong>{row.total ?? NONE}</strong>
        {row.total !== null && row.markedOf < fullOf(view) && (
          <span className="hint"> 只按 {row.markedOf} 分的项目折算</span>
        )}
      </td>
      {view.indicators.map((i, at) => (
        <td key={i.key}>
          <Mark indicator={i} cell={row.cells[at]} row={row} view={view} />
        </td>
      ))}
      <td>
        {row.kept && (
          <>
            {row.kept.total} 分{' '}
            <span className="hint">
              {row.kept.by} {formatDay(row.kept.at.slice(0, 10))}
            </span>
            {!row.kept.stillTrue && (
              <span className="late-word"> 台账后来变了,现在是 {row.total ?? '没有数'}</span>
            )}
            {row.kept.remark && <p className="hint">{row.kept.remark}</p>}
          </>
        )}
        {view.may.includes('keep') && row.total !== null && (
          <Button className="no-print" size="small" aria-label={`登记得分:${row.name}`} onClick={props.keep}>
            {row.kept ? '重新登记' : '登记'}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Mark(props: {
  indicator: SheetIndicator;
  cell: SheetCell | undefined;
  row: SheetRow;
  view: SheetView;
}): ReactNode {
  const { indicator: i, cell, row, view } = props;
  if (cell?.hidden)
    return (
      <span className="hint" title="件数太少,或者会让人推算出别处的少数">
        不单列
      </span>
    );
  if (!cell || cell.denominator === null) return <span className="hint">没有数</span>;
  const door = (measure: string) => ({ measure, unit: row.id, from: view.from, to: view.to });
  return (
    <>
      {cell.score === null ? (
        <span className="hint">不计分</span>
      ) : (
        <>
          <strong className="digits">{cell.score}</strong>
          <span className="hint"> 分 · {cell.share}%</span>
        </>
      )}
      <span className="facts">
        <Figure door={door(i.numerator)} value={cell.numerator} label={`${row.name} ${i.numeratorLabel}`} />
        {' / '}
        <Figure
          door={door(i.denominator)}
          value={cell.denominator}
          unitWord={i.unitWord}
          label={`${row.name} ${i.denominatorLabel}`}
        />
      </span>
    </>
  );
}
