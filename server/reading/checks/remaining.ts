import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';
import { fits } from './units.ts';

const DUE = /应|计划|共|总|受理|接待|到期|下达|定的|确定|承诺|代表|委员/;
const DONE = /实|已|完成|办结|收回|到位|结案|调处|办成|办理了/;
const LEFT = /(?:剩余|余下|还剩|仍有|尚有|还有|尚未|未|缺|差|欠|逾期|短缺|请假|未到)[^,;]{0,6}$/;
const UNDONE =
  /^(?:[^,;]{0,6})(?:应[^,;]{1,3}未|未)(?:做|查|办|完成|收|到|检|建)|^[^,;]{0,4}没(?:有)?(?:办|完成|查|做|到|建)/;
/** How far back 应…实… is remembered, in figures. */
const BACK = 80;

/** What is left (应做431、实做402、仍有29未做): the difference of two figures, told together or pages later. */
export function remainders(scene: Scene): Check[] {
  const out: Check[] = [];
  const pairs: { due: Item; done: Item; words: string }[] = [];
  for (const item of scene.items) {
    if (!isCount(item)) continue;
    if (LEFT.test(item.lead.slice(-10)) || UNDONE.test(item.trail)) {
      const check = judge(scene, item, pairs);
      if (check) out.push(check);
      continue;
    }
    const due = scene.items
      .slice(Math.max(0, item.order - 3), item.order)
      .findLast((one) => isCount(one) && fits(one.family, item.family));
    if (
      due &&
      DONE.test(item.lead) &&
      DUE.test(due.lead) &&
      item.value <= due.value &&
      item.clause - due.clause <= 3 &&
      item.sentence === due.sentence
    ) {
      pairs.push({ due, done: item, words: `${due.noun}${item.noun}` });
      if (pairs.length > 12) pairs.shift();
    }
  }
  return out;
}

function judge(scene: Scene, left: Item, pairs: { due: Item; done: Item; words: string }[]): Check | null {
  const near = pairs.filter(({ done }) => left.order - done.order <= BACK && fits(done.family, left.family));
  const same = near.findLast(({ done }) => done.sentence === left.sentence);
  const words = `${left.noun}${left.trail}`;
  const kin = near.find(({ words: known }) => shares(known, words));
  const pair = same ?? kin;
  if (!pair) return null;
  const computed = pair.due.value - pair.done.value;
  const holds = Math.abs(computed - left.value) < 1e-9;
  if (!holds && same && left.clause - same.done.clause > 2) return null;
  if (!holds && (computed <= 0 || left.value > 4 * computed || computed > 4 * left.value)) return null;
  const exact = [pair.due, pair.done, left].every((item) => item.exact);
  if (!exact) return null;
  return finding(scene, {
    type: 'delta',
    parts: [part(pair.due), part(pair.done), part(left)],
    place: placeOf(same ? [pair.due, pair.done, left] : [left]),
    holds,
    grade: holds ? null : same && left.clause - same.done.clause <= 1 && !pair.due.scaled ? 'break' : 'ask',
    gap: Math.abs(computed - left.value),
    computed: `${shown(pair.due.value)} − ${shown(pair.done.value)} = ${shown(computed)}`,
    message: `${said(pair.due)} − ${said(pair.done)} = ${shown(computed)},与所写的${shown(left.value)}${left.figure.unit}${holds ? '相符' : '不符'}`,
  });
}

/** Two or more characters of what is counted in common: 阴道镜检查 and 未做阴道镜检查. */
function shares(known: string, words: string): boolean {
  const thing = known.replace(/应|实|做|检查|完成|人数|已/g, '');
  for (let k = 0; k + 2 <= thing.length; k++) {
    const two = thing.slice(k, k + 2);
    if (words.includes(two) && !/检查|人员|妇女|全区|全县|全市/.test(two)) return true;
  }
  return false;
}
