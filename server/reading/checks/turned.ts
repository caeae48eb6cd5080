import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { changeOf } from './changes.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { shareWord } from './kin.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';

/** How far back the other telling may stand, in figures. */
const BACK = 200;
const OTHER =
  /去年|上年|前年|同期|上届|上期|年初|计划|力争|目标|比|较|其余|其他|另|新增|增加|减少|(?:19|20)\d\d年/;
const SCOPE = /(?:^|[,;、对为])(?:全[市县区镇乡处村省校]|这|上述|该)?$/;

/**
 * One number told twice with two neighbouring digits exchanged (数字颠倒): 412户 … 全村421户, 款物1263万元 … 全年筹集款物1236万元. The
 * digits hardly fall so by accident where both count the same words; a person should look.
 */
export function turned(scene: Scene): Check[] {
  const out: Check[] = [];
  const known = new Map<string, Item>();
  const values = new Set<string>();
  for (const item of scene.items) {
    if (!isCount(item) || !item.exact || item.inside || changeOf(item)) continue;
    const digits = digitsOf(item);
    if (digits === null) continue;
    const key = `${digits}|${item.figure.unit}`;
    if (!values.has(key) && !OTHER.test(item.lead)) {
      for (const other of exchanged(digits)) {
        const before = known.get(`${other}|${item.figure.unit}`);
        if (!before || item.order - before.order > BACK || before.sentence === item.sentence) continue;
        if (!kin(before, item)) continue;
        out.push(told(scene, before, item));
        break;
      }
    }
    values.add(key);
    if (!OTHER.test(item.lead)) known.set(key, item);
  }
  return out;
}

function digitsOf(item: Item): string | null {
  const digits = /^[\d,.]+/.exec(item.figure.raw)?.[0].replace(/[,.]/g, '');
  return digits !== undefined && digits.length >= 3 ? `${digits}/${item.ulp}` : null;
}

/** The numbers that two neighbouring digits make when they change places. */
function exchanged(key: string): string[] {
  const [digits = '', grain] = key.split('/');
  const found: string[] = [];
  for (let k = 0; k + 1 < digits.length; k++) {
    if (digits[k] !== digits[k + 1])
      found.push(`${digits.slice(0, k)}${digits[k + 1]}${digits[k]}${digits.slice(k + 2)}/${grain}`);
  }
  return found;
}

const wordsOf = (item: Item) => `${item.noun}|${item.trail.slice(0, 8)}`;

function kin(a: Item, b: Item): boolean {
  if (shareWord(wordsOf(a), wordsOf(b))) return true;
  return a.family === 'household' && SCOPE.test(b.lead) && /全[村镇乡县区市]|[,;、]$/.test(b.lead);
}

function told(scene: Scene, before: Item, item: Item): Check {
  return finding(scene, {
    type: 'consistency',
    parts: [part(before), part(item)],
    place: placeOf([item]),
    holds: false,
    grade: 'ask',
    gap: Math.abs(before.value - item.value),
    computed: `${shown(before.value)} ≠ ${shown(item.value)}`,
    message: `${said(item)}与前面的${said(before)}数字颠倒,请核对是否同一件事`,
  });
}
