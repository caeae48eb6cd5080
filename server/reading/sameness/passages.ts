import { EMPTY, gramHashes } from './grams.ts';
import { type Symbols, symbolsOf } from './symbols.ts';

/** Grams of 8 symbols that follow one another make a passage print: 24 symbols in a row. */
const GRAMS = 3;
const GRAM = 8;
/** A text is kept under this many prints, or one for every 64 symbols where that is more (a book of reports). */
const KEPT = 256;
/** A question asks with as many: what its smallest do not meet, its next ones seldom do. */
const ASKED = 256;
const SYMBOLS_PER_PRINT = 64;
/** Short texts, of which a replaced name leaves no 24 symbols whole, are kept and asked by their grams as well. */
const SHORT = 400;
const GRAMS_ASKED = 64;
/** Passage prints lie above the hashes of single grams, so that both may stand in one column. */
const ABOVE = 2 ** 32;

/**
 * Prints for a store that cannot count who holds what before it looks (PostgreSQL): 24 symbols in a row, where a fingerprint
 * has 8. Phrases of the office are shorter, so few texts hold one print, and looking at some 300 of them costs little however
 * many texts there are. Ascending, distinct, below 2^33; those below 2^32 are `fingerprint`'s, of short texts only.
 */
export function passagePrints(text: string | Symbols): number[] {
  const symbols = typeof text === 'string' ? symbolsOf(text) : text;
  const grams = gramHashes(symbols);
  const passages = smallest(passagesOf(grams), Math.max(KEPT, Math.ceil(symbols.count / SYMBOLS_PER_PRINT)));
  return symbols.count < SHORT ? [...smallest(grams, KEPT), ...passages.map(above)] : passages.map(above);
}

/** The prints with which a text is looked up: passages, and some grams for what is kept under grams. */
export function passageQuestion(text: string | Symbols): number[] {
  const symbols = typeof text === 'string' ? symbolsOf(text) : text;
  const grams = gramHashes(symbols);
  const passages = smallest(passagesOf(grams), Math.max(ASKED, Math.ceil(symbols.count / SYMBOLS_PER_PRINT)));
  return [...smallest(grams, GRAMS_ASKED), ...passages.map(above)];
}

const above = (hash: number): number => ABOVE + hash;

/** The hash of every 24 symbols; EMPTY where one of its grams says nothing. */
function passagesOf(grams: Uint32Array): Uint32Array {
  const last = grams.length - (GRAMS - 1) * GRAM;
  const passages = new Uint32Array(Math.max(0, last));
  for (let i = 0; i < last; i += 1) {
    let hash = grams[i] ?? EMPTY;
    for (let k = 1; k < GRAMS && hash !== EMPTY; k += 1) {
      const next = grams[i + k * GRAM] ?? EMPTY;
      hash = next === EMPTY ? EMPTY : mixed(hash, next);
    }
    passages[i] = hash;
  }
  return passages;
}

/** Two hashes as one, evenly spread. Never EMPTY. */
function mixed(a: number, b: number): number {
  let x = Math.imul(a, 0x9e3779b1) ^ b;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x = (x ^ (x >>> 16)) >>> 0;
  return x === EMPTY ? 0 : x;
}

/** The `most` smallest, ascending, each once, without EMPTY. */
function smallest(hashes: Uint32Array, most: number): number[] {
  // Sorting ten million hashes to keep a few would be most of the work: a generous bound first.
  const bound = Math.ceil((most / Math.max(1, hashes.length)) * 2 * EMPTY);
  const low = hashes.length > 4 * most ? hashes.filter((hash) => hash < bound) : hashes.slice();
  const enough = new Set(low).size >= most ? low : hashes.slice();
  const kept: number[] = [];
  for (const hash of enough.sort()) {
    if (hash === EMPTY || kept.length === most) break;
    if (hash !== kept.at(-1)) kept.push(hash);
  }
  return kept;
}
