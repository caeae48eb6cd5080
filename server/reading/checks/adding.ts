import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, labelOf, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';

export type Adding = { total: number; diff: number; relation: 'same' | 'slip' | 'off' };

/**
 * Adds parts and compares with the whole. With 余、近、约 the ranges must meet; sums of numbers rounded to 万 or to decimals
 * may be off by their last digits (slip).
 */
export function addUp(parts: Item[], whole: Item): Adding {
  const total = parts.reduce((sum, item) => sum + item.value, 0);
  const diff = total - whole.value;
  const close = 1e-9 * Math.max(1, Math.abs(whole.value));
  if (parts.every((item) => item.exact) && whole.exact) {
    if (Math.abs(diff) <= close) return { total, diff, relation: 'same' };
    const grain = Math.max(whole.ulp, ...parts.map((item) => item.ulp));
    const rough = [whole, ...parts].some((item) => item.decimals > 0);
    const slack =
      whole.ulp > Math.max(...parts.map((item) => item.ulp)) ? whole.ulp / 2 : (grain * parts.length) / 2;
    return { total, diff, relation: rough && Math.abs(diff) <= slack + close ? 'slip' : 'off' };
  }
  const lo = parts.reduce((sum, item) => sum + item.range.lo, 0);
  const hi = parts.reduce((sum, item) => sum + item.range.hi, 0);
  const meet = lo <= whole.range.hi + close && hi >= whole.range.lo - close;
  return { total, diff, relation: meet ? 'same' : 'off' };
}

type Judged = { holds: boolean; grade: Check['grade']; remark?: string };

/** The check of one breakdown. */
export function sumCheck(scene: Scene, whole: Item, parts: Item[], judged: Judged): Check {
  const { total, diff } = addUp(parts, whole);
  const left = parts.map(said).join(' + ');
  const sums = parts.map((item) => shown(item.value)).join(' + ');
  const gap = Math.abs(diff);
  const name = `${labelOf(whole)}${shown(whole.value)}`;
  const against = Math.abs(diff) < 1e-9 ? `与${name}相符` : `比${name}${diff > 0 ? '多' : '少'}${shown(gap)}`;
  const near = judged.holds && Math.abs(diff) >= 1e-9;
  const remark = judged.remark ?? (judged.grade === 'ask' ? '。请核对是否还有未列出的部分' : '');
  return finding(scene, {
    type: 'sum',
    parts: [part(whole), ...parts.map((item) => part(item))],
    place: placeOf([whole, ...parts]),
    holds: judged.holds,
    grade: judged.grade,
    gap,
    computed: `${sums} = ${shown(total)}${near ? `,在${said(whole)}的范围内` : ''}`,
    message: near
      ? `${left} = ${shown(total)},与${said(whole)}不矛盾`
      : `${left} = ${shown(total)},${against}${judged.holds ? '' : remark}`,
  });
}

/** The check that parts are not more than their whole. */
export function subsetCheck(
  scene: Scene,
  whole: Item,
  parts: Item[],
  holds: Check['holds'],
  grade: Check['grade'],
): Check {
  const over = parts.filter((item) => item.range.lo > whole.range.hi);
  const worst = over[0];
  const computed = parts.map(
    (item) => `${shown(item.value)} ${item.range.lo > whole.range.hi ? '>' : '≤'} ${shown(whole.value)}`,
  );
  return finding(scene, {
    type: 'subset',
    parts: [part(whole), ...parts.map((item) => part(item))],
    place: placeOf([whole, ...parts]),
    holds,
    grade,
    gap: worst ? worst.range.lo - whole.range.hi : 0,
    computed: computed.join(','),
    message:
      worst === undefined
        ? `${parts.map(said).join('、')}不超过${said(whole)}`
        : `${said(worst)}是${said(whole)}的一部分,却比它多${shown(worst.value - whole.value)}${grade === 'ask' ? '。请核对两个数字是否同一口径' : ''}`,
  });
}
