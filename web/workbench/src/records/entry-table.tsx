import type { ReactNode } from 'react';
import type { EntryView, Me } from '../../../../contracts/api.ts';
import type { Field, Ledger } from '../../../../contracts/ledger.ts';
import { useAttachmentCounts } from '../files/counts.ts';
import { formatDay, formatNumber } from '../format.ts';
import { walkRows } from '../frame/keys.ts';
import { useDoors } from '../place.ts';
import { TEXT } from '../text.ts';

const COLUMNS = 3;

/** The first number fields of a ledger: what a reader compares from line to line. */
const numbersOf = (ledger: Ledger): Field[] =>
  ledger.fields
    .filter((f) => f.type === 'integer' || f.type === 'decimal' || f.type === 'money')
    .slice(0, COLUMNS);

/** Lines of a ledger; a row opens by click or Enter, arrows walk. */
export function EntryTable(props: {
  ledger: Ledger;
  rows: readonly EntryView[];
  me: Me;
  stale: boolean;
}): ReactNode {
  const { ledger, rows } = props;
  const { openEntry } = useDoors();
  const numbers = numbersOf(ledger);
  const files = useAttachmentCounts(rows.map((r) => r.id));
  return (
    <div className="table-box">
      <table className={`lines ${props.stale ? 'stale' : ''}`} aria-label={`${ledger.name}的记录`}>
        <thead>
          <tr>
            <th scope="col" className="day">
              {ledger.dayLabel}
            </th>
            <th scope="col">内容</th>
            <th scope="col">组织</th>
            {numbers.map((f) => (
              <th key={f.key} scope="col" className="number">
                {f.label}
                {(f.unitWord ?? (f.type === 'money' ? '元' : '')) && (
                  <span className="unit-word">{f.unitWord ?? '元'}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {rows.map((row) => (
            <tr
              key={row.id}
              tabIndex={0}
              className={row.state === 'withdrawn' ? 'withdrawn' : ''}
              onClick={() => openEntry(row.id)}
              onKeyDown={(e) => {
                if (e.key === 'Enter') openEntry(row.id);
              }}
            >
              <td className="day">
                {row.opening ? `${formatDay(row.day, props.me.today)}起` : formatDay(row.day, props.me.today)}
              </td>
              <td className="title">
                <Marks entry={row} files={files[row.id]} />
                {row.title || '(没有标题)'}
              </td>
              <td className="unit">{row.unit.name}</td>
              {numbers.map((f) => {
                const value = row.data[f.key];
                return (
                  <td key={f.key} className="number">
                    {typeof value === 'number' ? formatNumber(value) : row.opening ? '' : formatNumber(null)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What sets a line apart: opening, withdrawn, joint, explained. */
export function Marks(props: { entry: EntryView; files?: number | undefined }): ReactNode {
  const { entry, files = 0 } = props;
  return (
    <>
      {entry.opening && <span className="tag info">{TEXT.opening}</span>}
      {entry.state === 'withdrawn' && <span className="tag late">已撤回</span>}
      {files > 0 && <span className="tag info">附件 {files}</span>}
      {entry.joint.length > 0 && <span className="tag">合办</span>}
      {entry.explanation && (
        <span className="tag soon" title={entry.explanation}>
          有说明
        </span>
      )}
    </>
  );
}
