import { kernel } from './kernel.ts';
import type { Item, Scene } from './scene.ts';
import { isRate, partFits } from './units.ts';

/** How far back a named base (占全市党员总数) is looked for, in figures. */
const BACK = 80;
/** A name that is only part of the noun must stand nearer, in paragraphs. */
const NEAR = 3;
/** Words that only say "all of it". */
const ALL =
  /^(?:其|总数|总人数|总人口|总量|总户数|总额|总|全部|全体|人数|总和|整体|全体人员|总体|上述|参加人数|以上|该类|该项|本类|当年|全年|总总|总体量)?$/;

/** Whether the words of a base name nothing in particular: 占总数的, 占其. */
export const isGeneric = (words: string) => ALL.test(words.replace(/的$/, ''));

export type Named = { item: Item; sure: boolean };

/** The nearest earlier count that is named by the kernel; `sure` when its noun is that word and nothing more. */
export function named(scene: Scene, words: string, before: Item, least: number): Named | null {
  const core = kernel(words);
  if (core.length < 2) return null;
  let fallback: Item | null = null;
  for (let k = before.order - 1; k >= 0 && k >= before.order - BACK; k--) {
    const item = scene.items[k];
    if (!item || isRate(item.family) || item.figure.role === 'delta') continue;
    const noun = item.core;
    const tooSmall = item.range.hi < least;
    // Named by its own words close by, it is the base even if the part is larger: that is what does not hold then.
    if (noun === core && (!tooSmall || before.sentence - item.sentence <= 1)) return { item, sure: true };
    if (tooSmall) continue;
    if (noun.length < 2 || /女|妇/.test(noun) !== /女|妇/.test(core)) continue;
    if (/^(?:女性|妇女|女|人口|人)$/.test(noun) || /^(?:女性|妇女)$/.test(core)) continue;
    if (item.paragraph < before.paragraph - NEAR) continue;
    if (fallback === null && (noun.endsWith(core) || core.endsWith(noun))) fallback = item;
  }
  return fallback ? { item: fallback, sure: false } : null;
}

const OF_THESE = /其中/;
/** 与去年同期的311件相比, (2019年为1012起): numbers of another time are no whole of this year's parts. */
const OTHER_TIME = /(?:比|较|与)[^,;]{0,14}的?$|(?:去年|上年|同期|上届|前年)[^,;]{0,6}(?:的|为|是)?$/;

/** 完成年计划4000人的105.3%: what a share is told of right behind is a mark, and no whole of what follows. */
const isMark = (scene: Scene, item: Item): boolean => {
  const next = scene.items[item.order + 1];
  return next?.rate === true && next.lead === '的';
};

const ofAnotherTime = (item: Item, part: Item) => OTHER_TIME.test(item.lead) || (item.inside && !part.inside);

/** The whole that 其中 refers to, seen from a part; `split` tells that it was named with 其中, `straight` that no ； stands between. */
export function wholeOf(scene: Scene, part: Item): { item: Item; split: boolean; straight: boolean } | null {
  // 村委会成员5902名,女性1886名: the number right before is the whole of what only says 女性, 男性, 已….
  const ahead = scene.items[part.order - 1];
  if (
    ahead &&
    /^[,;]?(?:其中)?(?:女性|妇女|女|男性|女同志|女干部|党员|已[^,;]{0,6})$/.test(part.lead) &&
    part.clause - ahead.clause === 1 &&
    ahead.semi === part.semi &&
    partFits(part.family, ahead.family) &&
    !ahead.rate &&
    !ofAnotherTime(ahead, part) &&
    !isMark(scene, ahead) &&
    ahead.range.lo >= part.range.hi
  )
    return { item: ahead, split: true, straight: true };
  const near: Item[] = [];
  let sign: Item | null = OF_THESE.test(part.lead) ? part : null;
  for (let k = part.order - 1; k >= 0 && k >= part.order - 8; k--) {
    const item = scene.items[k];
    if (!item || item.paragraph !== part.paragraph || part.sentence - item.sentence > 1) break;
    const counts =
      !item.rate &&
      item.figure.role !== 'delta' &&
      partFits(part.family, item.family) &&
      !ofAnotherTime(item, part) &&
      !isMark(scene, item);
    if (sign && counts && item.range.hi >= part.range.lo)
      return { item, split: true, straight: sign.semi === part.semi };
    if (counts) near.push(item);
    if (sign === null && OF_THESE.test(item.lead) && item.sentence === part.sentence) sign = item;
  }
  const bigger = near.find((item) => item.value > part.value && item.family === part.family);
  return bigger ? { item: bigger, split: false, straight: bigger.semi === part.semi } : null;
}
