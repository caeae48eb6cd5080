import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { changeOf } from './changes.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';

const MOST = '最多|最高|最大|居首位?|居第一位?|位居第一|排(?:名|在)第一|名列第一|居首';
const LEAST = '最少|最低|最小|垫底';
/** 其中工伤保险参保人数最多 · 朝阳街道7户,入选户最少: a superlative and the name before it. */
const NAMED = new RegExp(
  `([\\u4e00-\\u9fa5]{2,14}?)(?:的)?(?:人数|数量|占比|比例|户数|次数|总数|数)?(?:${MOST}|${LEAST})(?![的一])`,
  'g',
);
const BESIDE = new RegExp(
  `^[^,;]{0,6}[,]?(?:是|为|在?全[市县区省镇乡村])?[^,;\\d]{0,6}?(${MOST}|${LEAST})(?!一|的[^,;。])`,
);
const PLACED = /(?:居|列|排|位居|名列|位列|排名|排在)(?:全[市县区省国])?第([一二三四五六七八九1-9])/;
const DIGITS = '零一二三四五六七八九';

/** Superlatives against the numbers beside them (最多、最少、居首、第二): of those told in one row none may be beyond. */
export function superlatives(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    if (items.length < 2) continue;
    for (const row of rowsOf(scene, items)) {
      behind(scene, row, out);
      named(scene, row, out);
      placed(scene, row, out);
    }
  }
  return out;
}

/** Like numbers that stand in one row, each with a name before it: 城东社区31人、城西社区28人. */
function rowsOf(scene: Scene, items: Item[]): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    if (!plain(item)) continue;
    const row = rows.findLast(
      (one) => one[0]?.figure.unit === item.figure.unit && one[0]?.family === item.family,
    );
    const last = row?.at(-1);
    if (row && last && item.clause - last.clause <= 2 && item.order - last.order <= 2) row.push(item);
    else rows.push([item]);
  }
  return rows.filter((row) => row.length >= 2 && scene.items.length > 0);
}

const plain = (item: Item) =>
  item.figure.role !== 'delta' &&
  changeOf(item) === null &&
  !item.each &&
  !Array.isArray(item.figure.value) &&
  item.figure.kind !== 'rank' &&
  !/总|共|合计|累计|平均|去年|上年|同期|上届/.test(item.lead);

const nameOf = (item: Item) =>
  item.lead.replace(/^[,;、和及与]+|其中|(?:有|为|是|达到?|了|共|参加|占)+$/g, '');

/** 石门乡23次,是最多的. */
function behind(scene: Scene, row: Item[], out: Check[]) {
  for (const item of row) {
    if (nameOf(item).length < 2 || nameOf(item).length > 12) continue;
    const next = scene.items[item.order + 1];
    const words = scene.words(item.end, Math.min(item.end + 22, next?.start ?? item.end + 22));
    const word = BESIDE.exec(words)?.[1];
    if (word === undefined || /其中|,[^,]*,/.test(words.slice(0, words.indexOf(word)))) continue;
    // 7户,入选户最少 is said of it; 7户,西苑街道最少 is said of another.
    if (
      /[街乡镇村社区县市]{1,2}[^,;]{0,4}$/.test(
        words.slice(0, words.indexOf(word)).replace(/^[^,]*,?(?:在?全[市县区省镇乡村])?/, ''),
      )
    )
      continue;
    told(scene, item, row, word, out);
  }
}

/** 参加失业保险4.1万人,工伤保险4.9万人,生育保险5.3万人,其中工伤保险参保人数最多. */
function named(scene: Scene, row: Item[], out: Check[]) {
  const last = row.at(-1) as Item;
  const next = scene.items[last.order + 1];
  const words =
    scene.words(last.end, Math.min(last.end + 40, next?.start ?? last.end + 40)).split(/[。;]/)[0] ?? '';
  if (row.length < 2) return;
  for (const hit of words.matchAll(NAMED)) {
    const name = (hit[1] ?? '')
      .replace(/^(?:其中|以|而|尤其|[个件名人户次位起场])+/, '')
      .replace(/(?:参保|人员|参加)$/, '');
    if (name.length < 2) continue;
    const owners = row.filter(
      (item) => nameOf(item).includes(name) || (nameOf(item).length >= 2 && name.startsWith(nameOf(item))),
    );
    const word = new RegExp(`${MOST}|${LEAST}`).exec(hit[0])?.[0];
    if (owners.length === 1 && owners[0] && word) told(scene, owners[0], row, word, out);
  }
}

function told(scene: Scene, item: Item, row: Item[], word: string, out: Check[]) {
  const least = new RegExp(LEAST).test(word);
  const others = row.filter((one) => one !== item);
  const beyond = others.filter((one) =>
    least ? one.range.hi < item.range.lo : one.range.lo > item.range.hi,
  );
  const shownOnes = beyond.length > 0 ? beyond.slice(0, 3) : others.slice(0, 6);
  const holds = beyond.length === 0;
  out.push(
    finding(scene, {
      type: 'bound',
      parts: [part(item), ...shownOnes.map((one) => part(one))],
      place: placeOf([item, ...shownOnes]),
      holds,
      grade: holds ? null : 'ask',
      gap: holds ? 0 : Math.max(...beyond.map((one) => Math.abs(one.value - item.value))),
      computed: shownOnes
        .map((one) => `${shown(item.value)} ${least ? '≤' : '≥'} ${shown(one.value)}`)
        .join(','),
      message: holds
        ? `${said(item)}“${word}”,与所列各数相符`
        : `写的是${said(item)}“${word}”,可是${beyond.slice(0, 3).map(said).join('、')}${least ? '更少' : '更多'},请核对`,
    }),
  );
}

/** 21户居第一,17户居第二,18户居第三: the numbers go down with the places. */
function placed(scene: Scene, row: Item[], out: Check[]) {
  const ranks = row.flatMap((item) => {
    const hit = PLACED.exec(scene.words(item.end, item.end + 14).split(/[,;。]/)[0] ?? '');
    const digit = hit?.[1] === undefined ? -1 : DIGITS.indexOf(hit[1]);
    const place = digit > 0 ? digit : Number(hit?.[1]);
    return Number.isFinite(place) ? [{ item, place }] : [];
  });
  if (ranks.length < 2) return;
  const sorted = ranks.toSorted((a, b) => a.place - b.place);
  const wrong = sorted.filter(({ item, place }, k) => {
    const before = sorted[k - 1];
    return before !== undefined && before.place < place && item.range.lo > before.item.range.hi;
  });
  const parts = sorted.map(({ item }) => item);
  out.push(
    finding(scene, {
      type: 'monotonic',
      parts: parts.map((item) => part(item)),
      place: placeOf(parts),
      holds: wrong.length === 0,
      grade: wrong.length === 0 ? null : 'ask',
      gap: 0,
      computed: parts.map((item) => shown(item.value)).join(' ≥ '),
      message:
        wrong.length === 0
          ? `名次与${parts.map(said).join('、')}相符`
          : `${wrong.map(({ item }) => said(item)).join('、')}比排在前面的还多,名次与数字不符`,
    }),
  );
}
