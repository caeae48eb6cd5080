import type { Check } from '../model.ts';
import { basesBefore } from './bases.ts';
import { type Change, changeOf, levelsOf, ownSubject } from './changes.ts';
import { byBoth, byPair, single } from './delta-told.ts';
import { doubled } from './doubled.ts';
import { kernel } from './kernel.ts';
import { named } from './lookup.ts';
import { isCount } from './salience.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { GROSS } from './since.ts';
import { fits } from './units.ts';

const FROM = /(?:^|[^自理缘])(?:由|从)[^,;由从]{0,16}$/;
const TO =
  /(?:增加|提高|上升|增长|提升|发展|扩大|扩充|扩展|壮大|充实|调整|上涨|攀升|下降|降低|减少|缩小|回落|压缩|降|增|升|减|变)(?:到|至|为)|达到?|(?:^|,)(?:目前|现在|今年|20\d\d年)?的?(?:到|至)/;
const STRAIGHT_TO =
  /^(?:增加|提高|上升|增长|提升|发展|扩大|扩充|扩展|壮大|充实|调整|上涨|攀升|下降|降低|减少|缩小|回落|压缩|增|升|降|减)(?:到|至|为)|^→/;
const LAST = /(?:去年|上年|前年|上一年|上届|上期|上季度|上月|同期|往年|期末|期初|初期|五”?末|20\d\d年)/;
/** 比去年的980口: what is compared with, not what is. */
const THAN = /(?:比(?!例|重|上年同期为)|较(?!大|好|高)|同(?!期|比|年))[^,;比较]{0,16}$/;
const THIS = /(?:今年|本年|本届|现|目前|已达)/;

/** Changes (增减): from A to B by so much; more than last year's A by so much; so many more, which is so many per cent. */
export function deltas(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    const done = new Set<Item>();
    parallel(scene, sentence, done, out);
    respectively(scene, sentence, done, out);
    for (const [index, item] of sentence.items.entries()) {
      if (done.has(item)) continue;
      const change = changeOf(item);
      if (change) judge(scene, sentence, index, change, done, out);
    }
    doubled(scene, sentence, pairOf, out);
  }
  return out;
}

function judge(
  scene: Scene,
  sentence: Sentence,
  index: number,
  change: Change,
  done: Set<Item>,
  out: Check[],
) {
  const { items } = sentence;
  const levels = levelsOf(items, index, change.item.family === 'time');
  const pair = pairOf(scene, levels, change.item);
  if (pair) {
    const other = ownSubject(change.item) && change.item.clause !== pair.to.clause;
    // 由28家调整为32家,新增5家,退出1家: what came in is not what it grew by.
    const gross = GROSS.test(change.item.lead.slice(-6));
    const check = byPair(scene, other || gross ? { ...pair, sure: false } : pair, change);
    if (check && (check.holds !== false || !other)) out.push(check);
    return;
  }
  const later = laterBase(items, index, change, levels);
  if (later) {
    const check = byPair(scene, later, change);
    // A number in brackets may be anything: without 去年 before it only agreement is told.
    if (check && (check.holds === true || LAST.test(later.from.lead))) {
      out.push(check);
      return;
    }
  }
  // 受理1760件,占8.2%,较上年减少140件: the share between says nothing of the count.
  const now =
    levels.findLast((item) => !isThan(item) && (change.item.rate || fits(change.item.family, item.family))) ??
    levels.findLast((item) => !isThan(item));
  if (!now) {
    carried(scene, sentence, index, change, done, out);
    return;
  }
  if (change.item.clause - now.clause > 2) return;
  if (levels.some((item) => isThan(item) && item.order > now.order)) return;
  const next = items[index + 1];
  const more = next && next.clause - change.item.clause <= 1 ? changeOf(next) : null;
  if (more && fits(change.item.family, now.family) && !change.item.rate && more.item.family === 'percent') {
    done.add(more.item);
    const check = byBoth(scene, now, change, more);
    if (check) out.push(check);
    return;
  }
  // 前者比后者高34.8个百分点: another group, no earlier time.
  const group =
    /(?:比|较)(?!上|去|前年|前期|往|同|20|19|年|原|计划|预算|目标)[^,;]{1,10}(?:高|低|多|少)(?:出|了)?$/.test(
      change.item.lead,
    );
  const check =
    !group && /比|较|同比|环比|与[^,;]{0,8}相比/.test(change.item.lead) ? single(scene, now, change) : null;
  if (check) out.push(check);
}

/** 总计1086.52万元。与2021年度相比,增加92.15万元,增长9.27%: the level stands in the sentence before; only agreement is told. */
function carried(
  scene: Scene,
  sentence: Sentence,
  index: number,
  change: Change,
  done: Set<Item>,
  out: Check[],
) {
  const { items } = sentence;
  const next = items[index + 1];
  const more = next ? changeOf(next) : null;
  const before = scene.items[(items[0] as Item).order - 1];
  if (more?.item.family !== 'percent' || !before || before.paragraph !== change.item.paragraph) return;
  if (!/相比|比上|较上|同比|比20|较20/.test(scene.words(sentence.start, change.item.start))) return;
  const levels = scene.items
    .slice(Math.max(0, before.order - 3), before.order + 1)
    .filter((item) => item.sentence === before.sentence && fits(item.family, change.item.family));
  for (const now of levels.toReversed()) {
    const check = byBoth(scene, now, change, more);
    if (check?.holds !== true) continue;
    done.add(more.item);
    out.push(check);
    return;
  }
}

/** 增加36件(2020年为232件): the base is told after the change. */
function laterBase(items: Item[], index: number, change: Change, levels: Item[]): Two | null {
  const now = levels.findLast((item) => !isThan(item));
  const base = items[index + 1];
  if (
    !now ||
    !base ||
    change.item.clause - now.clause > 2 ||
    !fits(base.family, now.family) ||
    changeOf(base)
  )
    return null;
  const told = base.inside || LAST.test(base.lead);
  return told &&
    base.clause - change.item.clause <= 1 &&
    base.exact &&
    (LAST.test(base.lead) || fits(change.item.family, base.family))
    ? { from: base, to: now, sure: false }
    : null;
}

const isThan = (item: Item) => THAN.test(item.lead) && !/比例|比重|占比|相比,/.test(item.lead.slice(-6));

export type Two = { from: Item; to: Item; sure: boolean };

/** The two levels of 由A提高到B, 今年B…去年A, or B…比去年的A. */
export function pairOf(scene: Scene, levels: Item[], change: Item): Two | null {
  const [a, b] = levels.slice(-2);
  if (a && b && fits(a.family, b.family) && change.clause - b.clause <= 4) {
    if (FROM.test(a.lead) && TO.test(b.lead) && b.clause - a.clause <= 1)
      return { from: a, to: b, sure: change.clause - b.clause <= 2 };
    // 覆盖率62%提高到78%.
    if (STRAIGHT_TO.test(b.lead) && a.clause === b.clause)
      return { from: a, to: b, sure: change.clause - b.clause <= 1 };
    if (!isThan(b) && !isThan(a) && change.clause - b.clause <= 2) {
      const [early, late] = [yearOf(a.lead), yearOf(b.lead)];
      if (early !== null && late !== null && late > early && b.clause - a.clause <= 2)
        return { from: a, to: b, sure: a.figure.unit === b.figure.unit && b.order - a.order === 1 };
      if (LAST.test(b.lead) && !LAST.test(a.lead) && b.clause - a.clause <= 1)
        return { from: b, to: a, sure: likeNouns(a, b) };
      if (LAST.test(a.lead) && (THIS.test(b.lead) || TO.test(b.lead)) && b.clause - a.clause <= 1)
        return { from: a, to: b, sure: true };
    }
  }
  // 预算12.5万元,实际8.6万元,比预算减少…: the change names the level that it is taken from.
  const than0 = /(?:比|较)(预算|计划|目标|任务|原来|上年|去年|上届)/.exec(change.lead)?.[1];
  if (a && b && than0 && fits(a.family, b.family) && a.lead.includes(than0) && !b.lead.includes(than0))
    return { from: a, to: b, sure: likeNouns(a, b) };
  const than = levels.findLast(isThan);
  if (!than || change.clause - than.clause > 2) return null;
  const own = levels.findLast(
    (item) => item.order < than.order && fits(item.family, than.family) && !isThan(item),
  );
  const subject = kernel(than.lead.replace(THAN, '').replace(/^[,;、]/, ''));
  if (subject.length >= 2) {
    if (own?.clause === than.clause) return { from: than, to: own, sure: false };
    // 留守儿童总数较2013年的6945名减少2083名: the number itself stands somewhere before.
    const wanted =
      change.family === than.family ? than.value + (changeOf(change)?.sign ?? 1) * change.value : null;
    const right = basesBefore(scene, than, 0).find(
      ({ item, kin, salient }) => kin && salient && wanted !== null && Math.abs(item.value - wanted) < 1e-6,
    );
    if (right) return { from: than, to: right.item, sure: false };
    const other = named(scene, subject, than, 0);
    return other?.sure && fits(other.item.family, than.family)
      ? { from: than, to: other.item, sure: false }
      : null;
  }
  return own && than.clause - own.clause <= 1
    ? { from: than, to: own, sure: own.figure.unit === than.figure.unit }
    : null;
}

const yearOf = (lead: string): number | null => {
  const hit = /(?:^|[^\d])(20\d\d|19\d\d)年/.exec(lead);
  return hit?.[1] ? Number(hit[1]) : null;
};

/** Two numbers of the same thing: the later one says no other noun. */
const likeNouns = (a: Item, b: Item) => {
  const [x, y] = [a.core, b.core];
  return (
    a.figure.unit === b.figure.unit &&
    (y.length < 2 || x.length < 2 || x.slice(-2) === y.slice(-2) || LAST.test(y) || LAST.test(x))
  );
};

/** 分别由9.8‰和12.5‰降至5.1‰和6.7‰,下降4.7个和5.3个千分点: the k-th of each list belong together. */
function parallel(scene: Scene, { items }: Sentence, done: Set<Item>, out: Check[]) {
  for (let i = 0; i + 5 < items.length; i++) {
    if (!FROM.test(items[i]?.lead ?? '')) continue;
    const [a1, a2, b1, b2, c1, c2] = items.slice(i, i + 6) as [Item, Item, Item, Item, Item, Item];
    const joined = (x: Item, y: Item) => /^[、和及与]$/.test(scene.between(x, y)) && fits(x.family, y.family);
    if (!joined(a1, a2) || !joined(b1, b2) || !/^[、和及与]$/.test(scene.between(c1, c2))) continue;
    const first = changeOf(c1);
    if (!first || !FROM.test(a1.lead) || !TO.test(b1.lead) || !isCountOrRate(a1)) continue;
    const both = [
      byPair(scene, { from: a1, to: b1, sure: true }, first),
      byPair(scene, { from: a2, to: b2, sure: true }, { item: c2, sign: first.sign }),
    ];
    out.push(...both.filter((check) => check !== null));
    for (const item of [c1, c2]) done.add(item);
  }
}

/** 甲由10%提高到15%,乙由20%提高到30%,分别提高5个和10个百分点. */
function respectively(scene: Scene, { items }: Sentence, done: Set<Item>, out: Check[]) {
  for (const [index, item] of items.entries()) {
    const change = changeOf(item);
    if (!change || !/分别/.test(item.lead) || done.has(item)) continue;
    const run = [item];
    while (index + run.length < items.length) {
      const next = items[index + run.length] as Item;
      if (
        !/^[、,和及与]{1,2}$/.test(scene.between(run.at(-1) as Item, next)) ||
        !fits(next.family, item.family)
      )
        break;
      run.push(next);
    }
    for (const one of run) done.add(one);
    const levels = levelsOf(items, index).filter((one) => !isThan(one));
    if (levels.length < 2 * run.length) continue;
    const pairs = run.map((_, k) => levels.slice(levels.length - 2 * (run.length - k)).slice(0, 2));
    const checks = run.map((one, k) => {
      const [from, to] = pairs[k] as [Item, Item];
      return FROM.test(from.lead) && TO.test(to.lead)
        ? byPair(scene, { from, to, sure: false }, { item: one, sign: change.sign })
        : null;
    });
    out.push(...checks.filter((check) => check !== null));
  }
}

const isCountOrRate = (item: Item) => item.rate || isCount(item);
