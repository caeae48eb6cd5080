import type { FigureKind, Qualifier } from '../model.ts';
import { afterMark, BLANK, finished, type Quantity } from './finished.ts';

type Worded = { value: number; unit: string; qualifier: Qualifier | null; kind: FigureKind; delta: boolean };
const WORDS: Record<string, Worded> = {
  一半: { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: false },
  半数: { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: false },
  过半数: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  超半数: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  一多半: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  过半: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  百分百: { value: 100, unit: '%', qualifier: null, kind: 'rate', delta: false },
  减半: { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: true },
};
const WORD_LIST = Object.entries(WORDS);
const WORD_STARTS = '一半过超减百';
const PAIRS: Record<string, number> = { 仨: 3, 俩: 2 };
/** 仨村, 俩人: what stands right after is the unit. */
const PAIR_UNITS = ['人', '村', '县', '乡', '镇', '孩子', '月', '小时', '组', '班', '户'];

/** What is told by a word and not by a number: 一半, 减半, 翻一番, 半小时, 仨村. null: no such word here. */
export function wordedAt(text: string, at: number): Quantity | null {
  const sign = text.charAt(at);
  if (WORD_STARTS.includes(sign)) {
    for (const [word, says] of WORD_LIST) {
      if (
        text.startsWith(word, at) &&
        !(word.endsWith('半') && '天年月日小个路价径山边'.includes(text.charAt(at + word.length) || '。'))
      )
        return worded(text, at, at + word.length, says);
    }
  }
  if (sign === '翻') return doubledAt(text, at);
  if (sign === '半') return halfAt(text, at);
  const pair = PAIRS[sign];
  if (pair !== undefined) {
    const unit = PAIR_UNITS.find((word) => text.startsWith(word, at + 1));
    if (unit === undefined) return null;
    return finished(
      text,
      at,
      { ...BLANK, to: at + 1, low: pair, high: pair, lead: pair },
      unit,
      at + 1,
      at + 1 + unit.length,
    );
  }
  return null;
}

/** 半数, 半小时, 半天. */
function halfAt(text: string, at: number): Quantity | null {
  // 近半女委员 is nearly a half; 近半年 is a time.
  if (text.charAt(at - 1) === '近' && !'年月天日小个数径价'.includes(text.charAt(at + 1) || '。')) {
    return worded(text, at, at + 1, { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: false });
  }
  const time = /^半(?:个)?(小时|钟头|天)/.exec(text.slice(at, at + 4));
  if (time === null || /[一二两三四五六七八九十个\d]$/.test(text.slice(Math.max(0, at - 1), at))) return null;
  const unit = time[1] ?? '';
  return finished(
    text,
    at,
    { ...BLANK, to: at + 1, low: 0.5, high: 0.5, lead: 0.5 },
    unit,
    at + time[0].length - unit.length,
    at + time[0].length,
  );
}

const DOUBLED = /翻(?:了)?(近|将近|约)?([一两二三12])?番/y;

/** 翻一番 is twice as much, 翻两番 four times. */
function doubledAt(text: string, at: number): Quantity | null {
  DOUBLED.lastIndex = at;
  const hit = DOUBLED.exec(text);
  if (hit === null) return null;
  const times = { 一: 2, 1: 2, 两: 4, 二: 4, 2: 4, 三: 8 }[hit[2] ?? '一'] ?? 2;
  const near = hit[1] === undefined ? null : hit[1] === '约' ? 'approx' : 'nearly';
  return worded(text, at, at + hit[0].length, {
    value: times,
    unit: '倍',
    qualifier: near,
    kind: 'rate',
    delta: false,
  });
}

/** The quantity that a word says. */
function worded(text: string, from: number, to: number, says: Worded): Quantity {
  const after = afterMark(text, to, says.unit);
  return {
    from,
    to,
    phraseTo: after.to,
    unit: says.unit,
    unitFrom: to,
    low: says.value,
    high: says.value,
    qualifier: says.qualifier ?? after.qualifier,
    numeral: { ...BLANK, to },
    kind: says.kind,
    delta: says.delta,
  };
}
