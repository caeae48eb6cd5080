/** A list of whole numbers that grows, at four bytes each: a year has millions of them. */
export interface Ints {
  push(value: number): void;
  readonly at: (i: number) => number;
  readonly size: () => number;
  /** All so far, without a copy; good until the next push. */
  readonly all: () => Int32Array;
}

export function openInts(capacity = 1_024): Ints {
  let kept = new Int32Array(capacity);
  let size = 0;
  return {
    push(value) {
      if (size === kept.length) {
        const wider = new Int32Array(size * 2);
        wider.set(kept);
        kept = wider;
      }
      kept[size] = value;
      size += 1;
    },
    at: (i) => kept[i] ?? 0,
    size: () => size,
    all: () => kept.subarray(0, size),
  };
}
