import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { numeral } from './numerals.ts';
import type { Per } from './per-unit.ts';
import type { Item, Scene } from './scene.ts';

/** 2011年至2014年: four years. */
function spanOf(words: string): number | null {
  const hit = /((?:19|20)\d\d)年?[—–\-~至到]+((?:19|20)\d\d)年/.exec(words);
  const years = hit ? Number(hit[2]) - Number(hit[1]) + 1 : 0;
  return years >= 2 && years <= 15 ? years : null;
}

/** 历时5天,日均300人次. */
function days(words: string, per: string): number | null {
  if (per !== '日' && per !== '天') return null;
  const hit = /(?:历时|为期|连续|共|开展了?|持续)([二两三四五六七八九十]{1,3}|\d{1,3})天/.exec(words);
  return hit ? (/^\d/.test(hit[1] ?? '') ? Number(hit[1]) : numeral(hit[1] ?? '')) : null;
}

/** 分三期进行,每期44人: a small number that is no figure. */
function batches(words: string, per: string): number | null {
  if (!/^[期批组班]$/.test(per)) return null;
  return numeral(new RegExp(`分(?:成)?([二两三四五六七八九十])${per}`).exec(words)?.[1] ?? '');
}

/** 全年36场,平均每月3场: the year's months are not written. */
export function overSpan(scene: Scene, per: Per, totals: Item[], wide: Item[]): Check | null {
  const words = scene.words(Math.max(0, per.item.start - 60), per.item.end + 16);
  const year = /全年|一年|年度|去年|今年(?!上)/.test(words);
  const years =
    per.per === '年'
      ? (numeral(/([二两三四五六七八九十]|\d{1,2})年(?:来|间|累计|共|里|\d)/.exec(words)?.[1] ?? '') ??
        spanOf(words))
      : (batches(words, per.per) ?? days(words, per.per));
  const count = years
    ? years
    : per.per === '月'
      ? year
        ? 12
        : /上半年|半年/.test(words)
          ? 6
          : 0
      : per.per.startsWith('季') && year
        ? 4
        : 0;
  const total = (years ? wide : totals).find(
    (one) =>
      one.value > per.item.value &&
      count > 0 &&
      Math.abs(one.value - count * per.item.value) <=
        1e-9 * one.value + (per.average && per.item.scaled ? (count * per.item.ulp) / 2 : 0),
  );
  if (!total) return null;
  const { item } = per;
  return finding(scene, {
    type: per.average ? 'average' : 'product',
    parts: [part(item), part(total)],
    place: placeOf([item, total]),
    holds: true,
    computed: `${shown(item.value)} × ${count} = ${shown(total.value)}`,
    message: `${shown(item.value)} × ${count} = ${shown(total.value)},与${said(total)}相符`,
  });
}
