import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CountNode } from './bounds.ts';
import { hideSmall, type SeenCount } from './hide-small.ts';

/** SECURITY 16: no count below the threshold can be reckoned from those that are shown. */

const words = (s: SeenCount): string => (s.kind === 'shown' ? String(s.value) : s.kind);
const seen = (nodes: readonly CountNode[], threshold = 5): string =>
  nodes.map((n) => words(hideSmall(nodes, threshold)(n.id))).join(' ');
const tree = (...rows: readonly (readonly [string, string | null, number])[]): CountNode[] =>
  rows.map(([id, parent, own]) => ({ id, parent, own }));

describe('by hand', () => {
  test('a large county among large ones is shown; zero is zero', () => {
    expect(seen(tree(['市', null, 0], ['甲', '市', 9], ['乙', '市', 12], ['丙', '市', 0]))).toBe('21 9 12 0');
  });
  test('one small county would be the city less the others: the smallest other is kept back', () => {
    expect(seen(tree(['市', null, 0], ['甲', '市', 3], ['乙', '市', 12], ['丙', '市', 30]))).toBe(
      '45 few withheld 30',
    );
  });
  test('two small ones are not told by their sum, unless it leaves one way only', () => {
    expect(seen(tree(['市', null, 0], ['甲', '市', 3], ['乙', '市', 2], ['丙', '市', 30]))).toBe(
      '35 few few 30',
    );
    expect(seen(tree(['市', null, 0], ['甲', '市', 4], ['乙', '市', 4], ['丙', '市', 30]))).not.toContain(
      '38 few few 30',
    );
  });
  test('what the city itself has is not told by the difference', () => {
    expect(seen(tree(['市', null, 2], ['甲', '市', 10], ['乙', '市', 12]))).toBe('24 withheld 12');
  });
  test('an only child is not told by its parent', () => {
    expect(seen(tree(['省', null, 0], ['市', '省', 0], ['县', '市', 4]))).toBe('few few few');
    expect(seen(tree(['省', null, 3], ['市', '省', 4]))).not.toMatch(/^7/);
  });
});

/** What the totals can be, by trying every number up to a cap: another way than that of the program. */
function possible(
  nodes: readonly CountNode[],
  label: (id: string) => SeenCount,
  threshold: number,
  knows: string | null,
) {
  const CAP = 40;
  const fits = (id: string, n: number): boolean => {
    const s = label(id);
    return s.kind === 'shown' ? n === s.value : s.kind === 'few' ? n >= 1 && n < threshold : n >= 1;
  };
  const all = Array.from({ length: CAP + 1 }, (_, n) => n);
  const below = (id: string): CountNode[] => nodes.filter((n) => n.parent === id);
  const add = (a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> =>
    new Set([...a].flatMap((x) => [...b].map((y) => x + y)).filter((n) => n <= CAP));
  const ownOf = (n: CountNode): Set<number> =>
    below(n.id).length > 0 && knows === n.id ? new Set([n.own]) : new Set(all);
  const up = new Map<string, Set<number>>();
  for (const n of nodes.toReversed()) {
    const sums = below(n.id).reduce((s, c) => add(s, up.get(c.id) ?? new Set()), ownOf(n));
    up.set(n.id, new Set([...sums].filter((x) => fits(n.id, x))));
  }
  const totals = new Map<string, Set<number>>();
  const owns = new Map<string, Set<number>>();
  for (const n of nodes) {
    if (n.parent === null) totals.set(n.id, up.get(n.id) ?? new Set());
    const mine = totals.get(n.id) ?? new Set<number>();
    const parts: { id: string | null; set: Set<number> }[] = [
      { id: null, set: ownOf(n) },
      ...below(n.id).map((c) => ({ id: c.id, set: up.get(c.id) ?? new Set<number>() })),
    ];
    parts.forEach((part, i) => {
      const others = parts.filter((_, j) => j !== i).reduce((s, p) => add(s, p.set), new Set([0]));
      const can = new Set([...part.set].filter((x) => [...others].some((y) => mine.has(x + y))));
      if (part.id === null) owns.set(n.id, can);
      else totals.set(part.id, can);
    });
  }
  return { totals, owns };
}

const someTree = fc
  .array(fc.tuple(fc.nat(1_000), fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 7 }))), {
    minLength: 1,
    maxLength: 9,
  })
  .map((rows) =>
    rows.map(([up, own], i): CountNode => ({ id: `u${i}`, parent: i === 0 ? null : `u${up % i}`, own })),
  )
  // Few enough that trying every number finds all ways.
  .filter((nodes) => nodes.reduce((n, x) => n + x.own, 0) <= 24);

test('on any tree: nothing hidden can be reckoned, by anybody who sees all that is shown, nor by a unit of itself', () => {
  fc.assert(
    fc.property(someTree, fc.integer({ min: 3, max: 5 }), (nodes, threshold) => {
      const label = hideSmall(nodes, threshold);
      const totalOf = (id: string): number =>
        nodes
          .filter((n) => n.parent === id)
          .reduce((s, c) => s + totalOf(c.id), nodes.find((n) => n.id === id)?.own ?? 0);
      const isBelow = (id: string, top: string): boolean => {
        const up = nodes.find((n) => n.id === id)?.parent ?? null;
        return up !== null && (up === top || isBelow(up, top));
      };
      for (const knows of [null, ...nodes.map((n) => n.id)]) {
        const { totals, owns } = possible(nodes, label, threshold, knows);
        for (const n of nodes) {
          const s = label(n.id);
          const total = totalOf(n.id);
          if (s.kind === 'shown') expect(s.value).toBe(total);
          if (total > 0 && total < threshold) expect(s.kind).not.toBe('shown');
          // The oracle is right: the truth is always possible.
          expect(totals.get(n.id)?.has(total)).toBe(true);
          const isKnown = knows !== null && !isBelow(n.id, knows);
          if (isKnown || (knows !== null && s.kind !== 'shown' && total >= threshold)) continue;
          if (s.kind !== 'shown') expect([n.id, knows, totals.get(n.id)?.size]).not.toEqual([n.id, knows, 1]);
          const hasBelow = nodes.some((c) => c.parent === n.id && totalOf(c.id) > 0);
          if (hasBelow && n.own > 0 && n.own < threshold)
            expect([n.id, knows, 'own', owns.get(n.id)?.size]).not.toEqual([n.id, knows, 'own', 1]);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('little is kept back: where counts are large, all is shown', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 12 }), (counts) => {
      const nodes = [
        { id: 'r', parent: null, own: 0 },
        ...counts.map((own, i) => ({ id: `c${i}`, parent: 'r', own })),
      ];
      const label = hideSmall(nodes, 5);
      expect(nodes.every((n) => label(n.id).kind === 'shown')).toBe(true);
    }),
    { numRuns: 50 },
  );
});
