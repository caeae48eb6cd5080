import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { isComposing } from '../../frame/keys.ts';
import type { GridColumn, GridRow } from './grid-model.ts';
import type { Cursor, Verdict } from './use-grid.ts';

/** What a grid shows and what can be done with it. */
export interface GridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly verdicts: ReadonlyMap<number, Verdict>;
  readonly cursor: Cursor;
  readonly go: (to: Cursor) => void;
  readonly write: (row: number, key: string, text: string) => void;
  readonly paste: (block: string[][]) => void;
  readonly remove: (id: number) => void;
  readonly undo: () => void;
}

/** The cell under the cursor. While nothing was typed in it, keys walk; once something was, they edit. */
export function Editor(props: {
  column: GridColumn;
  index: number;
  col: number;
  text: string;
  invalid: boolean;
  acts: { readonly current: GridProps };
}): ReactNode {
  const { column, index, col, acts } = props;
  const input = useRef<HTMLInputElement>(null);
  const editing = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  // A paste or an undo changes the cell from outside.
  useEffect(() => {
    if (input.current && !editing.current) {
      input.current.value = props.text;
      input.current.select();
    }
  }, [props.text]);
  const commit = (): void => {
    if (input.current) acts.current.write(index, column.key, input.current.value.trim());
    editing.current = false;
  };
  const move = (rows: number, cols: number): void => {
    commit();
    const { rows: all, columns } = acts.current;
    let [row, to] = [index + rows, col + cols];
    if (to >= columns.length) [row, to] = [row + 1, 0];
    if (to < 0) [row, to] = [row - 1, columns.length - 1];
    if (row < 0 || row >= all.length) return;
    acts.current.go({ row, col: to });
  };
  const keys = (e: React.KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(e.nativeEvent)) return;
    const { key } = e;
    const walks = !editing.current;
    const does = ((): (() => void) | null => {
      if (e.ctrlKey || e.metaKey) {
        if (key.toLowerCase() === 'd') return () => fillFromAbove();
        if (key.toLowerCase() === 'z' && walks) return () => acts.current.undo();
        return null;
      }
      if (e.altKey) return null;
      if (key === 'Enter') return () => move(e.shiftKey ? -1 : 1, 0);
      if (key === 'Tab') return () => move(0, e.shiftKey ? -1 : 1);
      if (key === 'ArrowUp') return () => move(-1, 0);
      if (key === 'ArrowDown') return () => move(1, 0);
      if (key === 'ArrowLeft' && walks) return () => move(0, -1);
      if (key === 'ArrowRight' && walks) return () => move(0, 1);
      if (key === 'PageDown') return () => move(Math.min(15, acts.current.rows.length - 1 - index), 0);
      if (key === 'PageUp') return () => move(-Math.min(15, index), 0);
      if (key === 'Escape') return () => restore();
      if (key === 'F2') return () => edit();
      if (key === 'Delete' && walks) return () => acts.current.write(index, column.key, '');
      return null;
    })();
    if (!does) return;
    e.preventDefault();
    does();
  };
  const restore = (): void => {
    if (!input.current) return;
    // From the first and last cell the keyboard finds its way out of the grid.
    if (!editing.current) input.current.blur();
    input.current.value = props.text;
    editing.current = false;
  };
  const edit = (): void => {
    editing.current = true;
    input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
  };
  const fillFromAbove = (): void => {
    const above = acts.current.rows[index - 1]?.texts[column.key];
    if (above !== undefined) acts.current.write(index, column.key, above);
  };
  return (
    <input
      ref={input}
      className="grid-editor"
      aria-label={`第 ${index + 1} 行 ${column.label}`}
      aria-invalid={props.invalid}
      autoComplete="off"
      list={column.options.length > 0 ? `g-${column.key}` : undefined}
      defaultValue={props.text}
      onKeyDown={keys}
      onInput={() => {
        editing.current = true;
      }}
      onDoubleClick={edit}
      onBlur={commit}
    />
  );
}
