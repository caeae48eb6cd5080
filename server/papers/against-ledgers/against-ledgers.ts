import { setImmediate } from 'node:timers/promises';
import { ask, type Question } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Figure } from '../../reading/index.ts';
import { judge, type Verdict } from './compare.ts';
import { type Match, openPhraseBook, type PhraseBook, rank } from './match-measures.ts';
import { phrasesOf, type Splits } from './phrases.ts';
import { type Days, statedPeriod } from './stated-period.ts';
import { type Taught, taughtFor, taughtKey } from './taught.ts';

/** A figure of a text beside what the ledgers count for it. */
export interface LedgerFinding {
  /** Place of the figure in the list that was given. */
  readonly figure: number;
  readonly measure: string;
  readonly label: string;
  readonly unitWord: string;
  readonly where: Splits;
  readonly from: string;
  readonly to: string;
  readonly counted: number | null;
  readonly difference: number | null;
  readonly verdict: Verdict;
  /** taught: a person has said so · sure: the words leave no other · likely: a person should look. */
  readonly match: 'taught' | 'sure' | 'likely';
  /** Other measures that the words could mean. */
  readonly others: readonly {
    readonly measure: string;
    readonly label: string;
    readonly where: Splits;
  }[];
}

const books = new WeakMap<Registry, PhraseBook>();

/** The phrases of the definitions in force, indexed once per registry. */
function bookOf(registry: Registry): PhraseBook {
  const known = books.get(registry);
  if (known) return known;
  const made = openPhraseBook(phrasesOf(registry));
  books.set(registry, made);
  return made;
}

/**
 * Puts the figures of a text beside the ledgers (与台账核对). Plans, rules and changes are not compared: ledgers count what
 * happened. A figure of which nothing is known is left out; so is one that a person has said no ledger counts.
 */
export async function againstLedgers(
  tx: Tx,
  registry: Registry,
  q: { readonly unit: Unit; readonly text: string; readonly figures: readonly Figure[] } & Days,
): Promise<LedgerFinding[]> {
  const chars = Array.from(q.text);
  // Days only: what the period falls back to is copied into every finding.
  const report: Days = { from: q.from, to: q.to };
  const taught = await taughtFor(tx, q.unit.path);
  const counted = new Map<string, Promise<number | null>>();
  const count = (measure: string, where: Match['where'], days: Days): Promise<number | null> => {
    const key = JSON.stringify([measure, where, days]);
    const question: Question = { unit: q.unit, measure, where, tree: 'as-it-was', ...days };
    const known = counted.get(key) ?? ask(tx, registry, question).then((a) => a.value);
    counted.set(key, known);
    return known;
  };
  const findings: LedgerFinding[] = [];
  let before: Said | null = null;
  for (let from = 0; from < q.figures.length; from += AT_ONCE) {
    // A book of reports has ten thousand figures: other requests are served between one handful and the next.
    if (from > 0) await setImmediate();
    const some: Promise<LedgerFinding>[] = [];
    for (const [i, figure] of q.figures.slice(from, from + AT_ONCE).entries()) {
      const found = meaningOf(registry, figure, clauseOf(chars, figure), taught, before);
      if (!found) continue;
      before = { sentence: figure.sentence.start, meaning: found.meanings[0] };
      const days = statedPeriod(figure.period, report);
      some.push(
        findingOf(registry, figure, found, days, (m) => count(m.measure, m.where, days)).then((finding) => ({
          figure: from + i,
          ...finding,
        })),
      );
    }
    findings.push(...(await Promise.all(some)));
  }
  return findings;
}

/**
 * Counts what a figure could mean. Where its words leave several meanings open, one whose count is the stated number is the
 * one that was meant: a difference is told only where no likely meaning agrees.
 */
async function findingOf(
  registry: Registry,
  figure: Figure,
  found: Meant,
  days: Days,
  count: (m: Meaning) => Promise<number | null>,
): Promise<Omit<LedgerFinding, 'figure'>> {
  const [first, ...rest] = found.meanings;
  const open = found.match === 'likely' ? found.meanings : [first];
  const counted = await Promise.all(open.map(count));
  const agrees = counted.findIndex((value) => /^(same|fits)$/.test(judge(figure, value).verdict));
  const at = Math.max(agrees, 0);
  const meant = found.meanings[at] ?? first;
  const value = counted[at] ?? null;
  return {
    measure: meant.measure,
    label: labelOf(registry, meant),
    unitWord: registry.measure(meant.measure).compiled.measure.unitWord,
    where: meant.where,
    ...days,
    counted: value,
    ...judge(figure, value),
    match: found.match,
    others: [first, ...rest]
      .filter((m) => m !== meant)
      .map((m) => ({ measure: m.measure, label: labelOf(registry, m), where: m.where })),
  };
}

/** Figures whose words are looked up between two breaths: some ten milliseconds. */
const AT_ONCE = 20;

type Meaning = Pick<Match, 'measure' | 'where'>;
interface Meant {
  readonly meanings: readonly [Meaning, ...Meaning[]];
  readonly match: LedgerFinding['match'];
}
/** What the figure before meant, and in which sentence. */
interface Said {
  readonly sentence: number;
  readonly meaning: Meaning;
}

function meaningOf(
  registry: Registry,
  figure: Figure,
  clause: string,
  taught: ReadonlyMap<string, Taught>,
  before: Said | null,
): Meant | null {
  if (figure.status !== 'actual' || figure.role !== 'level') return null;
  if (figure.kind === 'rank' || figure.kind === 'ordinal') return null;
  const said = taught.get(taughtKey(figure.subject, figure.unit));
  if (said) {
    if (said.measure === null || !hasMeasure(registry, said.measure)) return null;
    return { meanings: [{ measure: said.measure, where: said.where }], match: 'taught' };
  }
  const matches = bookOf(registry).match({ subject: figure.subject, clause, unit: figure.unit });
  const [first, second] = matches;
  if (!first) return null;
  const carried =
    before?.sentence === figure.sentence.start ? carriedOn(registry, before.meaning, first) : null;
  if (carried) return { meanings: [carried, ...matches], match: 'likely' };
  const isClear = second === undefined || rank(first) >= rank(second) * 1.25;
  const isSure = first.share >= 0.8 && first.cover >= 0.75 && first.source !== 'value' && isClear;
  return { meanings: [first, ...matches.slice(1)], match: isSure ? 'sure' : 'likely' };
}

/** “举办双学双比培训班72期,培训妇女6814人”: the women, too, are those of these classes, though it is not said again. */
function carriedOn(registry: Registry, before: Meaning, now: Match): Meaning | null {
  if (Object.keys(before.where).length === 0 || Object.keys(now.where).length > 0) return null;
  if (registry.measure(before.measure).ledger !== registry.measure(now.measure).ledger) return null;
  return { measure: now.measure, where: before.where };
}

export const hasMeasure = (registry: Registry, key: string): boolean =>
  [...registry.ledgers.values()].some((l) => l.measures.some((m) => m.measure.key === key));

/** What a measure with its splits is called: 培训班期数(双学双比). */
export const labelOf = (registry: Registry, m: Meaning): string => {
  const { label } = registry.measure(m.measure).compiled.measure;
  const values = Object.values(m.where).flat();
  return values.length > 0 ? `${label}(${values.join('、')})` : label;
};

const EDGE = new Set('，,。；;：:!?！？\n\r');

/** The clause around a figure: to the next punctuation on both sides, within its sentence. */
function clauseOf(chars: readonly string[], figure: Figure): string {
  let start = figure.start;
  while (start > figure.sentence.start && !EDGE.has(chars[start - 1] ?? '\n')) start -= 1;
  let end = figure.end;
  while (end < figure.sentence.end && !EDGE.has(chars[end] ?? '\n')) end += 1;
  return chars.slice(start, end).join('');
}
