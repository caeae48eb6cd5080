import type { Check } from '../model.ts';
import { compareWritten, shown } from './amounts.ts';
import type { Change } from './changes.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';
import { fits } from './units.ts';

const OVER = /比|较|同比|环比|与[^,;]{0,8}相比/;

/** 是2010年的2.5倍: times as much, not so many times more. */
const TIMES = /(?:是|为|相当于|达)[^,;]{0,14}的$/;

const isCountOf = (change: Item, level: Item) => fits(change.family, level.family) && !change.rate;

/** A, B and the change between them. */
export function byPair(
  scene: Scene,
  { from, to, sure }: { from: Item; to: Item; sure: boolean },
  change: Change,
): Check | null {
  const { item, sign } = change;
  const relative = item.family === 'percent' || item.family === 'fold';
  if (!relative && !(item.family === 'point' ? from.rate : fits(item.family, from.family))) return null;
  const difference = sign * (to.value - from.value);
  let computed = difference;
  let words = `${shown(sign > 0 ? to.value : from.value)} − ${shown(sign > 0 ? from.value : to.value)} = ${shown(difference)}`;
  if (item.family === 'percent' && !from.rate) {
    computed = (100 * difference) / from.value;
    words = `(${words.split(' = ')[0]}) ÷ ${shown(from.value)} = ${shown(Number(computed.toFixed(item.decimals + 1)))}%`;
  } else if (item.family === 'fold' && TIMES.test(item.lead)) {
    computed = to.value / from.value;
    words = `${shown(to.value)} ÷ ${shown(from.value)} = ${shown(Number(computed.toFixed(item.decimals + 1)))}倍`;
  } else if (item.family === 'fold') {
    computed = difference / from.value;
    // 增长3倍 is often written where it is three times as much.
    if (compareWritten(to.value / from.value, item.value, item.decimals) === 'same')
      computed = to.value / from.value;
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
export function byBoth(scene: Scene, now: Item, count: Change, rate: Change): Check | null {
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
  // 减少三成, 增长一半: said to within three points.
  if (
    claim.rate &&
    /成|分之|半/.test(claim.figure.raw) &&
    !/^百分/.test(claim.figure.raw) &&
    Math.abs(computed - claim.value) <= 3
  )
    relation = 'same';
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
export function single(scene: Scene, now: Item, { item, sign }: Change): Check | null {
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
