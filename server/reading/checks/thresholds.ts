import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { changeOf } from './changes.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { compareRate } from './rates.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { partFits } from './units.ts';

const EVERY = /(?:均|都|全部|每个|各)[^,;]{0,14}$/;
const BELOW = /(?:低于|不足|不到|少于|未达到?|小于)$/;
const ABOVE = /(?:高于|超过|达到?|多于|大于|不低于|不少于|至少有?|突破)$/;
/** What may stand between a bound and the numbers that it holds for. */
const LISTS = /^[^\d]{0,24}(?:分别[是为]|其中[:,]?|依次[是为])/;
const MOST = 8;

/** Numbers listed under a bound (均在98%以上,其中…97.6% · 低于95%的有3个市,分别是…95.2%), and a share told as 不到三分之一. */
export function thresholds(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    for (const [index, item] of items.entries()) {
      if (Array.isArray(item.figure.value) || item.figure.role === 'delta' || changeOf(item)) continue;
      listed(scene, items, index, out);
      eachPlace(scene, items, index, out);
      fraction(scene, items, index, out);
    }
  }
  return out;
}

type Side = 'least' | 'most';

function sideOf(item: Item): Side | null {
  const { qualifier } = item.figure;
  if (qualifier === 'atLeast' || qualifier === 'over') return 'least';
  if (qualifier === 'lessThan' || qualifier === 'atMost') return 'most';
  if (BELOW.test(item.lead)) return 'most';
  return ABOVE.test(item.lead) && EVERY.test(item.lead) ? 'least' : null;
}

/** 每个街道至少有8户入选,东湖街道21户,…朝阳街道7户: the places are named one by one. */
function eachPlace(scene: Scene, items: Item[], index: number, out: Check[]) {
  const mark = items[index] as Item;
  const place = /(?:每个|各)(街道|社区|乡镇|村|镇|县|区|学校|单位)[^,;]{0,8}$/.exec(mark.lead)?.[1];
  if (place === undefined || sideOf(mark) !== 'least' || mark.rate) return;
  const wrong = items
    .slice(index + 1)
    .filter(
      (item) =>
        item.figure.unit === mark.figure.unit &&
        item.figure.kind === 'count' &&
        item.lead.includes(place.slice(-1)) &&
        !item.each &&
        item.range.hi < mark.value,
    );
  if (wrong.length === 0) return;
  out.push(
    finding(scene, {
      type: 'bound',
      parts: [mark, ...wrong].map((item) => part(item)),
      place: placeOf([mark, ...wrong]),
      holds: false,
      grade: 'ask',
      gap: Math.max(...wrong.map((item) => mark.value - item.value)),
      computed: wrong.map((item) => `${shown(item.value)} < ${shown(mark.value)}`).join(','),
      message: `写的是每个${place}不少于${shown(mark.value)}${mark.figure.unit},${wrong.map(said).join('、')}却不到`,
    }),
  );
}

function listed(scene: Scene, items: Item[], index: number, out: Check[]) {
  const mark = items[index] as Item;
  const side = sideOf(mark);
  const first = items[index + 1];
  if (!side || !first || first.family !== mark.family || first.order !== mark.order + 1) return;
  const between = scene.between(mark, first);
  const counted = scene.items[mark.order - 1];
  // 有3个市办结率低于95%,分别是…; 满意率均在98%以上,其中….
  const meant =
    EVERY.test(mark.lead) ||
    (counted !== undefined && counted.clause === mark.clause && /分别|依次/.test(between));
  if (!meant || !LISTS.test(between) || /平均|总/.test(between)) return;
  const members: Item[] = [];
  for (const item of items.slice(index + 1, index + 1 + MOST)) {
    if (item.family !== mark.family || item.figure.unit !== mark.figure.unit || changeOf(item) || item.each)
      break;
    if (members.length > 0 && item.clause - (members.at(-1) as Item).clause > 1) break;
    members.push(item);
  }
  if (members.length < 2 && !/其中/.test(between)) return;
  const wrong = members.filter((item) =>
    side === 'least'
      ? item.range.hi < mark.value
      : mark.figure.qualifier === 'atMost'
        ? item.range.lo > mark.value
        : item.range.lo >= mark.value,
  );
  const holds = wrong.length === 0;
  const parts = [mark, ...(holds ? members : wrong)];
  const sign = side === 'least' ? '≥' : '<';
  out.push(
    finding(scene, {
      type: 'bound',
      parts: parts.map((item) => part(item)),
      place: placeOf(parts),
      holds,
      grade: holds ? null : wrong.every((item) => item.exact) ? 'break' : 'ask',
      gap: holds ? 0 : Math.max(...wrong.map((item) => Math.abs(item.value - mark.value))),
      computed: parts
        .slice(1)
        .map((item) => `${shown(item.value)} ${sign} ${shown(mark.value)}`)
        .join(','),
      message: holds
        ? `所列各数都与“${said(mark)}”相符`
        : `写的是${side === 'least' ? '不少于' : '低于'}${shown(mark.value)}${mark.figure.unit},${wrong.map(said).join('、')}却不是`,
    }),
  );
}

/** 11个乡镇卫生院中仅有4个配有阴道镜,不到三分之一 · 超过半数: a share told by a bound, with part and whole beside it. */
function fraction(scene: Scene, items: Item[], index: number, out: Check[]) {
  const rate = items[index] as Item;
  if (rate.family !== 'percent' || !/分之|半|成/.test(rate.figure.raw)) return;
  const { qualifier } = rate.figure;
  if (qualifier !== 'over' && qualifier !== 'lessThan' && qualifier !== 'atLeast' && qualifier !== 'nearly')
    return;
  const pairs = [
    [items[index - 2], items[index - 1]],
    [items[index + 1], items[index + 2]],
  ];
  for (const [whole, piece] of pairs) {
    if (!whole || !piece || !isCount(whole) || !isCount(piece) || !whole.exact || !piece.exact) continue;
    if (!partFits(piece.family, whole.family) || piece.value > whole.value || piece.order - whole.order !== 1)
      continue;
    if (!/中/.test(scene.between(whole, piece)) || piece.clause - whole.clause > 1) continue;
    if (Math.abs(rate.clause - piece.clause) > 2) continue;
    const computed = (100 * piece.value) / whole.value;
    const holds =
      qualifier === 'lessThan'
        ? computed < rate.value
        : qualifier === 'nearly'
          ? computeNear(piece, whole, rate)
          : computed >= rate.value;
    const parts = [whole, piece, rate];
    out.push(
      finding(scene, {
        type: 'bound',
        parts: parts.map((item) => part(item)),
        place: placeOf(parts),
        holds,
        grade: holds ? null : 'ask',
        gap: Math.abs(computed - rate.value),
        computed: `${shown(piece.value)} ÷ ${shown(whole.value)} = ${shown(Number(computed.toFixed(1)))}%`,
        message: `${said(piece)}占${said(whole)}的${shown(Number(computed.toFixed(1)))}%,与“${qualifier === 'lessThan' ? '不到' : qualifier === 'nearly' ? '近' : '超过'}${rate.figure.raw}”${holds ? '相符' : '不符'}`,
      }),
    );
    return;
  }
}

const computeNear = (piece: Item, whole: Item, rate: Item) =>
  compareRate(piece.range, whole.range, rate).relation !== 'off';
