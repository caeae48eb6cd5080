import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { changeOf } from './changes.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { shareWord } from './kin.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { EARLIER } from './since.ts';

const RUN = /累计|总数|前三季度|前[二两三四五六七八九十]个?(?:季度|月)|1[-—~至到]\d{1,2}月/;
const FORMER = /上半年|[去上前]年底|年初|上年末|年底|前两个?季度/;
/** What left in between; then what came says nothing alone. */
const LEFT = /撤|并|退|注销|减|毕业|流失|收回/;
const NEW = /新|今年|本年|全年|本季|三季度|四季度|下半年/;
/** How far the number of the span between may stand, in figures, and by how much it may miss to be meant so. */
const BACK = 90;

/** Running totals (累计): now never below before; and before with what came since makes now. */
export function cumulatives(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const item of scene.items) {
    if (!usable(item) || !RUN.test(item.lead) || FORMER.test(item.lead)) continue;
    const former = formerOf(scene, item) ?? olderOf(scene, item);
    if (!former) continue;
    if (former.range.lo > item.range.hi) {
      out.push(lower(scene, former, item));
      continue;
    }
    const check = added(scene, former, item);
    if (check) out.push(check);
  }
  return out;
}

const usable = (item: Item) => isCount(item) && changeOf(item) === null && item.figure.status === 'actual';

/** The total of the earlier time, told within three figures and like sentences of the one of now. */
function formerOf(scene: Scene, now: Item): Item | null {
  const near = scene.items.slice(Math.max(0, now.order - 3), now.order + 4);
  return (
    near.find(
      (item) =>
        item !== now &&
        usable(item) &&
        item.figure.unit === now.figure.unit &&
        FORMER.test(item.lead) &&
        (EARLIER.test(item.lead) || /上半年(?:为|的)?$/.test(item.lead)) &&
        Math.abs(item.clause - now.clause) <= 3 &&
        item.paragraph === now.paragraph &&
        Math.abs(item.sentence - now.sentence) <= 1,
    ) ?? null
  );
}

const YEAR = /((?:19|20)\d\d)年/;

/** 截至2020年末累计5.6亿元;截至2021年末累计5.2亿元: the total of an earlier year, told within a few figures with the same words. */
function olderOf(scene: Scene, now: Item): Item | null {
  const year = Number(YEAR.exec(yearWords(scene, now))?.[1] ?? 0);
  const before = scene.items
    .slice(Math.max(0, now.order - 3), now.order)
    .findLast(
      (item) =>
        usable(item) &&
        /累计/.test(item.lead) &&
        item.figure.unit === now.figure.unit &&
        item.core === now.core,
    );
  const older = before ? Number(YEAR.exec(yearWords(scene, before))?.[1] ?? 0) : 0;
  return before && older > 0 && year > older && before.value > now.value && before.paragraph === now.paragraph
    ? before
    : null;
}

const yearWords = (scene: Scene, item: Item) => scene.words(Math.max(0, item.start - 26), item.start);

function lower(scene: Scene, former: Item, now: Item): Check {
  const sure = former.exact && now.exact && /累计/.test(now.lead) && /累计/.test(former.lead);
  return finding(scene, {
    type: 'monotonic',
    parts: [part(former), part(now)],
    place: placeOf([former, now]),
    holds: false,
    grade: sure && former.sentence === now.sentence ? 'break' : 'ask',
    gap: former.value - now.value,
    computed: `${shown(now.value)} < ${shown(former.value)}`,
    message: `累计数不会减少:现在${said(now)},此前${said(former)}`,
  });
}

function added(scene: Scene, former: Item, now: Item): Check | null {
  const first = Math.min(former.order, now.order);
  const since = now.value - former.value;
  const candidates = scene.items
    .slice(Math.max(0, first - BACK), Math.max(former.order, now.order) + 3)
    .filter(
      (item) =>
        item !== former &&
        item !== now &&
        usable(item) &&
        item.figure.unit.slice(-1) === now.figure.unit.slice(-1) &&
        item.family === now.family &&
        !FORMER.test(item.lead) &&
        !RUN.test(item.lead),
    )
    .toReversed();
  const coarse = Math.max(former.scaled ? former.ulp : 0, now.scaled ? now.ulp : 0);
  const kin = (item: Item) =>
    shareWord(`${item.noun}|${item.trail.slice(0, 8)}`, `${now.noun}|${now.trail.slice(0, 8)}`) ||
    (item.paragraph === now.paragraph && NEW.test(item.lead)) ||
    (item.paragraph === now.paragraph && first - item.order <= 8 && item.figure.unit === now.figure.unit);
  const right = candidates.find((item) => kin(item) && Math.abs(item.value - since) <= coarse / 2 + 1e-9);
  const sum = (item: Item, holds: boolean): Check =>
    finding(scene, {
      type: 'sum',
      parts: [part(former), part(item), part(now)],
      place: placeOf(item.paragraph === now.paragraph ? [former, item, now] : [former, now]),
      holds,
      grade: holds ? null : 'ask',
      gap: Math.abs(former.value + item.value - now.value),
      computed: `${shown(former.value)} + ${shown(item.value)} = ${shown(former.value + item.value)}`,
      message: `${said(former)} + ${said(item)} = ${shown(former.value + item.value)},与${said(now)}${holds ? '相符' : '不符'}`,
    });
  if (right) return sum(right, true);
  const left = scene.items.slice(Math.max(0, first - 3), Math.max(former.order, now.order) + 4);
  if (left.some((item) => item.sentence === now.sentence && LEFT.test(item.lead))) return null;
  const wrong = candidates.find(
    (item) =>
      kin(item) &&
      (NEW.test(item.lead) || item.figure.unit === now.figure.unit) &&
      Math.abs(item.value - since) <= Math.max(0.6 * Math.max(item.value, since), 1) &&
      item.value < now.value,
  );
  return wrong ? sum(wrong, false) : null;
}
