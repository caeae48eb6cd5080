import type { Item } from './scene.ts';
import { isTime } from './units.ts';

const UP = /延长|增长|增加|提高|上升|提升|上涨|扩大|新增|净增|增至|升至|增幅|增收|翻|增$|升$|涨(?:幅|了)?/;
const DOWN = /缩短|提前|压缩|减少|下降|降低|下跌|缩小|回落|降至|减至|降幅|减幅|减$|降$/;
/** 比上年的301.2万元多67.37万元. */
const MORE = /(?:多|高|高出|多出|超出|多(?:接|收|办|建|发|招|选))了?$/;
const LESS = /(?:少|低|少(?:接|收|办|建|发|招))了?$/;

export type Change = { item: Item; sign: 1 | -1 };

/** Whether the figure is a change, and its direction. */
export function changeOf(item: Item): Change | null {
  const near = item.lead.slice(-10);
  if (/(?:到|至|为|率)了?(?:\d{4}年的?)?$/.test(near) || /率(?:达到?|为)$/.test(near)) return null;
  if (
    isTime(item.family) &&
    item.decimals === 0 &&
    !/(?:缩短|延长|提前|压缩|提高|下降|降低|减少|增加)了?$/.test(near)
  )
    return null;
  if (item.each || /元左右/.test(item.trail) || /年均|月均|平均每/.test(item.lead)) return null;
  if (item.family === 'fold' && /(?:是|为|相当于|达)[^,;]{0,14}的$/.test(item.lead)) return { item, sign: 1 };
  const tail = near.slice(-6);
  if (DOWN.test(tail)) return { item, sign: -1 };
  if (UP.test(tail)) return { item, sign: 1 };
  if (/比|较/.test(item.lead) || /^(?:多|高|少|低)/.test(near)) {
    if (MORE.test(near)) return { item, sign: 1 };
    if (LESS.test(near)) return { item, sign: -1 };
  }
  return item.family === 'point' && item.figure.role === 'delta' ? { item, sign: 1 } : null;
}

/** Words between the last figure and a change that name another matter: 人数增至250人,人均收入增长30%. */
export function ownSubject(item: Item): boolean {
  const words = item.lead
    .replace(/^[,;、]+/, '')
    .replace(
      /(?:同比|环比|比上?年?度?同?期?|比去年|较上年|较去年|年均|平均|净|共|再|又|则|均|分别|相应|幅度?|增速|约|近|了|其中|一年|两年|三年|四年|五年|十年|累计|总体|逐年)/g,
      '',
    )
    .replace(
      /(?:增长|增加|提高|上升|提升|上涨|扩大|新增|减少|下降|降低|下跌|缩小|回落|多|少|高|低|增|升|减|降|比|较|上|的|幅|率)+$/g,
      '',
    )
    .replace(/(?:去年|上年|上届|前年|同期|\d{4}年)的?/g, '');
  return words.length >= 2 && !/是|相当|翻/.test(words);
}

/** The levels before a change, nearest last. */
export function levelsOf(items: Item[], index: number, time = false): Item[] {
  return items
    .slice(Math.max(0, index - 6), index)
    .filter(
      (item) =>
        item.family !== 'point' &&
        !changeOf(item) &&
        (time === isTime(item.family) || (!time && item.decimals > 0)) &&
        !Array.isArray(item.figure.value),
    );
}
