import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { type Change, changeOf } from './changes.ts';
import { finding, part, placeOf } from './finding.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits } from './units.ts';

const BEFORE =
  /(?:由|从|在)(?:去年|上年|原来|年初)?的?$|年初|原有|原来|上年末|上年底|期初|截至去年|(?:比|较)[^,;]{0,12}的?$/;
const AFTER = /现有|现在|目前|已有|达到?|累计|增至|减至|年末|年底|期末|共有/;
const OUT = /退出|退会|流出|离任|减少|调出|注销|撤销|流失|迁出|下降|淘汰|死亡|毕业/;
const INTO = /新增|增加|新建|新发展|调入|吸纳|净增|加入|迁入|招募/;

/** A stock that runs on (期初、增减、期末): 年初48个,新增16个,现有64个; 较2019年的100场增加50场,达到150场. */
export function runnings(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    for (let i = 0; i + 2 < sentence.items.length; i++) {
      const check =
        judge(scene, sentence, i) ?? nowFirst(scene, sentence, i) ?? bothFirst(scene, sentence, i);
      if (check) out.push(check);
    }
  }
  return out;
}

function judge(scene: Scene, { items }: Sentence, i: number): Check | null {
  const start = items[i] as Item;
  if (start.rate || !start.exact || !BEFORE.test(start.lead) || changeOf(start)) return null;
  const changes: Change[] = [];
  for (let k = i + 1; k < items.length && k <= i + 5; k++) {
    const item = items[k] as Item;
    if (!fits(item.family, start.family)) continue;
    const sign = OUT.test(item.lead) ? -1 : INTO.test(item.lead) || changeOf(item)?.sign === 1 ? 1 : 0;
    if (sign !== 0 && !/(?:到|至|为)$/.test(item.lead)) {
      changes.push({ item, sign: sign as 1 | -1 });
      continue;
    }
    if (changes.length === 0 || !AFTER.test(item.lead) || !item.exact || item.clause - start.clause > 5)
      return null;
    const value = changes.reduce((sum, change) => sum + change.sign * change.item.value, start.value);
    const parts = [start, ...changes.map((change) => change.item), item];
    const holds = Math.abs(value - item.value) < 1e-6 * Math.max(1, value);
    if (
      !holds &&
      (Math.abs(value - item.value) > 0.3 * value || changes.some((change) => !change.item.exact))
    )
      return null;
    const terms = `${shown(start.value)}${changes.map((change) => ` ${change.sign > 0 ? '+' : '−'} ${shown(change.item.value)}`).join('')}`;
    return finding(scene, {
      type: 'delta',
      parts: parts.map((one) => part(one)),
      place: placeOf(parts),
      holds,
      grade: holds
        ? null
        : /年初|原有|原来|上年/.test(start.lead) && /现有|现在|目前/.test(item.lead)
          ? 'break'
          : 'ask',
      gap: Math.abs(value - item.value),
      computed: `${terms} = ${shown(value)}`,
      message: `${terms} = ${shown(value)},与所写的${shown(item.value)}${item.figure.unit}${holds ? '相符' : '不符'}`,
    });
  }
  return null;
}

/** 余额560万元,年初480万元,当年新增120万元,收回40万元: the stock of now first; told only where it agrees. */
function nowFirst(scene: Scene, { items }: Sentence, i: number): Check | null {
  const [now, start] = [items[i] as Item, items[i + 1] as Item];
  if (
    !now.exact ||
    !start.exact ||
    !fits(now.family, start.family) ||
    !/年初|期初|上年末|[上去]年底|年底/.test(start.lead)
  )
    return null;
  const changes: Change[] = [];
  for (const item of items.slice(i + 2, i + 6)) {
    if (!fits(item.family, now.family)) continue;
    const sign = OUT.test(item.lead) || /收回|撤|并|还/.test(item.lead) ? -1 : INTO.test(item.lead) ? 1 : 0;
    if (sign === 0) break;
    changes.push({ item, sign });
  }
  const value = changes.reduce((sum, { item, sign }) => sum + sign * item.value, start.value);
  if (changes.length < 2 || Math.abs(value - now.value) > 1e-6 * Math.max(1, value)) return null;
  const parts = [now, start, ...changes.map(({ item }) => item)];
  const terms = `${shown(start.value)}${changes.map(({ item, sign }) => ` ${sign > 0 ? '+' : '−'} ${shown(item.value)}`).join('')}`;
  return finding(scene, {
    type: 'delta',
    parts: parts.map((one) => part(one)),
    place: placeOf(parts),
    holds: true,
    computed: `${terms} = ${shown(value)}`,
    message: `${terms} = ${shown(value)},与所写的${shown(now.value)}${now.figure.unit}相符`,
  });
}

/** 由28家调整为32家,新增5家,退出1家: both levels first; told only where it agrees. */
function bothFirst(scene: Scene, { items }: Sentence, i: number): Check | null {
  const [start, now] = [items[i] as Item, items[i + 1] as Item];
  if (
    !now.exact ||
    !start.exact ||
    !fits(now.family, start.family) ||
    !/(?:由|从)[^,;]{0,10}$/.test(start.lead)
  )
    return null;
  const changes = items.slice(i + 2, i + 6).flatMap((item): Change[] => {
    if (!fits(item.family, now.family)) return [];
    const sign = OUT.test(item.lead) ? -1 : INTO.test(item.lead) ? 1 : 0;
    return sign === 0 ? [] : [{ item, sign }];
  });
  const value = changes.reduce((sum, { item, sign }) => sum + sign * item.value, start.value);
  if (changes.length < 2 || Math.abs(value - now.value) > 1e-6 * Math.max(1, value)) return null;
  const parts = [start, now, ...changes.map(({ item }) => item)];
  const terms = `${shown(start.value)}${changes.map(({ item, sign }) => ` ${sign > 0 ? '+' : '−'} ${shown(item.value)}`).join('')}`;
  return finding(scene, {
    type: 'delta',
    parts: parts.map((one) => part(one)),
    place: placeOf(parts),
    holds: true,
    computed: `${terms} = ${shown(value)}`,
    message: `${terms} = ${shown(value)},与所写的${shown(now.value)}${now.figure.unit}相符`,
  });
}

const GAP =
  /差距|差额|之差|相差|悬殊|优势|领先|多数|(?:前者|后者|男性?|女性?|城镇|农村|城市)比(?:前者|后者|男性?|女性?|城镇|农村|城市)[^,;]{0,6}(?:高|低|多|少)/;

/** 612票对437票,175票的差距: the difference of the two before it. */
export function differences(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    for (let i = 2; i < items.length; i++) {
      const [a, b, gap] = items.slice(i - 2, i + 1) as [Item, Item, Item];
      const point = gap.family === 'point' && a.rate && b.rate;
      if (!fits(a.family, b.family) || !(point || fits(gap.family, a.family)) || gap.clause - a.clause > 2)
        continue;
      if (!GAP.test(gap.lead) && !GAP.test(gap.trail)) continue;
      const value = Math.abs(a.value - b.value);
      const holds = Math.abs(value - gap.value) < 0.5 * Math.min(1, gap.ulp);
      out.push(
        finding(scene, {
          type: 'delta',
          parts: [part(a), part(b), part(gap)],
          place: placeOf([a, b, gap]),
          holds,
          grade: holds ? null : 'ask',
          gap: Math.abs(value - gap.value),
          computed: `|${shown(a.value)} − ${shown(b.value)}| = ${shown(value)}`,
          message: `${shown(a.value)}与${shown(b.value)}相差${shown(value)},与所写的${shown(gap.value)}${holds ? '相符' : '不符'}`,
        }),
      );
    }
  }
  return out;
}
