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
const ANEW =
  /^[,;、]?(?:并|还|同时)?(?:举办|召开|发放|开展|接待|投入|表彰|慰问|救助|帮扶|帮助|培训|组织|资助|评选|建立|成立|参加)/;
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
      const firm = firmly(scene, parts, wholes, facet, current);
      const near = firm ? null : nearMiss(parts, wholes, facet, current);
      if (firm) out.push(firm);
      else if (near) out.push(sumCheck(scene, near, parts, { holds: false, grade: 'ask' }));
    }
    current = lastWhole(sentence) ?? current;
  }
  numbered(scene, out);
  return out;
}

/** A known cut of the whole that was filled before and is missed now. */
function firmly(
  scene: Scene,
  parts: Item[],
  wholes: Item[],
  facet: boolean,
  whole: Item | null,
): Check | null {
  if (!facet || !whole || !wholes.includes(whole)) return null;
  const group = sameCut(parts);
  const cut = cutOf(group);
  const { total, diff, relation } = addUp(group, whole);
  if (cut === null || Math.abs(diff) > 0.12 * whole.value || relation === 'same') return null;
  const sure = cut === 'full' || (cut === 'apart' && total > whole.value);
  return sumCheck(scene, whole, group, {
    holds: false,
    grade: relation === 'slip' ? 'slip' : sure ? 'break' : 'ask',
  });
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

/** A list that cuts one thing, or stands right behind a total of the same unit, and misses it by little. */
function nearMiss(parts: Item[], wholes: Item[], facet: boolean, current: Item | null): Item | null {
  const first = parts[0] as Item;
  if (!parts.every((item) => item.exact)) return null;
  const cut = cutOf(parts);
  const usable = wholes.filter(
    (item) =>
      item.sentence !== first.sentence &&
      item.figure.unit === first.figure.unit &&
      item.value >= 20 &&
      parts.every((part) => part.value < (facet ? 1 : 0.85) * item.value),
  );
  const known = current && usable.includes(current) ? current : undefined;
  const whole = known ?? usable.find((item) => first.order - item.order <= 12);
  if (!whole) return null;
  const { diff, relation } = addUp(parts, whole);
  const strength =
    (facet ? 2 : 0) + (whole === current ? 1 : 0) + (cut !== null ? 1 : 0) + (parts.length >= 3 ? 1 : 0);
  if (strength < 2) return null;
  // 慰问200人,救助180人,帮扶110人: three matters, no breakdown.
  if (!facet && cut === null && parts.slice(1).some((item) => ANEW.test(item.lead))) return null;
  return relation !== 'same' && Math.abs(diff) <= (strength >= 3 ? 0.12 : 0.05) * whole.value ? whole : null;
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
