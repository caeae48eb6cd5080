import type { Check } from '../model.ts';
import { shareWord } from './kin.ts';
import { agrees, compare, implied, type Memory, type Pair, settle } from './ratio-told.ts';
import { byRoot } from './root.ts';
import { isCount } from './salience.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { shareOf } from './share.ts';
import { fits } from './units.ts';

const CHANGE =
  /增长|增加|增幅|提高|上升|提升|下降|降低|减少|高于|低于|同比|环比|比上|比去|较上|较去|翻|超出|增速|升高|利率|贴息|税率|上浮|下浮|降幅/;
const RATE_WORD =
  /([^,;:占]{0,12}?)(?:率|比例|比重|占比|百分比)(?:已|均|都|约|近|也|仅|保持|稳定|分别|只有)*(?:达到?了?|为|是|占|在|有|超过|高达|不低于|不足|不到|突破|提升至|提高到)?(?:[^,;]{0,2}|[^,;]{2,14}的)$/;
const SHARE = /占(?:了|到|比)?([^,;]*)$/;
const PLAN = /(?:完成|占|[为达是])[^,;]{0,10}(?:计划|任务|目标|指标|预算)/;
const RATES = new Set(['percent', 'permille', 'per10k', 'per100k']);

/** Shares and rates with what they are taken of (比例): 占…的…%, 组建率达95%, 98%的妇干, 完成任务1350人的102.6%. */
export function ratios(scene: Scene): Check[] {
  const out: Check[] = [];
  const memory: Memory = { base: null, part: null, rate: null, hits: 0 };
  for (const sentence of scene.sentences) {
    for (const [index, rate] of sentence.items.entries()) {
      if (!RATES.has(rate.family) || rate.figure.role === 'delta' || CHANGE.test(rate.lead)) continue;
      const check = judge(scene, sentence, rate, index, memory);
      if (check) out.push(check);
    }
  }
  return out;
}

function judge(scene: Scene, sentence: Sentence, rate: Item, index: number, memory: Memory): Check | null {
  const earlier = sentence.items.slice(Math.max(0, index - 10), index).filter(isCount);
  if (rate.family !== 'percent') {
    const many = perMany(scene, rate, memory);
    if (many) return many;
  }
  const list = parallel(scene, sentence, rate, index);
  if (list) return settle(scene, rate, [list], memory);
  const direct = ofNumber(scene, rate, earlier, memory);
  if (direct) return direct;
  const share = SHARE.exec(rate.lead);
  if (share && !PLAN.test(rate.lead))
    return shareOf(scene, sentence, rate, share[1] ?? '', earlier, memory) ?? ofThem(scene, rate, earlier);
  if (
    PLAN.test(rate.lead) ||
    /^[,;]?(?:已|共|全年)?完成(?:率|了|比例|进度)?(?:达到?|为|的)?$/.test(rate.lead)
  )
    return ofPlan(scene, rate, earlier, memory) ?? byRoot(scene, sentence, rate, '完成', earlier, memory);
  const word = RATE_WORD.exec(rate.lead);
  if (word) return byRoot(scene, sentence, rate, word[1] ?? '', earlier, memory);
  return ofThem(scene, rate, earlier);
}

/** 甲100人、乙200人,分别占总数的33.3%和66.7%: the k-th share belongs to the k-th count. */
function parallel(scene: Scene, sentence: Sentence, rate: Item, index: number): Pair | null {
  const { items } = sentence;
  const joins = (item: Item | undefined) => item?.family === rate.family && /^[、和及与,]?$/.test(item.lead);
  let first = index;
  while (first > 0 && joins(items[first]) && items[first - 1]?.family === rate.family) first -= 1;
  const head = items[first];
  if (!head || !/分别/.test(head.lead)) return null;
  let last = first;
  while (joins(items[last + 1])) last += 1;
  const size = last - first + 1;
  const counts = items.slice(0, first).filter(isCount);
  const mine = counts.slice(-size)[index - first];
  const base = filled(scene, counts.slice(-size)) ?? counts.at(-size - 1);
  if (size < 2 || !mine || !base || !fits(mine.family, base.family)) return null;
  return { parts: [mine], base, sure: /总数|总人|总户|其/.test(head.lead) };
}

/** How far back the whole that a row fills may stand, in figures. */
const ROW_BACK = 40;

/** The count that a row of counts fills, in this sentence or before. */
function filled(scene: Scene, row: Item[]): Item | undefined {
  const first = row[0];
  if (!first || row.length < 2 || !row.every((item) => item.exact)) return undefined;
  const total = row.reduce((sum, item) => sum + item.value, 0);
  return scene.items
    .slice(Math.max(0, first.order - ROW_BACK), first.order)
    .findLast(
      (item) => isCount(item) && item.exact && item.value === total && fits(item.family, first.family),
    );
}

/** 初筛12463人,高级别病变46例、原位腺癌1例,检出率377.1/10万: cases of persons, some figures before; only agreement is told. */
function perMany(scene: Scene, rate: Item, memory: Memory): Check | null {
  const before = scene.items.slice(Math.max(0, rate.order - 30), rate.order).filter(isCount);
  const bases = before.filter((item) => item.value >= 500 && item.exact).toReversed();
  const small = before.slice(-10).filter((item) => item.exact && item.value < 10000);
  for (let size = 1; size <= 3; size++) {
    for (let from = small.length - size; from >= 0; from--) {
      const parts = small.slice(from, from + size);
      if (
        size > 1 &&
        parts.some(
          (item, k) =>
            k > 0 &&
            (item.figure.unit !== parts[0]?.figure.unit || item.order !== (parts[k - 1]?.order ?? 0) + 1),
        )
      )
        continue;
      const base = bases.find(
        (item) => !parts.includes(item) && agrees({ parts, base: item, sure: false }, rate),
      );
      if (base) return settle(scene, rate, [{ parts, base, sure: false }], memory);
    }
  }
  return null;
}

/** 占全镇5160户的9%, 完成任务1350人的102.6%: the base stands right before the share. */
function ofNumber(scene: Scene, rate: Item, earlier: Item[], memory: Memory): Check | null {
  const base = earlier.at(-1);
  if (rate.lead !== '的' || !base || base.order !== rate.order - 1) return null;
  if (!/占|完成|相当于|为|达到?|覆盖/.test(base.lead)) return null;
  const part = earlier.at(-2);
  if (!part || rate.clause - part.clause > 2) return null;
  return settle(scene, rate, [{ parts: [part], base, sure: false }], memory);
}

/** 计划培训1000人,实际培训950人,完成计划的95%: the plan may stand in another sentence. */
function ofPlan(scene: Scene, rate: Item, earlier: Item[], memory: Memory): Check | null {
  const isPlan = (item: Item) =>
    isCount(item) && (/计划|任务|目标|指标|应|预算/.test(item.lead) || item.figure.status === 'plan');
  const done = earlier.findLast((item) => !/计划|任务|目标|指标|预算/.test(item.lead));
  if (!done) return null;
  const plans = scene.items
    .slice(Math.max(0, done.order - 12), rate.order)
    .filter((item) => item !== done && isPlan(item) && fits(item.family, done.family))
    .toReversed();
  const pairs = plans.map((base) => ({
    parts: [done],
    base,
    sure: false,
  }));
  const agreeing = pairs.find((pair) => agrees(pair, rate));
  if (agreeing) return settle(scene, rate, [agreeing], memory);
  // A plan of the same words in another sentence, missed by little, is asked about.
  const claim = pairs.find((pair) => {
    const off = compare(pair, rate).computed / rate.value;
    return (
      pair.base.sentence === rate.sentence || (shareWord(pair.base.core, done.core) && off > 0.7 && off < 1.4)
    );
  });
  return claim ? settle(scene, rate, [claim], memory) : null;
}

/** 妇干311人,98%的妇干参加了培训: the part is not counted, only its share. */
function ofThem(scene: Scene, rate: Item, earlier: Item[]): Check | null {
  const words = /^的?([^,;]{2,12})/.exec(rate.trail)?.[1] ?? '';
  const base = earlier.at(-1);
  const between = base && scene.items.slice(base.order + 1, rate.order).some((item) => item.rate);
  if (base && rate.clause - base.clause <= 3 && !between) return implied(scene, rate, base);
  const far = earlier.find((item) => item.core.length >= 2 && words.startsWith(item.core.slice(-2)));
  return far ? implied(scene, rate, far) : null;
}
