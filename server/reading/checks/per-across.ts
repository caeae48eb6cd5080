import { shareWord } from './kin.ts';
import { isCountOf, isTotalOf, type Pair, type Per, plausible } from './per-unit.ts';
import type { Item } from './scene.ts';

/** 志愿服务队720支…。上半年开展志愿服务5400次,队均8.5次: what it is per was counted a sentence before. A person should look. */
export function acrossSentences(per: Per, wide: Item[]): Pair | null {
  const { item } = per;
  if (!per.average || !item.exact) return null;
  const last = (items: Item[]) =>
    items.findLast(
      (one) => one.order < item.order && one.exact && Math.abs(one.sentence - item.sentence) <= 1,
    );
  const count = last(
    wide.filter((one) => isCountOf(per, one) && /其中/.test(one.lead) === false && !one.inside),
  );
  const totals = wide.filter((one) => isTotalOf(per, one) && one !== count);
  const total =
    last(totals.filter((one) => one.sentence === item.sentence && item.clause - one.clause <= 2)) ??
    last(totals.filter((one) => shareWord(one.noun, item.lead)));
  const first = wide.find(
    (one) => isCountOf(per, one) && one.sentence === item.sentence && one.order < item.order,
  );
  for (const one of [first, count]) {
    if (!one || !total || one === total) continue;
    const pair = { count: one, total, sure: false };
    if (plausible(per, pair)) return pair;
  }
  return null;
}
