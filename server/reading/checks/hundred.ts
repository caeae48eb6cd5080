import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { cutOf } from './partitions.ts';
import type { Item, Scene } from './scene.ts';

/** Shares that miss 100 % by more are no one whole's, or not all of them. */
const NEAR = 6;
/** Several answers were allowed, or each share is of a whole of its own. */
const OWN = /多选|可多选|其中|率/;

/** Shares of one whole that together must be 100 % (构成合计): 大专30%、高中45%、初中25%; 比重分别为8.4%、27.3%和66.3%. */
export function hundreds(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    complements(scene, items, out);
    let asked = inClauses(scene, items, out);
    for (let i = 0; i + 1 < items.length; i++) {
      const run: Item[] = [];
      while (i + run.length < items.length && isShare(items[i + run.length] as Item, run))
        run.push(items[i + run.length] as Item);
      if (run.length < 2) continue;
      i += run.length - 1;
      const { total, off, slack } = summed(run);
      const cut = cutOf(run);
      const listed = inOneList(run);
      if (listed && !asked && off > slack && off <= NEAR && run.length >= 3) {
        asked = true;
        out.push(told(scene, run, total, off <= slack + 1 ? 'slip' : 'ask'));
        continue;
      }
      if (off > slack && (cut === null || cut === 'like')) continue;
      if (cut === null && !listed && (off > 1e-9 || run.length < 3 || !/占|比例/.test(run[0]?.lead ?? '')))
        continue;
      if (off > slack && cut === 'apart' && total < 100) continue;
      const holds =
        off <= 1e-9 ||
        (off <= slack && run.some((item) => item.decimals > 0)) ||
        (off <= 1 && run.length > 2 && off <= slack);
      const grade = holds ? null : off <= slack + 1 ? 'slip' : 'break';
      out.push(told(scene, run, total, grade));
    }
  }
  return out;
}

function summed(run: Item[]): { total: number; off: number; slack: number } {
  const total = run.reduce((sum, item) => sum + item.value, 0);
  const slack = run.reduce((sum, item) => sum + item.ulp / 2, 0);
  return { total, off: Math.abs(total - 100), slack };
}

/** 每年回家1次的占52.3%,2-3次的占31.6%,…: other numbers stand between, each clause has a share. */
function inClauses(scene: Scene, items: Item[], out: Check[]): boolean {
  const all = items.filter(
    (item) => item.family === 'percent' && item.figure.role !== 'delta' && /占/.test(item.lead),
  );
  if (all.length < 3 || !all.every((item) => item.exact)) return false;
  const { total, off, slack } = summed(all);
  if (items.length > all.length && off <= Math.max(slack, 0.051 * all.length)) {
    out.push(told(scene, all, total, null));
    return true;
  }
  // A few per cent too many, in one row of like clauses: one of them is wrong, or the kinds overlap.
  const row = all.every((item, k) => k === 0 || item.clause - (all[k - 1] as Item).clause <= 2);
  const words = scene.words((all[0] as Item).clauseStart, (all.at(-1) as Item).end);
  if (!row || OWN.test(words) || off <= slack || total < 100 || off > NEAR || cutOf(all) === 'full')
    return false;
  if (
    all.some((item) => !/(?:^|[,;])[^,;]{0,16}占(?:总数的?|总量的?|总人数的?|比)?(?:了|到)?$/.test(item.lead))
  )
    return false;
  out.push(told(scene, all, total, 'ask'));
  return true;
}

/** 满意率98.6%,不满意率2.4%: a rate and its contrary are never more than all. */
function complements(scene: Scene, items: Item[], out: Check[]) {
  for (const item of items) {
    const root = /[不未]([\u4e00-\u9fa5]{2,3})(?:率|的?占)[^,;]{0,3}$/.exec(item.lead)?.[1];
    if (root === undefined || item.family !== 'percent' || !item.exact || item.figure.role === 'delta')
      continue;
    const other = items.find(
      (one) =>
        one !== item &&
        one.family === 'percent' &&
        one.exact &&
        Math.abs(one.clause - item.clause) <= 1 &&
        new RegExp(`(?:^|[^不未])${root}(?:率|的?占)[^,;]{0,3}$`).test(one.lead),
    );
    if (!other || item.value + other.value <= 100 + item.ulp + other.ulp) continue;
    const pair = [item, other].toSorted((a, b) => a.order - b.order);
    out.push(told(scene, pair, item.value + other.value, 'break'));
  }
}

/** 分别占40%、30%、25%和7.5%; 三次产业的比重分别为…: the words say that these are the parts of one whole. */
function inOneList(run: Item[]): boolean {
  const [first, ...others] = run;
  return (
    first !== undefined &&
    /分别占|(?:比重|占比|构成|比例)分别[为是占]?$/.test(first.lead) &&
    others.every((item) => /^[、,]?(?:和|及|与)?$/.test(item.lead))
  );
}

function isShare(item: Item, run: Item[]): boolean {
  if (item.family !== 'percent' || item.figure.role === 'delta' || !item.exact || item.value > 100)
    return false;
  const last = run.at(-1);
  // 指导率城镇90%、农村80%: rates of two groups, no parts of one whole.
  if (!last) return !/率[^占,;]*$/.test(item.lead);
  return item.order === last.order + 1 && item.clause - last.clause <= 1 && !/率/.test(item.lead);
}

function told(scene: Scene, run: Item[], total: number, grade: Check['grade']): Check {
  return finding(scene, {
    type: 'sum',
    parts: run.map((item) => part(item)),
    place: placeOf(run),
    holds: grade === null,
    grade,
    gap: Math.abs(total - 100),
    computed: `${run.map((item) => shown(item.value)).join(' + ')} = ${shown(total)}`,
    message: `${run.map(said).join('、')}合计${shown(total)}%,${grade === null ? '与整体相符' : '应为100%'}`,
  });
}
