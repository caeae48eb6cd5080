import type { Check } from '../model.ts';
import { type Change, changeOf } from './changes.ts';
import { byPair } from './delta-told.ts';
import { shareWord } from './kin.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';

/** How far back the level that a change is taken from may stand, in figures. */
const BACK = 160;

/**
 * 讲师团授课达到200场,比2013年增加32场, where pages before 讲师团全年授课168场 was told: the level of the earlier time is in the text,
 * only not here. Told where it agrees to the unit; a number like it can be met by accident, so the words must be kin.
 */
export function recalled(scene: Scene): Check[] {
  const out: Check[] = [];
  const known = new Map<string, Item>();
  for (const item of scene.items) {
    const change = changeOf(item);
    const now = change ? nowOf(scene, change) : null;
    const total = totalOf(scene, item);
    if (change && now) {
      const before = known.get(`${tidy(now.value - change.sign * item.value)}|${now.family}`);
      if (
        before &&
        kin(before, now) &&
        before.sentence !== item.sentence &&
        item.order - before.order <= BACK
      ) {
        const check = byPair(scene, { from: before, to: now, sure: false }, change);
        if (check?.holds === true) out.push(check);
      }
    } else if (total) {
      const before = known.get(`${tidy(item.value - total.value)}|${item.family}`);
      if (
        before &&
        kin(before, total) &&
        before.sentence !== item.sentence &&
        item.order - before.order <= BACK
      ) {
        const check = byPair(scene, { from: before, to: item, sure: false }, { item: total, sign: 1 });
        if (check?.holds === true) out.push(check);
      }
    }
    if (isCount(item) && item.exact && item.value >= 5) known.set(`${tidy(item.value)}|${item.family}`, item);
  }
  return out;
}

const tidy = (value: number) => Math.round(value * 100) / 100;

/** The count right before a change of its own kind. */
function nowOf(scene: Scene, { item }: Change): Item | null {
  if (item.rate) return null;
  const now = scene.items[item.order - 1];
  return now &&
    isCount(now) &&
    now.exact &&
    item.exact &&
    now.family === item.family &&
    item.clause - now.clause <= 2
    ? now
    : null;
}

/** 新建5所,使总数达到17所: the number that was added, seen from the total. */
function totalOf(scene: Scene, item: Item): Item | null {
  if (!isCount(item) || !/(?:总数|累计|总量|总共)?(?:达到?|增至|增加到|发展到)$/.test(item.lead)) return null;
  const added = scene.items[item.order - 1];
  return added &&
    isCount(added) &&
    /新(?:建|增|成立|创建|命名|发展|评|添)/.test(added.lead) &&
    added.family === item.family &&
    item.clause - added.clause <= 2 &&
    added.value < item.value
    ? added
    : null;
}

const kin = (a: Item, b: Item) =>
  shareWord(`${a.noun}|${a.trail.slice(0, 8)}`, `${b.noun}|${b.trail.slice(0, 8)}`);
