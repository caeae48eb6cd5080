import {
  type Expression,
  evaluate,
  parseExpression,
  type Scope,
  type Value,
} from '../../contracts/expression.ts';
import type { Check, Dimension, Field, Ledger, Measure } from '../../contracts/ledger.ts';

/** A ledger whose expressions are parsed, once per version. */
export interface CompiledLedger {
  readonly definition: Ledger;
  readonly fields: ReadonlyMap<string, Field>;
  readonly checks: readonly (Check & { readonly parsed: Expression })[];
  readonly dimensions: readonly (Dimension & { readonly parsed: Expression })[];
  readonly measures: readonly CompiledMeasure[];
  readonly searchFields: readonly string[];
  /** The measure that counts bare lines: the ledger's own where it has one (期, 场, 件 …), else one made for it. */
  readonly linesKey: string;
  /** The field whose number sorts the list: the first measure's own field, else the first number field. */
  readonly sortField: string | null;
}
export interface CompiledMeasure {
  readonly measure: Measure;
  readonly value: Expression | null;
  readonly when: Expression | null;
}

/** How many records stand behind a unit and a month, for ledgers whose own measures do not say it. */
const linesMeasure = (ledger: Ledger): Measure => ({
  kind: 'flow',
  key: `${ledger.key}.lines`,
  label: `${ledger.name}记录数`,
  unitWord: '条',
  rule: '每行记一条。',
  value: '1',
});

/** Parses a definition. Throws SyntaxError where an expression is wrong; publishing stops there. */
export function compileLedger(definition: Ledger): CompiledLedger {
  const numbers = definition.fields.filter(
    (f) => f.type === 'integer' || f.type === 'decimal' || f.type === 'money',
  );
  const counted = definition.measures.flatMap((m) => {
    const value = 'value' in m ? /^\$\{(\w[\w-]*)\}$/.exec(m.value)?.[1] : undefined;
    return value && numbers.some((f) => f.key === value) ? [value] : [];
  });
  // '1' for each line without a condition counts the lines; counting them twice would cost a quarter of all cells.
  const counting = definition.measures.find(
    (m) => m.kind === 'flow' && m.value.trim() === '1' && m.when === undefined,
  );
  const measures = counting ? definition.measures : [linesMeasure(definition), ...definition.measures];
  return {
    definition,
    fields: new Map(definition.fields.map((f) => [f.key, f])),
    checks: definition.checks.map((c) => ({ ...c, parsed: parseExpression(c.test) })),
    dimensions: definition.dimensions.map((d) => ({ ...d, parsed: parseExpression(d.value) })),
    linesKey: counting?.key ?? linesMeasure(definition).key,
    measures: measures.map((measure) => ({
      measure,
      value: 'value' in measure ? parseExpression(measure.value) : null,
      when: measure.when ? parseExpression(measure.when) : null,
    })),
    searchFields: definition.fields.filter((f) => f.search).map((f) => f.key),
    sortField: counted[0] ?? numbers[0]?.key ?? null,
  };
}

/** The values that dimensions take on a line: 'kind=双学双比'; an empty one is 'kind=' (未填). */
export function splitsOf(ledger: CompiledLedger, scope: Scope): string[] {
  const splits: string[] = [];
  for (const d of ledger.dimensions) {
    const value = evaluate(d.parsed, scope);
    for (const v of listOf(value)) splits.push(`${d.key}=${v}`);
  }
  return splits;
}

function listOf(value: Value): readonly string[] {
  if (value === null) return [''];
  if (typeof value === 'object') return value.length > 0 ? [...new Set(value)] : [''];
  return [value === true ? '是' : value === false ? '否' : String(value)];
}

/** The title of a line in lists: the definition's text with the line's values in it. */
export function titleOf(ledger: CompiledLedger, data: Readonly<Record<string, unknown>>): string {
  const text = ledger.definition.title.replace(/\$\{([\w.-]+)\}/g, (_, key: string) => {
    const value = data[key];
    return value === undefined || value === null
      ? ''
      : Array.isArray(value)
        ? value.join('、')
        : String(value);
  });
  return text.trim() === '' ? ledger.definition.name : text.trim().slice(0, 200);
}
