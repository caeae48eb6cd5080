import type { Check } from '../model.ts';
import { type Change, changeOf } from './changes.ts';
import { byPair } from './delta-told.ts';
import type { Item, Scene } from './scene.ts';
import { fits, isTime } from './units.ts';

/** 上年为1054个, 较上年的2470件次, 年初为1204个: the words before a level that belongs to an earlier time. */
export const EARLIER =
  /(?:上一?年度?|去年|前年|上届|上期|上月|上一?季度|同期|年初|期初|原来|[一二三四]季度|年底|年末|(?:20|19)\d\d年度?)[^,;]{0,10}?(?:的|为|是|有|达|仅为|只有|分别为)?$/;
/** What came in; others may have gone out. */
export const GROSS = /(?<!净)(?:新增|新发展|新建|新成立|新招募|吸纳|发展)了?$/;
/** How many figures before a change its level may stand, and after it the level of the earlier time. */
const BACK = 6;
const AHEAD = 3;
/** A change that misses by more is of something else. */
const FAR = 2.5;

/**
 * Changes whose two levels do not stand side by side: 受理2980件,占总量的13.9%,较上年的2470件上升10.6% · 接听1240个,同比多接186个,
 * 去年上半年1054个 · 分别比上届增加6名和4名,上届分别为55名和54名. The earlier level must say that it is one.
 */
export function sinces(scene: Scene): Check[] {
  const out: Check[] = [];
  const done = new Set<Item>();
  for (const item of scene.items) {
    const change = done.has(item) ? null : changeOf(item);
    if (!change || item.figure.status === 'plan' || item.each) continue;
    const group = respectively(scene, item);
    if (group.length > 1) {
      for (const one of group) done.add(one);
      together(scene, group, change, out);
      continue;
    }
    const check = judge(scene, change);
    if (check) out.push(check);
  }
  return out;
}

const isLevel = (item: Item) =>
  item.figure.role !== 'delta' &&
  item.family !== 'point' &&
  item.family !== 'fold' &&
  (!isTime(item.family) || item.decimals > 0) &&
  !Array.isArray(item.figure.value) &&
  !item.each;

const isEarlier = (item: Item) => EARLIER.test(item.lead.slice(-18)) && changeOf(item) === null;

/** Earlier levels near a change, its own clause's first. */
function earlierNear(scene: Scene, { item }: Change): Item[] {
  const near = scene.items
    .slice(Math.max(0, item.order - BACK), item.order + AHEAD)
    .filter(
      (one) =>
        one !== item &&
        isLevel(one) &&
        isEarlier(one) &&
        one.paragraph === item.paragraph &&
        Math.abs(one.sentence - item.sentence) <= 1 &&
        (one.order < item.order || one.clause - item.clause <= 2),
    );
  return near.toSorted((a, b) => Math.abs(a.clause - item.clause) - Math.abs(b.clause - item.clause));
}

/** Levels of now that an earlier level could be held against, nearest first. */
function levelsFor(scene: Scene, before: Item, change: Change): Item[] {
  const first = Math.min(before.order, change.item.order);
  return scene.items
    .slice(Math.max(0, first - BACK), Math.max(first, change.item.order))
    .filter(
      (one) =>
        one !== before &&
        one !== change.item &&
        isLevel(one) &&
        !isEarlier(one) &&
        one.paragraph === change.item.paragraph &&
        one.order < change.item.order &&
        one.family === before.family &&
        (!one.rate || change.item.family === 'point' || !/占/.test(one.lead)) &&
        (!one.inside || before.inside),
    )
    .toReversed();
}

function judge(scene: Scene, change: Change): Check | null {
  const { item } = change;
  const claims: Check[] = [];
  for (const before of earlierNear(scene, change)) {
    if (
      item.family !== 'percent' &&
      item.family !== 'fold' &&
      item.family !== 'point' &&
      !fits(item.family, before.family)
    )
      continue;
    if ((item.family === 'point') !== (before.family === 'percent')) continue;
    const levels = levelsFor(scene, before, change);
    for (const now of levels.slice(0, 4)) {
      const check = byPair(scene, { from: before, to: now, sure: false }, change);
      if (check?.holds === true && now.value !== before.value) return check;
      if (check?.holds !== false || now !== levels[0] || !near(before, now, item)) continue;
      // One level of its kind in the sentence, and the earlier one told beside the change: no other reading is left.
      const only =
        !GROSS.test(item.lead.slice(-6)) &&
        levels.filter((one) => one.sentence === item.sentence).length === 1 &&
        now.sentence === item.sentence &&
        Math.abs(before.clause - item.clause) <= 1 &&
        now.figure.unit === before.figure.unit &&
        now.exact &&
        before.exact &&
        item.exact;
      claims.push(check.grade === 'slip' ? check : { ...check, grade: only ? 'break' : 'ask' });
    }
  }
  return claims[0] ?? null;
}

/** The two levels are of one size, and so the change is meant of them. */
function near(before: Item, now: Item, change: Item): boolean {
  if (before.value <= 0 || now.value <= 0) return false;
  const factor = now.value / before.value;
  return (
    factor < FAR && factor > 1 / FAR && (change.rate || change.value < Math.max(before.value, now.value))
  );
}

/** 分别比上届增加6名和4名: the changes that are told in one list. */
function respectively(scene: Scene, item: Item): Item[] {
  if (!/分别/.test(item.lead)) return [item];
  const run = [item];
  for (let next = scene.items[item.order + 1]; next; next = scene.items[next.order + 1]) {
    if (next.family !== item.family || !/^[、,]?(?:和|及|与)?$/.test(next.lead)) break;
    run.push(next);
  }
  return run;
}

/** The k-th change with the k-th earlier level, told in a list as well; the level of now is the one nearest to it. */
function together(scene: Scene, changes: Item[], { sign }: Change, out: Check[]) {
  const last = changes.at(-1) as Item;
  const ahead = scene.items.slice(last.order + 1, last.order + 1 + changes.length);
  const [first] = ahead;
  if (ahead.length !== changes.length || !first || !isEarlier(first) || !/分别/.test(first.lead)) return;
  if (ahead.some((one) => one.family !== first.family || one.clause - last.clause > 2)) return;
  const start = (changes[0] as Item).order;
  const levels = scene.items
    .slice(Math.max(0, start - 10), start)
    .filter(
      (one) =>
        isLevel(one) && one.family === first.family && one.paragraph === last.paragraph && !isEarlier(one),
    );
  for (const [k, before] of ahead.entries()) {
    const [now] = levels.toSorted(
      (a, b) => Math.abs(a.value - before.value) - Math.abs(b.value - before.value),
    );
    const item = changes[k];
    if (!now || !item) continue;
    levels.splice(levels.indexOf(now), 1);
    const check = byPair(scene, { from: before, to: now, sure: false }, { item, sign });
    if (check && (check.holds === true || near(before, now, item))) out.push(check);
  }
}
