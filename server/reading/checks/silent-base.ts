import type { Check } from '../model.ts';
import { shown } from './amounts.ts';
import { finding, part, placeOf, said } from './finding.ts';
import { isCount } from './salience.ts';
import type { Item, Scene } from './scene.ts';

/** How far back a stated base would be looked for, in figures. */
const BACK = 12;
/** Bases this far from each other cannot be one; nearer ones may be rounding or a few who changed. */
const APART = 1.2;

type Told = { part: Item; rate: Item; low: number; high: number };

/**
 * A base that silently changes (基数悄悄变了): 副主任4名,占总数的11%;…妇代主任63名,占总数的98%. Both say 总数, neither says of
 * what, and no one total gives both. A person should look: each may be right for a total of its own.
 */
export function silentBases(scene: Scene): Check[] {
  const out: Check[] = [];
  for (const { items } of scene.sentences) {
    let last: Told | null = null;
    for (const rate of items) {
      const told = toldBy(scene, rate);
      if (!told) continue;
      if (last && (told.low > last.high * APART || last.low > told.high * APART)) {
        out.push(changed(scene, last, told));
        // Told once a sentence: whoever looks sees the others.
        break;
      }
      last = told;
    }
  }
  return out;
}

/** A share of 总数 with its part right before it and no number in sight that could be the total. */
function toldBy(scene: Scene, rate: Item): Told | null {
  if (rate.family !== 'percent' || !rate.exact || rate.value <= 0 || rate.value > 100) return null;
  if (!/^[,;]?占(?:了|到)?总数的?$/.test(rate.lead)) return null;
  const own = scene.items[rate.order - 1];
  if (!own || !isCount(own) || !own.exact || rate.clause - own.clause > 1) return null;
  const low = (100 * own.value) / (rate.value + rate.ulp / 2);
  const high = (100 * own.value) / (rate.value - rate.ulp / 2);
  const stated = scene.items
    .slice(Math.max(0, own.order - BACK), own.order)
    .some((item) => isCount(item) && item.value >= Math.floor(low) && item.value <= Math.ceil(high));
  return stated ? null : { part: own, rate, low, high };
}

function changed(scene: Scene, a: Told, b: Told): Check {
  const base = (t: Told): string => shown(Math.round((100 * t.part.value) / t.rate.value));
  return finding(scene, {
    type: 'consistency',
    parts: [part(a.part), part(a.rate), part(b.part), part(b.rate)],
    place: placeOf([a.part, b.rate]),
    holds: false,
    grade: 'ask',
    gap: Math.abs((100 * a.part.value) / a.rate.value - (100 * b.part.value) / b.rate.value),
    computed: `${shown(a.part.value)} ÷ ${shown(a.rate.value)}% ≈ ${base(a)},${shown(b.part.value)} ÷ ${shown(b.rate.value)}% ≈ ${base(b)}`,
    message: `两处都写“占总数”,倒推的总数却不同:按${said(a.part)}约为${base(a)},按${said(b.part)}约为${base(b)}。请写明各是谁的总数`,
  });
}
