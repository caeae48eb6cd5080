import { ancestorsOn, searchUnits, type Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** The whole tree: who asks on a public page has no scope, and names of federations are public. */
const EVERYWHERE = { from: '/', to: '0' };
const MOST = 8;

/** A place and the names above it, as she chooses it. */
export interface Place {
  readonly id: string;
  readonly name: string;
}

/**
 * Federations that fit a place as people write it: 鼓楼区 · 福州市鼓楼区 · 鼓楼区,中山社区. The last part names the place,
 * the ones before narrow it. Shapes: at most eight, higher levels first; empty when nothing fits.
 */
export async function placesFor(tx: Tx, typed: string, today: string): Promise<Place[]> {
  const parts = typed
    .normalize('NFKC')
    .split(/[\s,,、。/>-]+/)
    .filter((p) => p !== '')
    .slice(0, 5);
  const last = parts.at(-1);
  if (last === undefined) return [];
  const found: { unit: Unit; above: string[] }[] = [];
  for (const words of [last, ...tails(last)]) {
    for (const unit of await searchUnits(tx, words, EVERYWHERE, 40)) {
      if (unit.kind !== 'federation' || found.some((f) => f.unit.id === unit.id)) continue;
      const above = (await ancestorsOn(tx, unit.id, today)).map((u) => placeName(u.name));
      const narrowing = [...parts.slice(0, -1), ...(words === last ? [] : [last.slice(0, -words.length)])];
      if (narrowing.every((p) => above.some((a) => a.includes(p)))) found.push({ unit, above });
    }
    if (found.length > 0) break;
  }
  const exact = found.filter((f) => f.above.at(-1) === last);
  return (exact.length > 0 ? exact : found)
    .slice(0, MOST)
    .map((f) => ({ id: f.unit.id, name: f.above.slice(f.above.length > 1 ? 1 : 0).join(' · ') }));
}

/** 福州市鼓楼区 written in one: its ends after 省, 市, 区, 县, 旗, 州, 镇, 乡, 街道. */
function tails(text: string): string[] {
  const ends: string[] = [];
  for (const m of text.matchAll(/省|市|区|县|旗|州|镇|乡|街道/g)) {
    const rest = text.slice(m.index + m[0].length);
    if (rest.length >= 2) ends.push(rest);
  }
  return ends.reverse();
}
const placeName = (federation: string): string => federation.replace(/妇联$|妇女联合会$/, '');
