import { firstAtLeast } from './sorted.ts';

/** One stored text that may share passages with the question. */
export interface Candidate {
  readonly name: string;
  /** Fingerprints in common. */
  readonly shared: number;
  /** Estimate of the share, common phrases counted little: for ranking; the true share is `compare`'s. */
  readonly likely: number;
}

/**
 * Fingerprints of many texts and who holds them (查重索引). Memory: 8 bytes a fingerprint (100,000 reports of up to 16,000
 * characters: at most 205 MB; while two parts grow together up to twice that) and some 100 bytes a name.
 */
export interface SamenessIndex {
  readonly size: number;
  /** Takes a text in by its `fingerprint`. A name taken in twice stands twice. Throws RangeError beyond 2,097,152 texts. */
  add(name: string, fingerprints: readonly number[]): void;
  /** Stored texts most like the question (`questionOf`), best first; `most` 20 unless told. Needs at least two in common. */
  query(question: readonly number[], most?: number): Candidate[];
}

/** A posting is hash × 2²¹ + number of the text: 53 bits, exactly what a double holds, and sorted as numbers. */
const TEXTS = 2 ** 21;
/** Postings that are not sorted in yet; a query sorts them first. */
const FRESH = 2 ** 18;
/** A query walks this many postings, the rarest fingerprints first, so that phrases of every report cannot slow it. */
const WALKED = 150_000;
/** Added to every text's possible weight: one shared fingerprint out of one is no copy. */
const DOUBT = 6;

/** An empty index. */
export function samenessIndex(): SamenessIndex {
  const names: string[] = [];
  /** The largest fingerprint kept of each text: it says nothing about larger ones. */
  let reach = new Float64Array(1024);
  let scores = new Float64Array(0);
  let hits = new Uint32Array(0);
  let parts: Float64Array[] = [];
  let fresh: number[] = [];

  function settle(): void {
    if (fresh.length === 0) return;
    let part = Float64Array.from(fresh).sort();
    fresh = [];
    // Parts at least halve from one to the next: few to search, each posting merged a dozen times at most.
    for (let last = parts.at(-1); last && last.length < part.length * 2; last = parts.at(-1)) {
      parts = parts.slice(0, -1);
      part = merged(last, part);
    }
    parts = [...parts, part];
  }

  return {
    get size() {
      return names.length;
    },
    add(name, fingerprints) {
      const text = names.length;
      if (text >= TEXTS) throw new RangeError('sameness index: too many texts');
      names.push(name);
      if (text >= reach.length) {
        const wider = new Float64Array(reach.length * 2);
        wider.set(reach);
        reach = wider;
      }
      reach[text] = fingerprints.at(-1) ?? -1;
      for (const hash of fingerprints) fresh.push(hash * TEXTS + text);
      if (fresh.length >= FRESH) settle();
    },
    query(question, most = 20) {
      settle();
      if (scores.length < names.length) {
        scores = new Float64Array(reach.length);
        hits = new Uint32Array(reach.length);
      }
      const spans = question.map((hash) => spansOf(parts, hash));
      const weights = spans.map(({ held }) => Math.log1p(names.length / Math.max(1, held)));
      const touched = walk(spans, weights, parts, scores, hits);
      const upTo = runningSum(weights);
      const doubt = DOUBT * Math.log1p(names.length);
      const found: Candidate[] = [];
      for (const text of touched) {
        const shared = hits[text] ?? 0;
        if (shared < 2) continue;
        const possible = upTo(countUpTo(question, reach[text] ?? 0));
        const likely = (scores[text] ?? 0) / (possible + doubt);
        // Thousands may share a phrase: only the best are kept in order.
        if (found.length === most && likely <= (found.at(-1)?.likely ?? 0)) continue;
        const at = found.findIndex((c) => c.likely < likely);
        found.splice(at < 0 ? found.length : at, 0, { name: names[text] ?? '', shared, likely });
        if (found.length > most) found.pop();
      }
      for (const text of touched) {
        scores[text] = 0;
        hits[text] = 0;
      }
      return found;
    },
  };
}

interface Spans {
  readonly base: number;
  readonly held: number;
  /** From and to in each part, flat. */
  readonly bounds: readonly number[];
}

function spansOf(parts: readonly Float64Array[], hash: number): Spans {
  const bounds: number[] = [];
  let held = 0;
  for (const part of parts) {
    const from = firstAtLeast(part, hash * TEXTS);
    let to = from;
    const beyond = (hash + 1) * TEXTS;
    // Most lists are short; a long one is searched for its end.
    while (to < part.length && to - from < 16 && (part[to] ?? beyond) < beyond) to += 1;
    if (to - from === 16) to = firstAtLeast(part, beyond);
    bounds.push(from, to);
    held += to - from;
  }
  return { base: hash * TEXTS, held, bounds };
}

/** Adds weights to the texts that hold the fingerprints, rarest first, until enough is walked; answers whom it touched. */
function walk(
  spans: readonly Spans[],
  weights: readonly number[],
  parts: readonly Float64Array[],
  scores: Float64Array,
  hits: Uint32Array,
): number[] {
  const touched: number[] = [];
  const rarestFirst = spans.map((_, i) => i).sort((a, b) => (spans[a]?.held ?? 0) - (spans[b]?.held ?? 0));
  let left = WALKED;
  for (const i of rarestFirst) {
    const { base, held, bounds } = spans[i] ?? { base: 0, held: 0, bounds: [] };
    left -= held;
    if (left < 0) break;
    parts.forEach((part, p) => {
      for (let at = bounds[2 * p] ?? 0; at < (bounds[2 * p + 1] ?? 0); at += 1) {
        const text = (part[at] ?? 0) - base;
        if (hits[text] === 0) touched.push(text);
        hits[text] = (hits[text] ?? 0) + 1;
        scores[text] = (scores[text] ?? 0) + (weights[i] ?? 0);
      }
    });
  }
  return touched;
}

function runningSum(values: readonly number[]): (count: number) => number {
  const sums = [0];
  for (const v of values) sums.push((sums.at(-1) ?? 0) + v);
  return (count) => sums[count] ?? 0;
}

/** How many of an ascending list are at most `value`. */
function countUpTo(sorted: readonly number[], value: number): number {
  return firstAtLeast(sorted, value + 1);
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
