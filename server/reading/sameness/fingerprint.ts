import { EMPTY, gramHashes } from './grams.ts';
import { type Symbols, symbolsOf } from './symbols.ts';

/** A report keeps this many fingerprints, or one for every 64 symbols where that is more (a book of reports). */
const KEPT = 256;
const KEPT_PER = 64;
/** A question asks with more, since small hashes of a short report may lie anywhere in a long one. */
const ASKED = 4_096;
const ASKED_PER = 16;

/**
 * The fingerprints (指纹) under which a text is stored: the smallest hashes of its grams, ascending, distinct, unsigned
 * 32 bits. The same text with other years, figures, widths and line breaks has the same ones; which are kept depends on
 * nothing around them, so that copied parts keep theirs. For PostgreSQL: one row (hash bigint, paper) each, or `| 0` as int4.
 */
export function fingerprint(text: string | Symbols): number[] {
  const symbols = typeof text === 'string' ? symbolsOf(text) : text;
  return [...smallest(symbols, Math.max(KEPT, Math.ceil(symbols.count / KEPT_PER)))];
}

/** The fingerprints with which a text is looked up: the stored ones and more. */
export function questionOf(text: string | Symbols): number[] {
  const symbols = typeof text === 'string' ? symbolsOf(text) : text;
  return [...smallest(symbols, Math.max(ASKED, Math.ceil(symbols.count / ASKED_PER)))];
}

function smallest(symbols: Symbols, most: number): Uint32Array {
  const hashes = gramHashes(symbols);
  // Sorting ten million hashes to keep a few would be most of the work: a generous bound first.
  const bound = Math.ceil((most / Math.max(1, hashes.length)) * 2 * EMPTY);
  const low = hashes.length > 4 * most ? distinct(hashes.filter((h) => h < bound)) : new Uint32Array(0);
  return (low.length >= most ? low : distinct(hashes)).slice(0, most);
}

/** Ascending, each once, without EMPTY. Sorts in place. */
function distinct(hashes: Uint32Array): Uint32Array {
  hashes.sort();
  let kept = 0;
  for (let i = 0; i < hashes.length; i += 1) {
    const hash = hashes[i] ?? EMPTY;
    if (hash === EMPTY) break;
    if (kept === 0 || hashes[kept - 1] !== hash) {
      hashes[kept] = hash;
      kept += 1;
    }
  }
  return hashes.subarray(0, kept);
}
