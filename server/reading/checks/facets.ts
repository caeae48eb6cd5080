import type { Check } from '../model.ts';
import { addUp, sumCheck } from './adding.ts';
import { isLevel, sameCut } from './breakdown.ts';
import { cutOf } from './partitions.ts';
import { isSalient } from './salience.ts';
import type { Item, Scene, Sentence } from './scene.ts';
import { fits, isTime } from './units.ts';

/** How far back a whole may stand, in figures and characters. */
const BACK = 80;
const FAR = 5000;
const FACET = /(?:从|按|分)[^,;]{1,12}(?:看|分|划分|统计)[,:]?|(?:其中|包括)[:,]?$/;
const ITEM =
  /^[\s　]*(?:\d{1,2}[.、．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}[、是]|第[一二三四五六七八九十])/;
const MOST = 14;

/**
 * Breakdowns of a whole that stands in an earlier sentence (从年龄看…, 按内容划分…, 已办结…正在办理…, and lists 1. 2. 3.).
 * A whole that was already filled once is the one that later breakdowns are held against.
 */
export function facets(scene: Scene): Check[] {
  const out: Check[] = [];
  let current: Item | null = null;
  for (const sentence of scene.sentences) {
    for (const { parts, facet } of lists(scene, sentence)) {
      const wholes = wholesFor(scene, parts, current, facet);
      const agreed = wholes.find((whole) => fills(parts, whole, facet, current));
      if (agreed) {
        out.push(sumCheck(scene, agreed, parts, { holds: true, grade: null }));
        current = agreed;
        continue;
      }
      const near = nearMiss(parts, wholes);
      if (near) {
        out.push(sumCheck(scene, near, parts, { holds: false, grade: 'ask' }));
        continue;
      }
      const whole: Item | null = current;
      if (!facet || !whole || !wholes.includes(whole)) continue;
      const group = sameCut(parts);
      const cut = cutOf(group);
      const { total, diff, relation } = addUp(group, whole);
      if (cut === null || Math.abs(diff) > 0.12 * whole.value || relation === 'same') continue;
      const sure = cut === 'full' || (cut === 'apart' && total > whole.value);
      out.push(
        sumCheck(scene, whole, group, {
          holds: false,
          grade: relation === 'slip' ? 'slip' : sure ? 'break' : 'ask',
        }),
      );
    }
    current = lastWhole(sentence) ?? current;
  }
  numbered(scene, out);
  return out;
}

type List = { parts: Item[]; facet: boolean };

/** The like figures of a sentence at its top level, one list for each kind; a facet's words begin a new list. */
function lists(scene: Scene, { items, start }: Sentence): List[] {
  const found: List[] = [];
  let open: Item[] = [];
  let facet = false;
  let nested = -1;
  const close = () => {
    for (const family of new Set(open.map((item) => item.family))) {
      const parts = open.filter((item) => fits(item.family, family)).slice(0, MOST);
      if (parts.length >= 2) found.push({ parts, facet });
    }
    open = [];
  };
  for (const [index, item] of items.entries()) {
    const words =
      index === 0
        ? scene.words(Math.max(start, item.start - 40), item.start)
        : scene.between(items[index - 1] as Item, item);
    if (FACET.test(words) && !/其中/.test(words)) {
      close();
      facet = true;
      nested = -1;
      // 从年龄看,2567名女委员中,35岁以下…: the first number is the whole itself.
      if (/^[^,;]{0,10}中[,:]/.test(scene.words(item.end, item.end + 12))) continue;
    }
    if (/其中/.test(item.lead) && index > 0 && !item.inside) nested = item.semi;
    if (
      nested === item.semi ||
      item.inside ||
      !isLevel(item) ||
      isTime(item.family) ||
      item.figure.kind === 'rank'
    )
      continue;
    open.push(item);
  }
  close();
  return found;
}

/** Wholes before a list, the current one first, then the salient ones from near to far. */
function wholesFor(scene: Scene, parts: Item[], current: Item | null, facet: boolean): Item[] {
  const first = parts[0] as Item;
  const found: Item[] = [];
  if (current && fits(current.family, first.family) && current.order < first.order) found.push(current);
  for (let k = first.order - 1; k >= 0 && k >= first.order - BACK; k--) {
    const item = scene.items[k];
    if (!item || first.start - item.start > FAR) break;
    if (item === current || !isLevel(item) || !item.exact || !fits(item.family, first.family) || item.inside)
      continue;
    if (isSalient(scene, item) || (facet && first.order - item.order <= 24)) found.push(item);
  }
  return found;
}

/** Only a list that is all of its sentence, or of its facet, is compared; far wholes need a sign or a known cut. */
function fills(parts: Item[], whole: Item, facet: boolean, current: Item | null): boolean {
  const first = parts[0] as Item;
  if (whole.sentence === first.sentence && !facet) return false;
  if (addUp(parts, whole).relation !== 'same' || !parts.every((item) => item.exact)) return false;
  if (facet || whole === current) return true;
  if (cutOf(parts) !== null) return true;
  return whole.value >= 100 && whole.figure.unit === first.figure.unit && first.order - whole.order <= 16;
}

/** A list of three or more that cuts one thing, and misses a whole just before it by little. */
function nearMiss(parts: Item[], wholes: Item[]): Item | null {
  const first = parts[0] as Item;
  if (parts.length < 3 || !parts.every((item) => item.exact) || cutOf(parts) === null) return null;
  const whole = wholes.find(
    (item) =>
      first.order - item.order <= 10 &&
      item.sentence !== first.sentence &&
      item.figure.unit === first.figure.unit,
  );
  if (!whole || whole.value < 20 || parts.some((item) => item.value >= whole.value)) return null;
  const { diff, relation } = addUp(parts, whole);
  return relation !== 'same' && Math.abs(diff) <= 0.05 * whole.value ? whole : null;
}

/** The main count of a sentence, if it says that it is one. */
function lastWhole({ items }: Sentence): Item | null {
  const first = items.find((item) => isLevel(item) && !isTime(item.family));
  return first && /共|总|合计|累计|受理|现有/.test(first.lead) && first.exact && first.value >= 10
    ? first
    : null;
}

/** 募集368.57万元。其中: 1.企业捐款215.6万元… 2.…: the first like figure of each numbered paragraph. */
function numbered(scene: Scene, out: Check[]) {
  for (const sentence of scene.sentences) {
    const last = sentence.items.at(-1);
    if (!last) continue;
    const head = scene.view.slice(last.end, last.end + 60);
    if (!/(?:其中|如下|包括|分别是|分别为|分为)?[:：]\s*\n/.test(head) && !/其中[:：]/.test(head)) continue;
    for (const whole of sentence.items.filter((item) => isLevel(item) && item.exact && item.value >= 10)) {
      const parts = paragraphHeads(scene, whole, last.paragraph);
      if (parts.length < 2) continue;
      const { relation, diff } = addUp(parts, whole);
      if (relation === 'same') out.push(sumCheck(scene, whole, parts, { holds: true, grade: null }));
      else if (Math.abs(diff) <= 0.06 * whole.value && parts.length >= 3)
        out.push(
          sumCheck(scene, whole, parts, { holds: false, grade: relation === 'slip' ? 'slip' : 'ask' }),
        );
    }
  }
}

function paragraphHeads(scene: Scene, whole: Item, from: number): Item[] {
  const parts: Item[] = [];
  let wanted = from + 1;
  for (let k = whole.order + 1; k < scene.items.length && k <= whole.order + BACK; k++) {
    const item = scene.items[k] as Item;
    if (item.paragraph < wanted) continue;
    const start = scene.paragraphs[item.paragraph];
    if (start === undefined || !ITEM.test(scene.view.slice(start, start + 8)) || item.paragraph > wanted)
      return parts;
    if (!isLevel(item) || !fits(item.family, whole.family) || item.start - start > 60) continue;
    parts.push(item);
    wanted = item.paragraph + 1;
  }
  return parts;
}
