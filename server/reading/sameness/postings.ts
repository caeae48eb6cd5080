import { firstAtLeast } from './sorted.ts';

/** A posting is hash × 2²¹ + number of the text: 53 bits, exactly what a double holds, and sorted as numbers. */
export const MOST_TEXTS = 2 ** 21;
/** Postings that wait to be sorted in. */
const FRESH = 2 ** 18;
/** Of every so many postings the first is kept apart: a search looks there first, in memory that is near. */
const STEP = 512;

interface Part {
  readonly postings: Float64Array;
  readonly landmarks: Float64Array;
}

/** Who holds one fingerprint: pieces of parts, whose entries less `base` are numbers of texts. */
export interface Holders {
  readonly base: number;
  readonly count: number;
  readonly pieces: readonly { readonly postings: Float64Array; readonly from: number; readonly to: number }[];
}

/** Pairs of fingerprint and text, 8 bytes each, in a few sorted parts that grow together. */
export interface Postings {
  add(hash: number, text: number): void;
  /** Sorts in what waits. */
  settle(): void;
  /** Of what is settled. */
  holders(hash: number): Holders;
}

export function openPostings(): Postings {
  let parts: Part[] = [];
  let fresh: number[] = [];
  function settle(): void {
    if (fresh.length === 0) return;
    let postings = Float64Array.from(fresh).sort();
    fresh = [];
    // Each part is at least twice as long as the next: few to search, each posting is merged a dozen times at most.
    for (let last = parts.at(-1); last && last.postings.length < postings.length * 2; last = parts.at(-1)) {
      parts = parts.slice(0, -1);
      postings = merged(last.postings, postings);
    }
    parts.push({ postings, landmarks: postings.filter((_, i) => i % STEP === 0) });
  }
  return {
    settle,
    add(hash, text) {
      fresh.push(hash * MOST_TEXTS + text);
      if (fresh.length >= FRESH) settle();
    },
    holders(hash) {
      const base = hash * MOST_TEXTS;
      const beyond = base + MOST_TEXTS;
      const pieces: { postings: Float64Array; from: number; to: number }[] = [];
      let count = 0;
      for (const part of parts) {
        const from = placeIn(part, base);
        if ((part.postings[from] ?? beyond) >= beyond) continue;
        const to = placeIn(part, beyond);
        pieces.push({ postings: part.postings, from, to });
        count += to - from;
      }
      return { base, count, pieces };
    },
  };
}

function placeIn({ postings, landmarks }: Part, value: number): number {
  const from = Math.max(0, firstAtLeast(landmarks, value) - 1) * STEP;
  return from + firstAtLeast(postings.subarray(from, from + STEP), value);
}

function merged(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const all = new Float64Array(a.length + b.length);
  let i = 0;
  let k = 0;
  for (let at = 0; at < all.length; at += 1) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[k] ?? Number.POSITIVE_INFINITY;
    if (x <= y) i += 1;
    else k += 1;
    all[at] = x <= y ? x : y;
  }
  return all;
}
