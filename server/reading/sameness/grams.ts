import { NUMBER, type Symbols } from './symbols.ts';

/** Symbols in one gram (片段): shorter ones meet by chance, longer ones break at every replaced name. */
export const GRAM = 8;
/** A gram that says nothing (one character again and again, numbers only): never a fingerprint. */
export const EMPTY = 0xffffffff;

/**
 * The hash of every gram of a text, 32 bits each, evenly spread; EMPTY where the gram says nothing. Rolling, linear.
 * Returns `count − GRAM + 1` hashes, none for shorter texts.
 */
export function gramHashes({ symbol, count }: Symbols): Uint32Array {
  const size = Math.max(0, count - GRAM + 1);
  const hashes = new Uint32Array(size);
  let first = 1;
  for (let k = 1; k < GRAM; k += 1) first = Math.imul(first, BASE);
  let rolling = 0;
  let telling = 0;
  for (let i = 0; i < count; i += 1) {
    if (i >= GRAM) {
      rolling = (rolling - Math.imul(symbol[i - GRAM] ?? 0, first)) | 0;
      if (isTelling(symbol, i - GRAM)) telling -= 1;
    }
    rolling = (Math.imul(rolling, BASE) + (symbol[i] ?? 0)) | 0;
    if (isTelling(symbol, i)) telling += 1;
    if (i >= GRAM - 1) hashes[i - GRAM + 1] = telling >= GRAM / 2 ? spread(rolling) : EMPTY;
  }
  return hashes;
}

const BASE = 0x01000193;

/** A symbol tells something when it is no number and differs from the two before it. */
const isTelling = (symbol: Uint16Array, i: number): boolean =>
  symbol[i] !== NUMBER && symbol[i] !== symbol[i - 1] && symbol[i] !== symbol[i - 2];

/** Murmur's last step: all bits depend on all bits, so that the smallest hashes are a fair sample. Never EMPTY. */
function spread(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x = (x ^ (x >>> 16)) >>> 0;
  return x === EMPTY ? 0 : x;
}

/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): calls `keep` for the smallest hash of every `window` neighbouring grams,
 * once each. Two texts that share `window + GRAM − 1` symbols in a row keep at least one gram of them in common.
 */
export function winnow(
  hashes: Uint32Array,
  window: number,
  keep: (position: number, hash: number) => void,
): void {
  let least = -1;
  for (let i = Math.min(window, hashes.length) - 1; i >= 0 && i < hashes.length; i += 1) {
    const from = Math.max(0, i - window + 1);
    let now = least;
    if (now < from) {
      now = from;
      for (let k = from + 1; k <= i; k += 1) if ((hashes[k] ?? EMPTY) <= (hashes[now] ?? EMPTY)) now = k;
    } else if ((hashes[i] ?? EMPTY) <= (hashes[now] ?? EMPTY)) now = i;
    if (now !== least) {
      least = now;
      const hash = hashes[now] ?? EMPTY;
      if (hash !== EMPTY) keep(now, hash);
    }
  }
}
