import { type Holders, MOST_TEXTS, openPostings } from './postings.ts';
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
  const postings = openPostings();

  return {
    get size() {
      return names.length;
    },
    add(name, fingerprints) {
      const text = names.length;
      if (text >= MOST_TEXTS) throw new RangeError('sameness index: too many texts');
      names.push(name);
      if (text >= reach.length) {
        const wider = new Float64Array(reach.length * 2);
        wider.set(reach);
        reach = wider;
      }
      reach[text] = fingerprints.at(-1) ?? -1;
      for (const hash of fingerprints) postings.add(hash, text);
    },
    query(question, most = 20) {
      postings.settle();
      if (scores.length < names.length) {
        scores = new Float64Array(reach.length);
        hits = new Uint32Array(reach.length);
      }
      const holders = question.map((hash) => postings.holders(hash));
      const weights = holders.map(({ count }) => Math.log1p(names.length / Math.max(1, count)));
      const touched = walk(holders, weights, scores, hits);
      const upTo = runningSum(weights);
      const doubt = DOUBT * Math.log1p(names.length);
      const found: Candidate[] = [];
      for (const text of touched) {
        const shared = hits[text] ?? 0;
        if (shared < 2) continue;
        const least = found.length === most ? (found.at(-1)?.likely ?? 0) : 0;
        // Thousands may share a phrase: most cannot be among the best, whatever was possible for them.
        if ((scores[text] ?? 0) / doubt <= least) continue;
        const possible = upTo(countUpTo(question, reach[text] ?? 0));
        const likely = (scores[text] ?? 0) / (possible + doubt);
        if (likely <= least) continue;
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

/** Adds weights to the texts that hold the fingerprints, rarest first, until enough is walked; answers whom it touched. */
function walk(
  holders: readonly Holders[],
  weights: readonly number[],
  scores: Float64Array,
  hits: Uint32Array,
): number[] {
  const touched: number[] = [];
  const rarestFirst = holders
    .map(({ base, count, pieces }, i) => ({ base, count, pieces, weight: weights[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count);
  let left = WALKED;
  for (const { base, count, pieces, weight } of rarestFirst) {
    left -= count;
    if (left < 0) break;
    for (const { postings, from, to } of pieces) {
      for (let at = from; at < to; at += 1) {
        const text = (postings[at] ?? 0) - base;
        if (hits[text] === 0) touched.push(text);
        hits[text] = (hits[text] ?? 0) + 1;
        scores[text] = (scores[text] ?? 0) + weight;
      }
    }
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
