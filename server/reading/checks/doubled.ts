import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { changeOf } from './changes.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene, Sentence } from './scene.ts';

const FOLD =
  /翻了?(?:一番|番)|翻了?([两二三四])番|(?:增长|增加|提高)了?(一|1|两|二|2|三|3|四|4|五|5)倍|是[^,;。]{0,8}的(两|二|2|三|3|四|4|五|5|十|10)倍|减少?了?(?:一半|半)/;
const NUMBER: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 十: 10 };

/** 由200人增加到400人,翻了一番. */
export function doubled(
  scene: Scene,
  sentence: Sentence,
  pairOf: (scene: Scene, levels: Item[], change: Item) => { from: Item; to: Item } | null,
  out: Check[],
) {
  const levels = sentence.items.filter((item) => !item.rate && !changeOf(item));
  for (let i = 0; i + 1 < levels.length; i++) {
    const a = levels[i] as Item;
    const b = levels[i + 1] as Item;
    const pair = pairOf(scene, [a, b], b);
    if (!pair || !a.exact || !b.exact || pair.from.value <= 0) continue;
    const after = scene.words(b.end, Math.min(sentence.end, b.end + 24)).replace(/^[^,;]{0,8}[,;]/, ',');
    const hit = FOLD.exec(after.slice(0, 18));
    if (!hit) continue;
    // 存栏由2000只扩大到1.2万只,收入翻了一番: what doubled is something else.
    const named =
      after
        .slice(0, hit.index)
        .replace(/[,;]|比?(?:上年|去年|上届|同期|前年)|同比|整整|实现了?|基本上?|几乎|将近|近/g, '') !== '';
    const digit = (text: string | undefined) => (text === undefined ? 0 : (NUMBER[text] ?? Number(text)));
    const times = hit[1]
      ? 2 ** digit(hit[1])
      : hit[2]
        ? 1 + digit(hit[2])
        : hit[3]
          ? digit(hit[3])
          : /减/.test(hit[0])
            ? 0.5
            : 2;
    const real = pair.to.value / pair.from.value;
    const off = Math.abs(real / times - 1);
    const holds = off < 0.05;
    if (!holds && named) continue;
    out.push(
      finding(scene, {
        type: 'delta',
        parts: [part(pair.from), part(pair.to)],
        place: { start: placeOf([a, b]).start, end: Math.min(sentence.end, b.end + 12) },
        holds,
        grade: holds ? null : off > 0.2 ? 'break' : 'ask',
        gap: Math.abs(real - times),
        computed: `${shown(pair.to.value)} ÷ ${shown(pair.from.value)} = ${shown(Number(real.toFixed(2)))}`,
        message: `${said(pair.from)}到${said(pair.to)}是${shown(Number(real.toFixed(2)))}倍,与“${hit[0]}”(${shown(times)}倍)${holds ? '相符' : '不符'}`,
      }),
    );
  }
}
