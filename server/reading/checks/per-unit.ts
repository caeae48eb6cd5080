import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { acrossSentences } from './per-across.ts';
import { overSpan } from './per-span.ts';
import type { Item, Scene } from './scene.ts';
import { familyOf, fits, isTime } from './units.ts';

const THINGS =
  '个?(?:行政村|村|社区|乡镇|镇|乡|街道|县|区|家庭|孩子|儿童|家|学校|所)|名|位|个|户|人|生|期|场次|场|次|件|份|套|支|队|组|班|家|篇|对|台|亩|床|批|季度|季|月|周|天|日|年|半年';
/** What a rate per thing (每…、…均) is per: 每期50人 → 期, 每人每年800元 → 人, 户均2000元 → 户. */
const EACH = new RegExp(`(?:平均)?每(?:一|1)?(${THINGS})(?:每(?:年|月|次|期|天))?(?:一次性)?[^,;每]{0,14}$`);
const EVEN =
  /(人次|人|户|村|社区|场|期|镇|乡|县|市|区|街|班|次|件|家|月|年|日|亩|校|生|队|所|支|点|店|岗|组|站|站点|园|项|篇|对|车间|基地)均[^,;]{0,12}$/;
const MEAN = /平均[^,;每均]{0,10}$/;
const SUM = /共|总|合计|累计|达|投入|发放|覆盖|支出|计$|花了|在读/;

export type Per = { item: Item; per: string; average: boolean; of?: Item };

/** Products and averages (单位数 × 份数 = 总数): 每期50人,20期,共1000人; 人均、户均、平均. */
export function perUnits(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const item of scene.items) {
    const per = perOf(item) ?? eachOfCount(scene, item);
    const check = per ? judge(scene, per) : null;
    if (check) out.push(check);
  }
  return out;
}

function perOf(item: Item): Per | null {
  if (item.rate || item.figure.role === 'delta') return null;
  const even = EVEN.exec(item.lead);
  if (even?.[1]) return { item, per: even[1], average: true };
  const each = EACH.exec(item.lead);
  if (each?.[1]) return { item, per: each[1].replace(/^个/, '') || '个', average: /平均/.test(item.lead) };
  const slash = /^(?:元|人|次|场)?[/／](人|户|村|场|期|次|月|年|天)/.exec(item.trail);
  if (slash?.[1]) return { item, per: slash[1], average: false };
  return MEAN.test(item.lead) ? { item, per: '', average: true } : null;
}

/** 20个村各建3个示范点,共60个: 各 after a count is said of each of them. */
function eachOfCount(scene: Scene, item: Item): Per | null {
  const before = scene.items[item.order - 1];
  if (item.rate || !before || before.clause !== item.clause || before.rate || before.value <= 1) return null;
  if (
    (!/各(?:配备?|发放?|赠送?|奖励?|补助?)[^,;各]{0,6}$/.test(item.lead) &&
      !/各(?:新?建立?|设立?|开展|举办|配备?|评选|选派|发放|举行|安排|推荐|有)?$/.test(item.lead)) ||
    !before.exact
  )
    return null;
  return { item, per: before.figure.unit, average: false, of: before };
}

/** How many there are of what the rate is per; `sure` when the word is the same, else only when it agrees. */
function isCountOf(per: Per, item: Item): boolean {
  if (per.of) return item === per.of;
  if (item === per.item || item.rate || item.figure.role === 'delta' || perOf(item) || item.value <= 1)
    return false;
  const family = familyOf(per.per);
  if (per.per === '' || isTime(family)) return false;
  if (
    item.figure.unit.replace(/^个(?=.)/, '').replace(/(?<=.)次$/, '') === per.per ||
    (item.family === family && family !== 'place')
  )
    return true;
  const thing = `${item.trail}|${item.noun}`;
  return (
    item.family === 'place' &&
    (new RegExp(`(?:^|\\||行政|自然)${per.per}`).test(thing) || item.noun.endsWith(per.per))
  );
}

function isTotalOf(per: Per, item: Item): boolean {
  if (per.of && (item === per.of || item.order < per.item.order - 3)) return false;
  if (item === per.item || item.rate || item.figure.role === 'delta' || perOf(item)) return false;
  const { family } = per.item;
  return (
    fits(item.family, family) ||
    (item.family === 'attendance' && family === 'person') ||
    (item.family === 'event' && family === 'class')
  );
}

type Pair = { count: Item; total: Item; sure: boolean };

function judge(scene: Scene, per: Per): Check | null {
  const { item } = per;
  const near = scene.items
    .slice(Math.max(0, item.order - 6), item.order + 7)
    .filter((one) => one.sentence === item.sentence && Math.abs(one.clause - item.clause) <= 5);
  const totals = near.filter((one) => isTotalOf(per, one));
  const counts = near.filter((one) => isCountOf(per, one));
  const pairs = pairsOf(counts, totals, true);
  // 120万元、8名妇女、户均15万元; 每人79元 with the people a sentence before: told only when it agrees.
  const wide = scene.items
    .slice(Math.max(0, item.order - 10), item.order + 7)
    .filter((one) => one.paragraph === item.paragraph && Math.abs(one.sentence - item.sentence) <= 2);
  const loose = per.average
    ? pairsOf(
        wide.filter(
          (one) => !one.rate && one.value > 1 && !isTime(one.family) && one.figure.kind === 'count',
        ),
        wide.filter((one) => isTotalOf(per, one)),
        false,
      )
    : pairsOf(
        wide.filter(
          (one) =>
            isCountOf(per, one) ||
            (/[人户名位]/.test(per.per) && isPerson(one) && one.value > 1 && !perOf(one)),
        ),
        wide.filter((one) => isTotalOf(per, one)),
        false,
      );
  const good = pairs.concat(loose).find((pair) => agrees(per, pair));
  if (good) return told(scene, per, good, 'same');
  // 小学生每人300元,中学生每人500元: neither alone makes the total.
  const several = scene.items
    .slice(Math.max(0, item.order - 4), item.order + 5)
    .some(
      (one) =>
        one !== item &&
        one.sentence === item.sentence &&
        one.family === item.family &&
        perOf(one)?.per === per.per &&
        !per.average,
    );
  // 城关镇400名,其余15个乡镇每个170名,合起来2950名: the rest alone does not make the total.
  if (several || counts.some((one) => /其余|其他/.test(one.lead))) return null;
  const likely = pairs.filter(
    (pair) => plausible(per, pair) && betweenOthers(pair, item) && (!per.of || pair.total.order > item.order),
  );
  // The total follows its rate; of several the nearest is meant.
  const far = (pair: Pair) =>
    (pair.total.order > item.order ? 0 : 10) +
    Math.abs(pair.total.order - item.order) +
    Math.abs(pair.count.order - item.order);
  const [first] = likely.toSorted((a, b) => far(a) - far(b));
  if (first) return told(scene, per, { ...first, sure: likely.length === 1 }, relation(per, first));
  const doubtful = looseMiss(per, loose);
  if (doubtful) return told(scene, per, { ...doubtful, sure: false }, 'off');
  const span = overSpan(
    scene,
    per,
    totals,
    wide.filter((one) => isTotalOf(per, one)),
  );
  if (span) return span;
  const across =
    per.average && item.exact
      ? acrossSentences(
          item,
          wide.filter((one) => isCountOf(per, one)),
          wide.filter((one) => isTotalOf(per, one)),
        )
          .map((pair): Pair => ({ ...pair, sure: false }))
          .find((pair) => plausible(per, pair))
      : undefined;
  if (across) return told(scene, per, across, relation(per, across));
  return implied(scene, per, counts, totals);
}

/** 贷款160万元、8名妇女、户均20万元: an average whose count has another word fails only where the three stand alone together. */
function looseMiss(per: Per, loose: Pair[]): Pair | null {
  if (!per.average || !per.item.exact) return null;
  const { item } = per;
  const close = loose.filter(
    ({ count, total }) =>
      count.sentence === item.sentence &&
      total.sentence === item.sentence &&
      count !== total &&
      betweenOthers({ count, total, sure: false }, item) &&
      count.order < item.order &&
      total.order < item.order &&
      isPerson(count) &&
      total.exact &&
      count.exact,
  );
  const [only] = close;
  if (!only || close.length !== 1) return null;
  const factor = (item.value * only.count.value) / only.total.value;
  return factor > 0.7 && factor < 1.45 ? only : null;
}

const pairsOf = (counts: Item[], totals: Item[], sure: boolean): Pair[] =>
  counts.flatMap((count) =>
    totals.filter((total) => total !== count).map((total) => ({ count, total, sure })),
  );

/** 慰问贫困母亲86名,每户200元: persons stand for their households and the other way round. */
const isPerson = (item: Item) => item.family === 'person' || item.family === 'household';

/** A claim that fails must be written together: nothing of another matter between its three numbers. */
const betweenOthers = ({ count, total }: Pair, item: Item) => {
  const orders = [count.order, total.order, item.order];
  const clauses = [count.clause, total.clause, item.clause];
  return Math.max(...orders) - Math.min(...orders) <= 3 && Math.max(...clauses) - Math.min(...clauses) <= 3;
};

const agrees = (per: Per, pair: Pair) =>
  pair.count.value > 0 &&
  pair.total.value >= per.item.value &&
  relation(per, pair) === 'same' &&
  (pair.sure || enough(per, pair));

/** Small numbers agree by accident. */
const enough = (per: Per, { count, total }: Pair) =>
  total.value >= 20 &&
  count.value >= 3 &&
  count.exact &&
  total.range.hi < Infinity &&
  (per.item.value >= 10 || per.item.decimals > 0 || total.value >= 100);

const plausible = (per: Per, { count, total }: Pair) => {
  const factor = (per.item.value * count.value) / (total.value || 1);
  return total.value >= per.item.value && count.value > 0 && factor > 0.4 && factor < 2.5;
};

function relation(per: Per, { count, total }: Pair): 'same' | 'slip' | 'off' {
  const { item } = per;
  const product = { lo: item.range.lo * count.range.lo, hi: item.range.hi * count.range.hi };
  const slack =
    (per.average || item.decimals > 0 ? item.ulp / 2 : 0) * count.value +
    (total.scaled ? Math.min(total.ulp / 2, 0.02 * total.value) : 0);
  const close = 1e-9 * Math.max(1, total.value);
  if (product.hi + slack + close >= total.range.lo && product.lo - slack - close <= total.range.hi)
    return 'same';
  // Cut instead of rounded: less than one in the last digit.
  if (per.average && Math.abs(total.value / count.value - item.value) < item.ulp - 1e-9) return 'slip';
  return 'off';
}

function told(scene: Scene, per: Per, { count, total, sure }: Pair, found: 'same' | 'slip' | 'off'): Check {
  const { item, average } = per;
  const product = item.value * count.value;
  const mean = total.value / count.value;
  const words = average
    ? `${shown(total.value)} ÷ ${shown(count.value)} = ${shown(Number(mean.toFixed(item.decimals + 2)))}`
    : `${shown(item.value)} × ${shown(count.value)} = ${shown(product)}`;
  const certain = sure && [item, count, total].every((one) => one.exact) && (average || SUM.test(total.lead));
  const claim = average ? `平均${shown(item.value)}` : said(total);
  return finding(scene, {
    type: average ? 'average' : 'product',
    parts: [part(item), part(count), part(total)],
    place: placeOf([item, count, total]),
    holds: found === 'same',
    grade: found === 'same' ? null : found === 'slip' ? 'slip' : certain ? 'break' : 'ask',
    gap: average ? Math.abs(mean - item.value) : Math.abs(product - total.value),
    computed: words,
    message: found === 'same' ? `${words},与${claim}相符` : `${words},与所写的${claim}不符`,
  });
}

/** 每人60元共3000元: the third number follows, and for things that cannot be cut it must be whole. */
function implied(scene: Scene, per: Per, counts: Item[], totals: Item[]): Check | null {
  const { item } = per;
  if (per.per === '') return null;
  const total = totals.find(
    (one) =>
      one.value > item.value &&
      one.clause >= item.clause &&
      one.clause - item.clause <= 2 &&
      SUM.test(one.lead),
  );
  const kind = per.average ? 'average' : 'product';
  if (total && item.value > 0) {
    const count = total.value / item.value;
    const whole = Math.abs(count - Math.round(count)) < 1e-9;
    const discrete = !isTime(familyOf(per.per)) && !per.average && item.exact && total.exact && !total.scaled;
    const amount = shown(Number(count.toFixed(2)));
    return finding(scene, {
      type: kind,
      parts: [part(item), part(total)],
      place: placeOf([item, total]),
      holds: !whole && discrete ? false : 'cannot-tell',
      grade: !whole && discrete ? 'ask' : null,
      gap: whole ? 0 : Math.abs(count - Math.round(count)),
      computed: `${shown(total.value)} ÷ ${shown(item.value)} = ${amount}`,
      message:
        !whole && discrete
          ? `${shown(total.value)} ÷ ${shown(item.value)} = ${amount},份数不是整数,请核对`
          : `按每${per.per}${shown(item.value)}、共${shown(total.value)}推算为${amount}${per.per},文中没有写出,无法核对`,
    });
  }
  const count = counts.find((one) => Math.abs(one.clause - item.clause) <= 1);
  if (!count || item.family === count.family) return null;
  return finding(scene, {
    type: kind,
    parts: [part(item), part(count)],
    place: placeOf([item, count]),
    holds: 'cannot-tell',
    computed: `${shown(item.value)} × ${shown(count.value)} = ${shown(item.value * count.value)}`,
    message: `按每${per.per}${shown(item.value)}、${said(count)}推算共${shown(item.value * count.value)},文中没有写出,无法核对`,
  });
}
