import type { Check } from '../model.ts';
import { finding } from './finding.ts';
import { listAfter, listBefore } from './lists.ts';
import { numeral } from './numerals.ts';
import type { Scene } from './scene.ts';

/** “五关”, “三不变”, “四自”: a name that says how many there are; and 三落实 right after its items. */
const QUOTED = /[“"]([两二三四五六七八九十])(?:个|项|大)?([\u4e00-\u9fa5]{1,5})[”"]/g;
const BARE =
  /(?<=[\u4e00-\u9fa5”])([三四五六七八九])(?:个|项|大)?(落实|到位|结合|同步|统一|促进|公开|联动|不误|兼顾|突破|提升|带头|服务|自)(?![\u4e00-\u9fa5]{0,2}[一二三四五六七八九十])/g;
const AFTER = 220;
const BEFORE = 120;

/** Named sets against their items (数字名称): 把好“五关”,即… · “三讲”:讲党性、讲纪律、讲大局 · 自尊、自信、自立、自强“四自”. */
export function namedSets(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const pattern of [QUOTED, BARE]) {
    for (const hit of scene.view.text.matchAll(pattern)) {
      const number = numeral(hit[1] ?? '');
      if (number === null || number < 2) continue;
      const check = judge(scene, hit.index, hit.index + hit[0].length, number, hit[0].replace(/[“”"]/g, ''));
      if (check) out.push(check);
    }
  }
  return out;
}

function judge(scene: Scene, at: number, end: number, number: number, name: string): Check | null {
  const { text } = scene.view;
  const before = listBefore(text.slice(Math.max(0, at - BEFORE), at));
  if (before && !before.open && number >= before.least && number <= before.most)
    return told(scene, at, end, Math.max(0, at - BEFORE) + before.at, at, number, number, name, true);
  const words = text.slice(end, end + AFTER);
  const sign = /^[^，,。；;：:、\n“”]{0,6}(?:[:：]|[，,]?(?:即|就是|分别是)[:：]?|[（(]|[，,])/.exec(words);
  if (
    !sign ||
    /^[^，,。；;：:]*[一二三四五六七八九十][是要]/.test(words.slice(sign[0].length, sign[0].length + 6))
  )
    return null;
  const begin = sign[0].length;
  const bracket = /[（(]$/.test(sign[0]);
  const stop = words.slice(begin).search(bracket ? /[)）。\n]/ : /[。！;；\n]/);
  if (stop < 2) return null;
  const body = words.slice(begin, begin + stop);
  const weak = /^[^，,。；;：:、\n“”]{0,6}[，,]$/.test(sign[0]);
  const own = weak ? (body.split(/[，,]/)[0] ?? '') : body;
  if (!/[、，,]/.test(own) || /\d/.test(own)) return null;
  const list = listAfter(own, name);
  if (!list || list.open) return null;
  const start = end + begin;
  if (number >= list.least && number <= list.most)
    return told(scene, at, end, start, start + own.length, number, number, name, true);
  if (weak || Math.abs(number - list.most) > 2 || !list.clean || !alike(own)) return null;
  return told(scene, at, end, start, start + own.length, number, list.most, name, false);
}

/** 讲党性、讲纪律、讲大局: items of one make, so that their number is sure. */
function alike(words: string): boolean {
  const items = words.split(/[、，,]/).map((item) => item.trim());
  const [first] = items;
  if (!first || items.length < 2) return false;
  return items.every((item) => item[0] === first[0]) || items.every((item) => item.at(-1) === first.at(-1));
}

function told(
  scene: Scene,
  at: number,
  end: number,
  from: number,
  to: number,
  number: number,
  count: number,
  name: string,
  holds: boolean,
): Check {
  const { view } = scene;
  const point = (unit: number) => view.pointOf(unit);
  const digit = at + (/[“"]/.test(view.text[at] ?? '') ? 1 : 0);
  return finding(scene, {
    type: 'enumeration',
    parts: [
      { start: point(digit), end: point(digit + 1), value: number, label: name },
      { start: point(from), end: point(Math.min(to, view.text.length)), value: count, label: '列出的项' },
    ],
    place: { start: point(Math.min(at, from)), end: point(Math.max(end, to)) },
    holds,
    grade: holds ? null : 'ask',
    gap: Math.abs(number - count),
    computed: `列出${count}项,名为${number}`,
    message: holds ? `“${name}”与列出的${count}项相符` : `“${name}”后面列出的是${count}项,请核对`,
  });
}
