import { shareWord } from './kin.ts';
import { compare, type Memory, type Pair } from './ratio-told.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { partFits } from './units.ts';

const TOTAL = /共|总|合计|累计|受理|接待|募集|全年|支出|收入|应/;
const BACK = 60;
/** How near a share must come to what it should be, to be taken for meant so. */
const NEAR = 0.08;

/** The few bases that a share can hardly fail to be meant of: the last one used, the last total, a total of the same thing. */
function strongBases(scene: Scene, part: Item, memory: Memory): Item[] {
  const found: Item[] = [];
  const put = (item: Item | undefined | null) => {
    if (item && item.order < part.order && item.range.lo > part.range.hi && !found.includes(item))
      found.push(item);
  };
  if (
    memory.base &&
    memory.rate &&
    part.order - memory.rate.order <= 12 &&
    (partFits(part.family, memory.base.family) || memory.part?.family === part.family)
  )
    put(memory.base);
  const before = scene.items
    .slice(Math.max(0, part.order - BACK), part.order)
    .filter(
      (item) => isCount(item) && item.exact && partFits(part.family, item.family) && item.value > part.value,
    );
  put(
    before.findLast(
      (item) =>
        TOTAL.test(item.lead) &&
        !item.inside &&
        part.paragraph - item.paragraph <= 3 &&
        part.order - item.order <= 12,
    ),
  );
  put(before.findLast((item) => TOTAL.test(item.lead) && shareWord(item.core, part.core)));
  return found;
}

/** The strong base that the share only just misses, if there is one. */
export function nearMiss(scene: Scene, parts: Item[], rate: Item, memory: Memory): Pair | null {
  const first = parts[0] as Item;
  if (!rate.exact || rate.value <= 0) return null;
  for (const base of strongBases(scene, first, memory)) {
    const pair = { parts, base, sure: false };
    if (parts.includes(base)) continue;
    const { computed, relation } = compare(pair, rate);
    if (relation !== 'same' && Math.abs(computed - rate.value) <= NEAR * rate.value) return pair;
  }
  return null;
}
