import type { Check } from '../model.ts';
import { addUp, sumCheck } from './adding.ts';
import { isLevel, leavesOpen, mismatch, sameCut } from './breakdown.ts';
import { cutOf } from './partitions.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits, isTime } from './units.ts';

const TOTAL =
  /(?:合计|共计|总计|一共|总共|加起来|[两二三四五六七八九十](?:项|者|类|级|地)(?:合计|共计|相加|共|加起来)?|[两二三四五六七八九](?:个(?:月|季度|县|乡|镇|乡镇|村|片区|地区)|年|批|届|期)(?:合计|共计|共|累计))/;
const WEAK_TOTAL = /(?:累计|共)/;
const COUNTED =
  /([两二三四五六七八九])(?:项|者|类|级|地|(?:个(?:月|季度|县|乡|镇|乡镇|村|片区|地区)|年|批|届|期)(?=合计|共计|共|累计))/;
const DIGITS = '零一二三四五六七八九';
const OPEN = /等(?:[\d,;]|$)|主要|例如/;
const ANEW = /^[,;、]?(?:举办|召开|发放|开展|接待|投入|表彰|慰问|培训)/;
const MOST = 12;

/** 男120人,女130人,合计250人 (the whole after its parts), and 复查862个,保留726个,撤销113个,移交23个 (no sign at all). */
export function totals(scene: Scene, sentence: Sentence, used: Set<Item>, out: Check[]) {
  const items = sentence.items.filter((item) => isLevel(item) && !isTime(item.family));
  for (let i = 2; i < items.length; i++) {
    const whole = items[i] as Item;
    if (used.has(whole) || /占|其中/.test(whole.lead)) continue;
    after(scene, items, i, used, out);
  }
  unsigned(scene, items, used, out);
}

function after(scene: Scene, items: Item[], i: number, used: Set<Item>, out: Check[]) {
  const whole = items[i] as Item;
  const strong = TOTAL.test(whole.lead);
  const beside = items[i - 1];
  // 共建立乡镇妇联17个,村妇代会242个: 共 is said of both.
  const weak =
    WEAK_TOTAL.test(whole.lead) ||
    (beside !== undefined &&
      WEAK_TOTAL.test(beside.lead) &&
      used.has(beside) &&
      whole.clause - beside.clause === 1);
  const run = runBefore(items, i, strong || weak);
  const told = (parts: Item[], holds: boolean, grade: Check['grade']) => {
    for (const item of [whole, ...parts]) used.add(item);
    out.push(sumCheck(scene, whole, parts, { holds, grade }));
  };
  const count = COUNTED.exec(whole.lead)?.[1]?.replace('两', '二');
  const fitting = stretches(run, strong || weak).find(
    (parts) => addUp(parts, whole).relation === 'same' && parts.every((item) => item.range.hi < Infinity),
  );
  // Without 共 two numbers that happen to add up to a third are told only where they stand side by side.
  if (fitting && (strong || weak || (whole.value >= 20 && whole.exact && nextToEachOther(items, fitting)))) {
    told(fitting, true, null);
    return;
  }
  if (run.length < 2) {
    const mixed = strong || weak ? mixedRun(scene, items, i) : null;
    if (mixed && addUp(mixed, whole).relation === 'same') told(mixed, true, null);
    else if (mixed && strong && Math.abs(addUp(mixed, whole).diff) <= 0.25 * whole.value)
      told(mixed, false, 'ask');
    return;
  }
  const parts = count ? run.slice(-DIGITS.indexOf(count)) : run;
  const cut = cutOf(parts);
  // 5个好婆婆,5个好媳妇,共10个: 共 right behind its parts is a total too, though a weaker sign.
  const behind =
    weak && /^[,;]?(?:一)?共[^,;]{0,6}$/.test(whole.lead) && side(items, parts, whole) && parts.length <= 4;
  if (!strong && !behind && !/各类|各级|各种/.test(whole.lead) && !(weak && cut === 'full')) return;
  const { relation, diff } = addUp(parts, whole);
  const share = (whole.value + diff) / (whole.value || 1);
  if (share < 0.6 || share > 1.7) return;
  const near = share > 0.8 && share < 1.25;
  if (!near && cut === null && count === undefined) return;
  // 讲座52场、讲座38场、讲座26场,各类讲座共118场: like parts side by side, and the total names their kind.
  const kind =
    /共[^,;]{0,12}$/.test(whole.lead) &&
    run.length >= 3 &&
    side(items, run, whole) &&
    run.every((item) => item.figure.unit === whole.figure.unit) &&
    /各类|各级|各种/.test(whole.lead);
  if (kind && !strong && cut !== 'full') {
    const { diff: gap } = addUp(run, whole);
    if (Math.abs(gap) <= 0.1 * whole.value && [whole, ...run].every((item) => item.exact))
      told(run, false, 'ask');
    return;
  }
  if (behind && !strong && cut !== 'full') {
    if (near && [whole, ...parts].every((item) => item.exact)) told(parts, false, 'ask');
    return;
  }
  if (relation === 'slip') {
    told(parts, false, 'slip');
    return;
  }
  const words = scene.words(parts[0]?.start ?? 0, whole.start);
  const open = OPEN.test(words) || /全年|今年|累计|以来/.test(whole.lead);
  const plain =
    [whole, ...parts].every((item) => item.exact) &&
    (cut !== null || count !== undefined || side(items, parts, whole));
  told(parts, false, plain && (!open || cut === 'full') ? 'break' : 'ask');
}

/** The like figures before a total, back to the total before it. */
function runBefore(items: Item[], i: number, signed: boolean): Item[] {
  const whole = items[i] as Item;
  const run: Item[] = [];
  for (let k = i - 1; k >= 0 && run.length < MOST; k--) {
    const item = items[k] as Item;
    if (item.inside && !whole.inside) continue;
    if (!fits(item.family, whole.family)) continue;
    run.unshift(item);
    if (signed && TOTAL.test(item.lead)) break;
  }
  return run;
}

/** 先进集体10个、先进个人30名,共40个(名): a total of persons and things that stand in one list right before it. */
function mixedRun(scene: Scene, items: Item[], i: number): Item[] | null {
  const run: Item[] = [];
  for (let k = i - 1; k >= 0 && run.length < 5; k--) {
    const item = items[k] as Item;
    const next = items[k + 1] as Item;
    if (!MIXED.has(item.family) || next.clause - item.clause > 1 || next.order - item.order !== 1) break;
    if (k < i - 1 && !/^[、和,]/.test(scene.between(item, next))) break;
    run.unshift(item);
  }
  return run.length >= 2 && run.every((item) => item.exact) && MIXED.has((items[i] as Item).family)
    ? run
    : null;
}

const MIXED = new Set(['person', 'place', 'household', '对', '人(个)', '个(名)', '支']);

/** Two or more figures side by side: those that end at the total, and, for a signed total, any within the run. */
function stretches(run: Item[], signed: boolean): Item[][] {
  const found: Item[][] = [];
  for (let to = run.length; to >= 2; to--) {
    for (let from = to - 2; from >= 0; from--) found.push(run.slice(from, to));
    if (!signed) break;
  }
  return found;
}

const nextToEachOther = (items: Item[], parts: Item[]) => {
  const from = items.indexOf(parts[0] as Item);
  return parts.every((item, k) => items[from + k] === item);
};
const side = (items: Item[], parts: Item[], whole: Item) =>
  items.indexOf(whole) - items.indexOf(parts[0] as Item) === parts.length;

/** A run of like figures whose first is the sum of the following. */
function unsigned(scene: Scene, items: Item[], used: Set<Item>, out: Check[]) {
  for (let i = 0; i + 2 < items.length; i++) {
    const whole = items[i] as Item;
    if (used.has(whole)) continue;
    const parts: Item[] = [];
    let told = false;
    let fills = false;
    for (let k = i + 1; k < items.length && parts.length < MOST; k++) {
      const item = items[k] as Item;
      if (!fits(item.family, whole.family) || used.has(item) || (item.inside && !whole.inside)) break;
      parts.push(item);
      if (parts.length < 2 || addUp(parts, whole).relation !== 'same') continue;
      fills = true;
      if (!(whole.exact && parts.every((one) => one.exact))) continue;
      if (
        cutOf(parts) === null &&
        ((whole.value < 20 && !numbersFirst(parts)) || ANEW.test(parts[0]?.lead ?? ''))
      )
        continue;
      told = true;
      for (const one of [whole, ...parts]) used.add(one);
      out.push(sumCheck(scene, whole, [...parts], { holds: true, grade: null }));
      break;
    }
    // Numbers that do add up, though too small to tell, are no mismatch either.
    if (told || fills || parts.length < 2 || leavesOpen(scene, parts.at(-1) as Item)) continue;
    const group = sameCut(parts);
    const cut = cutOf(group);
    const verdict = cut === null || cut === 'like' ? null : mismatch(scene, whole, group, false, []);
    // Without 其中 the first figure must be a whole by its own words.
    const named = /总|共|全|复查|考核|检查|登记|摸排|排查|审核|转移/.test(whole.lead + whole.trail);
    const claim = verdict && named ? verdict : nearRow(scene, whole, group);
    if (!claim) continue;
    for (const one of [whole, ...group]) used.add(one);
    out.push(sumCheck(scene, whole, group, claim));
  }
}

/** A row that misses its first number by little is a question, whatever the words. */
function nearRow(scene: Scene, whole: Item, parts: Item[]): { holds: false; grade: 'slip' | 'ask' } | null {
  // 妇女1734人,少数民族妇女414人,儿童1194人: the first number is one of the row, not its whole.
  if (/其中/.test(whole.lead) || cutOf([whole, ...parts]) !== null) return null;
  const row = closeRow(scene, whole, parts);
  if (row === null || row === 'far' || ![whole, ...parts].every((item) => item.exact)) return null;
  const { diff, relation } = addUp(parts, whole);
  const share = Math.abs(diff) / (whole.value || 1);
  if (share > (row === 'cut' ? 0.15 : 0.1)) return null;
  return { holds: false, grade: relation === 'slip' ? 'slip' : 'ask' };
}

/** Parts that follow their whole at once and side by side: 36户,甲村12户、乙村15户、丙村8户; 860人,男420人,女350人. */
function closeRow(scene: Scene, whole: Item, parts: Item[]): 'listed' | 'cut' | 'far' | null {
  const first = parts[0] as Item;
  const row = [whole, ...parts];
  if (whole.value < 10 || first.clause - whole.clause > 1 || parts.some((item) => item.value >= whole.value))
    return null;
  const beside = (a: Item, b: Item) =>
    scene.items.slice(a.order + 1, b.order).every((one) => one.rate && /^[,;]?占/.test(one.lead));
  if (row.slice(1).some((item, k) => !beside(row[k] as Item, item))) return null;
  if (whole.figure.unit !== first.figure.unit || ANEW.test(first.lead)) return null;
  const cut = cutOf(parts);
  if (cut !== null && parts.every((item) => item.clause - whole.clause <= parts.length)) return 'cut';
  const listed =
    numbersFirst(parts) ||
    (parts.length >= 3 &&
      parts.slice(1).every((item, k) => /^[、和]/.test(scene.between(parts[k] as Item, item))));
  return listed ? 'listed' : 'far';
}

/** 12起,8起告诫,4起行政拘留: each clause begins with its number. */
const numbersFirst = (parts: Item[]) =>
  parts.every((item) => /^[,、;]?$/.test(item.lead) && item.trail !== '');
