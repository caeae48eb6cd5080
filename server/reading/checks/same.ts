import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { oneDigitApart, shareWord } from './kin.ts';
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
    if (!before || item.order - before.order > BACK) continue;
    // 选出主席21名,21名主席中…: within a sentence only where the number stands first in its clause.
    if (
      before.sentence === item.sentence &&
      (item.clause === before.clause ||
        (!/^[,;、]?(?:这|该|上述|其中)?$/.test(item.lead) && !(item.value >= 10 && akin(before, item))))
    )
      continue;
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
  item.rate ? item.decimals >= 2 : item.value >= 1000 && item.value % 100 !== 0 && !item.scaled;

const core = (item: Item) =>
  item.core.replace(/^(?:共|建立|成立|有|了|现有|各|培训|举办|开展|救助|资助|慰问)+/, '');

/** 社区 and 居委会, 村 and 行政村 are one kind of place. */
function placeOfNoun(item: Item): string | null {
  const words = `${item.trail}|${item.noun}`;
  if (item.family !== 'place') return null;
  if (/^(?:社区|居委会|居民委员会)/.test(words) || /\|(?:社区|居委会|社区居委会)$/.test(words)) return '社区';
  if (/^(?:行政)?村(?!级)/.test(words) || /\|(?:行政村|村|村委会)$/.test(words)) return '村';
  if (/^(?:乡镇|镇|乡)/.test(words) || /\|乡镇$/.test(words)) return '乡镇';
  return /^街道/.test(words) ? '街道' : null;
}

const HEAD = /^(?:新当选|现有|新任)?(村|社区|乡镇|街道)[^,;]{0,8}(?:主任|书记|主席|专干)/;

/** 41个行政村 … 41名村妇代会主任: one for each place. */
export function oneForEach(scene: Scene): Check[] {
  const out: Check[] = [];
  const known = new Map<string, Item>();
  for (const item of scene.items) {
    const place = placeOfNoun(item);
    if (place !== null && item.exact && item.value >= 5) known.set(place, item);
    const kind =
      item.family === 'person' ? (HEAD.exec(item.trail)?.[1] ?? HEAD.exec(item.noun)?.[1]) : undefined;
    const places = kind === undefined ? undefined : known.get(kind);
    if (
      !places ||
      !item.exact ||
      places.value !== item.value ||
      item.order - places.order > BACK ||
      places.sentence === item.sentence
    )
      continue;
    out.push(
      finding(scene, {
        type: 'consistency',
        parts: [part(places), part(item)],
        place: placeOf([item]),
        holds: true,
        computed: `${shown(places.value)} = ${shown(item.value)}`,
        message: `${said(item)}与${said(places)}一一对应`,
      }),
    );
  }
  return out;
}

/** The same words at the end, or one within the other. */
function akin(a: Item, b: Item): boolean {
  const [x, y] = [core(a), core(b)];
  const [p, q] = [placeOfNoun(a), placeOfNoun(b)];
  if (p !== null && p === q) return true;
  if (x.length < 2 || y.length < 2 || /女/.test(x) !== /女/.test(y)) return false;
  // Rates and sums of money are round too often: only the same words will do.
  if (a.rate || a.family === 'money') return x.length >= 3 && (x.endsWith(y) || y.endsWith(x));
  if (x.length >= 4 && y.length >= 4 && x[0] === y[0] && x.slice(-2) === y.slice(-2)) return true;
  if (x.includes(y) || y.includes(x)) return true;
  if (x.length >= 3 && y.length >= 3 && x.slice(-3) === y.slice(-3)) return true;
  return a.value >= 10 && a.figure.unit === b.figure.unit && shareWord(x, y);
}

const OTHER_TIME = /去年|上年|前年|同期|上届|计划|力争|目标|比上|较上|其余|其他|另|新增|增加|减少/;

/** The very same words counted twice, one digit apart: 留守儿童结对186名 … 留守儿童结对136名. */
export function oneDigitOff(scene: Scene): Check[] {
  const out: Check[] = [];
  const last = new Map<string, Item>();
  for (const item of scene.items) {
    if (
      !isCount(item) ||
      !item.exact ||
      item.value < 100 ||
      item.figure.status === 'plan' ||
      OTHER_TIME.test(item.lead)
    )
      continue;
    const noun = core(item);
    if (noun.length < 4) continue;
    const key = `${noun}|${item.figure.unit}|${item.figure.period ?? ''}`;
    const before = last.get(key);
    last.set(key, item);
    if (
      !before ||
      before.paragraph === item.paragraph ||
      item.order - before.order > BACK ||
      !oneDigitApart(String(before.value), String(item.value))
    )
      continue;
    out.push(
      finding(scene, {
        type: 'consistency',
        parts: [part(before), part(item)],
        place: placeOf([item]),
        holds: false,
        grade: 'ask',
        gap: Math.abs(before.value - item.value),
        computed: `${shown(before.value)} ≠ ${shown(item.value)}`,
        message: `${said(item)}与前面的${said(before)}只差一个数字,请核对是否同一件事`,
      }),
    );
  }
  return out;
}
