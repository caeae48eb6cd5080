import { fieldsOf, parseExpression } from '../../../contracts/expression.ts';
import type { Ledger, Measure } from '../../../contracts/ledger.ts';
import { PARTS_OF_YEAR } from './grains.ts';

/**
 * What of a ledger of cases is told at all to those who do not hold them (可以单列的数). Sums of lines by year; those of the
 * rates, and the first, by parts of a year too; the first by one dimension and year. The rest is not told (不单列).
 */
export interface Offered {
  /** Sums that are kept apart: flows, then for each rate what is not in its numerator ('~' + rate). */
  readonly sums: readonly string[];
  /** Those that are told for parts of a year. */
  readonly inParts: ReadonlySet<string>;
  /** The one that is told by a dimension. */
  readonly main: string;
  /** The dimensions that it is told by: those with a closed list of values. */
  readonly dimensions: ReadonlySet<string>;
  /** Rates by their numerators: who tells 9 of 12 tells 3. */
  readonly rates: readonly Rate[];
}
export interface Rate {
  readonly key: string;
  readonly numerator: string;
  readonly denominator: string;
}

/**
 * Dimensions whose values are chosen from a list. Free words (发生地) are as many as lines: told by them, all would be small, and
 * what hides them would hide the rest as well.
 */
export function closedDimensions(ledger: Pick<Ledger, 'fields' | 'dimensions'>): string[] {
  const free = new Set(
    ledger.fields.filter((f) => ['text', 'longtext', 'person'].includes(f.type)).map((f) => f.key),
  );
  return ledger.dimensions
    .filter((d) => [...fieldsOf(parseExpression(d.value))].every((name) => !free.has(name)))
    .map((d) => d.key);
}

export function offeredOf(measures: readonly Measure[], dimensions: readonly string[]): Offered {
  const flows = measures.filter((m) => m.kind === 'flow').map((m) => m.key);
  // A rate of another ledger's figures, or of a part of them, is not told: its remainder could not be counted here.
  const rates = measures.flatMap((m): Rate[] =>
    m.kind === 'ratio' &&
    flows.includes(m.numerator) &&
    flows.includes(m.denominator) &&
    !m.numeratorWhere &&
    !m.denominatorWhere
      ? [{ key: `~${m.key}`, numerator: m.numerator, denominator: m.denominator }]
      : [],
  );
  const main = flows[0] ?? '';
  return {
    sums: [...flows, ...rates.map((r) => r.key)],
    inParts: new Set([main, ...rates.flatMap((r) => [r.key, r.numerator, r.denominator])]),
    main,
    dimensions: new Set(dimensions),
    rates,
  };
}

/** The same of a ledger. Its own first sum is the main one, not the number of lines that is counted besides where none counts all. */
export function offeredOfLedger(ledger: {
  readonly definition: Ledger;
  readonly measures: readonly { readonly measure: Measure }[];
}): Offered {
  const own = ledger.definition.measures;
  const besides = ledger.measures.map((m) => m.measure).filter((m) => !own.some((o) => o.key === m.key));
  return offeredOf([...own, ...besides], closedDimensions(ledger.definition));
}

/** Numbers for what is kept apart: a sum in a year, a sum in a part of a year, the main sum of a split ('cause=土地权益'). */
export interface Keys {
  readonly ofSum: (sum: string, part: number) => number | null;
  readonly ofSplit: (split: string) => number;
}

export function openKeys(offered: Offered): Keys {
  const place = new Map(offered.sums.map((s, i) => [s, i]));
  const splits = new Map<string, number>();
  const before = offered.sums.length * (PARTS_OF_YEAR.length + 1);
  return {
    ofSum: (sum, part) => {
      const at = place.get(sum);
      if (at === undefined || (part >= 0 && !offered.inParts.has(sum))) return null;
      return (part + 1) * offered.sums.length + at;
    },
    ofSplit: (split) => {
      const known = splits.get(split);
      if (known !== undefined) return known;
      splits.set(split, before + splits.size);
      return before + splits.size - 1;
    },
  };
}

/** What counts of one line of a ledger: its months (an opening line's first and last), its splits, its sums. */
export interface CountedLine {
  readonly month: number;
  readonly lastMonth: number;
  readonly splits: readonly string[];
  readonly sums: Readonly<Record<string, number>>;
}

/** What a line adds to which keys. */
export type Bundle = ReadonlyMap<number, number>;

/** The remainder of each rate joins the sums; an opening line stands in the parts of the year that hold all of it. */
export function bundleOf(line: CountedLine, offered: Offered, keys: Keys): Bundle {
  const bundle = new Map<number, number>();
  const rests = offered.rates.map((r): [string, number] => [
    r.key,
    (line.sums[r.denominator] ?? 0) - (line.sums[r.numerator] ?? 0),
  ]);
  for (const [sum, value] of [...Object.entries(line.sums), ...rests]) {
    if (value === 0) continue;
    const add = (part: number): void => {
      const key = keys.ofSum(sum, part);
      if (key !== null) bundle.set(key, value);
    };
    add(-1);
    PARTS_OF_YEAR.forEach((p, i) => {
      if (p.from <= line.month && line.lastMonth <= p.to) add(i);
    });
    if (sum === offered.main)
      for (const s of line.splits)
        if (offered.dimensions.has(dimensionOf(s))) bundle.set(keys.ofSplit(s), value);
  }
  return bundle;
}

/** 'cause=土地权益' → 'cause'. */
export const dimensionOf = (split: string): string => split.slice(0, split.indexOf('='));
