import type { Check } from '../model.ts';
import { kernel } from './kernel.ts';
import { agrees, compare, type Memory, type Pair, settle } from './ratio-told.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { partFits } from './units.ts';

const SHARE = /([^,;]{0,12})占([^,;]{2,14}?)(?:总数|数|总量)?的$/;
const PLAN = /完成[^,;]{0,8}(任务|计划|目标)[^,;]{0,3}的$/;
/** How many figures after the share its base may be told. */
const AHEAD = 3;

/**
 * Shares told before their numbers: 建成1320个,占应建数的98.5%,应建1360个 · 完成全年任务的82%,全年任务500场,已举办390场. Asked only
 * where the base is named by the words of the share itself.
 */
export function sharesAhead(scene: Scene): Check[] {
  const out: Check[] = [];
  const memory: Memory = { base: null, part: null, rate: null, hits: 0 };
  for (const rate of scene.items) {
    if (rate.family !== 'percent' || rate.figure.role === 'delta') continue;
    const pair = pairOf(scene, rate);
    if (!pair) continue;
    const off = compare(pair, rate).computed / rate.value;
    if (!agrees(pair, rate) && (off < 0.7 || off > 1.4)) continue;
    const check = settle(scene, rate, [pair], memory);
    if (check) out.push(check);
  }
  return out;
}

function pairOf(scene: Scene, rate: Item): Pair | null {
  const after = scene.items
    .slice(rate.order + 1, rate.order + 1 + AHEAD)
    .filter(
      (item) =>
        isCount(item) &&
        item.paragraph === rate.paragraph &&
        item.sentence - rate.sentence <= 1 &&
        item.exact,
    );
  const plan = PLAN.exec(rate.lead)?.[1];
  if (plan !== undefined) {
    const base = after.find((item) => item.lead.includes(plan));
    const done = after.find((item) => item !== base && /已|实际|完成|举办|实现/.test(item.lead));
    return base && done && done.family === base.family ? { parts: [done], base, sure: false } : null;
  }
  const hit = SHARE.exec(rate.lead);
  const words = hit?.[2] ?? '';
  // 应建数: its kernel is one character only.
  const name = kernel(words).length < 2 ? words : kernel(words);
  if (name.length < 2) return null;
  const base = after.find(
    (item) =>
      item.core.length >= 2 && (item.core === name || item.lead.replace(/[为是有共]+$/, '').endsWith(name)),
  );
  if (!base || base.clause - rate.clause > 2) return null;
  const subject = kernel((hit?.[1] ?? '').replace(/^[,;、]+/, ''));
  const before = scene.items[rate.order - 1];
  const own =
    subject.length >= 2
      ? after.find((item) => item !== base && item.core === subject)
      : before && isCount(before) && before.exact && rate.clause - before.clause <= 1
        ? before
        : undefined;
  return own && partFits(own.family, base.family) && own.value <= base.value
    ? { parts: [own], base, sure: false }
    : null;
}
