import type { LineRecord } from '../contracts/exchange.ts';
import { evaluate, parseExpression, type Scope } from '../contracts/expression.ts';
import type { Ledger } from '../contracts/ledger.ts';
import type { BoundFigure, ReportTemplate } from '../contracts/report.ts';
import { definitionsOf, type ExampleLine, figureOf } from '../institutions/example-oracle.ts';

/** Who and when a report is about; the lines are those of the unit's subtree. */
export interface Frame {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly LineRecord[];
}

/**
 * A report's figure counted naively over sample lines: every line looked at, opening totals added by hand.
 * Only for flow, stock, extreme and ratio measures, which is all that reports bind. Null where nothing can be said.
 */
export function naiveFigure(ledgers: readonly Ledger[], figure: BoundFigure, frame: Frame): number | null {
  const ledger = ledgers.find((l) => l.measures.some((m) => m.key === figure.measure));
  if (!ledger) throw new Error(`no ledger counts ${figure.measure}`);
  const lines = frame.lines.filter((line) =>
    figure.scope === 'own' ? line.unit === frame.unit : figure.scope !== 'below' || line.unit !== frame.unit,
  );
  const where = figure.where ?? {};
  const question = { measure: figure.measure, where, from: frame.from, to: frame.to };
  const plain = lines.filter((line) => !line.opening).map(asExample);
  const counted = figureOf(definitionsOf(ledgers), plain, question);
  return counted === null ? null : counted + openingSum(ledger, figure, lines, frame);
}

/** All bound figures of a template's sentences. */
export function sentenceFigures(template: ReportTemplate): BoundFigure[] {
  return template.parts.flatMap((p) => p.blocks.flatMap((b) => (b.kind === 'sentence' ? b.figures : [])));
}

function openingSum(ledger: Ledger, figure: BoundFigure, lines: readonly LineRecord[], frame: Frame): number {
  const stock = ledger.measures.find((m) => m.key === figure.measure)?.kind === 'stock';
  return lines
    .filter((line) => line.opening && line.ledger === ledger.key && line.day <= frame.to)
    .filter((line) => stock || line.day >= frame.from)
    .filter((line) => matches(ledger, figure.where ?? {}, line.data as Scope))
    .reduce(
      (sum, line) => sum + Number((line.data['totals'] as Record<string, number>)[figure.measure] ?? 0),
      0,
    );
}

function matches(ledger: Ledger, where: NonNullable<BoundFigure['where']>, scope: Scope): boolean {
  return Object.entries(where).every(([key, wanted]) => {
    const dimension = ledger.dimensions.find((d) => d.key === key);
    const value = dimension ? evaluate(parseExpression(dimension.value), scope) : null;
    return [wanted].flat().includes(String(value));
  });
}

function asExample(line: LineRecord): ExampleLine {
  return { ledger: line.ledger, unit: line.unit, day: line.day, data: line.data as Scope };
}
