import { evaluate, type Scope, type Value } from '../../contracts/expression.ts';
import { type CompiledLedger, type CompiledMeasure, type Entry, splitsOf } from '../ledgers/index.ts';

/** What one line counts for one measure. `part` tells apart the coming and the going of a stock. */
export interface Fact {
  readonly measure: string;
  readonly part: number;
  readonly day: string;
  readonly value: number;
  readonly splits: readonly string[];
  readonly person: string | null;
  readonly openingUntil: string | null;
}

/** Turns a person's identifying text into a key that cannot be read back (盲索引). */
export type BlindKey = (text: string) => string;

/**
 * The facts of one line, pure: a withdrawn line has none; an opening line has those of its stated totals, dated on its
 * first day and marked with its last.
 */
export function deriveFacts(
  ledger: CompiledLedger,
  entry: Pick<Entry, 'day' | 'until' | 'data' | 'opening' | 'state'>,
  blind: BlindKey,
): Fact[] {
  if (entry.state !== 'valid') return [];
  const scope: Scope = { ...(entry.data as Record<string, Value>), day: entry.day, until: entry.until };
  const splits = splitsOf(ledger, scope);
  if (entry.opening !== null) return openingFacts(entry, splits);
  return ledger.measures.flatMap((m) => factsOf(m, ledger, scope, splits, entry.day, blind));
}

function openingFacts(entry: Pick<Entry, 'day' | 'until' | 'data'>, splits: readonly string[]): Fact[] {
  const totals = entry.data['totals'] as Readonly<Record<string, number>> | undefined;
  return Object.entries(totals ?? {}).map(([measure, value]) => ({
    measure,
    part: 0,
    day: entry.day,
    value,
    splits,
    person: null,
    openingUntil: entry.until,
  }));
}

function factsOf(
  compiled: CompiledMeasure,
  ledger: CompiledLedger,
  scope: Scope,
  splits: readonly string[],
  day: string,
  blind: BlindKey,
): Fact[] {
  const { measure, value, when } = compiled;
  if (measure.kind === 'ratio') return [];
  if (when && evaluate(when, scope) !== true) return [];
  const fact = { measure: measure.key, part: 0, day, splits, person: null, openingUntil: null };
  if (measure.kind === 'distinct') {
    const person = personText(ledger, measure.person, scope);
    return person === null ? [] : [{ ...fact, value: 1, person: blind(person) }];
  }
  const counted = value ? evaluate(value, scope) : null;
  if (counted === null || typeof counted === 'object') return [];
  const number = counted === true ? 1 : counted === false ? 0 : Number(counted);
  if (!Number.isFinite(number)) return [];
  if (measure.kind !== 'stock' || measure.mode === 'reading') return [{ ...fact, value: number }];
  const from = dateField(measure.from, scope) ?? day;
  const until = dateField(measure.until, scope);
  // What ended before it began was never in stock; the ledger's checks stop such a line, an old import may hold one.
  if (until !== null && until <= from) return [];
  const came: Fact = { ...fact, day: from, value: number };
  return until === null ? [came] : [came, { ...came, part: 1, day: until, value: -number }];
}

function dateField(name: string | undefined, scope: Scope): string | null {
  const value = name === undefined ? null : scope[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A person is her name plus the fields that the definition marks as identifying with it (e.g. her birth date). */
function personText(ledger: CompiledLedger, field: string, scope: Scope): string | null {
  const name = scope[field];
  if (typeof name !== 'string' || name.trim() === '') return null;
  const key = ledger.fields.get(field)?.personKey;
  const others = key
    ? [...ledger.fields.values()]
        .filter((f) => f.personKey === key && f.key !== field)
        .map((f) => String(scope[f.key] ?? ''))
    : [];
  return [name.normalize('NFKC').replace(/\s+/g, ''), ...others].join('|');
}
