import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { placeKind } from './place-kind.ts';
import type { Item, Scene } from './scene.ts';
import { isTime } from './units.ts';

const ALL =
  /(?:全部|全都|均已|均|无一例外|实现全覆盖|全覆盖|(?:乡|村|户|人|社|校|镇)(?:乡|村|户|人|区|校|镇)(?:都)?有)([^,;。]{1,8})/g;
const STILL = /(?:尚有|还有|仍有|仍然?有|只剩|剩下|另有)[^,;]{0,4}$/;
const NOT = /^[^,;]{0,10}?(?:尚未|还没有?|没有|未能|未|没)([^,;。]{1,8})/;
const SPAN = 90;

/** 全部结对,尚有215名未结对 · 做到乡乡有站,还有5个乡镇没有建站: all of them, and then some that are not. */
export function stills(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const [index, sentence] of scene.sentences.entries()) {
    for (const item of sentence.items) {
      if (item.rate || isTime(item.family) || item.figure.kind !== 'count' || item.value < 1) continue;
      if (!STILL.test(item.lead)) continue;
      const undone = NOT.exec(scene.words(item.end, item.end + 24))?.[1];
      if (undone === undefined) continue;
      const before = scene.sentences[index - 1];
      const from = Math.max(
        item.start - SPAN,
        before?.paragraph === item.paragraph ? before.start : sentence.start,
      );
      const sign = [...scene.words(from, item.start).matchAll(ALL)].findLast((hit) => alike(hit[0], undone));
      const whole = scene.items[item.order - 1];
      if (!sign || !sameKind(whole, item)) continue;
      const parts = whole && whole.start >= from && whole.family === item.family ? [whole, item] : [item];
      out.push(
        finding(scene, {
          type: 'all',
          parts: parts.map((one) => part(one)),
          place: placeOf(parts),
          holds: false,
          grade: undone.length <= 3 && item.exact && parts.length === 2 ? 'break' : 'ask',
          gap: item.value,
          computed: `${shown(item.value)} ≠ 0`,
          message: `前面写“${sign[0]}”,后面又有${said(item)}${item.figure.unit}未${undone}`,
        }),
      );
    }
  }
  return out;
}

const EMPTY = /[的了过到在已]/g;
const EVERYTHING = /^(?:全部|全都|均已|均|无一例外|实现全覆盖|全覆盖)/;
/** Chars of every deed; two that share only these speak of different things. */
const COMMON = /[建成完有妇女村乡镇人立开展设]/;

/** The deed is the same: 结对 and 未结对, 有站 and 没有建站; not 建立家长学校 and 没有建立儿童之家. */
function alike(all: string, undone: string): boolean {
  const words = all.replace(EVERYTHING, '').replace(EMPTY, '');
  const deed = undone.replace(EMPTY, '');
  const object = deed.slice(2);
  if (deed.length <= 3) return [...deed].some((char) => words.includes(char) && !COMMON.test(char));
  if (!words.includes(deed.slice(0, 2))) return false;
  return (
    object.length < 2 || [...object].some((char, k) => k > 0 && words.includes(`${object[k - 1]}${char}`))
  );
}

/** 14个乡镇全部换届 and 2个村未换届 speak of different places. */
const sameKind = (whole: Item | undefined, item: Item): boolean => {
  const [a, b] = [whole ? placeKind(whole) : null, placeKind(item)];
  return a === null || b === null || a === b;
};
