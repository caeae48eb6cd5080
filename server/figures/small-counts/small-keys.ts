import type { Bundles } from './bundles.ts';
import { openInts } from './grow.ts';
import { type Layout, OPENING_WEIGHT } from './layout.ts';

/** The small numbers of each unit: keys of 1 up to `threshold` - 1 lines or cases, of it with all below, and of its own level. */
export interface SmallKeys {
  readonly ofTotal: (place: number) => Int32Array;
  readonly ofOwn: (place: number) => Int32Array;
}

interface Sums {
  readonly lines: Float64Array;
  readonly value: Float64Array;
  readonly isIn: Uint8Array;
  readonly keys: number[];
}

/**
 * Counted once from below: each unit's sums go up into its superior's and are forgotten, so that only as many stand open as the
 * tree has levels. The generator stops after each unit.
 */
export function* countSmallKeys(
  layout: Layout,
  bundles: Bundles,
  threshold: number,
): Generator<void, SmallKeys> {
  const { up, firstGroup, bundle, count, isOpening } = layout;
  const size = up.length;
  const found = openInts(1 << 16);
  const at = {
    total: new Int32Array(size),
    totalEnd: new Int32Array(size),
    own: new Int32Array(size),
    ownEnd: new Int32Array(size),
  };
  const depth = new Uint8Array(size);
  for (let u = 0; u < size; u += 1) {
    const above = up[u] ?? -1;
    depth[u] = above < 0 ? 0 : (depth[above] ?? 0) + 1;
  }
  const open: Sums[] = [];
  const own = openSums(bundles.keyCount);
  const keep = (sums: Sums): [number, number] => {
    const first = found.size();
    // A year before its parts: what moves for the year moves in them too.
    for (const key of sums.keys.sort((a, b) => a - b)) {
      const [n, value] = [sums.lines[key] ?? 0, sums.value[key] ?? 0];
      if (n < threshold || (value > 0 && value < threshold)) found.push(key);
    }
    return [first, found.size()];
  };
  // From the last place to the first, a unit comes when all below it have come.
  for (let u = size - 1; u >= 0; u -= 1) {
    const level = depth[u] ?? 0;
    while (open.length <= level) open.push(openSums(bundles.keyCount));
    const sums = open[level];
    if (!sums || (layout.lines[u] ?? 0) === 0) continue;
    for (let g = firstGroup[u] ?? 0; g < (firstGroup[u + 1] ?? 0); g += 1) {
      const n = count[g] ?? 0;
      const weight = isOpening[g] === 1 ? OPENING_WEIGHT : n;
      bundles.each(bundle[g] ?? 0, (key, value) => addTo(own, key, weight, value * n));
    }
    // Of one with nobody below, own and all are the same; where nobody below has any, somebody may be thought to.
    if (own.keys.length > 0 && (layout.end[u] ?? 0) > u + 1) [at.own[u], at.ownEnd[u]] = keep(own);
    moveInto(sums, own);
    [at.total[u], at.totalEnd[u]] = keep(sums);
    const above = open[level - 1];
    if (above) moveInto(above, sums);
    else clear(sums);
    yield;
  }
  const all = found.all();
  return {
    ofTotal: (u) => all.subarray(at.total[u] ?? 0, at.totalEnd[u] ?? 0),
    ofOwn: (u) => all.subarray(at.own[u] ?? 0, at.ownEnd[u] ?? 0),
  };
}

const openSums = (keys: number): Sums => ({
  lines: new Float64Array(keys),
  value: new Float64Array(keys),
  isIn: new Uint8Array(keys),
  keys: [],
});

function addTo(sums: Sums, key: number, lines: number, value: number): void {
  if (sums.isIn[key] === 0) {
    sums.isIn[key] = 1;
    sums.keys.push(key);
  }
  sums.lines[key] = (sums.lines[key] ?? 0) + lines;
  sums.value[key] = (sums.value[key] ?? 0) + value;
}

function moveInto(into: Sums, from: Sums): void {
  for (const key of from.keys) addTo(into, key, from.lines[key] ?? 0, from.value[key] ?? 0);
  clear(from);
}

function clear(sums: Sums): void {
  for (const key of sums.keys) {
    sums.lines[key] = 0;
    sums.value[key] = 0;
    sums.isIn[key] = 0;
  }
  sums.keys.length = 0;
}
