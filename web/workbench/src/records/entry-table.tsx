import Checkbox from 'antd/es/checkbox';
import type { ReactNode } from 'react';
import type { EntryView, Me } from '../../../../contracts/api.ts';
import type { Field, Ledger } from '../../../../contracts/ledger.ts';
import { useAttachmentCounts } from '../files/counts.ts';
import { formatDay, formatField, formatNumber } from '../format.ts';
import { walkRows } from '../frame/keys.ts';
import { useDoors } from '../place.ts';
import { TEXT } from '../text.ts';

/** Lines of a ledger; a row opens by click or Enter, arrows walk. */
export function EntryTable(props: {
  ledger: Ledger;
  rows: readonly EntryView[];
  me: Me;
  stale: boolean;
  /** Fields shown beside day, title and unit. */
  fields: readonly Field[];
  /** Chosen lines, where something can be done with many of them. */
  choice?: { readonly ids: ReadonlySet<string>; readonly set: (ids: ReadonlySet<string>) => void } | null;
}): ReactNode {
  const { ledger, rows } = props;
  const { openEntry } = useDoors();
  const { fields, choice } = props;
  const files = useAttachmentCounts(rows.map((r) => r.id));
  return (
    <div className="table-box">
      <table className={`lines ${props.stale ? 'stale' : ''}`} aria-label={`${ledger.name}的记录`}>
        <thead>
          <tr>
            {choice && (
              <th scope="col" className="choose">
                <Checkbox
                  aria-label="全选这一页"
                  checked={rows.length > 0 && rows.every((r) => choice.ids.has(r.id))}
                  indeterminate={choice.ids.size > 0 && !rows.every((r) => choice.ids.has(r.id))}
                  onChange={(e) => choice.set(new Set(e.target.checked ? rows.map((r) => r.id) : []))}
                />
              </th>
            )}
            <th scope="col" className="day">
              {ledger.dayLabel}
            </th>
            <th scope="col">内容</th>
            <th scope="col">组织</th>
            {fields.map((f) => (
              <th key={f.key} scope="col" className={isNumber(f) ? 'number' : ''}>
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
                if (e.key === 'Enter' && e.target === e.currentTarget) openEntry(row.id);
              }}
            >
              {choice && (
                // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box must not open the line; the box has its own keys
                <td className="choose" onClick={(e) => e.stopPropagation()}>
                  <Checkbox
                    aria-label={`选 ${row.title}`}
                    checked={choice.ids.has(row.id)}
                    onChange={(e) => {
                      const next = new Set(choice.ids);
                      if (e.target.checked) next.add(row.id);
                      else next.delete(row.id);
                      choice.set(next);
                    }}
                  />
                </td>
              )}
              <td className="day">
                {row.opening ? `${formatDay(row.day, props.me.today)}起` : formatDay(row.day, props.me.today)}
              </td>
              <td className="title">
                <Marks entry={row} files={files[row.id]} />
                {row.title || '(没有标题)'}
              </td>
              <td className="unit">{row.unit.name}</td>
              {fields.map((f) => (
                <FieldCell key={f.key} field={f} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isNumber = (f: Field): boolean => f.type === 'integer' || f.type === 'decimal' || f.type === 'money';

function FieldCell(props: { field: Field; row: EntryView }): ReactNode {
  const { field, row } = props;
  const value = row.data[field.key];
  if (!isNumber(field))
    return <td className="field">{value === undefined ? '' : formatField(field, value)}</td>;
  return (
    <td className="number">
      {typeof value === 'number' ? formatNumber(value) : row.opening ? '' : formatNumber(null)}
    </td>
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
