import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARTS_OF_YEAR } from './grains.ts';
import { bundleOf, type CountedLine, closedDimensions, offeredOf, openKeys } from './offered.ts';
import { otherWorlds, type Part } from './other-worlds.ts';

/** SECURITY 16 over tree × period × kind × rate at once: no count below the threshold can be reckoned. */

const MEASURES = [
  { kind: 'flow', key: 'c.received', label: '', unitWord: '件', rule: '', value: '1' },
  { kind: 'flow', key: 'c.closed', label: '', unitWord: '件', rule: '', value: '1' },
  {
    kind: 'ratio',
    key: 'c.rate',
    label: '',
    unitWord: '%',
    rule: '',
    numerator: 'c.closed',
    denominator: 'c.received',
  },
] as const;
const THRESHOLD = 5;
const OFFERED = offeredOf(MEASURES, ['cause']);

interface Row {
  readonly at: string;
  readonly month: number;
  readonly cause: string;
  readonly closed: boolean;
}
const lineOf = (r: Row, i: number): CountedLine => {
  const day = `2026-${String(r.month).padStart(2, '0')}-10`;
  return {
    id: String(i).padStart(5, '0'),
    at: r.at,
    day,
    until: day,
    isOpening: false,
    splits: [`cause=${r.cause}`],
    sums: { 'c.received': 1, ...(r.closed ? { 'c.closed': 1 } : {}) },
  };
};

const someWorld = fc
  .record({
    ups: fc.array(fc.nat(1_000), { minLength: 2, maxLength: 8 }),
    rows: fc.array(
      fc.record({
        at: fc.nat(1_000),
        month: fc.integer({ min: 1, max: 12 }),
        cause: fc.constantFrom('甲', '乙', '丙'),
        closed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ ups, rows }) => {
    const paths = ['/r/'];
    for (const [i, up] of ups.entries()) paths.push(`${paths[up % paths.length]}${i}/`);
    return {
      paths,
      rows: rows.map((r): Row => ({ ...r, at: paths[r.at % paths.length] ?? '/r/' })),
    };
  });

/** Everything that may be asked: a unit or its own level, a sum or a remainder of a rate, a period, a kind. */
interface Cell {
  readonly name: string;
  readonly at: string;
  readonly level: 'total' | 'own';
  readonly key: number;
  readonly holds: (r: Row) => boolean;
}
function cellsOf(paths: readonly string[], keys: ReturnType<typeof openKeys>): Cell[] {
  const sums: [string, (r: Row) => boolean][] = [
    ['c.received', () => true],
    ['c.closed', (r) => r.closed],
    ['~c.rate', (r) => !r.closed],
  ];
  return paths.flatMap((at) =>
    (['total', 'own'] as const).flatMap((level): Cell[] => {
      const here = (r: Row): boolean => (level === 'own' ? r.at === at : r.at.startsWith(at));
      return [
        ...sums.flatMap(([sum, counts]) =>
          [{ from: 1, to: 12 }, ...PARTS_OF_YEAR].map(
            (p, i): Cell => ({
              name: `${at} ${level} ${sum} ${p.from}-${p.to}`,
              at,
              level,
              key: keys.ofSum(sum, i - 1) ?? -1,
              holds: (r) => here(r) && counts(r) && p.from <= r.month && r.month <= p.to,
            }),
          ),
        ),
        ...['甲', '乙', '丙'].map(
          (cause): Cell => ({
            name: `${at} ${level} ${cause}`,
            at,
            level,
            key: keys.ofSplit(`cause=${cause}`),
            holds: (r) => here(r) && r.cause === cause,
          }),
        ),
      ];
    }),
  );
}

function tell(w: { paths: readonly string[]; rows: readonly Row[] }) {
  const keys = openKeys(OFFERED);
  const placed = w.rows.map(lineOf).map((l) => ({ ...l, bundle: bundleOf(l, OFFERED, keys) }));
  const worlds = otherWorlds(placed, w.paths, THRESHOLD);
  const cells = cellsOf(w.paths, keys).map((cell) => {
    const value = w.rows.filter(cell.holds).length;
    const more = worlds.of(cell.at)?.[cell.level].get(cell.key);
    const isSmall = value > 0 && value < THRESHOLD;
    return { ...cell, value, isSmall, isTold: more === undefined && !isSmall };
  });
  return { cells, worlds };
}

/**
 * What follows from the told numbers by adding and subtracting them in any way (the row space of their equations over the
 * single lines' places), by elimination in exact arithmetic modulo a large prime: another way than that of the program.
 */
const P = 2_147_483_629n;
function openSpan() {
  const basis = new Map<number, Map<number, bigint>>();
  const inverse = (a: bigint): bigint => {
    let [r, e, b] = [1n, P - 2n, a];
    for (; e > 0n; e >>= 1n) {
      if (e & 1n) r = (r * b) % P;
      b = (b * b) % P;
    }
    return r;
  };
  const reduce = (row: Map<number, bigint>): Map<number, bigint> => {
    const rest = new Map(row);
    for (;;) {
      const lead = [...rest.keys()].filter((k) => basis.has(k))[0];
      if (lead === undefined) return rest;
      const by = basis.get(lead) ?? new Map<number, bigint>();
      const f = rest.get(lead) ?? 0n;
      for (const [k, v] of by) {
        const n = ((rest.get(k) ?? 0n) - f * v) % P;
        const m = n < 0n ? n + P : n;
        if (m === 0n) rest.delete(k);
        else rest.set(k, m);
      }
    }
  };
  return {
    add(row: Map<number, bigint>): void {
      const rest = reduce(row);
      const [lead] = rest.keys();
      if (lead === undefined) return;
      const f = inverse(rest.get(lead) ?? 1n);
      const made = new Map([...rest].map(([k, v]) => [k, (v * f) % P] as const));
      for (const [k, old] of basis) {
        const c = old.get(lead);
        if (c === undefined) continue;
        const next = new Map(old);
        for (const [x, v] of made) {
          const n = ((((next.get(x) ?? 0n) - c * v) % P) + P) % P;
          if (n === 0n) next.delete(x);
          else next.set(x, n);
        }
        basis.set(k, next);
      }
      basis.set(lead, made);
    },
    holds: (row: Map<number, bigint>): boolean => reduce(row).size === 0,
  };
}

/** Places where a case can be: unit × month × kind × closed or not. A cell is a sum over some of them. */
function placesOf(paths: readonly string[]): Row[] {
  return paths.flatMap((at) =>
    Array.from({ length: 12 }, (_, i) => i + 1).flatMap((month) =>
      ['甲', '乙', '丙'].flatMap((cause) => [true, false].map((closed) => ({ at, month, cause, closed }))),
    ),
  );
}
const rowOf = (cell: Cell, places: readonly Row[]): Map<number, bigint> =>
  new Map(places.flatMap((p, i) => (cell.holds(p) ? [[i, 1n] as const] : [])));

describe('by hand', () => {
  const many = (at: string, n: number, o: Partial<Row> = {}): Row[] =>
    Array.from({ length: n }, (_, i) => ({ at, month: (i % 12) + 1, cause: '甲', closed: true, ...o }));
  const told = (w: { paths: string[]; rows: Row[] }, name: string): number | null => {
    const cell = tell(w).cells.find((c) => c.name === name);
    return cell?.isTold ? cell.value : null;
  };
  const paths = ['/r/', '/r/a/', '/r/b/', '/r/c/'];

  test('the city is told its total, the small county is not, nor the one by which it could be reckoned', () => {
    const w = { paths, rows: [...many('/r/a/', 3), ...many('/r/b/', 24), ...many('/r/c/', 36)] };
    const year = (at: string) => told(w, `${at} total c.received 1-12`);
    expect([year('/r/'), year('/r/a/'), year('/r/b/'), year('/r/c/')]).toEqual([63, null, null, 36]);
  });
  test('large counts of every month and kind are all told', () => {
    const w = { paths: paths.slice(0, 3), rows: ['/r/a/', '/r/b/'].flatMap((at) => many(at, 72)) };
    expect(tell(w).cells.filter((c) => c.value > 0 && !c.isTold)).toEqual([]);
  });
  test('the share of what is closed hides the one case that is not', () => {
    const rows = [...many('/r/a/', 30), ...many('/r/a/', 1, { closed: false }), ...many('/r/b/', 30)];
    const w = { paths, rows };
    expect(told(w, '/r/ total c.received 1-12')).toBe(61);
    expect(told(w, '/r/ total ~c.rate 1-12')).toBeNull();
  });
});

test('whatever is told is the same in all other worlds, and each small count differs in one', () => {
  fc.assert(
    fc.property(someWorld, (w) => {
      const { cells, worlds } = tell(w);
      // Counted anew from the lines of each world, not from what the program noted.
      const change = (parts: readonly Part[], cell: Cell): number =>
        parts
          .filter((p) => (cell.level === 'own' ? p.at === cell.at : p.at.startsWith(cell.at)))
          .reduce((n, p) => n + p.sign * (p.bundle.get(cell.key) ?? 0), 0);
      for (const cell of cells) {
        const changes = worlds.worlds.map((parts) => change(parts, cell));
        if (cell.isTold) expect([cell.name, changes.find((c) => c !== 0)]).toEqual([cell.name, undefined]);
        if (!cell.isSmall) continue;
        // Nobody above, who knows her own level, can rule that world out.
        const open = worlds.worlds.filter((parts) =>
          parts.every((p) => p.at === cell.at || !cell.at.startsWith(p.at)),
        );
        expect([cell.name, open.some((parts) => change(parts, cell) !== 0)]).toEqual([cell.name, true]);
      }
    }),
    { numRuns: 50 },
  );
});

test('nor does one follow by adding and subtracting, also for a unit that knows all of its own level', () => {
  fc.assert(
    fc.property(someWorld, fc.nat(1_000), (w, who) => {
      const { cells } = tell(w);
      const places = placesOf(w.paths);
      const knower = w.paths[who % w.paths.length] ?? '/r/';
      const span = openSpan();
      // A told 0 is told of each place in it: nothing is less than nothing. What she knows herself is as told to her.
      const known = new Set(places.flatMap((p, i) => (p.at === knower ? [i] : [])));
      for (const c of cells)
        if (c.isTold && c.value === 0) for (const i of rowOf(c, places).keys()) known.add(i);
      const rest = (cell: Cell): Map<number, bigint> =>
        new Map([...rowOf(cell, places)].filter(([i]) => !known.has(i)));
      for (const cell of cells) if (cell.isTold && cell.value > 0) span.add(rest(cell));
      for (const cell of cells) {
        if (!cell.isSmall || (knower.startsWith(cell.at) && knower !== '/r/')) continue;
        if (cell.at === knower) continue;
        expect([cell.name, knower, span.holds(rest(cell))]).toEqual([cell.name, knower, false]);
      }
    }),
    { numRuns: 12 },
  );
});

test('told by kinds of a closed list only: places in free words are no kinds', () => {
  expect(
    closedDimensions({
      fields: [
        { key: 'cause', label: '', type: 'choice', options: ['甲'] },
        { key: 'place', label: '', type: 'text' },
      ],
      dimensions: [
        { key: 'cause', label: '', value: '${cause}' },
        { key: 'place', label: '', value: '${place}' },
        { key: 'where', label: '', value: "if(empty(${place}), '未填', ${place})" },
      ],
    }),
  ).toEqual(['cause']);
});
