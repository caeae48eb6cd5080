import type { Check } from '../model.ts';
import { addUp, subsetCheck, sumCheck } from './adding.ts';
import { cutOf, tagOf } from './partitions.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits, partFits } from './units.ts';

/** With these words before it a number starts a new fact, and is no further part of the whole before. */
const ANEW =
  /^[,;、]?(?:并|还|同时|又|此外|另外?)?(?:全(?:市|县|区|镇|乡|处|村|省|国|校|年|街道|社区|旗|盟|州)|共|累计|合计|总计|共计|总投资|人均|户均|人平|平均|每|举办|召开|发放|印发|下发|开展|接待|受理|投入|争取|募集|筹集|协调|比上|较上|同比|比去年|较去年|发展|新建|评选|评出|表彰|慰问|救助|帮扶|帮助|组织|建立|覆盖|惠及|受益|带动|推荐|选送|占)/;
const OF_THESE = /其中/;
const OPEN = /等|主要|例如|比如|包括但/;
/** How many parts one breakdown is looked for. */
const MOST = 12;

/** Sums and parts (总分): 其中, colons and brackets, 合计 after the parts, and breakdowns without any sign. */
export function sums(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const [index, sentence] of scene.sentences.entries()) {
    const used = new Set<Item>();
    ofThese(scene, sentence, scene.sentences[index - 1], used, out);
    totals(scene, sentence, used, out);
    unsigned(scene, sentence, used, out);
  }
  return out;
}

/** 其中 / colon / bracket: the whole stands before the sign, its parts after. */
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
    if (first.rate || first.figure.role === 'delta') continue;
    const signed = OF_THESE.test(first.lead) || opensBreakdown(scene, items, i);
    if (!signed) continue;
    const candidates = items
      .slice(Math.max(0, i - 8), i)
      .filter((item) => isLevel(item) && partFits(first.family, item.family));
    if (
      candidates.length === 0 &&
      OF_THESE.test(first.lead) &&
      before &&
      !/[^其中]/.test(first.lead.slice(0, 2))
    ) {
      const last = before.items.filter((item) => isLevel(item) && partFits(first.family, item.family)).at(-1);
      if (last && last.paragraph === first.paragraph) candidates.push(last);
    }
    const whole = candidates.at(-1);
    if (!whole) continue;
    const parts = partsAfter(items, i, whole);
    judge(scene, whole, parts, candidates, used, out);
  }
}

const isLevel = (item: Item) => !item.rate && item.figure.role !== 'delta';

/** 主任41名:30岁以下30人… and 干部41名(女12名、男29名): only straight after the whole. */
function opensBreakdown(scene: Scene, items: Item[], i: number): boolean {
  const whole = items[i - 1];
  const first = items[i] as Item;
  if (!whole) return false;
  const gap = scene.view.slice(whole.end, first.start);
  if (gap.length > 60) return false;
  return /^[^,，;；。]{0,16}[:：(（]/.test(gap) && !/[)）]/.test(gap);
}

function partsAfter(items: Item[], i: number, whole: Item): Item[] {
  const first = items[i] as Item;
  const parts = [first];
  for (let k = i + 1; k < items.length && parts.length < MOST; k++) {
    const item = items[k] as Item;
    if (OF_THESE.test(item.lead)) {
      // In "其中甲60人,乙40人,其中女10人" the one before the second 其中 may be a part or a new whole.
      break;
    }
    if (item.rate || item.figure.role === 'delta') continue;
    if (ANEW.test(item.lead)) break;
    if (!fits(item.family, first.family)) {
      if (item.clause !== first.clause && !fits(item.family, whole.family)) continue;
      continue;
    }
    parts.push(item);
  }
  return parts;
}

/** Cuts the parts into breakdowns that each fill the whole, and judges what is left. */
function judge(scene: Scene, whole: Item, parts: Item[], candidates: Item[], used: Set<Item>, out: Check[]) {
  let rest = parts;
  let told = 0;
  while (rest.length > 0) {
    let k = 2;
    while (k <= rest.length && addUp(rest.slice(0, k), whole).relation !== 'same') k += 1;
    if (k > rest.length) break;
    const group = rest.slice(0, k);
    for (const item of [whole, ...group]) used.add(item);
    out.push(sumCheck(scene, whole, group, { holds: true, grade: null }));
    told += 1;
    rest = rest.slice(k);
  }
  if (rest.length === 0) return;
  const group = sameCut(rest);
  const verdict = mismatch(scene, whole, group, told > 0, candidates);
  if (verdict) {
    for (const item of [whole, ...group]) used.add(item);
    out.push(sumCheck(scene, whole, group, verdict));
    return;
  }
  const own = members(rest, whole, told > 0);
  if (own.length === 0) return;
  const over = own.filter((item) => item.range.lo > whole.range.hi);
  if (over.length === 0) {
    out.push(subsetCheck(scene, whole, own, true, null));
  } else if (over.includes(own[0] as Item)) {
    const sure =
      candidates.every((item) => over.every((part) => part.range.lo > item.range.hi)) &&
      (own[0] as Item).family === whole.family;
    out.push(subsetCheck(scene, whole, over.slice(0, 1), false, sure ? 'break' : 'ask'));
  }
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
function sameCut(parts: Item[]): Item[] {
  for (let k = parts.length; k >= 2; k--) {
    if (cutOf(parts.slice(0, k)) !== null) return parts.slice(0, k);
  }
  return parts;
}

function mismatch(scene: Scene, whole: Item, parts: Item[], earlier: boolean, candidates: Item[]) {
  if (parts.length < 2) return null;
  const { relation, diff } = addUp(parts, whole);
  if (relation === 'slip') return { holds: false, grade: 'slip' as const, remark: ',可能是四舍五入的尾差' };
  const share = whole.value === 0 ? Infinity : (whole.value + diff) / whole.value;
  if (candidates.slice(0, -1).some((other) => addUp(parts, other).relation === 'same')) return null;
  const cut = cutOf(parts);
  const listed = scene.words(whole.end, parts.at(-1)?.end ?? whole.end);
  const open = OPEN.test(listed);
  const exact = whole.exact && parts.every((item) => item.exact);
  if (share < 0.4 || share > 2.5) return null;
  if (cut === 'full' && !open)
    return {
      holds: false,
      grade: exact && share > 0.6 && share < 1.7 ? ('break' as const) : ('ask' as const),
    };
  if (cut === 'apart' && diff > 0)
    return { holds: false, grade: exact && share < 1.5 ? ('break' as const) : ('ask' as const) };
  const alike = cut !== null || earlier;
  if (alike && !open && share > 0.85 && share <= 1.15) return { holds: false, grade: 'ask' as const };
  if (!open && whole.value >= 20 && share > 0.93 && share <= 1.08 && share !== 1)
    return { holds: false, grade: 'ask' as const };
  return null;
}

const TOTAL =
  /(?:合计|共计|总计|一共|总共|加起来|[两二三四五六七八九十](?:项|者|类|级)(?:合计|共计|相加|共|加起来)?)/;
const WEAK_TOTAL = /(?:累计|共)/;
const COUNTED = /([两二三四五六七八九])(?:项|者|类|级)/;
const DIGITS = '零一二三四五六七八九';

/** 男120人,女130人,合计250人: the whole stands after its parts. */
function totals(scene: Scene, sentence: Sentence, used: Set<Item>, out: Check[]) {
  const { items } = sentence;
  for (let i = 2; i < items.length; i++) {
    const whole = items[i] as Item;
    if (!isLevel(whole) || used.has(whole) || /占|其中/.test(whole.lead)) continue;
    const strong = TOTAL.test(whole.lead);
    if (!strong && !WEAK_TOTAL.test(whole.lead)) continue;
    const run: Item[] = [];
    for (let k = i - 1; k >= 0 && run.length < MOST; k--) {
      const item = items[k] as Item;
      if (!isLevel(item) || !fits(item.family, whole.family)) continue;
      run.unshift(item);
      if (TOTAL.test(item.lead)) break;
    }
    if (run.length < 2) continue;
    const fitting = suffixes(run).find(
      (parts) =>
        addUp(parts, whole).relation === 'same' &&
        parts.every((item) => item.exact || item.range.hi < Infinity),
    );
    if (fitting) {
      for (const item of [whole, ...fitting]) used.add(item);
      out.push(sumCheck(scene, whole, fitting, { holds: true, grade: null }));
      continue;
    }
    const count = COUNTED.exec(whole.lead)?.[1]?.replace('两', '二');
    const parts = count ? run.slice(-DIGITS.indexOf(count)) : run;
    const cut = cutOf(parts);
    if (!strong && cut !== 'full') continue;
    const { relation, diff } = addUp(parts, whole);
    const share = (whole.value + diff) / (whole.value || 1);
    if (share < 0.6 || share > 1.7) continue;
    const open =
      OPEN.test(scene.words(parts[0]?.start ?? 0, whole.start)) || /全年|今年|累计|以来/.test(whole.lead);
    const plain =
      [whole, ...parts].every((item) => item.exact) &&
      (cut !== null || count !== undefined || nextToEachOther(parts, whole));
    const near = share > 0.8 && share < 1.25;
    if (!near && cut === null && count === undefined) continue;
    out.push(
      relation === 'slip'
        ? sumCheck(scene, whole, parts, { holds: false, grade: 'slip' })
        : sumCheck(scene, whole, parts, {
            holds: false,
            grade: plain && (!open || cut === 'full') ? 'break' : 'ask',
          }),
    );
    for (const item of [whole, ...parts]) used.add(item);
  }
}

const suffixes = (run: Item[]): Item[][] =>
  run.map((_, at) => run.slice(at)).filter((parts) => parts.length >= 2);
const nextToEachOther = (parts: Item[], whole: Item) => whole.order - (parts[0]?.order ?? 0) === parts.length;

/** 复查862个,保留726个,撤销113个,移交23个: a run of alike figures whose first is the sum of the following. */
function unsigned(scene: Scene, sentence: Sentence, used: Set<Item>, out: Check[]) {
  const items = sentence.items.filter(isLevel);
  for (let i = 0; i + 2 < items.length; i++) {
    const whole = items[i] as Item;
    if (used.has(whole)) continue;
    const parts: Item[] = [];
    let told = false;
    for (let k = i + 1; k < items.length && parts.length < MOST; k++) {
      const item = items[k] as Item;
      if (!fits(item.family, whole.family) || used.has(item)) break;
      parts.push(item);
      if (parts.length < 2 || addUp(parts, whole).relation !== 'same') continue;
      if (!(whole.exact && parts.every((one) => one.exact))) continue;
      if (cutOf(parts) === null && (whole.value < 20 || ANEW.test(parts[0]?.lead ?? ''))) continue;
      told = true;
      for (const one of [whole, ...parts]) used.add(one);
      out.push(sumCheck(scene, whole, [...parts], { holds: true, grade: null }));
      break;
    }
    if (told || parts.length < 2) continue;
    const group = sameCut(parts);
    const cut = cutOf(group);
    if (cut === null || cut === 'like') continue;
    const verdict = mismatch(scene, whole, group, false, []);
    // Without 其中 the first figure must be a whole by its own words.
    if (
      !verdict ||
      !/总|共|全|复查|考核|检查|登记|摸排|排查|审核/.test(whole.lead + whole.trail) ||
      tagOf(whole) === ''
    )
      continue;
    for (const one of [whole, ...group]) used.add(one);
    out.push(sumCheck(scene, whole, group, verdict));
  }
}
