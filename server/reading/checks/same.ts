import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { kernel } from './lookup.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';

/** How far back the same number is looked for, in figures. */
const BACK = 200;

/**
 * The same number of the same kind stated twice (前后一致). A number like 12463 is not met twice by accident; a small or round
 * one must count the same words.
 */
export function sames(scene: Scene): Check[] {
  const out: Check[] = [];
  const last = new Map<string, Item>();
  for (const item of scene.items) {
    if (!item.exact || item.value < 3 || item.figure.role === 'delta' || item.each) continue;
    if (!isCount(item) && !(item.family === 'percent' && item.value < 100)) continue;
    const key = `${item.value}|${item.family}`;
    const before = last.get(key);
    last.set(key, item);
    if (!before || before.sentence === item.sentence || item.order - before.order > BACK) continue;
    if (!telling(item) && !akin(before, item)) continue;
    out.push(
      finding(scene, {
        type: 'consistency',
        parts: [part(before), part(item)],
        place: placeOf([item]),
        holds: true,
        computed: `${shown(before.value)} = ${shown(item.value)}`,
        message: `${said(item)}与前面的${said(before)}一致`,
      }),
    );
  }
  return out;
}

const telling = (item: Item) =>
  item.rate
    ? item.decimals >= 2
    : item.value >= 100 &&
      item.value % 100 !== 0 &&
      (item.value >= 1000 || item.value % 10 !== 0) &&
      !item.scaled;

const core = (item: Item) =>
  kernel(item.noun).replace(/^(?:共|建立|成立|有|了|现有|各|培训|举办|开展|救助|资助|慰问)+/, '');

/** The same words at the end, or one within the other. */
function akin(a: Item, b: Item): boolean {
  const [x, y] = [core(a), core(b)];
  if (x.length < 2 || y.length < 2) return false;
  if (x.includes(y) || y.includes(x)) return true;
  return x.length >= 3 && y.length >= 3 && x.slice(-3) === y.slice(-3);
}
