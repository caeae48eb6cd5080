/** What somebody who sees some of the counts of a tree can know of the others. Pure; used to decide what may be shown. */

/** A unit with the count of its own level; its total is that and the totals of those below. Parents come before children. */
export interface CountNode {
  readonly id: string;
  readonly parent: string | null;
  readonly own: number;
}
/** shown: the number · few: less than the threshold and not 0 (少于5) · withheld: some number, none told (不单列). */
export type Label = 'shown' | 'few' | 'withheld';

/** The tree as it is reckoned with: units without any count are 0 for everybody and stay out. */
export interface CountTree {
  readonly own: readonly number[];
  readonly total: readonly number[];
  readonly parent: readonly number[];
  readonly children: readonly (readonly number[])[];
  readonly index: ReadonlyMap<string, number>;
}

/** Adds up a tree. Throws for a node whose parent is missing or comes after it. */
export function addUp(nodes: readonly CountNode[]): CountTree {
  const place = new Map(nodes.map((n, i) => [n.id, i]));
  const up = nodes.map((n, i) => {
    const p = n.parent === null ? -1 : place.get(n.parent);
    if (p === undefined || p >= i) throw new Error(`count node ${n.id} before its parent`);
    return p;
  });
  const sums = nodes.map((n) => n.own);
  for (let i = nodes.length - 1; i > 0; i -= 1) {
    const p = up[i] ?? -1;
    if (p >= 0) sums[p] = (sums[p] ?? 0) + (sums[i] ?? 0);
  }
  const kept = nodes.flatMap((_, i) => ((sums[i] ?? 0) > 0 ? [i] : []));
  const now = new Map(kept.map((old, i) => [old, i]));
  const parent = kept.map((old) => now.get(up[old] ?? -1) ?? -1);
  const children: number[][] = kept.map(() => []);
  parent.forEach((p, i) => {
    if (p >= 0) children[p]?.push(i);
  });
  return {
    own: kept.map((old) => nodes[old]?.own ?? 0),
    total: kept.map((old) => sums[old] ?? 0),
    parent,
    children,
    index: new Map(kept.map((old, i) => [nodes[old]?.id ?? '', i])),
  };
}

/** For each unit the least and most that its total, and the count of its own level, can be. */
export interface Bounds {
  readonly total: (readonly [number, number])[];
  readonly own: (readonly [number, number])[];
}

/**
 * What can be known from the labels. total = own + totals below, in each unit that has some below; each number stands in two
 * of these sums at most and they make a tree, so narrowing the bounds until nothing changes finds exactly what is possible.
 */
export function boundsOf(tree: CountTree, labels: readonly Label[], threshold: number): Bounds {
  const bounds: Bounds = {
    total: tree.total.map((t, i) => {
      const label = labels[i];
      return label === 'shown'
        ? [t, t]
        : label === 'few'
          ? [1, threshold - 1]
          : [1, Number.POSITIVE_INFINITY];
    }),
    own: tree.own.map(() => [0, Number.POSITIVE_INFINITY]),
  };
  narrow(
    tree,
    bounds,
    tree.children.flatMap((c, i) => (c.length > 0 ? [i] : [])),
  );
  return bounds;
}

/** A number whose bounds were narrowed, with what they were. */
export interface Narrowed {
  readonly unit: number;
  readonly what: 'total' | 'own';
  readonly was: readonly [number, number];
}

/**
 * What a unit knows that sees the same and also the count of its own level: `look` is shown the bounds and what became
 * narrower by it, and all is as before then. Costs as much as differs, not as much as there is.
 */
export function knowingOwn(
  tree: CountTree,
  bounds: Bounds,
  unit: number,
  look: (bounds: Bounds, narrower: readonly Narrowed[]) => void,
): void {
  const own = tree.own[unit] ?? 0;
  const changes: Narrowed[] = [{ unit, what: 'own', was: bounds.own[unit] ?? ANY }];
  bounds.own[unit] = [own, own];
  narrow(tree, bounds, [unit], changes);
  look(bounds, changes);
  for (const c of changes.toReversed()) bounds[c.what][c.unit] = c.was;
}

function narrow(tree: CountTree, b: Bounds, from: readonly number[], changes?: Narrowed[]): void {
  const set = (what: Narrowed['what'], unit: number, to: readonly [number, number]): void => {
    changes?.push({ unit, what, was: b[what][unit] ?? ANY });
    b[what][unit] = to;
  };
  const queue = [...from];
  const waiting = new Set(queue);
  for (let u = queue.shift(); u !== undefined; u = queue.shift()) {
    waiting.delete(u);
    const below = tree.children[u] ?? [];
    if (below.length === 0) continue;
    const parts = [b.own[u] ?? ANY, ...below.map((c) => b.total[c] ?? ANY)];
    const least = parts.reduce((n, [lo]) => n + lo, 0);
    const most = parts.reduce((n, [, hi]) => n + hi, 0);
    const all = b.total[u] ?? ANY;
    const next = [Math.max(all[0], least), Math.min(all[1], most)] as const;
    const changed: number[] = [];
    if (differs(all, next)) {
      set('total', u, next);
      changed.push(tree.parent[u] ?? -1);
    }
    parts.forEach((part, i) => {
      // Infinity less infinity says nothing.
      const others = parts.reduce((n, [, hi], j) => (j === i ? n : n + hi), 0);
      const lo = Math.max(part[0], Number.isFinite(others) ? next[0] - others : part[0]);
      const hi = Math.min(part[1], next[1] - (least - part[0]));
      if (!differs(part, [lo, hi])) return;
      const child = below[i - 1];
      if (child === undefined) set('own', u, [lo, hi]);
      else {
        set('total', child, [lo, hi]);
        changed.push(child);
      }
      changed.push(u);
    });
    for (const c of changed)
      if (c >= 0 && !waiting.has(c)) {
        waiting.add(c);
        queue.push(c);
      }
  }
}
const ANY = [0, Number.POSITIVE_INFINITY] as const;
const differs = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] !== b[0] || a[1] !== b[1];
