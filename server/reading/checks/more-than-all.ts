import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { placeKind } from './place-kind.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';

const KNOWN =
  /(?:全[市县区镇乡处村省州]|下辖|辖区?|辖有|现辖|现有|共有|我[市县区镇乡处])[^,;]{0,10}$|(?:下辖|辖|现有|全[市县区镇乡处村省州])[^;]{0,40}[、和,]$/;
const OWN =
  /(?:^|[,;:、。])(?:[一二三四五六七八九]是|全[市县区镇乡处村省州]|组织|我[市县区镇乡处村]|现有|目前|对|在)?$/;
const OTHER = /去年|上年|同期|上届|全国|全省|外|新增|以来|累计|先后|计划|力争|(?:19|20)\d\d年/;
/** How far the own number of places is remembered, in figures. */
const BACK = 200;

/** 全街道12个社区 … 一是13个社区发展不够平衡: more places of a kind than there are (总数前后不一). */
export function moreThanAll(scene: Scene): Check[] {
  const out: Check[] = [];
  const known = new Map<string, Item>();
  for (const item of scene.items) {
    if (!isCount(item) || !item.exact || item.value < 2) continue;
    const kind = placeKind(item);
    if (kind === null || OTHER.test(item.lead)) continue;
    const whole = known.get(kind);
    if (!whole) {
      if (KNOWN.test(item.lead) || item.order < 12) known.set(kind, item);
      continue;
    }
    if (
      item.value <= whole.value ||
      item.value > 1.5 * whole.value ||
      item.order - whole.order > BACK ||
      item.sentence === whole.sentence ||
      !OWN.test(item.lead) ||
      /^\(|次/.test(item.trail.replace(kind, '').slice(0, 1))
    )
      continue;
    out.push(
      finding(scene, {
        type: 'consistency',
        parts: [part(whole), part(item)],
        place: placeOf([item]),
        holds: false,
        grade: 'ask',
        gap: item.value - whole.value,
        computed: `${shown(item.value)} > ${shown(whole.value)}`,
        message: `${said(item)}${kind}比前面的${said(whole)}还多,请核对${kind}的总数`,
      }),
    );
  }
  return out;
}
