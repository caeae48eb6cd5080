import type { Check } from '../model.ts';

/** What says more comes first: a sum with its parts says more than that each part is not above the whole. */
const WEIGHT: Record<Check['type'], number> = {
  sum: 1,
  product: 2,
  average: 2,
  delta: 3,
  ratio: 4,
  all: 3,
  feasibility: 3,
  bound: 3,
  monotonic: 5,
  subset: 6,
  enumeration: 1,
  consistency: 7,
};
/** How many neighbours a check is compared with; checks of the same figures lie close together. */
const NEAR = 24;

/** One check for each relation: what a stronger check already says is left out; the order is that of the text. */
export function settle(checks: Check[]): Check[] {
  const sorted = checks.toSorted((a, b) => a.start - b.start || WEIGHT[a.type] - WEIGHT[b.type]);
  return sorted.filter((check, index) => {
    const last = Math.min(sorted.length, index + NEAR);
    const disproved = check.holds === false && check.grade !== 'slip' && CLAIMS.has(check.type);
    for (let k = Math.max(0, index - NEAR); k < last; k++) {
      if (k !== index && covers(sorted[k] as Check, check, k < index)) return false;
      if (disproved && k !== index && explains(sorted[k] as Check, check)) return false;
    }
    return true;
  });
}

const CLAIMS = new Set<Check['type']>(['delta', 'ratio', 'average', 'product']);

/** A claim that holds in another reading was meant so: the number told last and one more are in a check that holds. */
function explains(other: Check, check: Check): boolean {
  const claim = check.figures.at(-1);
  // 余额560万,年初480万,新增120万,收回40万: with all that belongs to it, it holds.
  if (
    other.holds === true &&
    other.type === check.type &&
    other.figures.length > check.figures.length &&
    within(check, other)
  )
    return true;
  return (
    other.holds === true &&
    other.type === check.type &&
    claim !== undefined &&
    other.figures.at(-1)?.start === claim.start &&
    check.figures.filter((figure) => other.figures.some((one) => one.start === figure.start)).length >= 2
  );
}

function covers(other: Check, check: Check, earlier: boolean): boolean {
  if (other.type === 'enumeration' || check.type === 'enumeration') return same(other, check) && earlier;
  if (!within(check, other)) return false;
  const equal = check.figures.length === other.figures.length;
  if (equal && WEIGHT[other.type] === WEIGHT[check.type]) return earlier;
  if (check.holds === 'cannot-tell')
    return other.holds !== 'cannot-tell' || WEIGHT[other.type] < WEIGHT[check.type];
  if (check.holds === false) return other.holds === false && WEIGHT[other.type] < WEIGHT[check.type];
  if (check.type === 'monotonic' && other.type === 'delta') return true;
  // What holds is dropped beside a stronger check that holds; beside one that fails it still helps the reader.
  return other.holds === true && WEIGHT[other.type] < WEIGHT[check.type];
}

const same = (a: Check, b: Check) =>
  a.type === b.type && a.figures.length === b.figures.length && within(a, b);
const within = (a: Check, b: Check) =>
  a.figures.every((figure) => b.figures.some((one) => one.start === figure.start));
