import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Scene } from './scene.ts';

const BEYOND = /(?:超额(?:完成|实现)|超过(?:了)?(?:任务|目标|计划))/;
const SHORT = /(?:未能?完成|没有完成|欠账|差距较大|未达到?(?:任务|目标|计划))/;

/** 完成率96.2%,超额完成了任务: a share of the task, and words that say otherwise right behind. */
export function surpassed(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const rate of scene.items) {
    if (rate.family !== 'percent' || !rate.exact || rate.figure.role === 'delta') continue;
    if (!/完成(?:率|[^,;]{0,10}(?:任务|目标|计划)[^,;]{0,4}的)[^,;]{0,3}$/.test(rate.lead)) continue;
    const next = scene.items[rate.order + 1];
    const words =
      scene.words(rate.end, Math.min(rate.end + 16, next?.start ?? rate.end + 16)).split(/[。;]/)[0] ?? '';
    const beyond = BEYOND.exec(words);
    const short = SHORT.exec(words);
    const word = (beyond ?? short)?.[0];
    if (word === undefined || /[,].*[,]/.test(words.slice(0, words.indexOf(word)))) continue;
    const sides = scene.items
      .slice(Math.max(0, rate.order - 2), rate.order)
      .filter((item) => item.sentence === rate.sentence && !item.rate);
    const holds = beyond ? rate.value > 100 : rate.value < 100;
    out.push(
      finding(scene, {
        type: 'bound',
        parts: [...sides, rate].map((item) => part(item)),
        place: { start: placeOf([rate]).start, end: rate.end + words.indexOf(word) + word.length },
        holds,
        grade: holds ? null : 'break',
        gap: Math.abs(rate.value - 100),
        computed: `${shown(rate.value)}% ${rate.value > 100 ? '>' : rate.value < 100 ? '<' : '='} 100%`,
        message: `${said(rate)}与“${word}”${holds ? '相符' : '不符'}`,
      }),
    );
  }
  return out;
}
