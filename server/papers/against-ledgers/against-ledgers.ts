import { setImmediate } from 'node:timers/promises';
import { ask, type Question } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Figure } from '../../reading/index.ts';
import { judge, type Verdict } from './compare.ts';
import { type Match, openPhraseBook, type PhraseBook } from './match-measures.ts';
import { phrasesOf } from './phrases.ts';
import { type Days, statedPeriod } from './stated-period.ts';
import { type Taught, taughtFor, taughtKey } from './taught.ts';

/** A figure of a text beside what the ledgers count for it. */
export interface LedgerFinding {
  /** Place of the figure in the list that was given. */
  readonly figure: number;
  readonly measure: string;
  readonly label: string;
  readonly unitWord: string;
  readonly where: Readonly<Record<string, string>>;
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
    readonly where: Readonly<Record<string, string>>;
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
  for (let from = 0; from < q.figures.length; from += AT_ONCE) {
    // A book of reports has ten thousand figures: other requests are served between one handful and the next.
    if (from > 0) await setImmediate();
    const some = q.figures
      .slice(from, from + AT_ONCE)
      .map(async (figure, i): Promise<LedgerFinding | null> => {
        const found = meaningOf(registry, figure, clauseOf(chars, figure), taught);
        const [best, ...rest] = found?.matches ?? [];
        if (!found || !best) return null;
        const days = statedPeriod(figure.period, report);
        const value = await count(best.measure, best.where, days);
        return {
          figure: from + i,
          measure: best.measure,
          label: labelOf(registry, best),
          unitWord: registry.measure(best.measure).compiled.measure.unitWord,
          where: best.where,
          ...days,
          counted: value,
          ...judge(figure, value),
          match: found.match,
          others: rest.map((m) => ({ measure: m.measure, label: labelOf(registry, m), where: m.where })),
        };
      });
    findings.push(...(await Promise.all(some)).filter((f) => f !== null));
  }
  return findings;
}

/** Figures whose words are looked up between two breaths: some ten milliseconds. */
const AT_ONCE = 20;

function meaningOf(
  registry: Registry,
  figure: Figure,
  clause: string,
  taught: ReadonlyMap<string, Taught>,
): { matches: readonly Match[]; match: LedgerFinding['match'] } | null {
  if (figure.status !== 'actual' || figure.role !== 'level') return null;
  if (figure.kind === 'rank' || figure.kind === 'ordinal') return null;
  const said = taught.get(taughtKey(figure.subject, figure.unit));
  if (said) {
    if (said.measure === null || !hasMeasure(registry, said.measure)) return null;
    return { matches: [{ measure: said.measure, where: said.where, share: 1, weight: 1 }], match: 'taught' };
  }
  const matches = bookOf(registry).match({ subject: figure.subject, clause, unit: figure.unit });
  const [first, second] = matches;
  if (!first) return null;
  const clear = second === undefined || first.weight * first.share >= second.weight * second.share * 1.25;
  return { matches, match: first.share >= 0.8 && clear ? 'sure' : 'likely' };
}

export const hasMeasure = (registry: Registry, key: string): boolean =>
  [...registry.ledgers.values()].some((l) => l.measures.some((m) => m.measure.key === key));

/** What a measure with its splits is called: 培训班期数(双学双比). */
export const labelOf = (registry: Registry, m: Pick<Match, 'measure' | 'where'>): string => {
  const { label } = registry.measure(m.measure).compiled.measure;
  const values = Object.values(m.where);
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
