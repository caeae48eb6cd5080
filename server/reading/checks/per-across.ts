import { shareWord } from './kin.ts';
import type { Item } from './scene.ts';

/**
 * 志愿服务队720支…。上半年开展志愿服务5400次,队均8.5次: what it is per was counted a sentence before. `counts` and `totals` are what
 * could take part; answers the likeliest pairs, the one of its own sentence first.
 */
export function acrossSentences(item: Item, counts: Item[], totals: Item[]): { count: Item; total: Item }[] {
  const last = (items: Item[]) =>
    items.findLast(
      (one) => one.order < item.order && one.exact && Math.abs(one.sentence - item.sentence) <= 1,
    );
  const count = last(counts.filter((one) => !/其中/.test(one.lead) && !one.inside));
  const others = totals.filter((one) => one !== count);
  const total =
    last(others.filter((one) => one.sentence === item.sentence && item.clause - one.clause <= 2)) ??
    last(others.filter((one) => shareWord(one.noun, item.lead)));
  const first = counts.find((one) => one.sentence === item.sentence && one.order < item.order);
  return [first, count].flatMap((one) => (one && total && one !== total ? [{ count: one, total }] : []));
}
