import { type Aligned, agreeing, type Gap } from './align.ts';
import type { Points } from './points.ts';
import { NUMBER, type Symbols } from './symbols.ts';

/** What was changed inside a shared passage: `there` in the other text, `here` in this one. An empty side: added, left out. */
export interface Change {
  readonly kind: 'year' | 'figure' | 'name' | 'words';
  /** Code points in this text and in the other, ends exclusive. */
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
  readonly here: string;
  readonly there: string;
}

/** One side of a comparison. */
export interface Side {
  readonly symbols: Symbols;
  readonly points: Points;
}

const YEAR = /^(?:[12]\d{3}|[一二][〇零○一二三四五六七八九]{3}|\d{2})$/;
/** Words that end or follow the name of a place or an office. */
const PLACE = /^(?:[省市县区旗州盟乡镇村屯组]|街道|社区|妇联|地区)/;
const PLACE_END = /(?:[省市县区旗州盟乡镇村屯]|街道|社区|妇联)$/;
const PERSON_AFTER = /^(?:同志|主席|书记|主任|副|部长|局长|女士|老师|[、(,\uff08\uff0c])/;
const PERSON_BEFORE = /(?:主席|书记|主任|部长|局长|[市县区镇乡村]长|委员|同志|代表|队长|标兵|选手)$/;
const SURNAME =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]/;
const HAN = /^\p{Script=Han}{1,8}$/u;

/** The differences inside an aligned passage in order: replaced numbers, replaced, added or left out words. */
export function changesOf(a: Side, b: Side, aligned: Aligned): Change[] {
  const changes: Change[] = [];
  const add = (at: number, end: number, otherAt: number, otherEnd: number): void => {
    const [start, stop] = placeOf(a.symbols, at, end);
    const [otherStart, otherStop] = placeOf(b.symbols, otherAt, otherEnd);
    const here = a.points.slice(start, stop);
    const there = b.points.slice(otherStart, otherStop);
    if (level(here) === level(there)) return;
    const holdsNumber = hasNumber(a.symbols, at, end) || hasNumber(b.symbols, otherAt, otherEnd);
    const around = { before: a.points.slice(start - 2, start), after: a.points.slice(stop, stop + 3) };
    const kind = kindOf(here, there, around, holdsNumber);
    changes.push({ kind, start, end: stop, otherStart, otherEnd: otherStop, here, there });
  };
  let i = aligned.at;
  let k = aligned.otherAt;
  const sameUntil = (at: number): void => {
    for (; i < at; i += 1, k += 1) if (a.symbols.symbol[i] === NUMBER) add(i, i + 1, k, k + 1);
  };
  for (const gap of aligned.gaps) {
    sameUntil(gap.at);
    for (const g of finer(a.symbols, b.symbols, gap)) add(g.at, g.end, g.otherAt, g.otherEnd);
    i = gap.end;
    k = gap.otherEnd;
  }
  sameUntil(aligned.end);
  return changes;
}

/** Code points from the first of some symbols to the last; for none of them the place before `at`. */
export function placeOf(symbols: Symbols, at: number, end: number): [number, number] {
  if (end > at) return [symbols.start[at] ?? 0, symbols.end[end - 1] ?? 0];
  const place = symbols.end[at - 1] ?? symbols.start[at] ?? 0;
  return [place, place];
}

/** A difference cut where at least two symbols in a row agree: two replaced names with words between are two changes. */
function finer(a: Symbols, b: Symbols, gap: Gap): Gap[] {
  let best = { i: 0, k: 0, length: 1 };
  for (let i = gap.at; i < gap.end; i += 1) {
    for (let k = gap.otherAt; k < gap.otherEnd; k += 1) {
      const length = agreeing(a, b, i, k, 1, Math.min(gap.end - i, gap.otherEnd - k));
      if (length > best.length) best = { i, k, length };
    }
  }
  if (best.length < 2) return gap.end > gap.at || gap.otherEnd > gap.otherAt ? [gap] : [];
  return [
    ...finer(a, b, { ...gap, end: best.i, otherEnd: best.k }),
    // The agreeing middle itself: its numbers may differ.
    ...Array.from({ length: best.length }, (_, n) => n)
      .filter((n) => a.symbol[best.i + n] === NUMBER)
      .map((n) => ({
        at: best.i + n,
        end: best.i + n + 1,
        otherAt: best.k + n,
        otherEnd: best.k + n + 1,
      })),
    ...finer(a, b, { ...gap, at: best.i + best.length, otherAt: best.k + best.length }),
  ];
}

function kindOf(
  here: string,
  there: string,
  { before, after }: { before: string; after: string },
  holdsNumber: boolean,
): Change['kind'] {
  const mine = level(here);
  const theirs = level(there);
  if (holdsNumber) {
    const isYear = /^年/.test(after) || /年$/.test(mine);
    return isYear && (YEAR.test(mine.replace(/年$/, '')) || YEAR.test(theirs.replace(/年$/, '')))
      ? 'year'
      : 'figure';
  }
  if (!HAN.test(mine) || !HAN.test(theirs)) return 'words';
  if (PLACE.test(after) || (PLACE_END.test(mine) && PLACE_END.test(theirs))) return 'name';
  const arePersons = [mine, theirs].every((s) => s.length >= 2 && s.length <= 4 && SURNAME.test(s));
  return arePersons && (PERSON_AFTER.test(after) || PERSON_BEFORE.test(before)) ? 'name' : 'words';
}

/** Widths levelled, white space gone: 2006 and ２００６ are no change. */
const level = (raw: string): string => raw.normalize('NFKC').replace(/\s+/g, '');

function hasNumber(symbols: Symbols, at: number, end: number): boolean {
  for (let i = at; i < end; i += 1) if (symbols.symbol[i] === NUMBER) return true;
  return false;
}
