import type { Bundles } from './bundles.ts';
import type { Layout } from './layout.ts';
import type { WorldList } from './world-list.ts';

/** So many are looked at for one who could trade places; the likest of them does. */
const LOOKED_AT = 32;
/** So many are passed over for it before one goes a level up; at the top all are. */
const MOST_PASSED = 4_096;

/** A group of lines here and one elsewhere that trade one line. */
export interface Pair {
  readonly here: number;
  readonly there: number;
}
/** What is sought: one of these groups trades with a line that does not count for the key, of a unit that is not left out. */
export interface Sought {
  /** Whose number it is. */
  readonly place: number;
  readonly who: readonly number[];
  readonly key: number;
  readonly leftOut: readonly number[];
  /** Bits of the small numbers of `place` that still want a world. */
  readonly wanted: Uint32Array;
}

/** A run of groups, and the unit right below the common superior that holds them. */
type Run = readonly [first: number, end: number, holder: number];

export interface Trading {
  /** The likest pair for a number of a unit with all below, or of its own level; as near by as there is one. */
  readonly nearest: (s: Sought, isOwn: boolean) => Pair | null;
  /** The likest of all lines, wherever it stands. */
  readonly anywhere: (s: Sought) => Pair | null;
}

/**
 * The least harm is done by the pair that differs least in what is told: bits in which the two differ and that none of the units that
 * would hold another number hides yet. Among those, the one that serves most of what is wanted. Siblings come smallest first, whose numbers hide anyway.
 */
export function openTrading(layout: Layout, bundles: Bundles, worlds: WorldList): Trading {
  const { words, bits } = bundles;
  const { hidden } = worlds;

  const costOf = (s: Sought, here: number, there: number, holder: number): number => {
    const [a, b] = [(layout.bundle[here] ?? 0) * words, (layout.bundle[there] ?? 0) * words];
    const [h, t, u] = [s.place * words, (layout.unit[there] ?? 0) * words, holder * words];
    let cost = 0;
    for (let i = 0; i < words; i += 1) {
      const differs = (bits[a + i] ?? 0) ^ (bits[b + i] ?? 0);
      if (differs === 0) continue;
      let harm = ones(differs & ~(hidden[h + i] ?? 0)) + ones(differs & ~(hidden[t + i] ?? 0));
      if (u !== t) harm += ones(differs & ~(hidden[u + i] ?? 0));
      cost += 64 * harm - ones(differs & (s.wanted[i] ?? 0));
    }
    return cost;
  };

  const best = (s: Sought, runs: readonly Run[], most: number): Pair | null => {
    let found: Pair | null = null;
    let least = Number.POSITIVE_INFINITY;
    let [looked, passed] = [0, 0];
    for (const [first, end, holder] of runs)
      for (let there = first; there < end; there += 1) {
        passed += 1;
        if (looked >= LOOKED_AT || passed > most) return found;
        if (layout.isOpening[there] === 1 || s.leftOut.includes(layout.unit[there] ?? 0)) continue;
        if (bundles.has(layout.bundle[there] ?? 0, s.key)) continue;
        for (const here of s.who) {
          const cost = costOf(s, here, there, holder);
          if (cost >= least) continue;
          least = cost;
          found = { here, there };
        }
        looked += 1;
      }
    return found;
  };

  const groupAt = (place: number): number => layout.firstGroup[place] ?? 0;
  const runsBelow = (up: number, except: number): Run[] => {
    const runs: Run[] = [];
    const end = layout.end[up] ?? 0;
    for (let child = up + 1; child < end; child = layout.end[child] ?? end)
      if (child !== except && (layout.lines[child] ?? 0) > 0)
        runs.push([groupAt(child), groupAt(layout.end[child] ?? 0), child]);
    return runs;
  };
  return {
    nearest(s, isOwn) {
      // An own level may trade with units below it; a unit never with the own level of one above.
      let [up, except] = isOwn ? [s.place, -1] : [layout.up[s.place] ?? -1, s.place];
      while (up >= 0) {
        const above = layout.up[up] ?? -1;
        const found = best(s, runsBelow(up, except), above < 0 ? Number.POSITIVE_INFINITY : MOST_PASSED);
        if (found) return found;
        except = up;
        up = above;
      }
      return null;
    },
    anywhere: (s) =>
      best({ ...s, leftOut: [] }, [[0, layout.bundle.length, s.place]], Number.POSITIVE_INFINITY),
  };
}

/** How many bits of 32 are set. */
function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
