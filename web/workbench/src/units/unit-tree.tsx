import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { UnitPage, UnitView } from '../../../../contracts/api.ts';
import { Failed, Loading, Show } from '../parts/states.tsx';
import { unitQuery, useUnit } from '../queries.ts';
import { federationsFirst } from '../seat.ts';

interface Row {
  readonly unit: UnitView;
  readonly depth: number;
  readonly parent: string | null;
  readonly isOpen: boolean;
  /** Of the children of one parent: which, of how many. */
  readonly at: number;
  readonly of: number;
}
/** Rows outside the window that are kept, so that quick scrolling shows no white. */
const SPARE = 12;
const NARROW = '(max-width: 760px)';

/**
 * The tree below a unit, however many: children are fetched when a branch opens, and only rows within sight are on the page.
 * Arrows walk, right opens, left closes or goes up, Home and End, Enter shows the unit.
 */
export function UnitTree(props: { root: string; chosen: string; open: (id: string) => void }): ReactNode {
  const root = useUnit(props.root);
  return (
    <Show of={root} rows={8}>
      {(page) => <Tree page={page} chosen={props.chosen} open={props.open} />}
    </Show>
  );
}

function Tree(props: { page: UnitPage; chosen: string; open: (id: string) => void }): ReactNode {
  const { page } = props;
  const rootId = page.unit.id;
  const chosen = useUnit(props.chosen);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set([rootId]));
  // Units on the way to the chosen one open by themselves.
  const above = chosen.data?.ancestors.map((a) => a.id) ?? [];
  const way = (above.includes(rootId) ? above.slice(above.indexOf(rootId)) : []).join(' ');
  useEffect(() => {
    if (way !== '') setOpened((before) => new Set([...before, ...way.split(' ')]));
  }, [way]);
  const ids = [...opened];
  const pages = useQueries({ queries: ids.map((id) => unitQuery(id)) });
  const failed = pages.find((p) => p.isError);
  const loaded = pages.map((p) => p.dataUpdatedAt).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded` tells when a page came; the list of queries is new each time
  const rows = useMemo(() => {
    const children = new Map(
      pages.flatMap((p, i) => (p.data ? [[ids[i], p.data.children]] : [])) as [string, readonly UnitView[]][],
    );
    const unit = { ...page.unit, hasChildren: page.children.length > 0 };
    return rowsOf(unit, opened, children);
  }, [page, opened, loaded]);
  const waits = pages.some((p) => p.isPending);
  const fold = (id: string, open: boolean): void =>
    setOpened((before) => {
      const next = new Set(before);
      if (open) next.add(id);
      else next.delete(id);
      return next;
    });
  return (
    <>
      <Window rows={rows} chosen={props.chosen} open={props.open} fold={fold} />
      {waits && <Loading rows={2} />}
      {failed && <Failed error={failed.error} retry={() => void failed.refetch()} />}
    </>
  );
}

/** The open part of the tree, from above to below. */
function rowsOf(
  root: UnitView,
  opened: ReadonlySet<string>,
  children: ReadonlyMap<string, readonly UnitView[]>,
): Row[] {
  const rows: Row[] = [];
  const walk = (unit: UnitView, depth: number, parent: string | null, at: number, of: number): void => {
    const isOpen = opened.has(unit.id) && unit.hasChildren !== false;
    rows.push({ unit, depth, parent, isOpen, at, of });
    if (!isOpen) return;
    const below = federationsFirst(children.get(unit.id) ?? []);
    for (const [i, child] of below.entries()) walk(child, depth + 1, unit.id, i + 1, below.length);
  };
  walk(root, 1, null, 1, 1);
  return rows;
}

function Window(props: {
  rows: readonly Row[];
  chosen: string;
  open: (id: string) => void;
  fold: (id: string, open: boolean) => void;
}): ReactNode {
  const { rows, chosen, open, fold } = props;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [tall, setTall] = useState(640);
  const [focused, setFocused] = useState<string | null>(null);
  const height = window.matchMedia(NARROW).matches ? 44 : 32;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setTall(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  // The chosen one is brought into sight once, when it first appears among the rows.
  const place = rows.findIndex((r) => r.unit.id === chosen);
  const isThere = place >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening a branch above must not scroll away from where she looks
  useEffect(() => {
    const element = box.current;
    if (!element || !isThere) return;
    const y = place * height;
    if (y < element.scrollTop || y + height > element.scrollTop + element.clientHeight)
      element.scrollTop = Math.max(0, y - element.clientHeight / 2);
  }, [chosen, isThere]);
  const walkTo = (index: number): void => {
    const row = rows[index];
    const element = box.current;
    if (!row || !element) return;
    const y = index * height;
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + height > element.scrollTop + element.clientHeight)
      element.scrollTop = y + height - element.clientHeight;
    setTop(element.scrollTop);
    setFocused(row.unit.id);
  };
  useEffect(() => {
    if (focused === null) return;
    box.current?.querySelector<HTMLElement>(`[data-unit="${focused}"]`)?.focus({ preventScroll: true });
  }, [focused]);
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const id = (event.target as HTMLElement).dataset['unit'];
    const at = rows.findIndex((r) => r.unit.id === id);
    const row = rows[at];
    if (!row) return;
    const branch = row.unit.hasChildren !== false;
    const { key } = event;
    if (key === 'ArrowDown') walkTo(at + 1);
    else if (key === 'ArrowUp') walkTo(at - 1);
    else if (key === 'Home') walkTo(0);
    else if (key === 'End') walkTo(rows.length - 1);
    else if (key === 'ArrowRight' && branch) row.isOpen ? walkTo(at + 1) : fold(row.unit.id, true);
    else if (key === 'ArrowLeft')
      row.isOpen && branch
        ? fold(row.unit.id, false)
        : walkTo(rows.findIndex((r) => r.unit.id === row.parent));
    else return;
    event.preventDefault();
  };
  const first = Math.max(0, Math.floor(top / height) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + tall) / height) + SPARE);
  const stop = rows.some((r) => r.unit.id === focused) ? focused : isThere ? chosen : rows[0]?.unit.id;
  return (
    <div
      ref={box}
      role="tree"
      aria-label="组织树"
      className="tree"
      tabIndex={-1}
      onScroll={(e) => setTop(e.currentTarget.scrollTop)}
      onKeyDown={onKey}
    >
      <div role="none" style={{ height: `${rows.length * height}px`, position: 'relative' }}>
        {rows.slice(first, last).map((row, i) => (
          <TreeRow
            key={row.unit.id}
            row={row}
            y={(first + i) * height}
            isChosen={row.unit.id === chosen}
            isStop={row.unit.id === stop}
            open={() => {
              setFocused(row.unit.id);
              open(row.unit.id);
            }}
            fold={() => fold(row.unit.id, !row.isOpen)}
          />
        ))}
      </div>
    </div>
  );
}

function TreeRow(props: {
  row: Row;
  y: number;
  isChosen: boolean;
  isStop: boolean;
  open: () => void;
  fold: () => void;
}): ReactNode {
  const { row, isChosen } = props;
  const branch = row.unit.hasChildren !== false;
  return (
    <div
      role="none"
      className={`tree-row ${isChosen ? 'chosen' : ''}`}
      style={{ top: `${props.y}px`, paddingLeft: `${(row.depth - 1) * 16}px` }}
    >
      {branch ? (
        <button type="button" className="tree-fold" tabIndex={-1} aria-hidden onClick={props.fold}>
          {row.isOpen ? '▾' : '▸'}
        </button>
      ) : (
        <span className="tree-fold" />
      )}
      <button
        type="button"
        role="treeitem"
        data-unit={row.unit.id}
        aria-level={row.depth}
        aria-setsize={row.of}
        aria-posinset={row.at}
        aria-selected={isChosen}
        aria-expanded={branch ? row.isOpen : undefined}
        tabIndex={props.isStop ? 0 : -1}
        className="tree-name"
        title={row.unit.name}
        onClick={props.open}
      >
        {row.unit.name}
      </button>
    </div>
  );
}
