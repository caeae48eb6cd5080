import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits } from './units.ts';

const RISING =
  /逐年(?:上升|攀升|递增|增加|增长|提高|提升|扩大)|逐年递增|逐步(?:上升|提高|提升|增加)|持续(?:上升|增长|提高)|稳步(?:上升|增长|提高|提升)|连年(?:上升|增长)|连续.{1,3}年(?:上升|增长|提高|攀升|增加)|年年(?:上升|增加)|不断(?:上升|增加|提高)/;
const FALLING =
  /逐年(?:下降|减少|降低|递减)|逐步(?:下降|减少|降低)|持续(?:下降|减少|降低)|连年(?:下降|减少)|连续.{1,3}年(?:下降|减少|降低)/;
const UP_TO = /(?:增加|提高|上升|增长|提升|发展|扩大|上涨)(?:到|至|为)|(?:增|升|扩)至|(?:增|升)到/;
const DOWN_TO = /(?:下降|降低|减少|缩小|回落|压缩)(?:到|至|为)|(?:降|减)(?:至|到)/;
const FROM = /(?:^|[^自理缘])(?:由|从)[^,;由从]{0,16}$|(?:去年|上年|上届|原来|同期|\d年)的?[^,;]{0,6}$/;
const YEARS = /(?:20)?\d\d年|20\*\*年|20_{1,2}年|前年|去年|今年/;

/** Directions (增减方向): 逐年上升 with its series, 由A提高到B, X高于Y. */
export function monotonics(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const [index, sentence] of scene.sentences.entries()) {
    direction(scene, sentence, out);
    comparison(scene, sentence, out);
    const trend = trendOf(scene, sentence, scene.sentences[index - 1]);
    if (trend) series(scene, sentence, trend, out);
  }
  return out;
}

/** 由A提高到B, B above A. */
function direction(scene: Scene, { items }: Sentence, out: Check[]) {
  for (let i = 0; i + 1 < items.length; i++) {
    const from = items[i] as Item;
    const to = items[i + 1] as Item;
    if (!fits(from.family, to.family) || to.clause - from.clause > 1 || !FROM.test(from.lead)) continue;
    const words = scene.between(from, to);
    const up = UP_TO.test(words);
    const down = DOWN_TO.test(words);
    if (up === down || words.length > 14) continue;
    if (Array.isArray(from.figure.value) || Array.isArray(to.figure.value)) continue;
    const holds = up ? to.range.hi > from.range.lo : to.range.lo < from.range.hi;
    out.push(
      judged(
        scene,
        [from, to],
        holds,
        'break',
        `${shown(from.value)} ${up ? '<' : '>'} ${shown(to.value)}`,
        up ? '上升' : '下降',
      ),
    );
  }
}

function trendOf(scene: Scene, sentence: Sentence, before: Sentence | undefined): 'up' | 'down' | null {
  const start =
    before && sentence.start - before.end < 60
      ? Math.max(before.start, sentence.start - 120)
      : sentence.start - 40;
  const words = scene.words(Math.max(0, start), Math.min(sentence.end, sentence.start + 300));
  if (RISING.test(words)) return 'up';
  return FALLING.test(words) ? 'down' : null;
}

/** 2008年、2009年、2010年分别为30%、32%、40%: at least two of one kind that stand side by side after years. */
function series(scene: Scene, { items }: Sentence, trend: 'up' | 'down', out: Check[]) {
  for (let i = 0; i + 1 < items.length; i++) {
    const run = [items[i] as Item];
    if (run[0]?.figure.role === 'delta') continue;
    while (i + run.length < items.length) {
      const item = items[i + run.length] as Item;
      const words = scene.between(run.at(-1) as Item, item);
      if (
        item.figure.role === 'delta' ||
        /比|较|增|减|其中/.test(words) ||
        !fits(item.family, run[0]?.family ?? '') ||
        !/^(?:[、,和及与到]+|[^;]{0,10}年[^;,]{0,14})$/.test(words)
      )
        break;
      run.push(item);
    }
    if (run.length < 2) continue;
    i += run.length - 1;
    const head = scene.words(Math.max(0, (run[0] as Item).start - 60), (run[0] as Item).start);
    if (
      !/分别/.test(head) &&
      !YEARS.test(scene.words((run[0] as Item).start - 30, (run.at(-1) as Item).start))
    )
      continue;
    if (run.length < 3 && !YEARS.test(head)) continue;
    const wrong = run
      .slice(1)
      .filter((item, k) =>
        trend === 'up'
          ? item.range.hi <= (run[k] as Item).range.lo
          : item.range.lo >= (run[k] as Item).range.hi,
      );
    const values = run.map((item) => shown(item.value)).join(trend === 'up' ? ' < ' : ' > ');
    out.push(
      judged(scene, run, wrong.length === 0, 'break', values, trend === 'up' ? '逐年上升' : '逐年下降'),
    );
  }
}

const THAN = /(高于|多于|大于|超过|超出|低于|少于|小于)(?:了)?([^,;]{0,14})$/;

/** 女性比例52%,高于男性的55%. Both must speak of the same measure, so only rates with rates and like words. */
function comparison(scene: Scene, { items }: Sentence, out: Check[]) {
  for (let i = 0; i + 1 < items.length; i++) {
    const left = items[i] as Item;
    const right = items[i + 1] as Item;
    const hit = THAN.exec(right.lead);
    if (!hit || !fits(left.family, right.family) || right.clause - left.clause > 1 || !left.exact) continue;
    if (right.figure.role === 'delta' || left.figure.role === 'delta' || right.family === 'point') continue;
    const named =
      /平均|男性|女性|全国|全省|全市|全县|上年|去年/.test(hit[2] ?? '') &&
      !/(?:未|没有|不)$/.test(right.lead.slice(0, hit.index));
    if (!named) continue;
    const above = /高|多|大|超/.test(hit[1] ?? '');
    const value = right.value;
    const holds = above ? left.value > value : left.value < value;
    out.push(
      judged(
        scene,
        [left, right],
        holds,
        right.figure.qualifier === null ||
          right.figure.qualifier === 'over' ||
          right.figure.qualifier === 'lessThan'
          ? 'break'
          : 'ask',
        `${shown(left.value)} ${above ? '>' : '<'} ${shown(value)}`,
        hit[1] ?? '',
      ),
    );
  }
}

function judged(
  scene: Scene,
  items: Item[],
  holds: boolean,
  grade: Check['grade'],
  computed: string,
  word: string,
): Check {
  const gap = holds ? 0 : Math.abs((items.at(-1) as Item).value - (items[0] as Item).value);
  return finding(scene, {
    type: 'monotonic',
    parts: items.map((item) => part(item)),
    place: placeOf(items),
    holds,
    grade: holds ? null : grade,
    gap,
    computed,
    message: holds
      ? `与“${word}”相符:${computed}`
      : `写的是“${word}”,数字却是${items.map(said).join('、')},方向不符`,
  });
}
