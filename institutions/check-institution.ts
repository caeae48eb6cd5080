import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { evaluate, fieldsOf, parseExpression } from '../contracts/expression.ts';
import { type Institution, institutionSchema } from '../contracts/institution.ts';
import type { Ledger, Measure } from '../contracts/ledger.ts';
import { definitionsOf, type ExampleLine, figureOf, scopeOf } from './example-oracle.ts';
import { INSTITUTIONS } from './index.ts';

/** What `examples/<ledger>.json` holds. A line without `ledger` belongs to the file's own ledger. */
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const lineSchema = z.strictObject({
  ledger: z.string().optional(),
  unit: z.string().default('样例村'),
  day: z.iso.date(),
  data: z.record(z.string(), value),
});
const exampleSchema = z.strictObject({
  ledger: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  lines: z.array(lineSchema).min(3),
  expect: z.array(
    z.strictObject({
      measure: z.string(),
      where: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      value: z.number().nullable(),
      note: z.string().optional(),
    }),
  ),
  /** For every check one line that it stops. */
  fails: z.array(z.strictObject({ check: z.string(), line: lineSchema.omit({ ledger: true }) })),
});

/** The names every expression of a line may use besides the ledger's fields. */
const ALWAYS = ['day', 'today'];
/** The day on which example lines are judged: after all of them, so that late closings may stand in them. */
const TODAY = '2014-06-30';

/** Registers the tests every institution must pass: shape, expressions, names, checks, examples. */
export function checkInstitution(institution: Institution, folder: URL): void {
  test(`${institution.key}: has the shape of an institution and says its sources`, () => {
    expect(institutionSchema.parse(institution)).toEqual(institution);
    expect(existsSync(new URL('SOURCES.md', folder))).toBe(true);
    expect(INSTITUTIONS).toContain(institution);
  });
  test(`${institution.key}: every ledger has an example file and none is left over`, () => {
    const files = existsSync(new URL('examples/', folder)) ? readdirSync(new URL('examples/', folder)) : [];
    expect(files.sort()).toEqual(institution.ledgers.map((l) => `${l.key}.json`).sort());
  });
  for (const ledger of institution.ledgers) describe(ledger.key, () => checkLedger(ledger, folder));
}

function checkLedger(ledger: Ledger, folder: URL): void {
  const fields = new Map(ledger.fields.map((f) => [f.key, f]));
  const all = definitionsOf(INSTITUTIONS.flatMap((i) => i.ledgers));
  const example = exampleSchema.parse(
    JSON.parse(readFileSync(new URL(`examples/${ledger.key}.json`, folder), 'utf8')),
  );
  const lines: ExampleLine[] = example.lines.map((line) => ({ ...line, ledger: line.ledger ?? ledger.key }));
  const own = lines.filter((line) => line.ledger === ledger.key);

  test('keys are unique, and every name in an expression or a sentence is a field', () => {
    for (const list of [ledger.fields, ledger.dimensions, ledger.measures, ledger.checks]) {
      expect(new Set(list.map((item) => item.key)).size).toBe(list.length);
    }
    const known = new Set([...fields.keys(), ...ALWAYS]);
    expect([...fields.keys()].filter((key) => ALWAYS.includes(key))).toEqual([]);
    for (const text of expressionsOf(ledger)) {
      for (const name of fieldsOf(parseExpression(text))) expect(known, text).toContain(name);
    }
    for (const text of [ledger.title, ...ledger.checks.map((c) => c.say)]) {
      for (const [, name] of text.matchAll(/\$\{([^}]+)\}/g)) expect(known, text).toContain(name);
    }
    for (const check of ledger.checks) expect([...fields.keys()]).toContain(check.field);
    for (const name of ledger.measures.flatMap(fieldNamesOf)) expect(known).toContain(name);
  });

  test('measures carry the ledger key, ratios stand on known measures, sources name an R-row', () => {
    for (const measure of ledger.measures) {
      expect(measure.key.startsWith(`${ledger.key}.`), measure.key).toBe(true);
      if (measure.kind !== 'ratio') continue;
      expect([...all.keys()]).toContain(measure.numerator);
      expect([...all.keys()]).toContain(measure.denominator);
    }
    expect(ledger.sources.every((source) => /^R-\d+ · .+「.+」/.test(source))).toBe(true);
  });

  test('example lines are lines of this ledger: known fields, right types, required ones filled', () => {
    for (const line of [...own, ...example.fails.map((f) => f.line)]) {
      for (const [key, given] of Object.entries(line.data)) {
        const field = fields.get(key);
        expect(field, `${key} is no field of ${ledger.key}`).toBeDefined();
        if (field) expect(fits(field.type, given), `${key} = ${JSON.stringify(given)}`).toBe(true);
        if (field?.options && !field.open)
          expect(field.options).toEqual(expect.arrayContaining([given].flat()));
      }
      for (const field of ledger.fields) {
        if (field.required) expect(Object.keys(line.data)).toContain(field.key);
      }
    }
  });

  test.each(ledger.checks)('check $key lets a good line pass and stops a bad one', (check) => {
    const judge = (line: { day: string; data: ExampleLine['data'] }) =>
      evaluate(
        parseExpression(check.test),
        scopeOf({ ledger: ledger.key, unit: '样例村', day: line.day, data: line.data }, TODAY),
      );
    const judged = own.map(judge);
    expect(judged).toContain(true);
    expect(judged).not.toContain(false);
    const bad = example.fails.filter((f) => f.check === check.key);
    expect(bad.length).toBeGreaterThan(0);
    for (const { line } of bad) expect(judge(line)).toBe(false);
  });

  test.each(example.expect)('$measure $where = $value', (expected) => {
    const { from, to } = example;
    const found = figureOf(all, lines, { measure: expected.measure, where: expected.where ?? {}, from, to });
    if (expected.value === null || found === null) expect(found).toBe(expected.value);
    else expect(found).toBeCloseTo(expected.value, 2);
  });

  test('every measure has an expected value', () => {
    const asked = new Set(example.expect.map((e) => e.measure));
    expect(ledger.measures.map((m) => m.key).filter((key) => !asked.has(key))).toEqual([]);
    expect(example.fails.filter((f) => !ledger.checks.some((c) => c.key === f.check))).toEqual([]);
  });
}

function expressionsOf(ledger: Ledger): string[] {
  const measures = ledger.measures.flatMap((m) => [m.when ?? '1', 'value' in m ? m.value : '1']);
  return [...measures, ...ledger.dimensions.map((d) => d.value), ...ledger.checks.map((c) => c.test)];
}

function fieldNamesOf(measure: Measure): string[] {
  if (measure.kind === 'distinct') return [measure.person];
  if (measure.kind !== 'stock') return [];
  return [measure.from, measure.until].filter((name) => name !== undefined);
}

function fits(type: Ledger['fields'][number]['type'], given: unknown): boolean {
  if (type === 'integer') return Number.isInteger(given);
  if (type === 'decimal' || type === 'money') return typeof given === 'number';
  if (type === 'yesno') return typeof given === 'boolean';
  if (type === 'choices') return Array.isArray(given);
  if (type === 'date') return z.iso.date().safeParse(given).success;
  return typeof given === 'string';
}
