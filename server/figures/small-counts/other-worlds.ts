import type { Bundles } from './bundles.ts';
import { openCover } from './cover.ts';
import { type Group, type Layout, layOut } from './layout.ts';
import { gatherMoved, type Moved } from './moved.ts';
import { countSmallKeys, type SmallKeys } from './small-keys.ts';
import { openWorldList, type WorldList } from './world-list.ts';

/*
 * Other worlds (别的可能): the same lines, save that one stands in another unit, or two have traded places. A number is told
 * only where it is the same in all of them. So whatever is told is true in each, and a small number that differs in one
 * can be reckoned by nobody from anything told: by tree, by period, by split, by rate. Pure; SECURITY 16, decision 0031.
 */

/** The worlds of a year, and what is not the same in all of them. */
export interface OtherWorlds {
  readonly of: (path: string) => Moved | undefined;
  /** Whether a unit holds lines, or stands right below or above one that does. */
  readonly knows: (path: string) => boolean;
  readonly worlds: Pick<WorldList, 'size' | 'at'>;
  readonly pathOf: (place: number) => string;
}

/**
 * Makes the other worlds of a year's lines: for each unit and each of its small numbers (1 up to `threshold` - 1 cases or lines)
 * some in which it is another number and that no other unit can rule out, as near by as there are. `homes` are all units
 * where a line may be thought to stand. The same lines give the same worlds. The generator stops often, so that whoever
 * serves others meanwhile can. Cost: a few passes over lines × keys, and a search of a few lines for each world.
 */
export function* makeWorlds(
  groups: readonly Group[],
  homes: Iterable<string>,
  bundles: Bundles,
  threshold: number,
): Generator<void, OtherWorlds> {
  const layout = yield* layOut(groups, homes);
  const small = yield* countSmallKeys(layout, bundles, threshold);
  const worlds = openWorldList(layout, bundles);
  hideSmall(layout, bundles, small, worlds);
  const cover = openCover(layout, bundles, small, worlds, threshold);
  // Each after its superior: what differs for that does so for some below it too.
  for (const level of byLevel(layout))
    for (const place of level) {
      if ((layout.lines[place] ?? 0) === 0) continue;
      cover(place, false);
      cover(place, true);
      yield;
    }
  const of = yield* gatherMoved(layout, bundles, worlds);
  const { paths, placeOf } = layout;
  return { of, knows: placeOf.has.bind(placeOf), worlds, pathOf: (place) => paths[place] ?? '' };
}

/** Small numbers are not told, whatever the worlds are: no trade does harm by them. */
function hideSmall(layout: Layout, bundles: Bundles, small: SmallKeys, { hidden }: WorldList): void {
  const { words } = bundles;
  for (let place = 0; place < layout.up.length; place += 1)
    for (const key of small.ofTotal(place)) {
      const at = place * words + (key >>> 5);
      if (key < words * 32) hidden[at] = (hidden[at] ?? 0) | (1 << (key & 31));
    }
}

function byLevel(layout: Layout): number[][] {
  const levels: number[][] = [];
  const depth = new Uint8Array(layout.up.length);
  layout.up.forEach((up, place) => {
    const level = up < 0 ? 0 : (depth[up] ?? 0) + 1;
    depth[place] = level;
    levels[level] ??= [];
    levels[level]?.push(place);
  });
  return levels;
}
