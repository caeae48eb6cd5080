import { describe, expect, test } from 'vitest';
import { fieldsOf, parseExpression } from '../../contracts/expression.ts';
import { institutionSchema } from '../../contracts/institution.ts';
import { type Ledger, type Measure, sameFamily } from '../../contracts/ledger.ts';
import type { BoundFigure, ReportTemplate } from '../../contracts/report.ts';
import { INSTITUTIONS } from '../index.ts';
import { annualReport } from './institution.ts';

const LEDGERS = INSTITUTIONS.flatMap((i) => i.ledgers);
const MEASURES = new Map(
  LEDGERS.flatMap((ledger) => ledger.measures.map((m) => [m.key, { ledger, m }] as const)),
);
/** What the renderer itself fills in. */
const NAMES = ['unit', 'unitShort', 'year', 'period', 'change', 'last'];

function blocksOf(template: ReportTemplate) {
  return template.parts.flatMap((part) => part.blocks);
}
function namesIn(expression: string): string[] {
  return fieldsOf(parseExpression(expression));
}
function figuresOf(template: ReportTemplate): BoundFigure[] {
  return blocksOf(template).flatMap((b) =>
    b.kind === 'sentence' ? b.figures : b.kind === 'table' ? b.rows : [],
  );
}
/** A ratio's dimensions are those of either side. */
function dimensionsOf({ ledger, m }: { ledger: Ledger; m: Measure }): string[] {
  const sides = m.kind === 'ratio' ? [m.numerator, m.denominator] : [];
  const ledgers = [ledger, ...sides.flatMap((key) => MEASURES.get(key)?.ledger ?? [])];
  return ledgers.flatMap((l) => l.dimensions.map((d) => d.key));
}

test('the institution has the shape that the engine publishes', () => {
  expect(() => institutionSchema.parse(annualReport)).not.toThrow();
});

describe.each(annualReport.reports.map((template) => [template.key, template] as const))(
  'template %s',
  (_, template) => {
    test('binds only measures, dimensions and unit words that the ledgers define', () => {
      const wrong = figuresOf(template).flatMap((f) => {
        const found = MEASURES.get(f.measure);
        if (!found) return [`${f.key}: no measure ${f.measure}`];
        const unknown = Object.keys(f.where ?? {}).filter((d) => !dimensionsOf(found).includes(d));
        const words = f.unitWord && !sameFamily(found.m.unitWord, f.unitWord) ? [f.unitWord] : [];
        return [
          ...unknown.map((d) => `${f.key}: ${f.measure} has no dimension ${d}`),
          ...words.map((w) => `${f.key}: ${f.measure} is counted in ${found.m.unitWord}, not ${w}`),
        ];
      });
      expect(wrong).toEqual([]);
    });

    test('filters by values that the ledger offers, unless the field is open', () => {
      const wrong = figuresOf(template).flatMap((f) =>
        Object.entries(f.where ?? {}).flatMap(([dimension, wanted]) => {
          const ledger = MEASURES.get(f.measure)?.ledger;
          const name = /^\$\{(\w+)\}$/.exec(
            ledger?.dimensions.find((d) => d.key === dimension)?.value ?? '',
          )?.[1];
          const field = ledger?.fields.find((x) => x.key === name);
          if (!field?.options || field.open) return [];
          return [wanted]
            .flat()
            .filter((v) => !field.options?.includes(v))
            .map((v) => `${f.key}: ${dimension}=${v}`);
        }),
      );
      expect(wrong).toEqual([]);
    });

    test('writes each figure of a sentence and no other, and gives every figure its own key', () => {
      for (const block of blocksOf(template)) {
        if (block.kind !== 'sentence') continue;
        const written = [...block.text.matchAll(/\{([\w-]+)(?:\.value)?\}/g)].map((m) => m[1] ?? '');
        const bound = block.figures.map((f) => f.key);
        const tests = (block.checks ?? []).flatMap((c) => [c.test, c.gap ?? '0']);
        const judged = [...tests, block.when ?? '0'].flatMap(namesIn);
        expect(
          written.filter((k) => !NAMES.includes(k) && !bound.includes(k)),
          block.key,
        ).toEqual([]);
        expect(
          judged.filter((k) => !bound.includes(k)),
          block.key,
        ).toEqual([]);
        expect(
          bound.filter((k) => !written.includes(k) && !judged.includes(k)),
          block.key,
        ).toEqual([]);
        if (block.compare) expect(bound, block.key).toContain(block.compare.figure);
      }
      const keys = blocksOf(template).flatMap((b) =>
        b.kind === 'sentence' ? b.figures.map((f) => f.key) : [],
      );
      expect(keys.length).toBe(new Set(keys).size);
      const blocks = blocksOf(template).map((b) => b.key);
      expect(blocks.length).toBe(new Set(blocks).size);
    });

    test('has no typed figure in its prose or beside its bound figures', () => {
      for (const block of blocksOf(template)) {
        if (block.kind === 'table') continue;
        const bare = block.text.replace(/\{[^}]*\}/g, '');
        expect(bare, block.key).not.toMatch(/\d/);
      }
    });
  },
);
