import {
  type Expression,
  evaluate,
  parseExpression,
  type Scope,
  type Value,
} from '../../contracts/expression.ts';
import type { Flow, Transition } from '../../contracts/flow.ts';
import type { Field } from '../../contracts/ledger.ts';

type State = Flow['states'][number];

/** A definition made ready to run: names looked up, expressions parsed once. */
export interface CompiledFlow {
  readonly definition: Flow;
  readonly fields: ReadonlyMap<string, Field>;
  readonly states: ReadonlyMap<string, State>;
  readonly steps: ReadonlyMap<string, Transition>;
  /** Whether an expression asks for sub-matters, which costs a look. */
  readonly asksSubs: boolean;
  /** True, false, or null where it cannot be judged. Throws SyntaxError for an expression that does not parse. */
  judge(text: string, scope: Scope): boolean | null;
  /** The value of an expression. */
  work(text: string, scope: Scope): Value;
}

/** Parses a definition. Throws SyntaxError where an expression is wrong. */
export function compileFlow(definition: Flow): CompiledFlow {
  const parsed = new Map<string, Expression>();
  const read = (text: string): Expression => {
    const known = parsed.get(text);
    if (known) return known;
    const made = parseExpression(text);
    parsed.set(text, made);
    return made;
  };
  for (const { text } of [...expressionsOf(definition), ...projectionExpressions(definition)]) read(text);
  const byKey = <T extends { key: string }>(list: readonly T[]): Map<string, T> =>
    new Map(list.map((item) => [item.key, item]));
  return {
    definition,
    fields: byKey(definition.fields),
    states: byKey(definition.states),
    steps: byKey(allSteps(definition)),
    asksSubs: expressionsOf(definition).some(({ text }) => text.includes('subs.open')),
    judge(text, scope) {
      const value = evaluate(read(text), scope);
      return value === null ? null : value === true;
    },
    work: (text, scope) => evaluate(read(text), scope),
  };
}

/** All steps; the beginning is one that starts from nowhere. */
export const allSteps = (flow: Flow): Transition[] => [{ ...flow.start, from: [] }, ...flow.transitions];

/** Every expression with the place where it stands, so that a wrong one is found. */
export function expressionsOf(flow: Flow): { readonly where: string; readonly text: string }[] {
  const out: { where: string; text: string }[] = [];
  const add = (where: string, text: string | undefined): void => {
    if (text !== undefined) out.push({ where, text });
  };
  add('urgent', flow.urgent);
  for (const t of allSteps(flow)) {
    add(t.key, t.when);
    for (const a of t.asks ?? []) add(t.key, a.when);
    for (const who of whosOf(t)) add(t.key, who.when);
    for (const guard of t.guards ?? []) add(t.key, guard.test);
    for (const set of t.sets ?? []) add(t.key, set.to);
    for (const told of t.toHer ?? []) add(t.key, told.when);
    for (const start of t.clocks?.starts ?? []) if (typeof start !== 'string') add(t.key, start.when);
  }
  for (const clock of flow.clocks) for (const who of clock.late.shows) add(clock.key, who.when);
  return out;
}

/** What a projection works out; it knows other names than the steps do. */
export const projectionExpressions = ({
  projection: p,
}: Flow): { readonly where: string; readonly text: string }[] =>
  p
    ? [
        ...(p.when === undefined ? [] : [{ where: 'when', text: p.when }]),
        ...Object.entries(p.sets).map(([where, text]) => ({ where, text })),
      ]
    : [];

/** Everybody whom a step names: who takes it, who gets it. */
export function whosOf(t: Transition): Transition['who'] {
  const hand = t.hand?.to === 'rule' ? t.hand.order : t.hand?.to === 'chosen' ? t.hand.among : [];
  return [...t.who, ...hand, ...(t.circulates ?? []), ...(t.countersigns ?? []), ...(t.tells ?? [])];
}

/** Fills `${name}` in a sentence. */
export const fill = (text: string, scope: Scope): string =>
  text.replace(/\$\{([\w.-]+)\}/g, (_, name: string) => String(scope[name] ?? ''));
