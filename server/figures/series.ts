import type { FigureSeries } from '../../contracts/api-figures.ts';
import type { Registry } from '../ledgers/index.ts';
import { childrenOf, unitById } from '../org/index.ts';
import { addDays, addMonths } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { Question } from './ask.ts';
import { askBy } from './ask-by.ts';
import { monthsIn } from './months.ts';
import { yearPage } from './year-page.ts';

/** One screen of small charts; beyond that nobody compares by eye. */
const MOST_UNITS = 60;
const MOST_MONTHS = 36;

/**
 * Every lower unit's months side by side (小图并列). Unfiltered and by the tree as it was, each month is one page of cells for all
 * units at once; any other question is asked unit by unit.
 */
export async function figureSeries(tx: Tx, registry: Registry, q: Question): Promise<FigureSeries> {
  const months = monthsIn(q.from, q.to);
  if (months.length > MOST_MONTHS) throw new AppError('figure.series-too-long');
  const federations = new Set(
    (await childrenOf(tx, q.unit.id)).filter((c) => c.kind === 'federation').map((c) => c.id),
  );
  // Federations first, silent ones too; what hangs beside them, and what has left, only with something to show.
  const asked = await askBy(tx, registry, q, 'unit');
  const children = [
    ...asked.filter((c) => federations.has(c.key)),
    ...asked.filter((c) => !federations.has(c.key) && c.value !== null),
  ];
  const shown = children.slice(0, MOST_UNITS);
  const pages = isPlain(q) ? await pagesOf(tx, registry, q, months) : new Map<string, (number | null)[]>();
  const rows = [];
  for (const child of shown) {
    const values = pages.get(child.key) ?? (await monthsOf(tx, registry, q, child.key));
    rows.push({
      id: child.key,
      name: child.label,
      hasChildren: child.hasChildren === true,
      value: child.value,
      ...(child.hidden ? { hidden: child.hidden } : {}),
      values,
    });
  }
  return { months: months.map((m) => m.slice(0, 7)), rows, more: children.length - shown.length };
}

const isPlain = (q: Question): boolean => Object.keys(q.where).length === 0 && q.tree === 'as-it-was';

/** By today's children; one that has left is missing and is asked alone. */
async function pagesOf(
  tx: Tx,
  registry: Registry,
  q: Question,
  months: readonly string[],
): Promise<Map<string, (number | null)[]>> {
  const found = new Map<string, (number | null)[]>();
  for (const [at, month] of months.entries()) {
    const { from, to } = within(q, month);
    const page = await yearPage(tx, registry, q.unit, [q.measure], from, to);
    for (const row of page.rows.slice(1)) {
      const values = found.get(row.unit.id) ?? months.map(() => null);
      values[at] = row.cells[0]?.value ?? null;
      found.set(row.unit.id, values);
    }
  }
  return found;
}

async function monthsOf(tx: Tx, registry: Registry, q: Question, unitId: string): Promise<(number | null)[]> {
  const unit = await unitById(tx, unitId);
  if (!unit) return monthsIn(q.from, q.to).map(() => null);
  return (await askBy(tx, registry, { ...q, unit }, 'month')).map((row) => row.value);
}

function within(q: Question, month: string): { from: string; to: string } {
  const last = addDays(addMonths(month, 1), -1);
  return { from: month < q.from ? q.from : month, to: last > q.to ? q.to : last };
}
