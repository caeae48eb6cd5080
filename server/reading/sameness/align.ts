import type { Symbols } from './symbols.ts';

/** A difference inside a stretch, in symbols of both texts, ends exclusive; one side may be empty. */
export interface Gap {
  readonly at: number;
  readonly end: number;
  readonly otherAt: number;
  readonly otherEnd: number;
}

/** The same passage in both texts, in symbols, with the small differences inside it. */
export interface Aligned {
  readonly at: number;
  readonly end: number;
  readonly otherAt: number;
  readonly otherEnd: number;
  readonly gaps: readonly Gap[];
}

/** The longest replaced name, year or figure that does not end a stretch. */
const WIDEST_GAP = 12;
/** After a difference at least so many symbols must agree again, and at least as many as differed. */
const AGREE_AGAIN = 5;

/** How many symbols agree from `i` and `k` on, going by `step` (1 or −1), at most `most`. */
export function agreeing(a: Symbols, b: Symbols, i: number, k: number, step: number, most: number): number {
  const left = a.symbol;
  const right = b.symbol;
  let n = 0;
  while (n < most && left[i + n * step] === right[k + n * step]) n += 1;
  return n;
}

/**
 * Grows a place where both texts agree to the whole passage, over small differences on both sides, not before symbol
 * `least`. In one text with itself `k` stands before `i`, and the two sides stay apart.
 */
export function grow(a: Symbols, b: Symbols, i: number, k: number, least: number): Aligned {
  const isSame = a === b;
  const before = walk(a, b, i - 1, k - 1, -1, i - Math.max(least, isSame ? k + 1 : 0), k);
  const at = i - before.far;
  const otherAt = k - before.otherFar;
  const after = walk(a, b, i, k, 1, a.count - i, (isSame ? at : b.count) - k);
  return {
    at,
    end: i + after.far,
    otherAt,
    otherEnd: k + after.otherFar,
    gaps: [
      ...before.gaps.toReversed().map((g) => ({
        at: i - g.far - g.wide,
        end: i - g.far,
        otherAt: k - g.otherFar - g.otherWide,
        otherEnd: k - g.otherFar,
      })),
      ...after.gaps.map((g) => ({
        at: i + g.far,
        end: i + g.far + g.wide,
        otherAt: k + g.otherFar,
        otherEnd: k + g.otherFar + g.otherWide,
      })),
    ],
  };
}

interface Step {
  readonly far: number;
  readonly otherFar: number;
  readonly wide: number;
  readonly otherWide: number;
}

/** One direction: agree as far as possible, step over the smallest difference after which they agree again, go on. */
function walk(
  a: Symbols,
  b: Symbols,
  i: number,
  k: number,
  step: 1 | -1,
  room: number,
  otherRoom: number,
): { far: number; otherFar: number; gaps: Step[] } {
  const gaps: Step[] = [];
  let far = 0;
  let otherFar = 0;
  for (;;) {
    const run = agreeing(
      a,
      b,
      i + far * step,
      k + otherFar * step,
      step,
      Math.min(room - far, otherRoom - otherFar),
    );
    far += run;
    otherFar += run;
    const over = smallestGap(
      a,
      b,
      i + far * step,
      k + otherFar * step,
      step,
      room - far,
      otherRoom - otherFar,
    );
    if (!over) return { far, otherFar, gaps };
    gaps.push({ far, otherFar, ...over });
    far += over.wide;
    otherFar += over.otherWide;
  }
}

function smallestGap(
  a: Symbols,
  b: Symbols,
  i: number,
  k: number,
  step: 1 | -1,
  room: number,
  otherRoom: number,
): { wide: number; otherWide: number } | null {
  for (let sum = 1; sum <= 2 * WIDEST_GAP; sum += 1) {
    for (let wide = Math.max(0, sum - WIDEST_GAP); wide <= Math.min(WIDEST_GAP, sum); wide += 1) {
      const otherWide = sum - wide;
      const need = Math.max(AGREE_AGAIN, wide, otherWide);
      if (wide + need > room || otherWide + need > otherRoom) continue;
      if (agreeing(a, b, i + wide * step, k + otherWide * step, step, need) === need)
        return { wide, otherWide };
    }
  }
  return null;
}
