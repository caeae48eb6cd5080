import type { Bundles } from './bundles.ts';
import { openInts } from './grow.ts';
import type { Layout } from './layout.ts';

/**
 * One other world: at unit `a` a line that adds `gone` is another, that adds `come`; at unit `b` it is the other way round.
 * Where one stands of the two, `come` is NOTHING; where the line is nowhere else, `b` is -1.
 */
export interface World {
  readonly a: number;
  readonly gone: number;
  readonly b: number;
  readonly come: number;
}

/** All worlds that were made so far, and which of them change what of a unit. */
export interface WorldList {
  readonly take: (world: World) => void;
  readonly size: () => number;
  readonly at: (i: number) => World;
  /** The last world that changes something of a unit (-1: none), and the one before a given one. */
  readonly last: (place: number) => number;
  readonly worldOf: (touch: number) => number;
  readonly before: (touch: number) => number;
  /** Bits of the keys of a unit that are not told as they stand: small, or other in some world. */
  readonly hidden: Uint32Array;
}

/** True where the second is the first or below it. */
export const holds = (layout: Layout, place: number, other: number): boolean =>
  other >= place && other < (layout.end[place] ?? 0);

export function openWorldList(layout: Layout, bundles: Bundles): WorldList {
  const worlds = openInts(1 << 12);
  const touches = openInts(1 << 12);
  const last = new Int32Array(layout.up.length).fill(-1);
  const { words, bits } = bundles;
  const hidden = new Uint32Array(layout.up.length * words);

  const touch = (place: number, world: number, w: World | null): void => {
    touches.push(world);
    touches.push(last[place] ?? -1);
    last[place] = touches.size() / 2 - 1;
    if (!w) return;
    for (let i = 0; i < words; i += 1) {
      const changed = (bits[w.gone * words + i] ?? 0) ^ (bits[w.come * words + i] ?? 0);
      hidden[place * words + i] = (hidden[place * words + i] ?? 0) | changed;
    }
  };
  return {
    hidden,
    take(w) {
      const id = worlds.size() / 4;
      for (const part of [w.a, w.gone, w.b, w.come]) worlds.push(part);
      // Above the common superior nothing differs; at it, only what is of its own level where it is one of the two.
      let [a, b] = [w.a, w.b];
      while (a >= 0 && (w.b < 0 || !holds(layout, a, w.b))) {
        touch(a, id, w);
        a = layout.up[a] ?? -1;
      }
      if (w.b < 0) return;
      while (b >= 0 && !holds(layout, b, w.a)) {
        touch(b, id, w);
        b = layout.up[b] ?? -1;
      }
      if (a === w.a || a === w.b) touch(a, id, null);
    },
    size: () => worlds.size() / 4,
    at: (i) => ({
      a: worlds.at(i * 4),
      gone: worlds.at(i * 4 + 1),
      b: worlds.at(i * 4 + 2),
      come: worlds.at(i * 4 + 3),
    }),
    last: (place) => last[place] ?? -1,
    worldOf: (t) => touches.at(t * 2),
    before: (t) => touches.at(t * 2 + 1),
  };
}
