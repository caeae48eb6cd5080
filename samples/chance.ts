/**
 * Seeded chance for the sample world (样例): the same seed gives the same lines on every machine.
 * Nothing here is fit for secrets.
 */
export type Chance = () => number;

/** A stream of numbers in [0, 1) that depends on the seed only (FNV-1a into mulberry32). */
export function seeded(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(low: number, high: number, chance: Chance): number {
  return low + Math.floor(chance() * (high - low + 1));
}

/** One item of a list that is not empty. */
export function oneOf<T>(list: readonly T[], chance: Chance): T {
  const item = list[Math.floor(chance() * list.length)];
  if (item === undefined) throw new RangeError('oneOf: the list is empty');
  return item;
}

/**
 * `parts` whole numbers ≥ `least` that sum to `total` exactly, each within about `sway` of the mean.
 * `step` keeps all but the last a whole multiple (loans come in thousands of yuan).
 */
export function spread(
  total: number,
  parts: number,
  chance: Chance,
  options: { least?: number; sway?: number; step?: number } = {},
): number[] {
  const { least = 1, sway = 0.5, step = 1 } = options;
  if (total < least * parts) throw new RangeError(`spread: ${total} is too little for ${parts} parts`);
  const weights = Array.from({ length: parts }, () => 1 - sway + 2 * sway * chance());
  const whole = weights.reduce((sum, w) => sum + w, 0);
  const free = total - least * parts;
  const sizes = weights.map((w) => least + Math.floor(((w / whole) * free) / step) * step);
  let rest = total - sizes.reduce((sum, n) => sum + n, 0);
  // What rounding left over goes out step by step, so that no part carries it all.
  for (let i = 0; rest > 0; i = (i + 1) % parts) {
    const bit = Math.min(step, rest);
    sizes[i] = (sizes[i] ?? 0) + bit;
    rest -= bit;
  }
  return sizes;
}

/** The day `n` days after `day` (both 2013-05-06). */
export function dayAfter(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

/** A day from `from` to `to`, both included. */
export function dayWithin(from: string, to: string, chance: Chance): string {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
  return dayAfter(from, between(0, Math.max(days, 0), chance));
}

/** The list in an order that chance gives. */
export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((item) => ({ item, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
