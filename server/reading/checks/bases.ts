import { isCount, isSalient } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { partFits } from './units.ts';

export type Base = { item: Item; salient: boolean; kin: boolean };

/** How far back a base may stand, in figures and characters. */
const BACK = 60;
const FAR = 5000;

/** 检查41236人…合计11664例,患病率28.3%; 接待来访34人次,调解成功31起: cases are counted of those who were seen. */
const SEEN = /检查|筛查|普查|体检|接待|来访|受理/;

/** Every count before a part that it could be a share of, nearest first. `kin`: the unit words fit. */
export function basesBefore(scene: Scene, part: Item, least: number): Base[] {
  const found: Base[] = [];
  for (let k = part.order - 1; k >= 0 && k >= part.order - BACK; k--) {
    const item = scene.items[k];
    if (!item || part.start - item.start > FAR) break;
    if (!isCount(item) || item.range.hi < least || item.value === part.value) continue;
    const kin = partFits(part.family, item.family);
    const alike =
      kin ||
      (part.family === 'person' && item.family === 'place') ||
      (part.family === 'place' && item.family === '村') ||
      (part.family === 'case' &&
        /人次?$/.test(item.figure.unit) &&
        SEEN.test(`${item.lead.slice(-10)}|${item.trail.slice(0, 8)}`));
    if (alike) found.push({ item, salient: isSalient(scene, item), kin });
  }
  return found;
}

/**
 * Which far bases may be taken for the one meant because they agree: a share written to a tenth hardly agrees by accident,
 * a whole per cent easily does.
 */
export function allowed(bases: Base[], decimals: number): Item[] {
  if (decimals >= 1) return bases.filter(({ salient, kin }) => kin || salient).map(({ item }) => item);
  return bases
    .filter(({ salient, kin }) => salient && kin)
    .slice(0, 5)
    .map(({ item }) => item);
}
