import type { Layout } from './layout.ts';
import { holds } from './world-list.ts';

/** Where a line may be thought to have come instead (别处). */
export interface Homes {
  /** A unit beside this one, or below such a one where those are left out; null where there is none. */
  readonly beside: (place: number, leftOut: readonly number[]) => number | null;
  /** A unit below this one. */
  readonly below: (place: number, leftOut: readonly number[]) => number | null;
}

/** The one who takes one more line in with the least harm: who has few and keeps few, who has none, who has least. */
export function openHomes(layout: Layout, threshold: number): Homes {
  const rankOf = (place: number): number => {
    const n = layout.lines[place] ?? 0;
    return n > 0 && n + 1 < threshold ? 0 : n + 1;
  };
  /** Among the units directly below one, then among those below these; where one was taken already, first below that. */
  const best = (up: number, from: number, leftOut: readonly number[]): number | null => {
    const children = childrenOf(up).filter((child) => child !== from);
    if (leftOut.length === 0) return least(children, leftOut);
    const isTaken = (child: number): boolean => leftOut.some((s) => holds(layout, child, s));
    for (const child of children.filter(isTaken)) {
      const found = least([child, ...childrenOf(child)], leftOut);
      if (found !== null) return found;
    }
    return least(children, leftOut) ?? least(children.flatMap(childrenOf), leftOut);
  };
  const childrenOf = (up: number): number[] => {
    const children: number[] = [];
    const end = layout.end[up] ?? 0;
    for (let child = up + 1; child < end; child = layout.end[child] ?? end) children.push(child);
    return children;
  };
  const least = (among: readonly number[], leftOut: readonly number[]): number | null => {
    let found: number | null = null;
    for (const place of among) {
      if (layout.isHome[place] !== 1 || leftOut.includes(place)) continue;
      if (found === null || rankOf(place) < rankOf(found)) found = place;
    }
    return found;
  };
  return {
    beside(place, leftOut) {
      let from = place;
      for (let up = layout.up[from] ?? -1; up >= 0; up = layout.up[up] ?? -1) {
        const found = best(up, from, leftOut);
        if (found !== null) return found;
        from = up;
      }
      return null;
    },
    below: (place, leftOut) => best(place, -1, leftOut),
  };
}
