import { type Bundles, NOTHING } from './bundles.ts';
import { openHomes } from './homes.ts';
import type { Layout } from './layout.ts';
import type { SmallKeys } from './small-keys.ts';
import { openSuspects } from './suspects.ts';
import { openTrading, type Sought } from './trading.ts';
import type { World, WorldList } from './world-list.ts';

/** So many lines that count for a key are remembered, of two units where there are two. */
const HOLDERS = 4;
/** One world for the number, and one for whom that leaves; the third turn is never needed where the first two did their work. */
const TURNS = 3;

/**
 * Sees to it that each small number of a unit is another one in some world (别的可能) that others cannot rule out: of a few
 * lines each is thought to have come elsewhere, otherwise one that counts trades places with one that does not.
 */
export function openCover(
  layout: Layout,
  bundles: Bundles,
  small: SmallKeys,
  worlds: WorldList,
  threshold: number,
): (place: number, isOwn: boolean) => void {
  const suspects = openSuspects(layout, bundles, worlds);
  const trading = openTrading(layout, bundles, worlds);
  const homes = openHomes(layout, threshold);
  const { keyCount, words } = bundles;
  const wanted = new Uint32Array(words);
  const round = new Int32Array(keyCount).fill(-1);
  const held = new Uint8Array(keyCount);
  const holder = new Int32Array(keyCount * HOLDERS);
  const isOfTwo = new Uint8Array(keyCount);
  const oneCase = new Map<number, number>();
  let turn = 0;

  const unitOf = (group: number): number => layout.unit[group] ?? 0;
  const bundleOf = (group: number): number => layout.bundle[group] ?? 0;

  /** Whoever holds all the lines of a number herself learns nothing by it. */
  const isSuspect = (key: number, place: number): boolean =>
    place >= 0 && (isOfTwo[key] === 1 || unitOf(holder[key * HOLDERS] ?? 0) !== place);
  const isClear = (key: number): boolean =>
    suspects.differs(key) && !isSuspect(key, suspects.first(key)) && !isSuspect(key, suspects.second(key));

  /** The lines that count for the keys that want a world. */
  const collect = (keys: readonly number[], first: number, end: number): void => {
    turn += 1;
    wanted.fill(0);
    let beyond = false;
    for (const key of keys) {
      round[key] = turn;
      held[key] = 0;
      isOfTwo[key] = 0;
      if (key < words * 32) wanted[key >>> 5] = (wanted[key >>> 5] ?? 0) | (1 << (key & 31));
      else beyond = true;
    }
    for (let g = first; g < end; g += 1) {
      const b = bundleOf(g);
      let counts = beyond;
      for (let i = 0; i < words && !counts; i += 1)
        counts = ((wanted[i] ?? 0) & (bundles.bits[b * words + i] ?? 0)) !== 0;
      if (counts) bundles.each(b, (key) => round[key] === turn && hold(key, g));
    }
  };
  const hold = (key: number, group: number): void => {
    const n = held[key] ?? 0;
    const isOther = n > 0 && unitOf(holder[key * HOLDERS] ?? 0) !== unitOf(group);
    if (n < HOLDERS) {
      holder[key * HOLDERS + n] = group;
      held[key] = n + 1;
    } else if (isOther && isOfTwo[key] === 0) holder[key * HOLDERS + n - 1] = group;
    if (isOther) isOfTwo[key] = 1;
  };
  /** Who stands above may know her own level, so that somebody of the units below is looked for first. */
  const whoOf = (key: number, place: number, leftOut: readonly number[]): number[] => {
    const all = [...holder.subarray(key * HOLDERS, key * HOLDERS + (held[key] ?? 0))];
    const free = all.filter((g) => !leftOut.includes(unitOf(g)));
    return free.sort((a, b) => Number(unitOf(a) === place) - Number(unitOf(b) === place)).slice(0, 2);
  };

  const leaves = (group: number, bundle: number, place: number, leftOut: readonly number[]): World | null => {
    const to = homes.beside(place, leftOut);
    return to === null ? null : { a: unitOf(group), gone: bundle, b: to, come: NOTHING };
  };
  const leavesDown = (group: number, place: number, leftOut: readonly number[]): World | null => {
    const to = homes.below(place, leftOut);
    return to === null ? null : { a: place, gone: bundleOf(group), b: to, come: NOTHING };
  };
  const nowhere = (group: number, bundle: number, come = NOTHING): World => ({
    a: unitOf(group),
    gone: bundle,
    b: -1,
    come,
  });

  /** One line that counts for a key trades places with one that does not; where nobody can, it goes, or is taken for another. */
  const trade = (s: Sought, isOwn: boolean): World | null => {
    const [one] = s.who;
    if (one === undefined) return null;
    const opening = s.who.find((g) => layout.isOpening[g] === 1);
    if (opening !== undefined) {
      const single = oneCase.get(s.key) ?? bundles.add(new Map([[s.key, 1]]));
      oneCase.set(s.key, single);
      return leaves(opening, single, s.place, s.leftOut) ?? nowhere(opening, single);
    }
    const pair = trading.nearest(s, isOwn);
    if (pair)
      return {
        a: unitOf(pair.here),
        gone: bundleOf(pair.here),
        b: unitOf(pair.there),
        come: bundleOf(pair.there),
      };
    const gone = leaves(one, bundleOf(one), s.place, s.leftOut);
    if (gone) return gone;
    const twin = trading.anywhere(s);
    return twin ? nowhere(twin.here, bundleOf(twin.here), bundleOf(twin.there)) : nowhere(one, bundleOf(one));
  };

  return (place, isOwn) => {
    const keys = isOwn ? small.ofOwn(place) : small.ofTotal(place);
    if (keys.length === 0) return;
    suspects.begin(place, isOwn);
    const open = [...keys].filter(
      (k) => !suspects.differs(k) || suspects.first(k) >= 0 || suspects.second(k) >= 0,
    );
    if (open.length === 0) return;
    const end = isOwn ? place + 1 : (layout.end[place] ?? 0);
    collect(open, layout.firstGroup[place] ?? 0, layout.firstGroup[end] ?? 0);
    const few = (isOwn ? (layout.ownLines[place] ?? 0) : (layout.lines[place] ?? 0)) < threshold;
    for (const key of open)
      for (let i = 0; i < TURNS && !isClear(key); i += 1) {
        const leftOut = [suspects.first(key), suspects.second(key)].filter((s) => isSuspect(key, s));
        const who = whoOf(key, place, leftOut);
        const [one] = who;
        if (one === undefined) break;
        const moved = few
          ? ((isOwn ? leavesDown(one, place, leftOut) : null) ??
            leaves(one, bundleOf(one), place, leftOut) ??
            nowhere(one, bundleOf(one)))
          : trade({ place, who, key, leftOut, wanted }, isOwn);
        if (!moved) break;
        worlds.take(moved);
        suspects.add(moved);
        for (const k of open)
          if (k < words * 32 && isClear(k)) wanted[k >>> 5] = (wanted[k >>> 5] ?? 0) & ~(1 << (k & 31));
      }
  };
}
