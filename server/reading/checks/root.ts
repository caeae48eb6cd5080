import type { Check } from '../model.ts';
import { allowed, basesBefore } from './bases.ts';
import { named } from './lookup.ts';
import { cutOf } from './partitions.ts';
import { agrees, compare, implied, type Memory, type Pair, settle, unknownBase } from './ratio-told.ts';
import { isCount } from './salience.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { nearMiss } from './strong.ts';
import { fits } from './units.ts';

/** What a rate is called after is what was done with the part: 组建率 → 组建、建. */
const KIN: Record<string, string[]> = {
  组建: ['建'],
  建立: ['建'],
  覆盖: ['建', '覆盖'],
  办结: ['结', '办'],
  结案: ['结'],
  调处: ['调', '处'],
  回收: ['收回', '回收'],
  参与: ['参加', '参与'],
  参加: ['参加', '实际'],
  到会: ['到'],
  出席: ['到', '出席'],
  合格: ['合格', '通过'],
  就业: ['就业', '上岗'],
  参保: ['参保', '投保', '参加'],
  化解: ['化解', '调解'],
};

function rootsOf(words: string): string[] {
  const root = words.replace(/[“”"的]/g, '').slice(-2);
  return root.length < 2 ? [] : [root, ...(KIN[root] ?? [])];
}

const rateBetween = (scene: Scene, a: Item, b: Item) =>
  scene.items.slice(a.order + 1, b.order).some((item) => item.rate && item.family !== 'point');

/** 新经济组织1348个,已建妇女组织1281个,组建率95%: the rate's word points at the part, the base stands near or far. */
export function byRoot(
  scene: Scene,
  sentence: Sentence,
  rate: Item,
  words: string,
  earlier: Item[],
  memory: Memory,
): Check | null {
  const roots = rootsOf(words);
  const joined = (item: Item) =>
    roots.some((root) => item.lead.includes(root) || item.trail.slice(0, 8).includes(root));
  const fresh = earlier.filter((item) => rate.clause - item.clause <= 7);
  const later = sentence.items
    .slice(sentence.items.indexOf(rate) + 1)
    .find((item) => isCount(item) && item.clause - rate.clause <= 1);
  const [a, b] = fresh.slice(-2);
  const pairs: Pair[] = [];
  // 来访152件、来电103件,办结率98%: two of one row, none the whole of the other.
  const row = a && b && !joined(b) && (cutOf([a, b]) !== null || /^[^,;]{0,2}、/.test(scene.between(a, b)));
  if (a && b && !row && fits(a.family, b.family) && !rateBetween(scene, a, rate)) {
    const rooted = joined(b) || /已|其中|实际|完成|收回|到|实/.test(b.lead);
    pairs.push({
      parts: [b],
      base: a,
      sure:
        rooted &&
        b.value <= a.value &&
        b.order - a.order === 1 &&
        rate.order - b.order === 1 &&
        rate.lead.length <= 9,
    });
  }
  const [claim] = pairs;
  const candidates = later ? [...fresh, later] : fresh;
  for (const item of candidates.toReversed()) {
    for (const base of candidates) {
      if (item !== base && fits(item.family, base.family) && base.range.hi >= item.range.lo)
        pairs.push({ parts: [item], base, sure: false });
    }
  }
  const near = fresh.at(-1);
  const part = fresh.findLast(joined) ?? near;
  if (part && rate.clause - part.clause <= 3) {
    for (const base of [memory.base, ...allowed(basesBefore(scene, part, part.range.lo), rate.decimals)]) {
      if (base && base.order < part.order && base.range.hi >= part.range.lo)
        pairs.push({ parts: [part], base, sure: false });
    }
  }
  // 支出率为当年募集资金的95.8%: the base is named behind the rate's own word.
  const name = /(?:率|比例|比重)(?:为|是|达到?|占)?([^,;]{2,14})的$/.exec(rate.lead)?.[1];
  const base = name && near ? named(scene, name, near, near.range.lo) : null;
  if (base && near) pairs.push({ parts: [near], base: base.item, sure: false });
  // Of two single figures one agrees by accident: a rate in whole per cent is matched only where the words join.
  const agreeing = pairs.find(
    (pair) => agrees(pair, rate) && (pair === claim || rate.decimals > 0 || roots.length > 0),
  );
  if (agreeing) return settle(scene, rate, [agreeing], memory);
  // Very near to a pair whose part the rate's word counts: meant for it, and wrong.
  const nearly = pairs.find((pair) => {
    const off = compare(pair, rate).computed / rate.value;
    return pair.base.sentence === rate.sentence && pair.parts.every(joined) && off > 0.88 && off < 1.14;
  });
  if (nearly && nearly !== claim) return settle(scene, rate, [nearly], memory);
  const straight = a && b && claim && !row && rate.clause - b.clause <= 2 && b.value <= a.value;
  if (straight && (claim.sure || roots.length > 0)) return settle(scene, rate, [claim], memory);
  const miss = part && rate.clause - part.clause <= 2 ? nearMiss(scene, [part], rate, memory) : null;
  if (miss) return settle(scene, rate, [miss], memory);
  if (base && near) {
    const off = compare({ parts: [near], base: base.item, sure: false }, rate).computed / rate.value;
    if (off > 0.8 && off < 1.25)
      return settle(scene, rate, [{ parts: [near], base: base.item, sure: false }], memory);
  }
  if (!near || rate.clause - near.clause > 2 || rateBetween(scene, near, rate)) return null;
  // 培训1700人,培训率85%: what the rate's own word counts is the part.
  const isPart = roots.length > 0 && near.lead.includes(roots[0] as string) && rate.value < 100;
  return isPart ? unknownBase(scene, rate, [near], '') : implied(scene, rate, near);
}
