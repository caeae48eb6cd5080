import type { Actor } from '../../access/index.ts';
import { type CompiledLedger, maySeeLines, type Registry } from '../../ledgers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { numberOf } from '../../settings/index.ts';
import type { Answer, Question } from '../ask.ts';
import { crossedSince } from '../members.ts';
import { daysOf, type Grain, grainsOf, placeOfGrain } from './grains.ts';
import type { Moved } from './moved.ts';
import { dimensionOf } from './offered.ts';
import { type YearOfCases, yearOfCases } from './year-lines.ts';

/** How a number is kept back: less than the threshold, or because such a one could be reckoned from it. */
type Hidden = 'few' | 'withheld';
/** What stands in the place of a number of cases that is not told. */
export const NOT_SAID = '不单列';
/** Stands there while the small counts of a year with very many lines are looked for, after the house was started. */
export const BEING_CHECKED = '核对中,稍后再看';
const said = (hidden: Hidden, threshold: number): string =>
  hidden === 'few' ? `少于${threshold}` : NOT_SAID;

interface Teller {
  readonly worker: Database;
  readonly now: () => Date;
}
interface Viewer {
  readonly actor: Actor;
  readonly teller: Teller | null;
  threshold?: Promise<number>;
  /** Within one transaction a year is looked at once: what stands on one page is told by one rule. */
  readonly years: Map<string, Promise<YearOfCases | null>>;
}
const tellers = new WeakMap<Database, Teller>();
const viewers = new WeakMap<Tx, Viewer>();

/** Who reads figures through this database is told counts of cases by the rule; wired once (compose.ts). */
export function tellCases(app: Database, teller: Teller): void {
  tellers.set(app, teller);
}
/** What is asked in this transaction is asked by her (`withFigures`). Without anybody, as the house itself asks, all is counted. */
export function readBy(tx: Tx, app: Database, actor: Actor): void {
  viewers.set(tx, { actor, teller: tellers.get(app) ?? null, years: new Map() });
}

/** True where a figure of this ledger is told by the rule to whoever reads in this transaction. */
export const isGuarded = (tx: Tx, ledger: CompiledLedger): boolean =>
  ledger.definition.privacy === 'case' && viewers.has(tx);

type Count = (q: Question) => Promise<Answer>;

/**
 * The answer as the reader may know it. Her own office's own cases are hers to know; of all others a number is told only where
 * it is large enough and the same in all other worlds. `count` counts exactly.
 */
export async function tell(
  tx: Tx,
  registry: Registry,
  q: Question,
  exact: Answer,
  count: Count,
): Promise<Answer> {
  const viewer = viewers.get(tx);
  const { ledger, compiled } = registry.measure(q.measure);
  if (!viewer || ledger.definition.privacy !== 'case') return exact;
  const holds = maySeeLines(viewer.actor, ledger.definition, q.unit);
  if (holds && (await isAllHers(q, exact, count))) return exact;
  if (q.pieces || compiled.measure.kind !== 'flow' || !viewer.teller) return keptBack(exact, holds, NOT_SAID);
  const grains = grainsOf(q.from, q.to, chinaDay(viewer.teller.now()));
  const splits = Object.entries(q.where).flatMap(([key, v]) =>
    (typeof v === 'string' ? [v] : v).map((value) => `${key}=${value}`),
  );
  // Whoever came or went since is in no world of today's tree; by today's tree (like for like) it can be asked.
  const isCrossed = q.tree === 'as-it-was' && (await crossedSince(tx, [q.unit.id], q.from)).size > 0;
  if (!grains || splits.length > 1 || isCrossed) return keptBack(exact, holds, NOT_SAID);
  viewer.threshold ??= numberOf(tx, null, 'case.small-count', chinaDay(viewer.teller.now()));
  const threshold = await viewer.threshold;
  const told: Told[] = [];
  for (const grain of grains) {
    const part = grains.length === 1 ? exact : await count({ ...q, ...daysOf(grain) });
    const name = `${ledger.definition.key} ${grain.year}`;
    const { worker } = viewer.teller;
    const asked = viewer.years.get(name) ?? yearOfCases({ worker, ledger, year: grain.year, threshold });
    viewer.years.set(name, asked);
    const year = await asked;
    if (!year) return keptBack(exact, holds, BEING_CHECKED);
    told.push(
      await tellGrain(year, { ...q, ...daysOf(grain) }, grain, splits[0] ?? null, part, threshold, count),
    );
  }
  const worst = (of: keyof Told): Hidden | null => {
    const found = told.map((t) => t[of]).filter((h) => h !== null);
    const [only] = found;
    return only === undefined ? null : told.length === 1 ? only : 'withheld';
  };
  const [total, own, below] = [worst('total'), holds ? null : worst('own'), worst('below')];
  if (total === null)
    return {
      ...exact,
      own: own ? null : exact.own,
      below: below ? null : exact.below,
      lines: exact.lines === exact.value ? exact.lines : 0,
    };
  return { ...keptBack(exact, holds, said(total, threshold)), below: null };
}

/**
 * Whether nothing below her counts in these years, so that all there is, is her own office's. By whole years: which days and
 * months of those below are empty would tell how many are not.
 */
async function isAllHers(q: Question, exact: Answer, count: Count): Promise<boolean> {
  if ((exact.below ?? 0) !== 0 || exact.value !== exact.own) return false;
  const years = { from: `${q.from.slice(0, 4)}-01-01`, to: `${q.to.slice(0, 4)}-12-31` };
  return ((await count({ ...q, ...years, where: {} })).below ?? 0) === 0;
}

const keptBack = (exact: Answer, holds: boolean, hidden: string): Answer => ({
  value: null,
  own: holds ? exact.own : null,
  below: null,
  lines: 0,
  opening: 0,
  hidden,
});

interface Told {
  readonly total: Hidden | null;
  readonly own: Hidden | null;
  readonly below: Hidden | null;
}
const NOT_TOLD: Told = { total: 'withheld', own: 'withheld', below: 'withheld' };

async function tellGrain(
  year: YearOfCases,
  q: Question,
  grain: Grain,
  split: string | null,
  exact: Answer,
  threshold: number,
  count: Count,
): Promise<Told> {
  const part = placeOfGrain(grain);
  const { offered, keys } = year;
  if (q.unit.kind === 'department') return NOT_TOLD;
  const wholeYear = { ...q, ...daysOf({ year: grain.year, from: 1, to: 12 }), where: {} };
  // A unit far from all lines counts none; one that does was moved since the worlds were made.
  if (!year.knows(q.unit.path) && (await count(wholeYear)).value) return NOT_TOLD;
  if (
    split !== null &&
    (part >= 0 || q.measure !== offered.main || !offered.dimensions.has(dimensionOf(split)))
  )
    return NOT_TOLD;
  const key = split === null ? keys.ofSum(q.measure, part) : keys.ofSplit(split);
  if (key === null) return NOT_TOLD;
  const moved = year.movedAt(q.unit.path);
  const told: { -readonly [K in keyof Told]: Hidden | null } = {
    total: seen(exact.value, moved?.total, key, exact, threshold),
    own: seen(exact.own, moved?.own, key, null, threshold),
    below: seen(exact.below, moved?.below, key, null, threshold),
  };
  // What is part of a few is as few; whoever is few in a year is not told apart by month or kind.
  if (told.total === null && (part >= 0 || split !== null)) {
    const yearKey = keys.ofSum(q.measure, -1);
    const all =
      yearKey === null ? null : seen((await count(wholeYear)).value, moved?.total, yearKey, null, threshold);
    if (all !== null) told.total = all;
  }
  for (const rate of offered.rates.filter((r) => r.numerator === q.measure)) {
    const of = await count({ ...q, measure: rate.denominator });
    const restKey = keys.ofSum(rate.key, part);
    if (restKey === null) continue;
    for (const [kind, at] of [
      ['total', 'value'],
      ['own', 'own'],
      ['below', 'below'],
    ] as const) {
      const rest = seen((of[at] ?? 0) - (exact[at] ?? 0), moved?.[kind], restKey, null, threshold);
      told[kind] ??= rest === null ? null : 'withheld';
    }
  }
  return told;
}

/** Whether a number is kept back, and how it is called: few only where it is few in every world. */
function seen(
  value: number | null,
  moved: Moved['total'] | undefined,
  key: number,
  lines: Answer | null,
  threshold: number,
): Hidden | null {
  const v = value ?? 0;
  const more = moved?.get(key);
  const isSmall = v > 0 && v < threshold;
  const fewLines = lines !== null && lines.opening === 0 && lines.lines > 0 && lines.lines < threshold;
  if (more === undefined && !isSmall && !fewLines) return null;
  return v < threshold && v + (more ?? 0) < threshold ? 'few' : 'withheld';
}
