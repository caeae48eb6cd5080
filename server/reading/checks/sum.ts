import type { Check } from '../model.ts';
import { addUp, sumCheck } from './adding.ts';
import { isLevel, judge } from './breakdown.ts';
import { cutOf } from './partitions.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { totals } from './totals.ts';
import { fits, isTime, partFits } from './units.ts';

/** With these words before it a number starts a new fact, and is no further part of the whole before. */
const ANEW =
  /^[,;、]?(?:并|还|同时|又|此外|另外?)?(?:全(?:市|县|区|镇|乡|处|村|省|国|校|年|街道|社区|旗|盟|州)|共|累计|合计|总计|共计|总投资|举办|召开|发放|印发|下发|开展|接待|受理|投入|争取|募集|筹集|协调|比上|较上|同比|比去年|较去年|发展|新建|评选|评出|表彰|慰问|救助|帮扶|帮助|组织|成立|覆盖|惠及|受益|带动|推荐|选送|占)/;
const OF_THESE = /其中|包括|分别[是为](?=.)|即(?=.)/;
/** How many parts one breakdown is looked for. */
const MOST = 14;

/** Sums and parts (总分) signed by 其中, a colon or a bracket; by 合计 after the parts; and runs without any sign. */
export function sums(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const [index, sentence] of scene.sentences.entries()) {
    const used = new Set<Item>();
    ofThese(scene, sentence, scene.sentences[index - 1], used, out);
    totals(scene, sentence, used, out);
  }
  return out;
}

/** The whole stands before the sign, its parts after; other kinds of numbers after it may cut a second whole alike. */
function ofThese(
  scene: Scene,
  sentence: Sentence,
  before: Sentence | undefined,
  used: Set<Item>,
  out: Check[],
) {
  const { items } = sentence;
  for (let i = 0; i < items.length; i++) {
    const first = items[i] as Item;
    if (first.rate || first.figure.role === 'delta' || isTime(first.family)) continue;
    // 来访366件(上年402件): another year's number is no part.
    if (/^[^,;]{0,4}(?:上年|去年|上届|同期|前年)[^,;]{0,4}$/.test(first.lead)) continue;
    const signed = OF_THESE.test(first.lead);
    if (!signed && !opensBreakdown(scene, items, i)) continue;
    const families = familiesAfter(items, i);
    let size = 0;
    for (const family of families) {
      const candidates = wholesFor(items, i, before, family, signed);
      const parts = partsAfter(items, i, family);
      const whole = pick(candidates, parts);
      if (!whole || parts.length === 0) continue;
      if (family === first.family) {
        const other = parts.length === 1 ? elsewhere(scene, parts[0] as Item, whole) : null;
        if (other) {
          out.push(sumCheck(scene, whole, [parts[0] as Item, other], { holds: true, grade: null }));
          continue;
        }
        judge(scene, { whole, parts, candidates }, used, out);
        size = parts.length;
        continue;
      }
      // 其中甲类20期1000人、乙类30期1500人: the second kind is judged when it has a part for each of the first.
      const { relation } = addUp(parts, whole);
      if (!fits(whole.family, family) || ![whole, ...parts].every((item) => item.exact)) continue;
      if (relation === 'same' && parts.length >= 2)
        out.push(sumCheck(scene, whole, parts, { holds: true, grade: null }));
      else if (parts.length >= 2 && parts.length === size && plainlyOff(whole, parts))
        out.push(
          sumCheck(scene, whole, parts, { holds: false, grade: relation === 'slip' ? 'slip' : 'ask' }),
        );
    }
  }
}

/** 企业12家,其中国有1家…。非公11家: the other half of a full cut, some sentences later; told only when it agrees. */
function elsewhere(scene: Scene, part: Item, whole: Item): Item | null {
  for (const item of scene.items.slice(part.order + 1, part.order + 7)) {
    if (
      item.paragraph !== part.paragraph ||
      !isLevel(item) ||
      !fits(item.family, part.family) ||
      item.sentence === part.sentence
    )
      continue;
    if (cutOf([part, item]) === 'full' && addUp([part, item], whole).relation === 'same' && whole.exact)
      return item;
  }
  return null;
}

const plainlyOff = (whole: Item, parts: Item[]) => {
  const total = parts.reduce((sum, item) => sum + item.value, 0);
  return total > 0.85 * whole.value && total < 1.15 * whole.value;
};

/** 主任41名:30岁以下30人… and 干部41名(女12名、男29名): only straight after the whole. */
function opensBreakdown(scene: Scene, items: Item[], i: number): boolean {
  const whole = items[i - 1];
  const first = items[i] as Item;
  if (!whole || first.start - whole.end > 60) return false;
  const gap = scene.view.slice(whole.end, first.start);
  // 9个县中,6个…: 中 opens a breakdown too.
  return (
    (/^[^,，;；。]{0,16}[:：(（]/.test(gap) && !/[)）]/.test(gap)) ||
    /^[^,，;；。]{0,10}中[,，]/.test(gap) ||
    /^[^,，;；。、]{1,8}中(?:有|共有|的)?[^,，;；。、]{0,6}$/.test(gap)
  );
}

/** The kinds of numbers after the sign, that of the first part first. */
function familiesAfter(items: Item[], i: number): string[] {
  const first = items[i] as Item;
  const families = [first.family];
  for (const item of items.slice(i + 1, i + MOST)) {
    if (OF_THESE.test(item.lead)) break;
    if (isLevel(item) && !isTime(item.family) && !families.includes(item.family)) families.push(item.family);
  }
  return families.slice(0, 3);
}

/** What the parts could be parts of, nearest last. A sentence that begins with 其中 speaks of the sentence before it. */
function wholesFor(
  items: Item[],
  i: number,
  before: Sentence | undefined,
  family: string,
  signed: boolean,
): Item[] {
  const first = items[i] as Item;
  const own = items
    .slice(Math.max(0, i - 10), i)
    .filter(
      (item) =>
        isLevel(item) &&
        (first.inside || !item.inside) &&
        partFits(family, item.family) &&
        !/(?:比|较|与)[^,;]{0,6}(?:去年|上年|上届|同期)[^,;]{0,4}的?$/.test(item.lead) &&
        item.figure.status === first.figure.status,
    );
  if (own.length > 0 || !signed || !before || first.inside || i > 0 || first.paragraph - before.paragraph > 1)
    return own;
  // 较去年同期的1389件 is no whole of this year's parts.
  return before.items.filter(
    (item) =>
      isLevel(item) &&
      !item.inside &&
      partFits(family, item.family) &&
      !/(?:比|较)[^,;]{0,14}$/.test(item.lead),
  );
}

/** The nearest whole, but an earlier one if only that is filled by the parts or large enough for the first. */
function pick(candidates: Item[], parts: Item[]): Item | undefined {
  const nearest = candidates.at(-1);
  const first = parts[0];
  if (!nearest || !first) return nearest;
  if (parts.length >= 2) {
    for (const whole of candidates.toReversed()) {
      for (let k = 2; k <= parts.length; k++) {
        if (addUp(parts.slice(0, k), whole).relation === 'same' && whole.exact) return whole;
      }
    }
  }
  if (nearest.sentence === first.sentence || nearest.range.hi >= first.range.lo) return nearest;
  return candidates.findLast((item) => item.range.hi >= first.range.lo) ?? nearest;
}

function partsAfter(items: Item[], i: number, family: string): Item[] {
  const first = items[i] as Item;
  const parts: Item[] = [];
  for (let k = i; k < items.length && parts.length < MOST; k++) {
    const item = items[k] as Item;
    if (item.rate || item.figure.role === 'delta') continue;
    if (
      k > i &&
      (OF_THESE.test(item.lead) ||
        (!item.each &&
          ANEW.test(item.lead) &&
          !(item.family !== first.family && /^[,;、]?计/.test(item.lead))))
    )
      break;
    if (k > i && first.inside && !item.inside) break;
    if (!isLevel(item) || isTime(item.family) || !fits(item.family, family)) continue;
    if (k > i && item.inside && !first.inside) continue;
    parts.push(item);
  }
  return parts;
}
