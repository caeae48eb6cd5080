import { evaluate, parseExpression, type Scope, type Value } from '../contracts/expression.ts';
import type { Ledger, Measure } from '../contracts/ledger.ts';

/**
 * A naive reading of measures over a handful of example lines: no database, no folding, line by line.
 * It says what a definition means; the figures room is tested against an oracle of its own.
 */
export type ExampleLine = {
  readonly ledger: string;
  /** Whose line it is; readings take the latest line of each unit. */
  readonly unit: string;
  readonly day: string;
  readonly data: Scope;
};
export type Question = {
  readonly measure: string;
  readonly where?: Readonly<Record<string, string | readonly string[]>>;
  readonly from: string;
  readonly to: string;
};
type Where = NonNullable<Question['where']>;
export type Definitions = ReadonlyMap<string, { readonly ledger: Ledger; readonly measure: Measure }>;

/** All measures of some ledgers by key. */
export function definitionsOf(ledgers: readonly Ledger[]): Definitions {
  return new Map(ledgers.flatMap((ledger) => ledger.measures.map((m) => [m.key, { ledger, measure: m }])));
}

/** The scope in which a line's expressions are read. */
export function scopeOf(line: ExampleLine, today: string): Scope {
  return { ...line.data, day: line.day, today };
}

/** The figure's value in its unit word (% → ×100); null where nothing can be said, never a made-up 0. */
export function figureOf(
  definitions: Definitions,
  lines: readonly ExampleLine[],
  q: Question,
): number | null {
  const found = definitions.get(q.measure);
  if (!found) throw new Error(`example asks for the unknown measure ${q.measure}`);
  const { ledger, measure } = found;
  if (measure.kind === 'ratio') {
    const side = (key: string, extra: Where | undefined): number | null =>
      figureOf(definitions, lines, {
        ...q,
        measure: key,
        where: { ...knownWhere(definitions, key, q), ...extra },
      });
    const above = side(measure.numerator, measure.numeratorWhere);
    const below = side(measure.denominator, measure.denominatorWhere);
    if (above === null || below === null || below === 0) return null;
    return (above / below) * (measure.unitWord === '%' ? 100 : 1);
  }
  const own = lines.filter((line) => line.ledger === ledger.key);
  const counted = own
    .map((line) => ({ line, scope: scopeOf(line, q.to) }))
    .filter(({ scope }) => matches(ledger, q.where ?? {}, scope))
    .filter(({ scope }) => measure.when === undefined || read(measure.when, scope) === true);
  const within = counted.filter(({ line }) => line.day >= q.from && line.day <= q.to);
  switch (measure.kind) {
    case 'flow':
      return sum(within.map(({ scope }) => read(measure.value, scope)));
    case 'extreme': {
      const values = within
        .map(({ scope }) => read(measure.value, scope))
        .filter((v) => typeof v === 'number');
      if (values.length === 0) return null;
      return measure.pick === 'max' ? Math.max(...values) : Math.min(...values);
    }
    case 'distinct':
      return new Set(
        within.map(({ line }) => personOf(ledger, measure.person, line)).filter((p) => p !== null),
      ).size;
    case 'stock': {
      if (measure.mode === 'reading') {
        const latest = new Map<string, { day: string; value: Value }>();
        for (const { line, scope } of counted) {
          const value = read(measure.value, scope);
          if (line.day > q.to || value === null || (latest.get(line.unit)?.day ?? '') > line.day) continue;
          latest.set(line.unit, { day: line.day, value });
        }
        return sum([...latest.values()].map((reading) => reading.value));
      }
      const { from, until } = measure;
      return sum(
        counted
          .filter(({ line, scope }) => String((from && scope[from]) ?? line.day) <= q.to)
          .filter(({ scope }) => !(until && scope[until]) || String(scope[until]) > q.to)
          .map(({ scope }) => read(measure.value, scope)),
      );
    }
  }
}

function read(text: string, scope: Scope): Value {
  return evaluate(parseExpression(text), scope);
}

function sum(values: readonly Value[]): number {
  return Math.round(values.reduce<number>((total, v) => total + Number(v ?? 0), 0) * 100) / 100;
}

function matches(ledger: Ledger, where: Where, scope: Scope): boolean {
  return Object.entries(where).every(([key, wanted]) => {
    const dimension = ledger.dimensions.find((d) => d.key === key);
    if (!dimension) throw new Error(`example filters ${ledger.key} by the unknown dimension ${key}`);
    const value = read(dimension.value, scope);
    const values = Array.isArray(value) ? value : [value === null || value === '' ? '未填' : String(value)];
    return values.some((v) => [wanted].flat().includes(v));
  });
}

/** A ratio's filter goes to each side that knows the dimension (a base such as 18-60岁妇女 has none). */
function knownWhere(definitions: Definitions, measure: string, q: Question): Where {
  const known = new Set(definitions.get(measure)?.ledger.dimensions.map((d) => d.key));
  return Object.fromEntries(Object.entries(q.where ?? {}).filter(([key]) => known.has(key)));
}

function personOf(ledger: Ledger, field: string, line: ExampleLine): string | null {
  if (!line.data[field]) return null;
  const group = ledger.fields.find((f) => f.key === field)?.personKey;
  const parts = ledger.fields.filter((f) => f.key === field || (group && f.personKey === group));
  return parts.map((f) => String(line.data[f.key] ?? '')).join('|');
}
