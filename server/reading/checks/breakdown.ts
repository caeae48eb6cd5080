import type { Check } from '../model.ts';
import { addUp, subsetCheck, sumCheck } from './adding.ts';
import { cutOf } from './partitions.ts';
import type { Item, Scene } from './scene.ts';

/** 等 alone before a number or at the end of a list, 主要, 例如: not all parts are named. 宣传、培训等12场 is one part. */
const OPEN = /^[,、;]?等$|主要有|例如|比如|包括但/;

export const isLevel = (item: Item) => !item.rate && item.figure.role !== 'delta' && !item.each;

export type Claim = {
  whole: Item;
  parts: Item[];
  /** Other figures that could be the whole; nearest last. */
  candidates: Item[];
};

/** Cuts the parts into breakdowns that each fill the whole, tells them, and judges what is left. */
export function judge(
  scene: Scene,
  { whole, parts, candidates }: Claim,
  used: Set<Item>,
  out: Check[],
): Item[] {
  let rest = parts;
  let told = 0;
  const agreed: Item[] = [];
  while (rest.length > 0) {
    const group = filling(rest, whole);
    if (!group) break;
    for (const item of [whole, ...group]) used.add(item);
    out.push(sumCheck(scene, whole, group, { holds: true, grade: null }));
    agreed.push(...group);
    told += 1;
    rest = rest.slice(group.length);
  }
  if (rest.length === 0) return agreed;
  const group = sameCut(rest);
  const verdict = mismatch(scene, whole, group, told > 0, candidates);
  if (verdict) {
    for (const item of [whole, ...group]) used.add(item);
    out.push(sumCheck(scene, whole, group, verdict));
    return agreed;
  }
  const own = members(rest, whole, told > 0);
  const over = own.filter((item) => item.range.lo > whole.range.hi);
  if (own.length > 0 && over.length === 0) out.push(subsetCheck(scene, whole, own, true, null));
  else if (own[0] && over.includes(own[0])) {
    const sure =
      own[0].family === whole.family &&
      own[0].sentence === whole.sentence &&
      candidates.every((item) => over.every((part) => part.range.lo > item.range.hi));
    out.push(subsetCheck(scene, whole, over.slice(0, 1), false, sure ? 'break' : 'ask'));
  }
  return agreed;
}

/** The shortest beginning of at least two parts that fills the whole. */
function filling(parts: Item[], whole: Item): Item[] | null {
  for (let k = 2; k <= parts.length; k++) {
    if (addUp(parts.slice(0, k), whole).relation === 'same') return parts.slice(0, k);
  }
  return null;
}

/** Which of the figures after 其中 surely belong to the whole: the first, and those that are counted like it. */
function members(parts: Item[], whole: Item, told: boolean): Item[] {
  const [first, ...others] = parts;
  if (!first) return [];
  const kin = others.filter(
    (item) =>
      item.semi === first.semi &&
      item.value <= whole.value &&
      (cutOf([first, item]) !== null ||
        /岁|学历|民族/.test(item.lead) ||
        akin(item, whole) ||
        akin(item, first)),
  );
  return told ? kin : [first, ...kin];
}

const akin = (a: Item, b: Item) =>
  a.noun.length >= 2 && b.noun.length >= 2 && a.noun.slice(-2) === b.noun.slice(-2);

/** The leading parts that cut the whole the same way: 男…女… of 男…女…党员… */
export function sameCut(parts: Item[]): Item[] {
  for (let k = parts.length; k >= 2; k--) {
    const cut = cutOf(parts.slice(0, k));
    // Kinds that only look alike (机关、乡镇) do not end where the next kind looks otherwise.
    if (cut !== null && (cut !== 'like' || k >= 3 || k === parts.length)) return parts.slice(0, k);
  }
  return parts;
}

type Mismatch = { holds: false; grade: Check['grade']; remark?: string } | null;

/** Whether parts that do not add up to the whole should: a break for a full cut, a question where they nearly do. */
export function mismatch(
  scene: Scene,
  whole: Item,
  parts: Item[],
  earlier: boolean,
  candidates: Item[],
): Mismatch {
  if (parts.length < 2) return null;
  const { relation, diff } = addUp(parts, whole);
  if (relation === 'slip') return { holds: false, grade: 'slip', remark: ',可能是四舍五入的尾差' };
  const share = whole.value === 0 ? Infinity : (whole.value + diff) / whole.value;
  if (candidates.some((other) => other !== whole && addUp(parts, other).relation === 'same')) return null;
  const cut = cutOf(parts);
  const listed =
    parts.some((item) => OPEN.test(item.lead)) ||
    OPEN.test(scene.words(whole.end, parts[0]?.start ?? whole.end));
  const open = listed || leavesOpen(scene, parts.at(-1) as Item);
  const exact = whole.exact && parts.every((item) => item.exact);
  if (share < 0.4 || share > 2.5) return null;
  const written = exact && unbroken(scene, whole, parts);
  if (cut === 'full' && !open)
    return { holds: false, grade: written && share > 0.7 && share < 1.4 ? 'break' : 'ask' };
  if (cut === 'apart' && diff > 0) return { holds: false, grade: written && share < 1.4 ? 'break' : 'ask' };
  const wide = whole.value <= 20 ? 0.2 : 0.15;
  if ((cut !== null || earlier) && !open && Math.abs(share - 1) <= wide)
    return { holds: false, grade: 'ask' };
  if (
    !open &&
    exact &&
    parts.length >= 3 &&
    whole.value >= 20 &&
    Math.abs(share - 1) <= (parts.length >= 4 ? 0.15 : 0.1)
  )
    return { holds: false, grade: 'ask' };
  if (!open && whole.value >= 20 && share > 0.93 && share <= 1.08) return { holds: false, grade: 'ask' };
  return null;
}

/** 等; 其余为社会捐助: what is left is told without its number. */
export function leavesOpen(scene: Scene, last: Item): boolean {
  const words = scene.words(last.end, last.end + 14);
  return (
    words.startsWith('等') ||
    /^[,;、]?(?:其余|其他|剩余|余下)[^,;。\d]{0,3}(?:为|是|由|来自|均|都|全部)[^\d]*$/.test(words)
  );
}

/** Whole and parts stand in one row: no other number of their kind between them. */
function unbroken(scene: Scene, whole: Item, parts: Item[]): boolean {
  const row = [whole, ...parts];
  return row.slice(1).every((item, k) => {
    const before = row[k] as Item;
    return scene.items
      .slice(before.order + 1, item.order)
      .every((one) => one.rate || one.figure.role === 'delta' || one.family !== item.family);
  });
}
