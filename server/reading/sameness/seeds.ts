import { gramHashes, winnow } from './grams.ts';
import { firstAtLeast } from './sorted.ts';
import type { Symbols } from './symbols.ts';

/** Neighbouring grams of which one is kept: passages of 15 symbols in common are always found. */
const WINDOW = 8;
/** A place is hash × 2²⁵ + position: 28 bits of hash; false meetings are seen when the symbols are compared. */
const POSITIONS = 2 ** 25;
const HASH_BITS_CUT = 4;

/** The kept grams of a text in their order: where they begin, and their hashes. 8 bytes each, about one for 4.5 symbols. */
export interface Seeds {
  readonly positions: Int32Array;
  readonly hashes: Uint32Array;
}

/** Up to `most` positions of a gram in a text: the nearest to `expected`, then the first ones. */
export type Places = (hash: number, expected: number, most: number) => number[];

/** Keeps a gram of every few neighbouring ones. Throws RangeError beyond 2²⁵ symbols. */
export function seedsOf(symbols: Symbols): Seeds {
  if (symbols.count > POSITIONS) throw new RangeError('sameness: text too long');
  const positions: number[] = [];
  const hashes: number[] = [];
  winnow(gramHashes(symbols), WINDOW, (position, hash) => {
    positions.push(position);
    hashes.push(hash);
  });
  return { positions: Int32Array.from(positions), hashes: Uint32Array.from(hashes) };
}

/** Sorts the seeds of a text for looking up where a gram of another text stands in it. */
export function placesOf({ positions, hashes }: Seeds): Places {
  const places = Float64Array.from(
    positions,
    (position, i) => ((hashes[i] ?? 0) >>> HASH_BITS_CUT) * POSITIONS + position,
  ).sort();
  return (hash, expected, most) => {
    const base = (hash >>> HASH_BITS_CUT) * POSITIONS;
    const from = firstAtLeast(places, base);
    const found: number[] = [];
    const take = (at: number): void => {
      const position = (places[at] ?? -1) - base;
      if (at >= from && position >= 0 && position < POSITIONS && !found.includes(position))
        found.push(position);
    };
    // Most grams stand in a text once.
    const isMany = (places[from + most] ?? Number.POSITIVE_INFINITY) < base + POSITIONS;
    if (isMany) {
      const near = firstAtLeast(places, base + Math.max(0, expected));
      for (const at of [near, near - 1, near + 1]) take(at);
    }
    for (let at = from; at < from + most && found.length < most; at += 1) take(at);
    return found;
  };
}
