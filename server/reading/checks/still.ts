import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Scene } from './scene.ts';
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
      if (!sign) continue;
      const parts = whole && whole.start >= from && whole.family === item.family ? [whole, item] : [item];
      out.push(
        finding(scene, {
          type: 'all',
          parts: parts.map((one) => part(one)),
          place: placeOf(parts),
          holds: false,
          grade: alikeFully(sign[1] ?? '', undone) && item.exact && parts.length === 2 ? 'break' : 'ask',
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

/** The deed is the same: 结对 and 未结对, 有站 and 没有建站. */
function alike(all: string, undone: string): boolean {
  const words = all.replace(/^(?:全部|全都|均已|均|无一例外|实现全覆盖|全覆盖)/, '');
  return (
    [...undone.replace(EMPTY, '').slice(0, 4)].some(
      (char) => words.includes(char) && !/建|成|完|有|妇|女|村|乡|镇|人/.test(char),
    ) || alikeFully(words, undone)
  );
}

const alikeFully = (words: string, undone: string) =>
  undone.length >= 2 && words.replace(EMPTY, '').includes(undone.replace(EMPTY, '').slice(0, 2));
