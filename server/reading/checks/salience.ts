import type { Item, Scene } from './scene.ts';
import { isTime } from './units.ts';

const TOTAL = /共|总|合计|累计|全[市县区镇乡处村省国体部年]|现有|现辖|下辖|受理|应|辖/;

/** A count that a reader keeps in mind as "all of them": it says so, or its sentence begins with it. */
export function isSalient(scene: Scene, item: Item): boolean {
  if (item.rate || item.figure.role === 'delta' || item.each || isTime(item.family) || item.inside)
    return false;
  if (TOTAL.test(item.lead) || TOTAL.test(item.noun)) return true;
  return scene.sentences[item.sentence]?.items[0] === item;
}

/** Counts that can be parts or wholes of others. */
export const isCount = (item: Item) =>
  !item.rate &&
  !isTime(item.family) &&
  !item.each &&
  item.figure.role !== 'delta' &&
  item.figure.qualifier !== 'range' &&
  !Array.isArray(item.figure.value) &&
  item.figure.kind !== 'ordinal' &&
  item.figure.kind !== 'rank';
