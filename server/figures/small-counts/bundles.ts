import { openInts } from './grow.ts';
import type { Bundle } from './offered.ts';

/**
 * Bundles by number: what a line adds to which keys, as sorted lists side by side, and as bits, by which two of them are
 * compared in a few steps. Number 0 adds nothing.
 */
export interface Bundles {
  /** Keys are 0 up to this. */
  readonly keyCount: number;
  readonly add: (bundle: Bundle) => number;
  readonly has: (bundle: number, key: number) => boolean;
  /** Calls for each key with its value. */
  readonly each: (bundle: number, visit: (key: number, value: number) => void) => void;
  /** Writes the keys in which `to` differs from `from` and how much more it has; returns how many. */
  readonly differences: (from: number, to: number, into: Differences) => number;
  /** Words of bits of a bundle; keys from `words` × 32 on have no bit. */
  readonly words: number;
  readonly bits: Uint32Array;
}
export interface Differences {
  keys: Int32Array;
  more: Float64Array;
}

/** Further keys, of which free words among kinds may make many, are compared by nobody: they only cost a little more hiding. */
const MOST_WORDS = 32;
/** The empty one, and room for one made up while worlds are made (one case of an opening line, by key). */
export const NOTHING = 0;

export function openBundles(): { add: (bundle: Bundle) => number; close: () => Bundles } {
  const start = openInts();
  const keys = openInts(1 << 14);
  // Nearly all add one to each key: only the others keep values.
  const valuesAt = openInts();
  const values: number[] = [];
  let keyCount = 0;
  const add = (bundle: Bundle): number => {
    const sorted = [...bundle.keys()].sort((a, b) => a - b);
    start.push(keys.size());
    for (const key of sorted) keys.push(key);
    keyCount = Math.max(keyCount, (sorted.at(-1) ?? -1) + 1);
    const isPlain = sorted.every((key) => bundle.get(key) === 1);
    valuesAt.push(isPlain ? -1 : values.length);
    if (!isPlain) for (const key of sorted) values.push(bundle.get(key) ?? 0);
    return start.size() - 1;
  };
  add(new Map());
  return { add, close: () => closed(add, start, keys, valuesAt, values, keyCount) };
}

type Lists = ReturnType<typeof openInts>;

function closed(
  add: (bundle: Bundle) => number,
  start: Lists,
  keys: Lists,
  valuesAt: Lists,
  values: readonly number[],
  keyCount: number,
): Bundles {
  const count = start.size();
  const words = Math.min(MOST_WORDS, Math.max(1, Math.ceil(keyCount / 32)));
  const bits = new Uint32Array(count * words);
  const endOf = (b: number): number => (b + 1 < start.size() ? start.at(b + 1) : keys.size());
  for (let b = 0; b < count; b += 1)
    for (let i = start.at(b); i < endOf(b); i += 1) {
      const key = keys.at(i);
      const at = b * words + (key >>> 5);
      if (key < words * 32) bits[at] = (bits[at] ?? 0) | (1 << (key & 31));
    }
  const amountOf = (b: number, place: number): number => {
    const at = valuesAt.at(b);
    return at < 0 ? 1 : (values[at + place] ?? 0);
  };
  return {
    keyCount,
    add,
    words,
    bits,
    has(bundle, key) {
      if (bundle < count && key < words * 32)
        return (((bits[bundle * words + (key >>> 5)] ?? 0) >>> (key & 31)) & 1) === 1;
      for (let i = start.at(bundle); i < endOf(bundle); i += 1) if (keys.at(i) === key) return true;
      return false;
    },
    each(bundle, visit) {
      const first = start.at(bundle);
      for (let i = first; i < endOf(bundle); i += 1) visit(keys.at(i), amountOf(bundle, i - first));
    },
    differences(from, to, into) {
      const [a0, b0, aEnd, bEnd] = [start.at(from), start.at(to), endOf(from), endOf(to)];
      if (into.keys.length < aEnd - a0 + bEnd - b0) {
        into.keys = new Int32Array((aEnd - a0 + bEnd - b0) * 2);
        into.more = new Float64Array(into.keys.length);
      }
      const isPlain = valuesAt.at(from) < 0 && valuesAt.at(to) < 0;
      let [a, b, n] = [a0, b0, 0];
      while (a < aEnd || b < bEnd) {
        const ka = a < aEnd ? keys.at(a) : keyCount;
        const kb = b < bEnd ? keys.at(b) : keyCount;
        let more = 0;
        if (ka <= kb) more -= isPlain ? 1 : amountOf(from, a - a0);
        if (kb <= ka) more += isPlain ? 1 : amountOf(to, b - b0);
        if (ka <= kb) a += 1;
        if (kb <= ka) b += 1;
        if (more > 1e-9 || more < -1e-9) {
          into.keys[n] = Math.min(ka, kb);
          into.more[n] = more;
          n += 1;
        }
      }
      return n;
    },
  };
}
