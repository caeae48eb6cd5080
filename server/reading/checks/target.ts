import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits } from './units.ts';

const GOAL = /目标|要求|标准|上限|下限|规定|指标|红线|底线|任务数|控制在/;
/** What is said of the figure against the mark; the words nearest before the mark decide. */
const SAID: { words: RegExp; holds: (value: number, mark: number, most: boolean) => boolean }[] = [
  { words: /未超过|没有超过|不超过|未突破|低于|不高于/, holds: (value, mark) => value <= mark },
  {
    words: /未达到|没有达到|未达|达不到|没达到|离|距|不足/,
    holds: (value, mark, most) => (most ? value > mark : value < mark),
  },
  {
    words: /(?<!未|没有|不)(?:超过|高于|超出|突破|优于|高出)/,
    holds: (value, mark, most) => (most ? value <= mark : value >= mark),
  },
  {
    words: /(?<!未|没有|没|不)(?:达到|实现|符合|满足|完成)/,
    holds: (value, mark, most) => (most ? value <= mark : value >= mark),
  },
];
const BETWEEN = 40;

/** Figures against a mark (目标、上限、要求): 配备率50%,达到“一半以上”的要求; 5.1%,未超过10%的上限; 距80%的目标还差1.5个百分点. */
export function targets(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    for (const [index, mark] of sentence.items.entries()) {
      if (mark.figure.role === 'delta' || mark.family === 'point') continue;
      const around = `${mark.lead}|${scene.words(mark.end, mark.end + 12).split(/[,;。]/)[0]}`;
      if (!GOAL.test(around) || index === 0) continue;
      // 完成全年目标400个的65.8%: how much of it is told right behind.
      const next = sentence.items[index + 1];
      if (next?.rate && next.lead === '的') continue;
      const value = sentence.items
        .slice(Math.max(0, index - 4), index)
        .findLast(
          (item) => fits(item.family, mark.family) && item.figure.role !== 'delta' && item.family !== 'point',
        );
      if (!value || mark.start - value.end > BETWEEN || mark.clause - value.clause > 2) continue;
      const short = shortBy(scene, sentence, index, value, mark);
      if (short) {
        out.push(short);
        continue;
      }
      const check = against(scene, value, mark);
      if (check) out.push(check);
    }
  }
  return out;
}

function against(scene: Scene, value: Item, mark: Item): Check | null {
  const words = scene.between(value, mark);
  const claim = SAID.map((one) => ({ ...one, at: lastIndex(words, one.words) })).filter(({ at }) => at >= 0);
  const [said1] = claim.sort(
    (a, b) =>
      b.at - a.at ||
      SAID.findIndex((one) => one.words === a.words) - SAID.findIndex((one) => one.words === b.words),
  );
  if (!said1 || !value.exact) return null;
  const most =
    !/未达到|没有达到|不到|不足/.test(mark.lead) &&
    (mark.figure.qualifier === 'atMost' ||
      mark.figure.qualifier === 'lessThan' ||
      /上限|以内|以下|不超过|控制在/.test(`${mark.lead}${scene.words(mark.end, mark.end + 12)}`));
  const holds = said1.holds(value.value, mark.value, most);
  const word = said1.words.exec(words)?.[0] ?? '';
  return finding(scene, {
    type: 'bound',
    parts: [part(value), part(mark)],
    place: placeOf([value, mark]),
    holds,
    grade: holds ? null : 'ask',
    gap: holds ? 0 : Math.abs(value.value - mark.value),
    computed: `${shown(value.value)} ${value.value === mark.value ? '=' : value.value > mark.value ? '>' : '<'} ${shown(mark.value)}`,
    message: holds
      ? `${said(value)}与“${word}”${said(mark)}相符`
      : `写的是“${word}”${said(mark)},数字却是${said(value)},请核对`,
  });
}

const lastIndex = (words: string, pattern: RegExp) => {
  let at = -1;
  for (const hit of words.matchAll(new RegExp(pattern.source, 'g'))) at = hit.index;
  return at;
};

/** 78.5%…距80%以上的目标还差1.5个百分点. */
function shortBy(scene: Scene, { items }: Sentence, index: number, value: Item, mark: Item): Check | null {
  const gap = items[index + 1];
  if (!gap || gap.clause - mark.clause > 1 || !/(?:差|缺|低|少)[^,;]{0,3}$/.test(gap.lead)) return null;
  const percent = value.family === 'percent' && gap.family === 'point';
  if (!percent && !fits(gap.family, value.family)) return null;
  const computed = mark.value - value.value;
  const holds = Math.abs(computed - gap.value) < 0.5 * Math.max(gap.ulp, 1e-9);
  return finding(scene, {
    type: 'delta',
    parts: [part(value), part(mark), part(gap)],
    place: placeOf([value, mark, gap]),
    holds,
    grade: holds ? null : 'ask',
    gap: Math.abs(computed - gap.value),
    computed: `${shown(mark.value)} − ${shown(value.value)} = ${shown(computed)}`,
    message: `${shown(mark.value)} − ${shown(value.value)} = ${shown(computed)},与所写的差${shown(gap.value)}${holds ? '相符' : '不符'}`,
  });
}
