import type { Check } from '../model.ts';
import { addUp, sumCheck } from './adding.ts';
import { kernel } from './kernel.ts';
import type { Item, Scene } from './scene.ts';
import { isTime } from './units.ts';

const TOTAL = /共|累计|合计|总|全年|[两三]级|各级/;
const WORK = /^(?:举办|开展|召开|组织|发放|接待|处理|受理|建立|成立|创建|表彰|通报|评选|各类|各级|各种|了)+/;
/** How far parts and whole may stand apart, in figures and characters. */
const BACK = 60;
const FAR = 3000;
const LOOK_AHEAD = 25;

/**
 * Sums whose parts stand in other sentences (跨段): 各村文明家庭80户 … 处级文明家庭25户 … 两级表彰百户文明家庭, and a total with
 * its kinds after it. Only sums that agree are told, since parts so far apart need not be all.
 */
export function gathered(scene: Scene): Check[] {
  const out: Check[] = [];
  const earlier = new Map<string, Item[]>();
  for (const item of scene.items) {
    if (item.rate || item.figure.role === 'delta' || isTime(item.family) || item.figure.kind !== 'count')
      continue;
    const noun = kernel(item.noun.replace(/^.*[级村](?=.{4,})/, '')).replace(WORK, '');
    if (noun.length < 2) continue;
    const key = `${noun.slice(-4)}|${item.family}`;
    const same = (earlier.get(key) ?? []).filter(
      (one) => item.order - one.order <= BACK && item.start - one.start <= FAR,
    );
    const whole = TOTAL.test(item.lead) || !item.exact;
    if (whole && same.length >= 2 && item.value >= 10) {
      const parts = same.slice(-4);
      const apart = parts.every((one) => one.sentence !== item.sentence);
      const fitting = parts
        .map((_, at) => parts.slice(at))
        .find((some) => some.length >= 2 && addUp(some, item).relation === 'same');
      if (apart && fitting) out.push(sumCheck(scene, item, fitting, { holds: true, grade: null }));
    }
    if (TOTAL.test(item.lead) && item.exact && item.value >= 10) ahead(scene, item, noun, out);
    earlier.set(key, [...same, item].slice(-6));
  }
  return out;
}

const BOTH: [RegExp, RegExp, RegExp][] = [
  [/^(?:行政)?村/, /^社区|^居委会/, /^个?村\(?(?:社区|居)|^个?村、?社区/],
  [/^乡镇|^镇|^乡/, /^街道/, /^个?乡镇?\(?、?街道|^个?镇\(?、?街道/],
];

/** 19个行政村、2个社区 … 21个村(社区): what is named of both kinds is their sum. */
export function bothKinds(scene: Scene): Check[] {
  const out: Check[] = [];
  const sums: { parts: [Item, Item]; kind: number }[] = [];
  for (const item of scene.items) {
    if (item.family !== 'place' || !item.exact) continue;
    const after = scene.words(item.end, item.end + 10);
    const kind = BOTH.findIndex(([, , both]) => both.test(after));
    const known = sums.findLast((sum) => sum.kind === kind);
    if (
      known &&
      known.parts[1].sentence !== item.sentence &&
      known.parts[0].value + known.parts[1].value === item.value
    )
      out.push(sumCheck(scene, item, known.parts, { holds: true, grade: null }));
    const before = scene.items[item.order - 1];
    if (!before || before.clause !== item.clause || before.family !== 'place') continue;
    const pair = BOTH.findIndex(([first, second]) => first.test(before.trail) && second.test(item.trail));
    if (pair >= 0) sums.push({ parts: [before, item], kind: pair });
  }
  return out;
}

/** 全年共举办培训班20期。法律培训班8期…家政培训班12期: kinds that end in the same word and fill the whole. */
function ahead(scene: Scene, whole: Item, noun: string, out: Check[]) {
  const tail = noun.slice(-2);
  const parts: Item[] = [];
  for (let k = whole.order + 1; k < scene.items.length && k <= whole.order + LOOK_AHEAD; k++) {
    const item = scene.items[k] as Item;
    if (item.start - whole.start > FAR) return;
    if (item.family !== whole.family || item.rate || item.figure.role === 'delta' || !item.exact) continue;
    const own = item.core;
    if (!own.endsWith(tail) || own === noun || item.sentence === whole.sentence) continue;
    parts.push(item);
    if (parts.length >= 2 && addUp(parts, whole).relation === 'same') {
      out.push(sumCheck(scene, whole, parts, { holds: true, grade: null }));
      return;
    }
  }
}
