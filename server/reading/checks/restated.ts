import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { oneDigitApart } from './kin.ts';
import { isCount, isSalient } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { fits } from './units.ts';

/** How far back the first telling may stand, in figures. */
const BACK = 160;
const AGAIN = /(?:全[市县区镇乡处村省校]|这|上述|该|让|对|为|在[^,;]{0,6}的|上列|以上)$/;
const AMONG = /^[^,;]{0,12}中(?:,|有|的|达|[^央小等学心期专])/;
const OTHER_TIME = /去年|上年|前年|同期|上届|计划|力争|目标|比上|较上|其余|其他|另有|另外/;

/**
 * A number told again later (前后一致): 全县213个行政村…, 2567名女委员中…. The same number holds; one whose digits have
 * changed places, or that counts the very same words otherwise, does not.
 */
export function restated(scene: Scene): Check[] {
  const out: Check[] = [];
  const byValue = new Map<string, Item>();
  const recent: Item[] = [];
  for (const item of scene.items) {
    if (!isCount(item) || item.value < 4) continue;
    const key = `${item.value}|${item.family}`;
    const previous = recent.at(-1);
    const within = previous?.clause === item.clause && AMONG.test(previous.trail);
    const again =
      within ||
      AGAIN.test(item.lead) ||
      AMONG.test(item.trail) ||
      /中(?:,|$)/.test(scene.words(item.end, item.end + 10));
    if (again && item.exact && !OTHER_TIME.test(item.lead)) {
      const same = byValue.get(key);
      if (
        same &&
        item.order - same.order <= BACK &&
        same.sentence !== item.sentence &&
        item.value >= 10 &&
        (item.value >= 100 || kin(item, same))
      )
        out.push(told(scene, same, item, true));
      else if (!same) {
        const other = recent.findLast(
          (one) =>
            item.order - one.order <= BACK &&
            one.sentence !== item.sentence &&
            fits(one.family, item.family) &&
            differs(scene, one, item, within),
        );
        if (other) out.push(told(scene, other, item, false));
      }
    }
    byValue.set(key, item);
    recent.push(item);
    if (recent.length > BACK) recent.shift();
  }
  return out;
}

const core = (item: Item) => item.core.replace(/^(?:共|建立|成立|有|了|现有|各|农村)+/, '');

/** Whether two figures count the same words. */
function kin(a: Item, b: Item): boolean {
  const [x, y] = [core(a), core(b)];
  return (
    x.length >= 2 && y.length >= 2 && (x.endsWith(y) || y.endsWith(x) || x.startsWith(y) || y.startsWith(x))
  );
}

function differs(scene: Scene, before: Item, item: Item, within: boolean): boolean {
  if (!before.exact || before.value === item.value || OTHER_TIME.test(before.lead)) return false;
  const [a, b] = [String(before.value), String(item.value)];
  if (a.length === b.length && a.length >= 4 && swapped(a, b) && isSalientOrKin(scene, before, item))
    return true;
  // 全县共有行政村128个 … 全县182个行政村: a place has one number of them.
  const scope = /全[市县区镇乡处村省校]/.exec(item.lead)?.[0];
  const place = /^(?:行政村|自然村|村|社区|居委会|乡镇|街道|村\(?社区\)?|总?人口|总?户数)$/;
  if (scope && place.test(core(item)) && core(item) === core(before)) {
    if (before.lead.includes(scope) || (before.value >= 10 && oneDigitApart(a, b))) return true;
  }
  // 105项指标中达标有难度的9项 against 达标有难度的7项.
  if (
    within &&
    core(before).length >= 4 &&
    core(item).endsWith(core(before)) &&
    before.figure.unit === item.figure.unit
  )
    return true;
  // The very same words counted otherwise: 乡镇妇联17个 … 全县16个乡镇妇联.
  return (
    a.length === b.length &&
    core(item).length >= 4 &&
    core(item) === core(before) &&
    AGAIN.test(item.lead) &&
    Math.abs(before.value - item.value) <= 0.2 * before.value
  );
}

const isSalientOrKin = (scene: Scene, before: Item, item: Item) =>
  isSalient(scene, before) || kin(before, item) || before.figure.unit === item.figure.unit;

/** 4862 and 4826: the same digits, two neighbours exchanged. */
function swapped(a: string, b: string): boolean {
  for (let k = 0; k + 1 < a.length; k++) {
    if (a[k] !== b[k]) return a[k] === b[k + 1] && a[k + 1] === b[k] && a.slice(k + 2) === b.slice(k + 2);
  }
  return false;
}

function told(scene: Scene, before: Item, item: Item, holds: boolean): Check {
  return finding(scene, {
    type: 'consistency',
    parts: [part(before), part(item)],
    place: placeOf([item]),
    holds,
    grade: holds ? null : 'ask',
    gap: Math.abs(before.value - item.value),
    computed: `${shown(before.value)} ${holds ? '=' : '≠'} ${shown(item.value)}`,
    message: holds
      ? `${said(item)}与前面的${said(before)}一致`
      : `${said(item)}与前面的${said(before)}不一致,差${shown(Math.abs(before.value - item.value))},请核对`,
  });
}
