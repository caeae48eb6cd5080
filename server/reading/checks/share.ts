import type { Check } from '../model.ts';
import { allowed, basesBefore } from './bases.ts';
import { kernel } from './kernel.ts';
import { isGeneric, named, wholeOf } from './lookup.ts';
import {
  agrees,
  changedBase,
  compare,
  type Memory,
  type Pair,
  rangeOf,
  settle,
  unknownBase,
} from './ratio-told.ts';
import { isCount } from './salience.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { nearMiss } from './strong.ts';
import { fits, partFits } from './units.ts';

const GROUP = /[两二三四五六七八九]项|合计|合起来|共计/;
const DIGITS = '零一二三四五六七八九';

type Share = {
  scene: Scene;
  sentence: Sentence;
  rate: Item;
  parts: Item[];
  earlier: Item[];
  memory: Memory;
  /** The base as the text names it; empty for 占总数. */
  name: string;
};

/** 占总数的…%, 占全市科级干部总数的…%. Null when the share has no count of its own (女性占48%). */
export function shareOf(
  scene: Scene,
  sentence: Sentence,
  rate: Item,
  words: string,
  earlier: Item[],
  memory: Memory,
): Check | null {
  const name = words
    .replace(/(?:的|比例|比重|比|达到?|为|约|近|超过|到)+$/, '')
    .replace(/(?:的比例|的比重)$/, '');
  // 新任47名,新任者占…: 者 only makes a noun of it.
  const subject = rate.lead
    .slice(0, rate.lead.indexOf('占'))
    .replace(/^[,、;的]/, '')
    .replace(/者$/, '');
  const parts = partsOf(scene, rate, subject, earlier);
  if (parts.length === 0) return null;
  const share: Share = { scene, sentence, rate, parts, earlier, memory, name: isGeneric(name) ? '' : name };
  return share.name === '' ? ofAll(share) : ofNamed(share);
}

function partsOf(scene: Scene, rate: Item, subject: string, earlier: Item[]): Item[] {
  const near = earlier.at(-1);
  if (GROUP.test(subject)) {
    const size = /([两二三四五六七八九])项/.exec(subject)?.[1]?.replace('两', '二');
    const run = earlier.filter((item) => near && fits(item.family, near.family));
    // 合计559件次,占…: the total has a number of its own.
    if (size === undefined) return near && near.clause === rate.clause ? [near] : run.slice(-2);
    return run.slice(-DIGITS.indexOf(size));
  }
  if (kernel(subject).length < 2) return near && rate.clause - near.clause <= 1 ? [near] : [];
  const own = named(scene, subject, rate, 0);
  return own && (own.sure || own.item.sentence === rate.sentence) && own.item.sentence >= rate.sentence - 1
    ? [own.item]
    : [];
}

/** 占总数的: the whole of the sentence, or the one that the shares before it were taken of; which, is often unclear. */
function ofAll(share: Share): Check | null {
  const { scene, sentence, rate, parts, earlier, memory, name } = share;
  const first = parts[0] as Item;
  const whole = wholeOf(scene, first);
  const explicit = whole?.split && whole.straight ? whole.item : null;
  const chain = chainOf(share, first);
  // A larger number in the clause right before is a new whole (村委会成员5902名,女性1886名).
  const ahead = scene.items[first.order - 1];
  const renewed =
    ahead !== undefined &&
    ahead !== chain &&
    isCount(ahead) &&
    ahead.semi === first.semi &&
    first.clause - ahead.clause === 1 &&
    partFits(first.family, ahead.family) &&
    ahead.range.lo > first.range.hi;
  const linked =
    chain !== null &&
    !renewed &&
    memory.rate?.sentence === rate.sentence &&
    (partFits(first.family, chain.family) || memory.part?.family === first.family);
  // A row of shares of one base: off by the last digit is a slip, even if some other number would do.
  if (linked && chain && !explicit && compare({ parts, base: chain, sure: false }, rate).relation === 'slip')
    return settle(scene, rate, [{ parts, base: chain, sure: false }], memory);
  // Near the base that the sentence names, a number is meant for it: no far one is tried.
  const meant = explicit ?? (linked ? chain : null);
  const offBy = meant ? compare({ parts, base: meant, sure: false }, rate).computed / rate.value : 0;
  const beside = meant !== null && (meant === chain || first.order - meant.order <= 2);
  const bound = meant !== null && beside && name === '' && parts.length === 1 && offBy > 0.8 && offBy < 1.25;
  for (const run of bound ? [parts] : runsOf(parts, earlier)) {
    const far = allowed(basesBefore(scene, first, rangeOf(run).lo), rate.decimals);
    // 15个村中有女主任12名,占80%: persons for places, close together.
    const near = scene.items
      .slice(Math.max(0, first.order - 6), first.order)
      .filter(
        (item) =>
          isCount(item) &&
          first.sentence - item.sentence <= 1 &&
          item.family === 'place' &&
          first.family === 'person',
      );
    // 大专2名,本科1名,占总人数的60%: what the brackets add up to may be a share of another kind of count.
    const others =
      run.length > 1
        ? scene.items
            .slice(Math.max(0, first.order - 6), first.order)
            .filter((item) => isCount(item) && item.family === 'place' && first.sentence - item.sentence <= 1)
        : [];
    for (const base of bound
      ? [explicit, chain]
      : [explicit, chain, whole?.item ?? null, ...far, ...near, ...others]) {
      if (base === null || run.includes(base) || base.range.hi < rangeOf(run).lo || base.order > first.order)
        continue;
      if (base === chain && !partFits(first.family, base.family) && rate.decimals < 1) continue;
      const pair = { parts: run, base, sure: false };
      if (!agrees(pair, rate)) continue;
      if (linked && chain && memory.hits >= 2 && base !== chain && base !== explicit)
        return changedBase(scene, rate, parts, chain, base);
      return settle(scene, rate, [pair], memory);
    }
  }
  if (name !== '') {
    // 女人大代表85名…占女代表总数的…: another name for the whole of the sentence.
    const alike = explicit && kernel(name).slice(-2) === explicit.core.slice(-2);
    const off = explicit ? compare({ parts, base: explicit, sure: false }, rate).computed / rate.value : 0;
    if (explicit && alike && off > 0.7 && off < 1.4)
      return settle(scene, rate, [{ parts, base: explicit, sure: false }], memory);
    const close =
      whole && first.order - whole.item.order <= 2
        ? compare({ parts, base: whole.item, sure: false }, rate).computed / rate.value
        : 0;
    // Another name, but so near the number beside it that it is asked about.
    if (whole && rate.value > 0 && close > 0.88 && close < 1.14)
      return settle(scene, rate, [{ parts, base: whole.item, sure: false }], memory);
    const nearby = nearMiss(scene, parts, rate, memory);
    if (nearby) return settle(scene, rate, [nearby], memory);
    return unknownBase(scene, rate, parts, name);
  }
  const owned =
    whole !== null &&
    sentence.items.some(
      (item) =>
        item.rate && item.order > whole.item.order && item.order < first.order && /占/.test(item.lead),
    );
  const claims: (Pair & { from: number; to: number })[] = [];
  if (explicit)
    claims.push({
      parts,
      base: explicit,
      sure: !owned && first.order - explicit.order <= 2,
      from: 0.5,
      to: 2,
    });
  if (linked && chain) claims.push({ parts, base: chain, sure: false, from: 0.7, to: 1.4 });
  if (whole?.straight && whole.item.clause >= first.clause - 2)
    claims.push({
      parts,
      base: whole.item,
      sure: false,
      from: first.order - whole.item.order === 1 ? 0.5 : 0.7,
      to: first.order - whole.item.order === 1 ? 2 : 1.4,
    });
  for (const claim of claims) {
    const off = compare(claim, rate).computed / rate.value;
    if (off >= claim.from && off <= claim.to) return settle(scene, rate, [claim], memory);
  }
  const nearby = nearMiss(scene, parts, rate, memory);
  return nearby ? settle(scene, rate, [nearby], memory) : unknownBase(scene, rate, parts, '');
}

/** The base that the last shares agreed with, as long as no other matter came between. */
function chainOf({ rate, memory }: Share, first: Item): Item | null {
  if (memory.base === null || memory.rate === null || memory.base.order >= first.order) return null;
  return rate.order - memory.rate.order <= 6 && rate.paragraph - memory.rate.paragraph <= 1
    ? memory.base
    : null;
}

/** The part alone, or with the like figures right before it. */
function runsOf(parts: Item[], earlier: Item[]): Item[][] {
  const first = parts[0] as Item;
  const runs = [parts];
  if (parts.length > 1) return runs;
  for (let k = 2; k <= 4; k++) {
    const run = earlier.slice(-k);
    if (
      run.length === k &&
      run.at(-1) === first &&
      run.slice(1).every((item) => !/其中/.test(item.lead)) &&
      run.every((item) => fits(item.family, first.family) && item.semi === first.semi)
    )
      runs.push(run);
  }
  return runs;
}

/** 占全市科级干部总数的: a base by its name, anywhere before. */
function ofNamed(share: Share): Check | null {
  const { scene, rate, parts, name, memory } = share;
  const first = parts[0] as Item;
  const base = named(scene, name, first, rangeOf(parts).lo);
  const pair = base
    ? { parts, base: base.item, sure: base.sure && base.item.sentence === first.sentence }
    : null;
  if (pair && agrees(pair, rate)) return settle(scene, rate, [pair], memory);
  const other = ofAll(share);
  if (other?.holds === true || !pair || !base) return other;
  const { relation, computed } = compare(pair, rate);
  const near = computed / rate.value > 0.7 && computed / rate.value < 1.4;
  return relation === 'slip' || base.sure || near ? settle(scene, rate, [pair], memory) : other;
}
