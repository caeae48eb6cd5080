import {
  addUp,
  type Bounds,
  boundsOf,
  type CountNode,
  type CountTree,
  knowingOwn,
  type Label,
} from './bounds.ts';

/** A count as a superior sees it. */
export type SeenCount =
  | { readonly kind: 'shown'; readonly value: number }
  /** 1 up to one less than the threshold: 少于5. */
  | { readonly kind: 'few' }
  /** Kept back because a few could be reckoned from it: 不单列. */
  | { readonly kind: 'withheld' };

/**
 * Decides for a whole tree which totals are shown (小数字不显示, SECURITY 16): below `threshold` (3 or more) none is, and so many
 * others are withheld that no hidden one, and no small count of a unit's own level, can be reckoned exactly from those that
 * are shown by somebody who sees them all; nor a small one by a unit above it that knows its own level too. 0 is shown as 0.
 * The same tree gives the same answer to everybody, so that nothing is learnt by asking as two.
 */
export function hideSmall(nodes: readonly CountNode[], threshold: number): (id: string) => SeenCount {
  if (threshold < 3) throw new Error('with less than 3, few would mean one');
  const tree = addUp(nodes);
  const labels: Label[] = tree.total.map((t) => (t < threshold ? 'few' : 'shown'));
  for (;;) {
    const bounds = boundsOf(tree, labels, threshold);
    const told = toldBy(tree, labels, bounds, threshold);
    if (told.length === 0) break;
    // One remedy in each family at a time: it mostly serves the others there too. Each hides more, so this ends.
    const seen = new Set<number>();
    for (const t of told) {
      const family = [t.unit, tree.parent[t.unit] ?? -1].filter((u) => u >= 0);
      if (family.some((u) => seen.has(u))) continue;
      for (const u of family) seen.add(u);
      remedy(tree, labels, t);
    }
  }
  return (id) => {
    const i = tree.index.get(id);
    if (i === undefined) return { kind: 'shown', value: 0 };
    const label = labels[i] ?? 'withheld';
    return label === 'shown' ? { kind: 'shown', value: tree.total[i] ?? 0 } : { kind: label };
  };
}

/** A number that could be reckoned: a unit's total, or the count of its own level. */
interface Told {
  readonly unit: number;
  readonly what: 'total' | 'own';
}

function toldBy(tree: CountTree, labels: readonly Label[], bounds: Bounds, threshold: number): Told[] {
  const found = new Map<string, Told>();
  const look = (b: Bounds, u: number, isTold: (n: number) => boolean): void => {
    const [lo, hi] = b.total[u] ?? [0, 1];
    if (labels[u] !== 'shown' && lo === hi && isTold(tree.total[u] ?? 0))
      found.set(`${u} total`, { unit: u, what: 'total' });
    const [least, most] = b.own[u] ?? [0, 1];
    const own = tree.own[u] ?? 0;
    if ((tree.children[u] ?? []).length > 0 && own > 0 && own < threshold && least === most)
      found.set(`${u} own`, { unit: u, what: 'own' });
  };
  for (let u = 0; u < labels.length; u += 1) look(bounds, u, () => true);
  if (found.size > 0) return [...found.values()];
  for (let u = 0; u < labels.length; u += 1) {
    const below = tree.children[u] ?? [];
    // What a unit knows of its own level helps it only where something below is hidden, and it sees only what is below.
    if (below.length === 0 || below.every((c) => labels[c] === 'shown')) continue;
    knowingOwn(tree, bounds, u, (known, narrower) => {
      for (const { unit } of narrower) if (isBelow(tree, unit, u)) look(known, unit, (n) => n < threshold);
    });
  }
  return [...found.values()];
}

function isBelow(tree: CountTree, unit: number, top: number): boolean {
  for (let u = tree.parent[unit] ?? -1; u >= 0; u = tree.parent[u] ?? -1) if (u === top) return true;
  return false;
}

/** Hides one more number near one that is told: the smallest that serves, so that little is lost. */
function remedy(tree: CountTree, labels: Label[], t: Told): void {
  const p = tree.parent[t.unit] ?? -1;
  const siblings = p < 0 ? [] : (tree.children[p] ?? []).filter((c) => c !== t.unit);
  const below = tree.children[t.unit] ?? [];
  const smallest = (units: readonly number[]): number | undefined =>
    units
      .filter((u) => labels[u] === 'shown')
      .toSorted((a, b) => (tree.total[a] ?? 0) - (tree.total[b] ?? 0))[0];
  const vague = (units: readonly number[]): number | undefined => units.find((u) => labels[u] !== 'withheld');
  const above: number[] = [];
  for (let u = p; u >= 0; u = tree.parent[u] ?? -1) above.push(u);
  const first =
    t.what === 'own'
      ? (smallest(below) ?? smallest([t.unit]))
      : (smallest(siblings) ?? smallest(p < 0 ? [] : [p]) ?? smallest(below));
  const next = first ?? vague([t.unit]) ?? vague(siblings) ?? vague(below) ?? vague(above);
  // Nothing near is left to hide: everything is, and then nothing can be reckoned.
  if (next === undefined) labels.fill('withheld');
  else labels[next] = 'withheld';
}
