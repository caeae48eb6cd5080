import type { Check } from '../model.ts';
import { addUp, sumCheck } from './adding.ts';
import { shareWord } from './kin.ts';
import { isCount } from './salience.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits } from './units.ts';

/** How far back the announced number may stand, in figures. */
const BACK = 90;
const MOST = 10;
/** How near a breakdown must come to the announced number, to be taken for meant so. */
const NEAR = 0.04;
const EARLIER = /去年|上年|同期|上届|年初|年底|年末|累计|(?:19|20)\d\d年/;

/**
 * Numbers announced at the beginning and broken down pages later (总说与分说): 举办培训班48期…。其中农村实用技术26期、2210人次,家政
 * 13期、920人次,电子商务9期、720人次. Every second number of such a row is a breakdown of its own.
 */
export function overviews(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const sentence of scene.sentences) {
    for (const parts of rowsOf(scene, sentence)) {
      const check = judge(scene, sentence, parts);
      if (check) out.push(check);
    }
    mixed(scene, sentence, out);
  }
  return out;
}

/** The numbers of one kind that stand in a row, each clause with its own; brackets and 其中 within the row are left out. */
function rowsOf(scene: Scene, { items }: Sentence): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    if (!isCount(item) || !item.exact || item.inside || EARLIER.test(item.lead)) continue;
    const row = rows.find((one) => {
      const last = one.at(-1) as Item;
      return (
        last.figure.unit === item.figure.unit &&
        item.clause - last.clause <= 2 &&
        item.order - last.order <= 3
      );
    });
    if (row && /其中/.test(item.lead)) continue;
    if (row) row.push(item);
    else rows.push([item]);
  }
  return rows.filter((row) => row.length >= 2 && row.length <= MOST && apart(scene, row));
}

/** The same steps between the parts, so that nothing else belongs to the row: every number, or every second one. */
function apart(scene: Scene, row: Item[]): boolean {
  const steps = row.slice(1).map((item, k) => item.order - (row[k] as Item).order);
  const first = row[0] as Item;
  return new Set(steps).size === 1 && scene.items[first.order] === first;
}

function judge(scene: Scene, sentence: Sentence, parts: Item[]): Check | null {
  const first = parts[0] as Item;
  const signed = /其中|分别/.test(scene.words(Math.max(sentence.start, first.start - 30), first.start));
  const largest = Math.max(...parts.map((item) => item.value));
  const total = parts.reduce((sum, item) => sum + item.value, 0);
  if (total < 20) return null;
  const words = `${scene.words(Math.max(0, first.start - 40), (parts.at(-1) as Item).end)}${(parts.at(-1) as Item).trail}`;
  let near: Item | null = null;
  for (let k = first.order - 1; k >= 0 && k >= first.order - BACK; k--) {
    const whole = scene.items[k] as Item;
    if (whole.sentence === first.sentence && !signed) continue;
    if (!isCount(whole) || !whole.exact || whole.value <= largest || !fits(whole.family, first.family))
      continue;
    if (whole.inside || EARLIER.test(whole.lead) || whole.figure.status === 'plan') continue;
    if (whole.sentence === first.sentence && whole.clause >= first.clause) continue;
    const { relation, diff } = addUp(parts, whole);
    const kin = shareWord(`${whole.noun}|${whole.trail.slice(0, 8)}`, words);
    if (relation === 'same' && (kin || signed || (parts.length >= 3 && total >= 100)))
      return sumCheck(scene, whole, parts, { holds: true, grade: null });
    if (
      near === null &&
      signed &&
      kin &&
      relation !== 'same' &&
      parts.length >= 3 &&
      whole.figure.unit === first.figure.unit &&
      Math.abs(diff) <= NEAR * whole.value
    )
      near = whole;
  }
  return near ? sumCheck(scene, near, parts, { holds: false, grade: 'ask' }) : null;
}

const BOTH = /[(（]/;

/** 表彰83名(户), 典型1285名(个): a unit word of two kinds, whose parts are all the numbers of the row. */
function mixed(scene: Scene, { items }: Sentence, out: Check[]) {
  const counts = items.filter((item) => isCount(item) && item.exact && !item.inside);
  const last = counts.at(-1);
  const first = counts[0];
  if (!first || !last || counts.length < 3) return;
  if (BOTH.test(last.figure.unit) && /共|合计/.test(last.lead)) {
    claim(scene, last, counts.slice(0, -1), out);
    return;
  }
  if (counts.length < 4) return;
  const whole = scene.items
    .slice(Math.max(0, first.order - BACK), first.order)
    .findLast(
      (item) => isCount(item) && item.exact && BOTH.test(item.figure.unit) && item.value > last.value,
    );
  if (whole && whole.sentence !== first.sentence) claim(scene, whole, counts, out);
}

function claim(scene: Scene, whole: Item, counts: Item[], out: Check[]) {
  const units = whole.figure.unit.split(/[()（）]/).filter((word) => word !== '');
  const parts = counts.filter((item) => units.includes(item.figure.unit));
  if (parts.length < 2 || parts.length !== counts.length || parts.length > MOST) return;
  const { relation, diff } = addUp(parts, whole);
  if (relation === 'same') out.push(sumCheck(scene, whole, parts, { holds: true, grade: null }));
  else if (Math.abs(diff) <= 0.2 * whole.value)
    out.push(sumCheck(scene, whole, parts, { holds: false, grade: 'ask' }));
}
