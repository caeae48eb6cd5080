import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { feasible, likelyOf, surelyOf } from './feasibility.ts';
import { finding, labelOf, part, placeOf, said } from './finding.ts';
import { compareRate, fullOf, shownRate } from './rates.ts';
import type { Item, Scene } from './scene.ts';

/** A share's part or parts and what they are taken of; `sure`: the text leaves no other base. */
export type Pair = { parts: Item[]; base: Item; sure: boolean };

/** The base of the last share that agreed: shares that follow are usually taken of it too. */
export type Memory = { base: Item | null; part: Item | null; rate: Item | null; hits: number };

export const rangeOf = (parts: Item[]) => ({
  lo: parts.reduce((sum, item) => sum + item.range.lo, 0),
  hi: parts.reduce((sum, item) => sum + item.range.hi, 0),
});

export const compare = (pair: Pair, rate: Item) => compareRate(rangeOf(pair.parts), pair.base.range, rate);

export const agrees = (pair: Pair, rate: Item) =>
  pair.base.value > 0 && Number.isFinite(pair.base.range.lo) && compare(pair, rate).relation === 'same';

/** The first pair that agrees makes it true; else the first pair is the claim that fails. */
export function settle(scene: Scene, rate: Item, pairs: Pair[], memory: Memory): Check | null {
  const usable = pairs.filter((pair) => pair.base.value > 0 && Number.isFinite(pair.base.range.lo));
  const pair = usable.find((one) => agrees(one, rate)) ?? usable[0];
  if (!pair) return null;
  if (agrees(pair, rate)) {
    memory.hits = memory.base === pair.base && memory.rate?.sentence === rate.sentence ? memory.hits + 1 : 1;
    memory.base = pair.base;
    memory.rate = rate;
    memory.part = pair.parts[0] ?? null;
  }
  return told(scene, rate, pair);
}

const claimOf = (rate: Item) => `${shown(rate.value)}${rate.figure.unit}`;
const ratePart = (rate: Item) => part(rate, `${labelOf(rate)}${rate.figure.unit}`);

/** The check of a share whose part and base are known. */
export function told(scene: Scene, rate: Item, pair: Pair): Check {
  const { relation, computed } = compare(pair, rate);
  const { parts, base } = pair;
  const sum = parts.reduce((total, item) => total + item.value, 0);
  const top = parts.length > 1 ? `(${parts.map((item) => shown(item.value)).join(' + ')})` : shown(sum);
  const words = `${top} ÷ ${shown(base.value)} = ${shownRate(computed, rate)}`;
  const exact = base.exact && parts.every((item) => item.exact);
  const claim = claimOf(rate);
  let grade: Check['grade'] = null;
  let tail = `与所写的${claim}相符`;
  if (relation === 'slip') {
    grade = 'slip';
    tail = `与所写的${claim}差在末位,请核对是否四舍五入`;
  } else if (relation === 'off') {
    grade = pair.sure && exact ? 'break' : 'ask';
    const other = shown(Math.round((sum / rate.value) * fullOf(rate)));
    tail = `与所写的${claim}不符`;
    if (grade === 'ask') tail += `;如基数不是${labelOf(base)},请写明(按${claim}倒推约为${other})`;
  }
  return finding(scene, {
    type: 'ratio',
    parts: [...parts.map((item) => part(item)), part(base), ratePart(rate)],
    place: placeOf([...parts, base, rate]),
    holds: relation === 'same',
    grade,
    gap: Math.abs(computed - rate.value),
    computed: words,
    message: `${parts.map(labelOf).join('、')}占${labelOf(base)}:${words},${tail}`,
  });
}

/** 占该类的35.7%;…占30.5%;…占7.1%: the first shares are of one base, this one only fits another. */
export function changedBase(scene: Scene, rate: Item, parts: Item[], chain: Item, other: Item): Check {
  const check = told(scene, rate, { parts, base: chain, sure: false });
  return { ...check, message: `${check.message};按${said(other)}才相符,基数与前面几项不一致` };
}

/** One of the three is missing: what the other two imply, or that no whole number can do it (98 % of 27). */
export function implied(scene: Scene, rate: Item, base: Item): Check {
  const claim = claimOf(rate);
  const exactly = (base.value * rate.value) / fullOf(rate);
  const common = { parts: [part(base), ratePart(rate)], place: placeOf([base, rate]) };
  const sure = surelyOf(base, rate);
  const can = sure || likelyOf(base, rate) ? feasible(base, rate) : 'unknown';
  if (can === 'impossible' || can === 'part') {
    const below = Math.floor(exactly);
    const near = [below, below + 1]
      .map((k) => `${k} ÷ ${shown(base.value)} = ${shownRate((fullOf(rate) * k) / base.value, rate)}`)
      .join(',');
    return finding(scene, {
      ...common,
      type: 'feasibility',
      holds: false,
      grade: sure && can === 'impossible' ? 'break' : 'ask',
      gap: Math.abs(exactly - Math.round(exactly)),
      computed: near,
      message: `${said(base)}的${claim}不是整数:${near},没有一个等于${claim}`,
    });
  }
  return finding(scene, {
    ...common,
    type: 'ratio',
    holds: 'cannot-tell',
    computed: `${shown(base.value)} × ${claim} ≈ ${Math.round(exactly)}`,
    message: `${said(base)}的${claim}约为${Math.round(exactly)},文中没有写出这个数,无法核对`,
  });
}

/** 女党员1562名,占党员总数的15%: the base is not in the text. */
export function unknownBase(scene: Scene, rate: Item, parts: Item[], words: string): Check | null {
  if (rate.value <= 0) return null;
  const sum = parts.reduce((total, item) => total + item.value, 0);
  const base = Math.round((sum / rate.value) * fullOf(rate));
  const claim = claimOf(rate);
  return finding(scene, {
    type: 'ratio',
    parts: [...parts.map((item) => part(item)), ratePart(rate)],
    place: placeOf([...parts, rate]),
    holds: 'cannot-tell',
    computed: `${shown(sum)} ÷ ${claim} ≈ ${base}`,
    message: `文中没有写明${words || '总数'};按${parts.map(said).join('、')}占${claim}倒推,约为${base}`,
  });
}
