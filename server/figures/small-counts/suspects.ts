import type { Bundles, Differences } from './bundles.ts';
import type { Layout } from './layout.ts';
import { holds, type World, type WorldList } from './world-list.ts';

/**
 * Who could rule out (可排除者): a unit knows its own level, so a world in which that differs is none to it. Of each number of
 * one unit, the units whose own level differs in all of the worlds in which the number does. Where there is none left,
 * nobody can reckon it by what she knows of herself.
 */
export interface Suspects {
  /** Looks at one unit, with the worlds that there are by now: the number of it with all below, or of its own level. */
  readonly begin: (place: number, isOwn: boolean) => void;
  /** Takes in one more world. */
  readonly add: (world: World) => void;
  /** True where the number differs in some world. */
  readonly differs: (key: number) => boolean;
  /** Up to two places; -1 for none. Of a unit's own level that unit itself is none: it knows its own. */
  readonly first: (key: number) => number;
  readonly second: (key: number) => number;
}

export function openSuspects(layout: Layout, bundles: Bundles, worlds: WorldList): Suspects {
  const seenIn = new Int32Array(bundles.keyCount).fill(-1);
  const one = new Int32Array(bundles.keyCount);
  const two = new Int32Array(bundles.keyCount);
  const found: Differences = { keys: new Int32Array(256), more: new Float64Array(256) };
  let [round, place, isOwn] = [0, 0, false];

  const isAbove = (other: number): boolean => other >= 0 && other !== place && holds(layout, other, place);
  const add = (w: World): void => {
    const [hasA, hasB] = isOwn
      ? [w.a === place, w.b === place]
      : [holds(layout, place, w.a), w.b >= 0 && holds(layout, place, w.b)];
    // Both within it: the sum is the same. Those above may put together what they know: a world that changes an own level of
    // theirs is none.
    if (hasA === hasB || isAbove(w.a) || isAbove(w.b)) return;
    const a = isOwn && w.a === place ? -1 : w.a;
    const b = isOwn && w.b === place ? -1 : w.b;
    const n = bundles.differences(w.gone, w.come, found);
    for (let i = 0; i < n; i += 1) {
      const key = found.keys[i] ?? 0;
      if (seenIn[key] !== round) {
        seenIn[key] = round;
        one[key] = a;
        two[key] = b;
        continue;
      }
      if (one[key] !== a && one[key] !== b) one[key] = -1;
      if (two[key] !== a && two[key] !== b) two[key] = -1;
    }
  };
  return {
    add,
    begin(at, own) {
      round += 1;
      place = at;
      isOwn = own;
      for (let t = worlds.last(place); t >= 0; t = worlds.before(t)) add(worlds.at(worlds.worldOf(t)));
    },
    differs: (key) => seenIn[key] === round,
    first: (key) => (seenIn[key] === round ? (one[key] ?? -1) : -1),
    second: (key) => (seenIn[key] === round ? (two[key] ?? -1) : -1),
  };
}
