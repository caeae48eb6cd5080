import { gramHashes, winnow } from './grams.ts';
import { firstAtLeast } from './sorted.ts';
import type { Symbols } from './symbols.ts';

/** Neighbouring grams of which one is kept: passages of 15 symbols in common are always found. */
const WINDOW = 8;
/** A place is hash × 2²⁵ + position: 28 bits of hash; false meetings are seen when the symbols are compared. */
const POSITIONS = 2 ** 25;
const HASH_BITS_CUT = 4;

/** Where the kept grams of a text stand: for looking up where a gram of another text stands in this one. */
export interface Places {
  /** Up to `most` positions of the gram: the nearest to `expected`, then the first ones. */
  of(hash: number, expected: number, most: number): number[];
}

/** Calls `take` with each kept gram of a text, in order. */
export function eachSeed(symbols: Symbols, take: (position: number, hash: number) => void): void {
  winnow(gramHashes(symbols), WINDOW, take);
}

/** Sorts the kept grams of a text for looking up; 8 bytes each, about one for 4.5 symbols. Throws RangeError beyond 2²⁵ symbols. */
export function placesOf(symbols: Symbols): Places {
  if (symbols.count > POSITIONS) throw new RangeError('sameness: text too long');
  const kept: number[] = [];
  eachSeed(symbols, (position, hash) => kept.push((hash >>> HASH_BITS_CUT) * POSITIONS + position));
  const places = Float64Array.from(kept).sort();
  return {
    of(hash, expected, most) {
      const base = (hash >>> HASH_BITS_CUT) * POSITIONS;
      const from = firstAtLeast(places, base);
      const near = firstAtLeast(places, base + Math.max(0, expected));
      const found: number[] = [];
      const take = (at: number): void => {
        const position = (places[at] ?? -1) - base;
        if (at >= from && position >= 0 && position < POSITIONS && !found.includes(position))
          found.push(position);
      };
      take(near);
      take(near - 1);
      take(near + 1);
      for (let at = from; at < from + most && found.length < most; at += 1) take(at);
      return found;
    },
  };
}
