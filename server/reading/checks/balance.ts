import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import type { Item, Scene } from './scene.ts';

const LEFT = /(?:结余|结存|余额|结转下年|年末结转)[^,;]{0,6}$/;
const OPENING = /(?:上年|年初|期初|末)[^,;]{0,4}(?:结转|结余|结存|余额)|结转资金/;
const IN = /(?:收入|募集|收到|筹集|到账|接受捐|总投资|总预算|经费|资金)[^,;]{0,10}$/;
const OUT = /(?:支出|使用|拨付|发放|开支)[^,;]{0,10}$/;
/** How far back income and spending may stand, in figures. */
const BACK = 120;

/** Accounts (收支结余): 上年结转 + 收入 − 支出 = 结余. */
export function balances(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const left of scene.items) {
    if (
      left.family !== 'money' ||
      left.figure.role === 'delta' ||
      !LEFT.test(left.lead) ||
      OPENING.test(left.lead)
    )
      continue;
    const before = scene.items
      .slice(Math.max(0, left.order - BACK), left.order)
      .filter((item) => item.family === 'money' && item.exact && !item.each);
    const main = (pattern: RegExp) =>
      before.filter(
        (item) =>
          pattern.test(item.lead) &&
          !(pattern === IN && OUT.test(item.lead)) &&
          /全年|年度|共|总|合计|累计|本年|^[,;]?(?:收入|支出|募集|结余)|项目支出/.test(item.lead),
      );
    const opening = before.findLast((item) => OPENING.test(item.lead));
    const incomes = main(IN);
    const spendings = main(OUT);
    let found: { parts: Item[]; value: number } | null = null;
    let near: { parts: Item[]; value: number } | null = null;
    for (const income of incomes) {
      for (const spent of spendings) {
        for (const start of [opening, undefined]) {
          const value = (start?.value ?? 0) + income.value - spent.value;
          const parts = [...(start ? [start] : []), income, spent];
          if (Math.abs(value - left.value) < 0.5 * Math.max(0.01, Math.min(left.ulp, 100)))
            found ??= { parts, value };
          if (start === opening && incomes.length === 1 && spendings.length === 1) near ??= { parts, value };
        }
      }
    }
    const claim = found ?? near;
    if (
      !claim ||
      (!found &&
        !overspent(claim, left) &&
        Math.abs(claim.value - left.value) > 0.2 * Math.max(left.value, Math.abs(claim.value)))
    )
      continue;
    const terms = claim.parts
      .map((item, k) => `${k === 0 ? '' : k === claim.parts.length - 1 ? ' − ' : ' + '}${shown(item.value)}`)
      .join('');
    out.push(
      finding(scene, {
        type: 'delta',
        parts: [...claim.parts.map((item) => part(item)), part(left)],
        place: placeOf([left]),
        holds: found !== null,
        grade: found ? null : 'ask',
        gap: Math.abs(claim.value - left.value),
        computed: `${terms} = ${shown(claim.value)}`,
        message: `${claim.parts.map(said).join('、')}:${terms} = ${shown(claim.value)},与${said(left)}${found ? '相符' : '不符'}`,
      }),
    );
  }
  return out;
}

/** 全年经费67.6万元,支出68.2万元,结余3.4万元: more went out than came in, told in one paragraph. */
const overspent = ({ parts, value }: { parts: Item[]; value: number }, left: Item) =>
  value < 0 && left.value > 0 && parts.every((item) => item.paragraph === left.paragraph);
