import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Editor, type GridProps } from './editor.tsx';
import { type GridColumn, type GridRow, isBlankRow, parseBlock } from './grid-model.ts';
import type { Verdict } from './use-grid.ts';

const ROW = 34;
const HEAD = 36;
const AROUND = 6;
const NUMBER_WIDTH = 64;

/**
 * Cells as in a spreadsheet: arrows, Enter and Tab walk, typing replaces, a pasted block fills. Only the rows in sight are
 * drawn, so a thousand cost as much as thirty.
 */
export function Grid(props: GridProps): ReactNode {
  const { columns, rows, cursor } = props;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(500);
  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    const seen = new ResizeObserver(() => setHeight(el.clientHeight));
    seen.observe(el);
    return () => seen.disconnect();
  }, []);
  // The cell under the cursor is always brought into sight.
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const y = cursor.row * ROW;
    if (y < el.scrollTop) el.scrollTop = y;
    else if (y + ROW + HEAD > el.scrollTop + el.clientHeight) el.scrollTop = y + ROW + HEAD - el.clientHeight;
    const lefts = columns.slice(0, cursor.col).reduce((sum, c) => sum + c.width, NUMBER_WIDTH);
    const width = columns[cursor.col]?.width ?? 0;
    if (lefts - NUMBER_WIDTH < el.scrollLeft) el.scrollLeft = lefts - NUMBER_WIDTH;
    else if (lefts + width > el.scrollLeft + el.clientWidth) el.scrollLeft = lefts + width - el.clientWidth;
  }, [cursor, columns]);
  const first = Math.max(0, Math.floor(top / ROW) - AROUND);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + AROUND);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  // Its editor keeps the focus also when it has been scrolled away.
  if (cursor.row < first) shown.unshift(cursor.row);
  else if (cursor.row >= last) shown.push(cursor.row);
  const width = columns.reduce((sum, c) => sum + c.width, NUMBER_WIDTH);
  const acts = useRef(props);
  acts.current = props;
  return (
    <section
      ref={box}
      className="grid-box"
      aria-label={props.label}
      onScroll={(e) => setTop(e.currentTarget.scrollTop)}
      onPaste={(e) => {
        const text = e.clipboardData.getData('text/plain');
        // One plain value goes into the cell as into any other field.
        if (!/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
        e.preventDefault();
        props.paste(parseBlock(text));
      }}
    >
      <table className="grid" aria-label={props.label} aria-rowcount={rows.length + 1} style={{ width }}>
        <colgroup>
          <col style={{ width: NUMBER_WIDTH }} />
          {columns.map((c) => (
            <col key={c.key} style={{ width: c.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">行</th>
            {columns.map((c) => (
              <th key={c.key} scope="col" title={c.help || c.label}>
                {c.label}
                {c.word && <span className="unit-word">{c.word}</span>}
                {c.must && <span className="must"> *</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((index, i) => {
            const row = rows[index];
            if (!row) return null;
            const verdict = props.verdicts.get(row.id);
            return [
              <Gap key={`before ${row.id}`} rows={index - (shown[i - 1] ?? -1) - 1} />,
              <Row
                key={row.id}
                row={row}
                index={index}
                columns={columns}
                verdict={verdict?.texts === row.texts ? verdict : undefined}
                active={index === cursor.row ? cursor.col : -1}
                acts={acts}
              />,
            ];
          })}
          <Gap rows={rows.length - (shown.at(-1) ?? -1) - 1} />
        </tbody>
      </table>
      {columns
        .filter((c) => c.options.length > 0)
        .map((c) => (
          <datalist key={c.key} id={`g-${c.key}`}>
            {c.options.map((o) => (
              <option key={o} value={o} />
            ))}
          </datalist>
        ))}
    </section>
  );
}

/** Rows out of sight, as the room that they take. */
function Gap(props: { rows: number }): ReactNode {
  if (props.rows <= 0) return null;
  return (
    <tr aria-hidden className="grid-gap">
      <td style={{ height: props.rows * ROW }} />
    </tr>
  );
}

const SIGNS = {
  good: ['✓', 'done', '可以存'],
  bad: ['✗', 'late', '有问题'],
  known: ['－', 'calm', '台账里已经有'],
} as const;

const Row = memo(function Row(props: {
  row: GridRow;
  index: number;
  columns: readonly GridColumn[];
  verdict: Verdict | undefined;
  active: number;
  acts: { readonly current: GridProps };
}): ReactNode {
  const { row, index, columns, verdict, active, acts } = props;
  const wrong = new Map(verdict?.problems.map((p) => [p.field, p]) ?? []);
  const [sign, tone, say] = verdict ? SIGNS[verdict.state] : ['', '', ''];
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" title={say}>
        <span className={`sign ${tone}`}>{sign}</span>
        <span>{index + 1}</span>
        {!isBlankRow(row) && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`删去第 ${index + 1} 行`}
            onClick={() => acts.current.remove(row.id)}
          >
            ×
          </button>
        )}
      </th>
      {columns.map((c, col) => {
        const problem = wrong.get(c.key);
        const isActive = col === active;
        return (
          <td
            key={c.key}
            className={`${c.number ? 'number' : ''} ${problem ? (problem.level === 'soft' ? 'doubtful' : 'wrong') : ''}`}
            title={problem?.message.replace(/^第 \d+ 行/, '')}
            onMouseDown={(e) => {
              if (isActive) return;
              e.preventDefault();
              acts.current.go({ row: index, col });
            }}
          >
            {isActive ? (
              <Editor
                key={`${row.id}/${c.key}`}
                column={c}
                index={index}
                col={col}
                text={row.texts[c.key] ?? ''}
                invalid={problem !== undefined}
                acts={acts}
              />
            ) : (
              (row.texts[c.key] ?? '')
            )}
          </td>
        );
      })}
    </tr>
  );
});
