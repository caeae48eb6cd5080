import type { Check } from '../model.ts';
import { subsetCheck } from './adding.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';

/** How far back the wider count may stand, in figures. */
const BACK = 16;
const SPAN = /(20\d\d|19\d\d)年?[—–\-~至到]+(20\d\d|19\d\d)年/;
/** Ranks of which the better is counted in the wider: 一本 within 二本以上. */
const RANKS: [RegExp, RegExp][] = [
  [/一本/, /二本[^,;]{0,3}以上|本科/],
  [/副?科级/, /股级以上/],
];

/** Wider and narrower counts without a sign (包含关系): 党员 and 女党员, 一本 and 二本以上, 2008—2010年 within 2006—2010年. */
export function nesteds(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const item of scene.items) {
    if (!isCount(item) || !item.exact || /其中/.test(item.lead)) continue;
    const around = scene.items
      .slice(Math.max(0, item.order - BACK), item.order)
      .filter(
        (one) => isCount(one) && one.family === item.family && one.figure.status === item.figure.status,
      );
    const wide = around.findLast((one) => widerNoun(one, item) || widerSpan(scene, one, item));
    if (wide && wide.value >= item.value && item.paragraph - wide.paragraph <= 2)
      out.push(subsetCheck(scene, wide, [item], true, null));
    const narrow = around.findLast(
      (one) =>
        widerSpan(scene, item, one) ||
        RANKS.some(
          ([low, high]) => low.test(one.lead) && high.test(item.lead) && one.paragraph === item.paragraph,
        ),
    );
    if (narrow && narrow.value <= item.value) out.push(subsetCheck(scene, item, [narrow], true, null));
  }
  return out;
}

/** 村干部 is wider than 女村干部 and 农村女村干部: the same end, with more before it. */
function widerNoun(wide: Item, item: Item): boolean {
  const [x, y] = [wide.core, item.core];
  if (x.length < 2 || y.length <= x.length || !y.endsWith(x) || y.length - x.length > 6) return false;
  // Another place's or another year's number is no part of this one.
  return !/去年|上年|同期|[市县区镇乡村](?=.)/.test(y.slice(0, y.length - x.length)) && !wide.each;
}

function widerSpan(scene: Scene, wide: Item, item: Item): boolean {
  const [x, y] = [wide.core, item.core];
  if (x.slice(-3) !== y.slice(-3) || x.length < 3) return false;
  const spanOf = (one: Item) => SPAN.exec(scene.words(Math.max(0, one.start - 40), one.start));
  const [a, b] = [spanOf(wide), spanOf(item)];
  if (!a || !b) return false;
  const [from, to, inner, last] = [Number(a[1]), Number(a[2]), Number(b[1]), Number(b[2])];
  return from <= inner && to >= last && (from < inner || to > last);
}
