import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';
import { familyOf, fits, isTime } from './units.ts';

/** What a rate per thing (每…、…均) is per: 每期50人 → 期, 户均2000元 → 户, 人均 → 人. */
const EACH =
  /(?:平均)?每(?:一|1)?(个?(?:行政村|村|社区|乡镇|镇|乡|街道|县|区|家庭|孩子|儿童|家|学校|所)|名|位|个|户|人|期|场次|场|次|件|份|套|支|队|组|班|家|篇|对|台|亩|月|季度|季|周|天|日|年|半年)[^,;每]{0,14}$/;
const EVEN = /(人|户|村|社区|场|期|镇|乡|班|次|件|家|月|年|日|亩|校)均[^,;]{0,12}$/;
const SUM = /共|总|合计|累计|达|投入|发放|覆盖/;

type Per = { item: Item; per: string; average: boolean };

/** Products and averages (单位数 × 份数 = 总数): 每期50人,20期,共1000人; 人均、户均、平均. */
export function perUnits(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    for (const [index, item] of sentence.items.entries()) {
      const each = perOf(item);
      if (!each) continue;
      const check = judge(scene, each, sentence.items, index);
      if (check) out.push(check);
    }
  }
  return out;
}

function perOf(item: Item): Per | null {
  if (item.rate) return null;
  const even = EVEN.exec(item.lead);
  if (even?.[1]) return { item, per: even[1], average: true };
  const each = EACH.exec(item.lead);
  if (each?.[1]) return { item, per: each[1].replace(/^个/, '') || '个', average: /平均/.test(item.lead) };
  const slash = /^(?:元|人|次|场)?[/／](人|户|村|场|期|次|月|年|天)/.exec(item.trail);
  return slash?.[1] ? { item, per: slash[1], average: false } : null;
}

/** How many there are of what the rate is per. */
function countsOf(per: Per, items: Item[]): Item[] {
  const family = familyOf(per.per);
  return items.filter((item) => {
    if (item === per.item || item.rate || item.figure.role === 'delta' || perOf(item)) return false;
    if (isTime(family)) return false;
    if (item.family === family && family !== '个' && family !== 'place') return true;
    const thing = `${item.trail}|${item.noun}`;
    return (
      per.per.length >= 1 && new RegExp(`(?:^|\\||行政|个)${per.per}`).test(thing) && item.family === 'place'
    );
  });
}

function judge(scene: Scene, per: Per, items: Item[], index: number): Check | null {
  const around = items.slice(Math.max(0, index - 6), index + 7);
  const counts = countsOf(per, around).filter((item) => Math.abs(item.clause - per.item.clause) <= 5);
  const totals = around.filter(
    (item) =>
      item !== per.item &&
      !item.rate &&
      item.figure.role !== 'delta' &&
      !perOf(item) &&
      sameThing(item, per.item),
  );
  const pairs = counts.flatMap((count) =>
    totals.filter((total) => total !== count).map((total) => ({ count, total })),
  );
  if (pairs.length > 0) {
    const good = pairs.find((pair) => relation(per, pair.count, pair.total) === 'same');
    if (good) return told(scene, per, good.count, good.total, 'same', 1);
    const likely = pairs.filter(
      ({ count, total }) => total.value >= per.item.value && count.value > 0 && plausible(per, count, total),
    );
    const [pair] = likely;
    if (!pair) return null;
    return told(scene, per, pair.count, pair.total, relation(per, pair.count, pair.total), likely.length);
  }
  return implied(scene, per, counts, totals);
}

const sameThing = (a: Item, b: Item) =>
  fits(a.family, b.family) ||
  (a.family === 'attendance' && b.family === 'person') ||
  (a.family === 'event' && b.family === 'class');

const plausible = (per: Per, count: Item, total: Item) => {
  const factor = (per.item.value * count.value) / (total.value || 1);
  return factor > 0.3 && factor < 3.5;
};

function relation(per: Per, count: Item, total: Item): 'same' | 'slip' | 'off' {
  const { item } = per;
  const product = { lo: item.range.lo * count.range.lo, hi: item.range.hi * count.range.hi };
  // An average is rounded: half of its last digit, times the count.
  const slack =
    (per.average ? item.ulp / 2 : item.decimals > 0 ? item.ulp / 2 : 0) * count.value +
    (total.scaled ? total.ulp / 2 : 0);
  const close = 1e-9 * Math.max(1, total.value);
  if (product.hi + slack + close >= total.range.lo && product.lo - slack - close <= total.range.hi)
    return 'same';
  // Cut instead of rounded: less than one in the last digit.
  if (per.average && Math.abs(total.value / count.value - item.value) < item.ulp - 1e-9) return 'slip';
  return 'off';
}

function told(
  scene: Scene,
  per: Per,
  count: Item,
  total: Item,
  found: 'same' | 'slip' | 'off',
  choices: number,
): Check {
  const { item, average } = per;
  const product = item.value * count.value;
  const mean = total.value / count.value;
  const words = average
    ? `${shown(total.value)} ÷ ${shown(count.value)} = ${shown(Number(mean.toFixed(item.decimals + 2)))}`
    : `${shown(item.value)} × ${shown(count.value)} = ${shown(product)}`;
  const exact = [item, count, total].every((one) => one.exact);
  const near =
    Math.max(count.clause, total.clause, item.clause) - Math.min(count.clause, total.clause, item.clause) <=
    3;
  const sure = exact && near && choices === 1 && (SUM.test(total.lead) || average);
  const claim = average ? `平均${shown(item.value)}` : said(total);
  return finding(scene, {
    type: average ? 'average' : 'product',
    parts: [part(item), part(count), part(total)],
    place: placeOf([item, count, total]),
    holds: found === 'same',
    grade: found === 'same' ? null : found === 'slip' ? 'slip' : sure ? 'break' : 'ask',
    gap: average ? Math.abs(mean - item.value) : Math.abs(product - total.value),
    computed: words,
    message: found === 'same' ? `${words},与${claim}相符` : `${words},与所写的${claim}不符`,
  });
}

/** 每人60元共3000元: the third number follows, and for things that cannot be cut it must be whole. */
function implied(scene: Scene, per: Per, counts: Item[], totals: Item[]): Check | null {
  const { item } = per;
  const total = totals.find(
    (one) =>
      one.value > item.value &&
      one.clause >= item.clause &&
      one.clause - item.clause <= 2 &&
      SUM.test(one.lead),
  );
  if (total && item.value > 0) {
    const count = total.value / item.value;
    const whole = Math.abs(count - Math.round(count)) < 1e-9;
    const discrete = !isTime(familyOf(per.per)) && !per.average && item.exact && total.exact && !total.scaled;
    return finding(scene, {
      type: per.average ? 'average' : 'product',
      parts: [part(item), part(total)],
      place: placeOf([item, total]),
      holds: !whole && discrete ? false : 'cannot-tell',
      grade: !whole && discrete ? 'ask' : null,
      gap: whole ? 0 : Math.abs(count - Math.round(count)),
      computed: `${shown(total.value)} ÷ ${shown(item.value)} = ${shown(Number(count.toFixed(2)))}`,
      message:
        !whole && discrete
          ? `${shown(total.value)} ÷ ${shown(item.value)} = ${shown(Number(count.toFixed(2)))},份数不是整数,请核对`
          : `按每${per.per}${shown(item.value)}、共${shown(total.value)}推算为${shown(Number(count.toFixed(2)))}${per.per},文中没有写出,无法核对`,
    });
  }
  const count = counts.find((one) => Math.abs(one.clause - item.clause) <= 1);
  if (!count || item.family === count.family) return null;
  return finding(scene, {
    type: per.average ? 'average' : 'product',
    parts: [part(item), part(count)],
    place: placeOf([item, count]),
    holds: 'cannot-tell',
    computed: `${shown(item.value)} × ${shown(count.value)} = ${shown(item.value * count.value)}`,
    message: `按每${per.per}${shown(item.value)}、${said(count)}推算共${shown(item.value * count.value)},文中没有写出,无法核对`,
  });
}
