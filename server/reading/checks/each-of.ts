import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { listBefore } from './lists.ts';
import { isCount } from './salience.ts';
import type { Scene } from './scene.ts';
import { fits } from './units.ts';

/** 父亲和母亲各930人, 甲、乙、丙三县各2个: as many times the number as there are names make the whole before it. */
export function eachOf(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const item of scene.items) {
    if (!/各$/.test(item.lead) || !item.exact) continue;
    const names = item.lead.replace(/各$/, '').replace(/^[,;、]?(?:其中)?/, '');
    const two = /^[^和与及、]{1,10}[和与及][^和与及、]{1,10}$/.test(names);
    const list = two ? { least: 2, most: 2 } : listBefore(names);
    const whole = scene.items
      .slice(Math.max(0, item.order - 4), item.order)
      .findLast(
        (one) => isCount(one) && one.exact && fits(one.family, item.family) && one.sentence === item.sentence,
      );
    if (!list || !whole || list.least !== list.most || Math.abs(list.most * item.value - whole.value) > 1e-9)
      continue;
    out.push(
      finding(scene, {
        type: 'sum',
        parts: [part(whole), part(item), { ...part(item), label: '各' }],
        place: placeOf([whole, item]),
        holds: true,
        computed: `${shown(item.value)} × ${list.most} = ${shown(whole.value)}`,
        message: `${names}各${shown(item.value)},合计${shown(whole.value)},与${said(whole)}相符`,
      }),
    );
  }
  return out;
}
