import type { Measure } from '../../contracts/ledger.ts';
import { shareWithin } from '../../contracts/share.ts';
import type { CompiledLedger, Registry } from '../ledgers/index.ts';
import type { Unit } from '../org/index.ts';
import { addDays, addMonths, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { addSums, linesOf, NOTHING, type Sum, sumCells, totalOf } from './cells.ts';
import { countPersons, pickExtreme, sumFacts, type Where } from './count-facts.ts';
import { stockChangeInMonth, stockFromFacts } from './count-stock.ts';
import { ALWAYS } from './fold.ts';
import { keepsSplits } from './keys.ts';
import { type Members, membersOf } from './members.ts';
import { coverRange } from './months.ts';
import { hasCutOpening, openingCut } from './openings.ts';
import { remembered } from './remember.ts';
import { anythingReported } from './reported.ts';
import { BEING_CHECKED, isGuarded, NOT_SAID, tell } from './small-counts/tell.ts';

export interface Question {
  readonly unit: Unit;
  readonly measure: string;
  /** Inclusive days. A stock is asked as of `to`. */
  readonly from: string;
  readonly to: string;
  readonly where: Where;
  readonly tree: 'as-it-was' | 'like-for-like';
  /** Whose rows count, where it is not what the tree says; see `what-if.ts`. */
  readonly pieces?: readonly Members[];
}

/** A counted figure (数字). null means that nothing was reported, and is never 0. */
export interface Answer {
  readonly value: number | null;
  readonly own: number | null;
  readonly below: number | null;
  readonly lines: number;
  /** Part of the value that came from opening lines (期初). */
  readonly opening: number;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  /** What stands in the place of a count of cases that the reader is not told (少于5, 不单列); `value` is null then, and not 0. */
  readonly hidden?: string;
}

/** Answers one figure, as whoever reads in this transaction may know it (`withFigures`). */
export async function ask(tx: Tx, registry: Registry, q: Question): Promise<Answer> {
  const { ledger, compiled } = registry.measure(q.measure);
  if (!isGuarded(tx, ledger)) return await countOne(tx, registry, q);
  // A rate of what is not told is not told.
  if (compiled.measure.kind === 'ratio')
    return await askRatio(compiled.measure, q, (part) => ask(tx, registry, part));
  const count = (x: Question): Promise<Answer> => countOne(tx, registry, x);
  return await tell(tx, registry, q, await count(q), count);
}

/** Counts one figure exactly. Each kind of measure has its own way; all give the same shape. */
async function countOne(tx: Tx, registry: Registry, q: Question): Promise<Answer> {
  const { ledger, compiled } = registry.measure(q.measure);
  const measure = compiled.measure;
  if (measure.kind === 'ratio') return await askRatio(measure, q, (part) => ask(tx, registry, part));
  if (measure.kind === 'extreme') {
    return await remembered(tx, ledger, q, async () => {
      const e = await pickExtreme(tx, q, measure.pick);
      return { value: e.value, own: e.own, below: e.below, lines: e.lines, opening: 0 };
    });
  }
  if (measure.kind === 'distinct') {
    return await remembered(
      tx,
      ledger,
      q,
      async () => await answerOf(tx, ledger, measure, q, await countPersons(tx, q)),
    );
  }
  const sum =
    measure.kind === 'stock' ? await askStock(tx, ledger, measure, q) : await askFlow(tx, ledger, measure, q);
  return await answerOf(tx, ledger, measure, q, sum);
}

/** Whole months from cells, odd ends and combined dimensions from facts, opening lines that the range cuts left out. */
async function askFlow(tx: Tx, ledger: CompiledLedger, measure: Measure, q: Question): Promise<Sum> {
  const splits = splitsFor(ledger, measure, q);
  if (q.pieces || !splits || (await needsMembers(tx, q)))
    return addSums(await sumFacts(tx, q), await openingCut(tx, q));
  const cover = coverRange(q.from, q.to);
  let sum = NOTHING;
  if (cover.months) {
    const cells = await sumCells(tx, {
      unitIds: [q.unit.id],
      measures: [q.measure],
      splits,
      ...cover.months,
    });
    sum = cells.reduce<Sum>(addSums, sum);
  }
  for (const end of cover.ends) sum = addSums(sum, await sumFacts(tx, { ...q, ...end }));
  return addSums(sum, await openingCut(tx, q));
}

/** Latest as of `to`: all changes up to the month before, and those inside the month up to the day. */
async function askStock(
  tx: Tx,
  ledger: CompiledLedger,
  measure: Measure & { kind: 'stock' },
  q: Question,
): Promise<Sum> {
  const splits = splitsFor(ledger, measure, q);
  if (q.pieces || !splits || (await needsMembers(tx, q))) return await stockFromFacts(tx, q, measure.mode);
  const month = monthOf(q.to);
  const wholeMonth = coverRange(month, q.to).ends.length === 0;
  // A unit that came or went inside the month, its first day too, brings a stock that no line of this month tells.
  if (!wholeMonth && (await membersOf(tx, q.unit, addDays(month, -1), q.to)).length > 1)
    return await stockFromFacts(tx, q, measure.mode);
  const until = wholeMonth ? addMonths(month, 1) : month;
  const cells = await sumCells(tx, {
    unitIds: [q.unit.id],
    measures: [q.measure],
    splits,
    from: ALWAYS,
    to: until,
  });
  const sum = cells.reduce<Sum>(addSums, NOTHING);
  if (wholeMonth) return sum;
  const changes = await Promise.all(
    splits.map((split) =>
      stockChangeInMonth(tx, { ...q, from: month, where: whereOfSplit(split) }, measure.mode, split),
    ),
  );
  return changes.reduce<Sum>(addSums, sum);
}

/** A ratio from its two figures, each counted by `count`. */
export async function askRatio(
  measure: Measure & { kind: 'ratio' },
  q: Question,
  count: (part: Question) => Promise<Answer>,
): Promise<Answer> {
  const n = await count({
    ...q,
    measure: measure.numerator,
    where: { ...q.where, ...measure.numeratorWhere },
  });
  const d = await count({
    ...q,
    measure: measure.denominator,
    where: { ...q.where, ...measure.denominatorWhere },
  });
  const scale = measure.unitWord === '‰' ? 1000 : measure.unitWord === '%' ? 100 : 1;
  const ratio = (a: number | null, b: number | null): number | null =>
    a === null || b === null || b === 0
      ? null
      : Math.round(shareWithin((a / b) * scale, measure.unitWord, 4) * 1e4) / 1e4;
  const hidden = n.hidden ?? d.hidden;
  return {
    value: ratio(n.value, d.value),
    own: ratio(n.own, d.own),
    below: ratio(n.below, d.below),
    lines: d.lines,
    opening: n.opening + d.opening,
    numerator: n.value,
    denominator: d.value,
    // A share that is hidden is no count, so it is not less than anything.
    ...(hidden ? { hidden: hidden === BEING_CHECKED ? hidden : NOT_SAID } : {}),
  };
}

/**
 * The stored splits that answer a filter; null when it needs the facts: two dimensions, several values of a dimension
 * of which one line may carry more than one, or a unit below the city.
 */
function splitsFor(
  ledger: CompiledLedger,
  measure: Measure,
  { unit, where }: Pick<Question, 'unit' | 'where'>,
): string[] | null {
  const entries = Object.entries(where);
  if (entries.length === 0) return [''];
  if (!keepsSplits(unit, measure)) return null;
  const [first] = entries;
  if (!first || entries.length > 1) return null;
  const [key, values] = first;
  const list = typeof values === 'string' ? [values] : values;
  if (list.length > 1 && !isSingleValued(ledger, key)) return null;
  return list.map((v) => `${key}=${v}`);
}

function isSingleValued(ledger: CompiledLedger, dimension: string): boolean {
  const field = /^\$\{([\w-]+)\}$/.exec(
    ledger.definition.dimensions.find((d) => d.key === dimension)?.value ?? '',
  )?.[1];
  return field === undefined || ledger.fields.get(field)?.type !== 'choices';
}

function whereOfSplit(split: string): Where {
  const at = split.indexOf('=');
  return at < 0 ? {} : { [split.slice(0, at)]: split.slice(at + 1) };
}

/** Like-for-like over a unit whose border was crossed: its cells tell what was, so today's members are summed instead. */
async function needsMembers(tx: Tx, q: Question): Promise<boolean> {
  if (q.tree !== 'like-for-like') return false;
  const pieces = await membersOf(tx, q.unit, q.from, q.to);
  return pieces.some((p) => p.ids !== null);
}

/** 0 or null? See DESIGN §5: a unit × ledger × month is open, has lines, or is a stated zero. */
async function answerOf(
  tx: Tx,
  ledger: CompiledLedger,
  measure: Measure,
  q: Question,
  sum: Sum,
): Promise<Answer> {
  const lines = linesOf(sum);
  if (lines > 0 || sum.opening !== 0) return toAnswer(sum, lines);
  const reported = await anythingReported(tx, ledger.definition.key, q);
  const blank = reported.lines && Object.keys(q.where).length === 0 && countsAField(measure);
  const isUnknown = blank || (measure.kind === 'flow' && reported.lines && (await hasCutOpening(tx, q)));
  if (isUnknown || !(reported.lines || reported.zero))
    return { value: null, own: null, below: null, lines: 0, opening: 0 };
  return toAnswer(NOTHING, 0);
}

/** Lines are there and none carries this field: the number is unknown, not 0. A condition that none meets is a true 0. */
export const countsAField = (m: Measure): boolean =>
  'value' in m && m.value.includes('${') && m.when === undefined;

const toAnswer = (sum: Sum, lines: number): Answer => ({
  value: totalOf(sum),
  own: sum.own,
  below: sum.below,
  lines,
  opening: sum.opening,
});
