import type { Bundle } from './offered.ts';

/** One line of a year at the unit where it counts, with what it adds to which numbers. */
export interface PlacedLine {
  readonly id: string;
  readonly at: string;
  readonly bundle: Bundle;
  /** An opening line is many cases in one: it never trades places, one case of it does. */
  readonly isOpening: boolean;
}

/** So many are looked at for one who could trade places; the likest of them does. */
const LOOKED_AT = 24;

export const NONE: ReadonlyMap<number, number> = new Map();

/** The sibling who takes one more line in with the least harm: who has few and keeps few, who has none, who has least. */
export function bestHome(
  children: readonly string[],
  from: string,
  sizeOf: (path: string) => number,
  threshold: number,
): string | null {
  let best: { path: string; rank: number } | null = null;
  for (const path of children) {
    if (path === from) continue;
    const n = sizeOf(path);
    const rank = n > 0 && n + 1 < threshold ? 0 : n + 1;
    if (best === null || rank < best.rank) best = { path, rank };
  }
  return best?.path ?? null;
}

/** An opening line stands for more than one case; how many, nobody is told by counting lines. */
export const weight = (l: PlacedLine): number => (l.isOpening ? 1_000 : 1);

export function smallKeys(lines: readonly PlacedLine[], threshold: number): number[] {
  const sums = new Map<number, { n: number; value: number }>();
  for (const l of lines)
    for (const [key, value] of l.bundle) {
      const s = sums.get(key) ?? { n: 0, value: 0 };
      s.n += weight(l);
      s.value += value;
      sums.set(key, s);
    }
  // A year before its parts: what moves for the year moves in them too.
  return [...sums]
    .filter(([, s]) => s.n < threshold || (s.value > 0 && s.value < threshold))
    .map(([key]) => key)
    .toSorted((a, b) => a - b);
}

/** How much more would be moved that is not moved yet. */
export function cost(a: Bundle, b: Bundle, moved: ReadonlyMap<number, number>): number {
  let n = 0;
  for (const [key, value] of a) if (b.get(key) !== value && !moved.has(key)) n += 1;
  for (const key of b.keys()) if (!a.has(key) && !moved.has(key)) n += 1;
  return n;
}

export function bestTrade(
  who: readonly PlacedLine[],
  key: number,
  among: readonly PlacedLine[],
  may: (l: PlacedLine) => boolean,
  costOf: (l: PlacedLine, other: PlacedLine) => number,
): [PlacedLine, PlacedLine] | null {
  let best: { pair: [PlacedLine, PlacedLine]; cost: number } | null = null;
  let looked = 0;
  for (const other of among) {
    if (other.isOpening || other.bundle.has(key) || !may(other)) continue;
    for (const l of who) {
      const c = costOf(l, other);
      if (best === null || c < best.cost) best = { pair: [l, other], cost: c };
    }
    looked += 1;
    if (looked >= LOOKED_AT) break;
  }
  return best?.pair ?? null;
}
