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
    const two = /^(?:男女|城乡|[^和与及、]{1,10}[和与及][^和与及、]{1,10})$/.test(names);
    const list = two ? { least: 2, most: 2 } : listBefore(names);
    // 男女各25名,共50名: the total may stand behind.
    const next = scene.items[item.order + 1];
    const behind =
      next && /共|合计/.test(next.lead) && next.sentence === item.sentence && fits(next.family, item.family)
        ? next
        : undefined;
    const whole =
      behind ??
      scene.items
        .slice(Math.max(0, item.order - 4), item.order)
        .findLast(
          (one) =>
            isCount(one) && one.exact && fits(one.family, item.family) && one.sentence === item.sentence,
        );
    if (!list || !whole || list.least !== list.most || whole.value <= item.value) continue;
    const total = list.most * item.value;
    const holds = Math.abs(total - whole.value) < 1e-9;
    // 男女各25名,共60名: near, and right beside each other, it is asked about.
    if (
      !holds &&
      (!two || Math.abs(item.order - whole.order) > 1 || Math.abs(total - whole.value) > 0.3 * whole.value)
    )
      continue;
    out.push(
      finding(scene, {
        type: 'sum',
        parts: [part(whole), part(item), { ...part(item), label: '各' }],
        place: placeOf([whole, item]),
        holds,
        grade: holds ? null : 'ask',
        gap: Math.abs(total - whole.value),
        computed: `${shown(item.value)} × ${list.most} = ${shown(total)}`,
        message: `${names}各${shown(item.value)},合计${shown(total)},与${said(whole)}${holds ? '相符' : '不符'}`,
      }),
    );
  }
  return out;
}
