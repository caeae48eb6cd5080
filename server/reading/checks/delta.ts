import type { Check } from '../model.ts';
import { compareWritten, shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits } from './units.ts';

const UP = /增长|增加|提高|上升|提升|上涨|扩大|新增|净增|增至|升至|增幅|多了|增收|翻/;
const DOWN = /减少|下降|降低|下跌|缩小|回落|降至|减至|少了|降幅/;
const FROM = /(?:^|[^自理缘])(?:由|从)[^,;由从]{0,14}$/;
const TO =
  /(?:增加|提高|上升|增长|提升|发展|扩大|上涨|下降|降低|减少|缩小|回落|降|增|升|减|变)(?:到|至|为)|达到?|^(?:到|至|的)/;
const LAST = /(?:去年|上年|前年|上一年|上届|上期|上季度|上月|同期|往年|20\d\d年)/;
const THIS = /(?:今年|本年|本届|现|目前|已达)/;
const OVER = /比|较|同比|环比|与[^,;]{0,8}相比/;

type Change = { item: Item; sign: 1 | -1 };

/** Changes (增减): from A to B by so much; so much more than last year, which is so many per cent. */
export function deltas(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    const { items } = sentence;
    for (let i = 0; i < items.length; i++) {
      const change = changeOf(items[i] as Item);
      if (!change) continue;
      const levels = items
        .slice(Math.max(0, i - 4), i)
        .filter((item) => item.family !== 'point' && !changeOf(item));
      const more =
        items[i + 1] && (items[i + 1] as Item).clause - change.item.clause <= 1
          ? changeOf(items[i + 1] as Item)
          : null;
      const pair = fromTo(levels, change.item);
      if (pair) {
        out.push(byPair(scene, pair, change));
        continue;
      }
      const now = levels.at(-1);
      if (!now || change.item.clause - now.clause > 2) continue;
      if (more && isCountOf(change.item, now) && more.item.family === 'percent') {
        const check = byBoth(scene, now, change, more);
        if (check) out.push(check);
        i += 1;
        continue;
      }
      const check = OVER.test(change.item.lead) ? single(scene, now, change) : null;
      if (check) out.push(check);
    }
    doubled(scene, sentence, out);
  }
  return out;
}

const isCountOf = (change: Item, level: Item) => fits(change.family, level.family) && !change.rate;

function changeOf(item: Item): Change | null {
  const near = item.lead.slice(-10);
  if (/(?:到|至|为)$/.test(near) || /率(?:达到?|为)?$/.test(near)) return null;
  if (DOWN.test(near)) return { item, sign: -1 };
  if (UP.test(near)) return { item, sign: 1 };
  return item.family === 'point' && item.figure.role === 'delta' ? { item, sign: 1 } : null;
}

/** The two levels of 由A提高到B, 今年B…去年A, or B…比去年的A. */
function fromTo(levels: Item[], change: Item): { from: Item; to: Item; sure: boolean } | null {
  const [a, b] = levels.slice(-2);
  if (!a || !b || !fits(a.family, b.family) || change.clause - b.clause > 2) return null;
  if (FROM.test(a.lead) && TO.test(b.lead)) return { from: a, to: b, sure: true };
  if (LAST.test(b.lead) && !LAST.test(a.lead)) return { from: b, to: a, sure: sameThing(a, b) };
  if (LAST.test(a.lead) && (THIS.test(b.lead) || TO.test(b.lead))) return { from: a, to: b, sure: true };
  return null;
}

const sameThing = (a: Item, b: Item) => a.figure.unit === b.figure.unit;

/** A, B and the change between them. */
function byPair(
  scene: Scene,
  { from, to, sure }: { from: Item; to: Item; sure: boolean },
  change: Change,
): Check {
  const { item, sign } = change;
  const difference = sign * (to.value - from.value);
  let computed = difference;
  let words = `${shown(sign > 0 ? to.value : from.value)} − ${shown(sign > 0 ? from.value : to.value)} = ${shown(difference)}`;
  if (item.family === 'percent' && !from.rate) {
    computed = (100 * difference) / from.value;
    words = `(${words.split(' = ')[0]}) ÷ ${shown(from.value)} = ${shown(Number(computed.toFixed(item.decimals + 1)))}%`;
  } else if (item.family === 'fold') {
    computed = difference / from.value;
    words = `(${words.split(' = ')[0]}) ÷ ${shown(from.value)} = ${shown(Number(computed.toFixed(item.decimals + 2)))}倍`;
  } else if (item.family === 'percent') {
    return pointsOrPercent(scene, from, to, change);
  }
  return judged(scene, [from, to, item], computed, item, words, sure);
}

/** 由12%提高到15%,提高3%: those are points; as a percentage it would be 25 %. */
function pointsOrPercent(scene: Scene, from: Item, to: Item, { item, sign }: Change): Check {
  const points = sign * (to.value - from.value);
  const percent = (100 * points) / from.value;
  if (compareWritten(percent, item.value, item.decimals) === 'same')
    return judged(
      scene,
      [from, to, item],
      percent,
      item,
      `${shown(points)} ÷ ${shown(from.value)} = ${shown(Number(percent.toFixed(2)))}%`,
      true,
    );
  const meant = compareWritten(points, item.value, item.decimals) === 'same';
  return finding(scene, {
    type: 'delta',
    parts: [part(from), part(to), part(item)],
    place: placeOf([from, to, item]),
    holds: false,
    grade: meant ? 'slip' : 'ask',
    gap: Math.abs(points - item.value),
    computed: `${shown(to.value)} − ${shown(from.value)} = ${shown(to.value - from.value)}`,
    message: meant
      ? `从${shown(from.value)}%到${shown(to.value)}%是变动${shown(Math.abs(points))}个百分点,不是${shown(item.value)}%`
      : `从${shown(from.value)}%到${shown(to.value)}%变动${shown(Math.abs(points))}个百分点,与所写的${shown(item.value)}%不符`,
  });
}

/** 15857人,比去年增加3290人,增长26.2%: the base follows from the first two. */
function byBoth(scene: Scene, now: Item, count: Change, rate: Change): Check | null {
  const before = now.value - count.sign * count.item.value;
  if (before <= 0) return null;
  const computed = (100 * count.item.value) / before;
  const words = `${shown(count.item.value)} ÷ ${shown(before)} = ${shown(Number(computed.toFixed(rate.item.decimals + 1)))}%`;
  return judged(scene, [now, count.item, rate.item], computed, rate.item, words, OVER.test(count.item.lead));
}

function judged(
  scene: Scene,
  items: Item[],
  computed: number,
  claim: Item,
  words: string,
  sure: boolean,
): Check {
  const exact = items.every((item) => item.exact || item === claim);
  const inRange =
    !claim.exact &&
    computed >= claim.range.lo - 0.5 * claim.ulp &&
    computed <= claim.range.hi + 0.5 * claim.ulp;
  const rough = items.some((item) => item !== claim && (item.scaled || item.decimals > 0));
  let relation = inRange
    ? 'same'
    : compareWritten(computed, claim.value, claim.rate || rough ? claim.decimals : 6);
  if (claim.scaled && Math.abs(computed - claim.value) <= claim.ulp / 2) relation = 'same';
  if (!exact && relation !== 'same') relation = closeEnough(items, computed, claim) ? 'same' : 'off';
  const holds = relation === 'same';
  const unit = claim.figure.unit;
  return finding(scene, {
    type: 'delta',
    parts: items.map((item) => part(item)),
    place: placeOf(items),
    holds,
    grade: holds ? null : relation === 'slip' ? 'slip' : sure && exact ? 'break' : 'ask',
    gap: Math.abs(computed - claim.value),
    computed: words,
    message: holds
      ? `${words},与所写的${shown(claim.value)}${unit}相符`
      : `${words},与所写的${shown(claim.value)}${unit}不符${relation === 'slip' ? ',差在末位' : ''}`,
  });
}

/** With 余 or 近 in the levels the change can lie in a range. */
function closeEnough(items: Item[], computed: number, claim: Item): boolean {
  const slack = items
    .filter((item) => item !== claim)
    .reduce((sum, item) => sum + (item.range.hi - item.range.lo), 0);
  if (!Number.isFinite(slack)) return true;
  const base = Math.max(1, ...items.filter((item) => item !== claim).map((item) => Math.abs(item.value)));
  const spread = claim.rate ? (200 * slack) / base : slack;
  return Math.abs(computed - claim.value) <= spread;
}

/** Only the change is told: what last year must have been. */
function single(scene: Scene, now: Item, { item, sign }: Change): Check | null {
  if (item.family === 'point') {
    if (now.family !== 'percent') return null;
    const before = now.value - sign * item.value;
    return told(scene, now, item, before, '%');
  }
  if (item.rate) {
    if (item.family === 'fold' || now.rate || 100 + sign * item.value <= 0) return null;
    return told(scene, now, item, Math.round(now.value / (1 + (sign * item.value) / 100)), '');
  }
  if (!isCountOf(item, now)) return null;
  return told(scene, now, item, now.value - sign * item.value, '');
}

function told(scene: Scene, now: Item, change: Item, before: number, unit: string): Check {
  const impossible = before < 0 && now.exact && change.exact;
  return finding(scene, {
    type: 'delta',
    parts: [part(now), part(change)],
    place: placeOf([now, change]),
    holds: impossible ? false : 'cannot-tell',
    grade: impossible ? 'break' : null,
    gap: impossible ? -before : 0,
    computed: `${shown(now.value)}${unit} → 原为${shown(before)}${unit}`,
    message: impossible
      ? `${said(now)},却比原来增加${shown(change.value)}:原来的数成了负数`
      : `按${said(now)}和变动${shown(change.value)}${change.figure.unit}推算,原来为${shown(before)}${unit},文中没有写出,无法核对`,
  });
}

const FOLD =
  /翻了?(?:一番|番)|翻了?([两二三四])番|(?:增长|增加|提高)了?(一|1|两|二|2|三|3|四|4|五|5)倍|是[^,;。]{0,8}的(两|二|2|三|3|四|4|五|5|十|10)倍|减少?了?(?:一半|半)/;
const NUMBER: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 十: 10 };

/** 由200人增加到400人,翻了一番. */
function doubled(scene: Scene, sentence: Sentence, out: Check[]) {
  const levels = sentence.items.filter((item) => !item.rate && !changeOf(item));
  for (let i = 0; i + 1 < levels.length; i++) {
    const a = levels[i] as Item;
    const b = levels[i + 1] as Item;
    const pair = fromTo([a, b], b);
    if (!pair || !a.exact || !b.exact || pair.from.value <= 0) continue;
    const after = scene.words(b.end, Math.min(sentence.end, b.end + 24)).replace(/^[^,;]{0,8}[,;]/, ',');
    const hit = FOLD.exec(after.slice(0, 18));
    if (!hit) continue;
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
