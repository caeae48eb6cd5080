import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { feasible } from './feasibility.ts';
import { finding, labelOf, part, placeOf, said } from './finding.ts';
import { isGeneric, kernel, named, wholeOf } from './lookup.ts';
import { compareRate, fullOf, shownRate } from './rates.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits, isTime, partFits } from './units.ts';

const CHANGE =
  /增长|增加|增幅|提高|上升|提升|下降|降低|减少|高于|低于|同比|环比|比上|比去|较上|较去|翻|超出|增速|升高|利率|贴息|税率|上浮|下浮/;
const RATE_WORD =
  /([^,;:占]{0,12}?)(?:率|比例|比重|占比|百分比)(?:已|均|都|约|近|也|仅|保持|稳定|分别)*(?:达到?了?|为|是|占|在|超过|高达|不低于|不足|不到|突破|提升至|提高到)?[^,;]{0,2}$/;
const SHARE = /占(?:了|到|比)?([^,;]*)$/;
const PLAN = /完成[^,;]{0,10}(?:计划|任务|目标|指标)/;
const GROUP = /[两二三四五六七八九]项|合计|合起来|共计/;
const DIGITS = '零一二三四五六七八九';

type Pair = { parts: Item[]; base: Item; sure: boolean };

/** Percentages with what they are taken of (比例): 占…的…%, 组建率达95%, 98%的妇干. */
export function ratios(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    for (const [index, rate] of sentence.items.entries()) {
      if (rate.family !== 'percent' && rate.family !== 'permille') continue;
      if (rate.figure.role === 'delta' || CHANGE.test(rate.lead)) continue;
      // 均建立了组织,组建率100%: that is a case of all.ts.
      if (
        rate.value === 100 &&
        /均|全部|都/.test(scene.words(Math.max(sentence.start, rate.start - 24), rate.start))
      )
        continue;
      const check = judge(scene, sentence, rate, index);
      if (check) out.push(check);
    }
  }
  return out;
}

function judge(scene: Scene, sentence: Sentence, rate: Item, index: number): Check | null {
  const earlier = sentence.items.slice(Math.max(0, index - 8), index).filter(isCount);
  const list = parallel(sentence, rate, index);
  if (list) return settle(scene, rate, list);
  const share = SHARE.exec(rate.lead);
  if (share) return shareOf(scene, rate, share[1] ?? '', earlier, sentence);
  if (PLAN.test(rate.lead)) return ofPlan(scene, rate, earlier);
  const word = RATE_WORD.exec(rate.lead);
  if (word) return byRoot(scene, rate, word[1] ?? '', earlier, sentence);
  return ofThem(scene, rate, earlier);
}

const isCount = (item: Item) =>
  !item.rate &&
  !isTime(item.family) &&
  item.figure.qualifier !== 'range' &&
  item.figure.role !== 'delta' &&
  item.figure.kind !== 'ordinal' &&
  item.figure.kind !== 'rank';

/** 甲100人、乙200人,分别占总数的33.3%和66.7%: the k-th share belongs to the k-th count. */
function parallel(sentence: Sentence, rate: Item, index: number): Pair[] | null {
  let first = index;
  while (
    first > 0 &&
    /^[、和及与,]?$/.test(sentence.items[first]?.lead ?? '') &&
    sentence.items[first - 1]?.family === rate.family
  )
    first -= 1;
  const head = sentence.items[first];
  if (!head || !/分别/.test(head.lead)) return null;
  let last = first;
  while (
    sentence.items[last + 1]?.family === rate.family &&
    /^[、和及与,]?$/.test(sentence.items[last + 1]?.lead ?? 'x')
  )
    last += 1;
  const size = last - first + 1;
  if (size < 2) return null;
  const counts = sentence.items.slice(0, first).filter(isCount);
  const parts = counts.slice(-size);
  const mine = parts[index - first];
  const base = counts.at(-size - 1);
  if (parts.length < size || !mine || !base || !fits(mine.family, base.family)) return null;
  return [{ parts: [mine], base, sure: /总数|总人|总户|其/.test(head.lead) }];
}

/** 占总数的…%, 占全市科级干部总数的…%. */
function shareOf(scene: Scene, rate: Item, words: string, earlier: Item[], sentence: Sentence): Check | null {
  const baseWords = words
    .replace(/(?:的|比例|比重|比|达到?|为|约|近|超过|到)+$/, '')
    .replace(/(?:的比例|的比重)$/, '');
  const subject = rate.lead.slice(0, rate.lead.indexOf('占')).replace(/^[,、;]/, '');
  const size = /([两二三四五六七八九])项/.exec(rate.lead)?.[1]?.replace('两', '二');
  let parts: Item[] = [];
  if (GROUP.test(subject)) {
    const total = earlier.at(-1);
    const run = earlier.filter((item) => total && fits(item.family, total.family));
    parts = run.slice(size ? -DIGITS.indexOf(size) : -2);
  } else {
    const near = earlier.at(-1);
    if (
      near &&
      (near.clause === rate.clause ? true : rate.clause - near.clause <= 1) &&
      kernel(subject).length < 2
    )
      parts = [near];
  }
  if (parts.length === 0 && kernel(subject).length >= 2) {
    const own = named(scene, subject, rate, 0);
    // 女性占48% of 200 delegates: the share has no count of its own.
    if (!own) return ofThem(scene, rate, earlier);
    parts = [own.item];
  }
  const [first] = parts;
  if (!first) return null;
  return isGeneric(baseWords)
    ? ofAll(scene, rate, parts, earlier, sentence)
    : ofNamed(scene, rate, parts, baseWords);
}

/** 占总数的: the whole of the sentence; which one that is, is often unclear. */
function ofAll(scene: Scene, rate: Item, parts: Item[], earlier: Item[], sentence: Sentence): Check | null {
  const first = parts[0] as Item;
  const whole = wholeOf(scene, first);
  const owned =
    whole !== null &&
    sentence.items.some(
      (item) =>
        item.rate && item.order > whole.item.order && item.order < first.order && /占/.test(item.lead),
    );
  const runs = [parts];
  // 大专2名,本科1名,占总人数的60%: the share may be that of several counts together.
  if (parts.length === 1) {
    for (let k = 2; k <= 4; k++) {
      const run = earlier.slice(-k);
      if (
        run.length === k &&
        run.every((item) => fits(item.family, first.family) && item.semi === first.semi)
      )
        runs.push(run);
    }
  }
  const others = scene.items
    .slice(Math.max(0, first.order - 8), first.order)
    .filter((item) => isCount(item) && item.paragraph === first.paragraph);
  for (const run of runs) {
    for (const base of whole ? [whole.item, ...others] : others) {
      if (run.includes(base) || base.range.hi < rangeOf(run).lo) continue;
      if (run.length === 1 && !partFits(first.family, base.family)) continue;
      const pair = { parts: run, base, sure: false };
      if (compare(pair, rate).relation === 'same') return settle(scene, rate, [pair]);
    }
  }
  if (!whole) return unknownBase(scene, rate, parts, '');
  const pair = { parts, base: whole.item, sure: whole.split && whole.straight && !owned };
  const off = compare(pair, rate).computed / rate.value;
  if (!whole.straight || off < 0.5 || off > 2) return unknownBase(scene, rate, parts, '');
  return settle(scene, rate, [pair]);
}

/** 占全市科级干部总数的: a base by its name, anywhere before. */
function ofNamed(scene: Scene, rate: Item, parts: Item[], words: string): Check | null {
  const first = parts[0] as Item;
  const base = named(scene, words, first, rangeOf(parts).lo);
  if (base) {
    const pair = { parts, base: base.item, sure: base.sure && base.item.sentence === first.sentence };
    const { relation, computed } = compare(pair, rate);
    if (relation !== 'off' || base.sure || (computed / rate.value > 0.7 && computed / rate.value < 1.4))
      return settle(scene, rate, [pair]);
    return unknownBase(scene, rate, parts, words);
  }
  const whole = wholeOf(scene, first);
  if (whole?.split) {
    const pair = { parts, base: whole.item, sure: false };
    if (compare(pair, rate).relation !== 'off') return settle(scene, rate, [pair]);
  }
  return unknownBase(scene, rate, parts, words);
}

/** 新经济组织1348个,已建妇女组织1281个,组建率95%: the rate's word points at the part. */
function byRoot(scene: Scene, rate: Item, words: string, earlier: Item[], sentence: Sentence): Check | null {
  const later = sentence.items
    .slice(sentence.items.indexOf(rate) + 1)
    .filter((item) => isCount(item) && item.clause - rate.clause <= 1)
    .slice(0, 1);
  const since = earlier.filter((item) => rate.clause - item.clause <= 6);
  const roots = rootsOf(words);
  const fresh = since.slice(Math.max(0, since.length - 4));
  const candidates = [...fresh, ...later];
  const pairs: Pair[] = [];
  const lastTwo = fresh.slice(-2);
  const [a, b] = lastTwo;
  const joined = (item: Item) =>
    roots.some(
      (root) =>
        item.lead.includes(root) || item.trail.startsWith(root) || item.trail.slice(0, 8).includes(root),
    );
  if (a && b && fits(a.family, b.family) && !rateBetween(scene, a, rate)) {
    const rooted = joined(b) || /已|其中|实际|完成|收回|到/.test(b.lead);
    pairs.push({ parts: [b], base: a, sure: rooted && b.value <= a.value });
    if (joined(a) && !joined(b)) pairs.push({ parts: [a], base: b, sure: false });
  }
  for (const item of candidates) {
    for (const other of candidates) {
      if (item === other || !fits(item.family, other.family) || other.value < item.value) continue;
      if (!pairs.some((pair) => pair.parts[0] === item && pair.base === other))
        pairs.push({ parts: [item], base: other, sure: false });
    }
  }
  const near = fresh.at(-1);
  if (pairs.length > 0 && pairs.some((pair) => compare(pair, rate).relation === 'same'))
    return settle(scene, rate, pairs);
  const claim = pairs[0];
  const straight =
    a &&
    b &&
    claim?.base === a &&
    !rateBetween(scene, a, rate) &&
    rate.clause - b.clause <= 2 &&
    b.value <= a.value;
  if (straight && (claim.sure || roots.length > 0)) return settle(scene, rate, [claim]);
  if (!near || rate.clause - near.clause > 2 || rateBetween(scene, near, rate)) return null;
  // 培训1700人,培训率85%: what the rate's own word counts is the part.
  const isPart = roots.length > 0 && near.lead.includes(roots[0] as string) && rate.value < 100;
  return isPart ? unknownBase(scene, rate, [near], '') : implied(scene, rate, near);
}

const rateBetween = (scene: Scene, a: Item, b: Item) =>
  scene.items.slice(a.order + 1, b.order).some((item) => item.rate);

/** 组建率 → 组建、建; 办结率 → 办结、结. */
function rootsOf(words: string): string[] {
  const root = words.replace(/[“”"的]/g, '').slice(-2);
  if (root.length < 2) return [];
  const kin: Record<string, string[]> = {
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
    成功: ['成功'],
  };
  return [root, ...(kin[root] ?? [])];
}

/** 计划培训1000人,实际培训950人,完成计划的95%. */
function ofPlan(scene: Scene, rate: Item, earlier: Item[]): Check | null {
  const plan = earlier.findLast((item) => /计划|任务|目标|指标|应/.test(item.lead));
  const done = earlier.findLast(
    (item) =>
      item !== plan && plan && fits(item.family, plan.family) && !/计划|任务|目标|指标/.test(item.lead),
  );
  if (!plan || !done) return null;
  return settle(scene, rate, [{ parts: [done], base: plan, sure: true }]);
}

/** 妇干311人,98%的妇干参加了培训: the part is not counted, only its share. */
function ofThem(scene: Scene, rate: Item, earlier: Item[]): Check | null {
  const words = /^的?([^,;]{2,12})/.exec(rate.trail)?.[1] ?? '';
  const base = earlier.at(-1);
  if (!base || rate.clause - base.clause > 3 || rateBetween(scene, base, rate) === true) {
    const far = earlier.find(
      (item) => kernel(item.noun).length >= 2 && words.startsWith(kernel(item.noun).slice(-2)),
    );
    return far ? implied(scene, rate, far) : null;
  }
  return implied(scene, rate, base);
}

const rangeOf = (parts: Item[]) => ({
  lo: parts.reduce((sum, item) => sum + item.range.lo, 0),
  hi: parts.reduce((sum, item) => sum + item.range.hi, 0),
});

const compare = (pair: Pair, rate: Item) => compareRate(rangeOf(pair.parts), pair.base.range, rate);

/** The first pair that agrees makes it true; else the first pair is the claim that fails. */
function settle(scene: Scene, rate: Item, pairs: Pair[]): Check | null {
  const usable = pairs.filter((pair) => pair.base.value > 0 && Number.isFinite(pair.base.range.lo));
  const agreeing = usable.find((pair) => compare(pair, rate).relation === 'same');
  const pair = agreeing ?? usable[0];
  if (!pair) return null;
  const { relation, computed } = compare(pair, rate);
  const sum = pair.parts.reduce((total, item) => total + item.value, 0);
  const top =
    pair.parts.length > 1 ? `(${pair.parts.map((item) => shown(item.value)).join(' + ')})` : shown(sum);
  const words = `${top} ÷ ${shown(pair.base.value)} = ${shownRate(computed, rate)}`;
  const exact = pair.base.exact && pair.parts.every((item) => item.exact);
  const grade =
    relation === 'same' ? null : relation === 'slip' ? 'slip' : pair.sure && exact ? 'break' : 'ask';
  const claim = `${shown(rate.value)}${rate.figure.unit}`;
  const other = shown(Math.round((sum / rate.value) * fullOf(rate)));
  const tail =
    relation === 'same'
      ? `与所写的${claim}相符`
      : relation === 'slip'
        ? `与所写的${claim}差在末位,请核对是否四舍五入`
        : `与所写的${claim}不符${grade === 'ask' ? `;如基数不是${labelOf(pair.base)},请写明(按${claim}倒推约为${other})` : ''}`;
  return finding(scene, {
    type: 'ratio',
    parts: [
      ...pair.parts.map((item) => part(item)),
      part(pair.base),
      part(rate, `${labelOf(rate)}${rate.figure.unit}`),
    ],
    place: placeOf([...pair.parts, pair.base, rate]),
    holds: relation === 'same',
    grade,
    gap: Math.abs(computed - rate.value),
    computed: words,
    message: `${pair.parts.map(labelOf).join('、')}占${labelOf(pair.base)}:${words},${tail}`,
  });
}

/** One of the three is missing: what the other two imply. */
function implied(scene: Scene, rate: Item, base: Item): Check {
  const verdict = feasible(base, rate);
  const count = Math.round((base.value * rate.value) / fullOf(rate));
  const claim = `${shown(rate.value)}${rate.figure.unit}`;
  const parts = [part(base), part(rate, `${labelOf(rate)}${rate.figure.unit}`)];
  if (verdict === 'impossible') {
    const below = Math.floor((base.value * rate.value) / fullOf(rate));
    const near = [below, below + 1].map(
      (k) => `${k} ÷ ${shown(base.value)} = ${shownRate((fullOf(rate) * k) / base.value, rate)}`,
    );
    return finding(scene, {
      type: 'feasibility',
      parts,
      place: placeOf([base, rate]),
      holds: false,
      grade: 'break',
      gap: Math.abs((base.value * rate.value) / fullOf(rate) - count),
      computed: near.join(','),
      message: `${said(base)}的${claim}不是整数:${near.join(',')},没有一个等于${claim}`,
    });
  }
  return finding(scene, {
    type: 'ratio',
    parts,
    place: placeOf([base, rate]),
    holds: 'cannot-tell',
    computed: `${shown(base.value)} × ${claim} ≈ ${count}`,
    message: `${said(base)}的${claim}约为${count},文中没有写出这个数,无法核对`,
  });
}

/** 女党员1562名,占党员总数的15%: the base is not in the text. */
function unknownBase(scene: Scene, rate: Item, parts: Item[], words: string): Check | null {
  const sum = parts.reduce((total, item) => total + item.value, 0);
  if (rate.value <= 0) return null;
  const base = Math.round((sum / rate.value) * fullOf(rate));
  const claim = `${shown(rate.value)}${rate.figure.unit}`;
  return finding(scene, {
    type: 'ratio',
    parts: [...parts.map((item) => part(item)), part(rate, `${labelOf(rate)}${rate.figure.unit}`)],
    place: placeOf([...parts, rate]),
    holds: 'cannot-tell',
    computed: `${shown(sum)} ÷ ${claim} ≈ ${base}`,
    message: `文中没有写明${words || '总数'};按${parts.map(said).join('、')}占${claim}倒推,约为${base}`,
  });
}
