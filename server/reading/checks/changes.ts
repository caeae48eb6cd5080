import type { Item } from './scene.ts';
import { isTime } from './units.ts';

const UP = /增长|增加|提高|上升|提升|上涨|扩大|新增|净增|增至|升至|增幅|增收|翻|增$|升$/;
const DOWN = /减少|下降|降低|下跌|缩小|回落|降至|减至|降幅|减幅|减$|降$/;
/** 比上年的301.2万元多67.37万元. */
const MORE = /(?:多|高|高出|多出|超出)了?$/;
const LESS = /(?:少|低)了?$/;

export type Change = { item: Item; sign: 1 | -1 };

/** Whether the figure is a change, and its direction. */
export function changeOf(item: Item): Change | null {
  const near = item.lead.slice(-10);
  if (/(?:到|至|为|率)了?(?:\d{4}年的?)?$/.test(near) || /率(?:达到?|为)$/.test(near) || isTime(item.family))
    return null;
  if (item.each || /元左右/.test(item.trail)) return null;
  const tail = near.slice(-6);
  if (DOWN.test(tail)) return { item, sign: -1 };
  if (UP.test(tail)) return { item, sign: 1 };
  if (/比|较/.test(item.lead) || /^(?:多|高|少|低)/.test(near)) {
    if (MORE.test(near)) return { item, sign: 1 };
    if (LESS.test(near)) return { item, sign: -1 };
  }
  return item.family === 'point' && item.figure.role === 'delta' ? { item, sign: 1 } : null;
}

/** The levels before a change, nearest last. */
export function levelsOf(items: Item[], index: number): Item[] {
  return items
    .slice(Math.max(0, index - 6), index)
    .filter(
      (item) =>
        item.family !== 'point' &&
        !changeOf(item) &&
        !isTime(item.family) &&
        !Array.isArray(item.figure.value),
    );
}
