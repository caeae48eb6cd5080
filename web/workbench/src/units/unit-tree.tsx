import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { UnitView } from '../../../../contracts/api.ts';
import { Failed, Loading, Show } from '../parts/states.tsx';
import { useUnit } from '../queries.ts';
import { federationsFirst } from '../seat.ts';

interface Tree {
  readonly chosen: string;
  readonly open: (id: string) => void;
  /** Units on the way to the chosen one: they open by themselves. */
  readonly way: ReadonlySet<string>;
}

/** The tree below a unit; children are fetched when a branch opens. Arrows walk, right opens, left closes. */
export function UnitTree(props: { root: string; chosen: string; open: (id: string) => void }): ReactNode {
  const root = useUnit(props.root);
  const chosen = useUnit(props.chosen);
  const way = new Set([props.root, ...(chosen.data?.ancestors.map((a) => a.id) ?? [])]);
  return (
    <Show of={root} rows={8}>
      {(page) => (
        <div role="tree" aria-label="组织树" className="tree" tabIndex={-1} onKeyDown={walkTree}>
          <Node
            unit={{ ...page.unit, hasChildren: page.children.length > 0 }}
            depth={1}
            tree={{ chosen: props.chosen, open: props.open, way }}
          />
        </div>
      )}
    </Show>
  );
}

function Node(props: { unit: UnitView; depth: number; tree: Tree }): ReactNode {
  const { unit, depth, tree } = props;
  const onWay = tree.way.has(unit.id);
  const [isOpen, setOpen] = useState(onWay);
  useEffect(() => {
    if (onWay) setOpen(true);
  }, [onWay]);
  const isChosen = unit.id === tree.chosen;
  const branch = unit.hasChildren !== false;
  return (
    <div role="none">
      <div
        className={`tree-row ${isChosen ? 'chosen' : ''}`}
        style={{ paddingLeft: `${(depth - 1) * 16}px` }}
      >
        {branch ? (
          <button
            type="button"
            className="tree-fold"
            tabIndex={-1}
            aria-hidden
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? '▾' : '▸'}
          </button>
        ) : (
          <span className="tree-fold" />
        )}
        <button
          type="button"
          role="treeitem"
          aria-level={depth}
          aria-selected={isChosen}
          aria-expanded={branch ? isOpen : undefined}
          tabIndex={isChosen ? 0 : -1}
          className="tree-name"
          onClick={() => tree.open(unit.id)}
          onKeyDown={(e) => {
            if (e.key === 'ArrowRight' && branch && !isOpen) setOpen(true);
            else if (e.key === 'ArrowLeft' && isOpen) setOpen(false);
          }}
        >
          {unit.name}
        </button>
      </div>
      {isOpen && branch && <Children of={unit.id} depth={depth + 1} tree={tree} />}
    </div>
  );
}

function Children(props: { of: string; depth: number; tree: Tree }): ReactNode {
  const page = useUnit(props.of);
  if (page.isError) return <Failed error={page.error} retry={() => void page.refetch()} />;
  if (!page.data) return <Loading rows={2} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the group of a tree has no element of its own
    <div role="group">
      {federationsFirst(page.data.children).map((child) => (
        <Node key={child.id} unit={child} depth={props.depth} tree={props.tree} />
      ))}
    </div>
  );
}

function walkTree(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = items[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
