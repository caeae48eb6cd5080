/**
 * The one expression language of the house: that of XLSForm, in the small part definitions need.
 *
 * `${field}` reads a value; literals are numbers and 'strings'; operators are
 * `or and = != < <= > >= + - * div mod`; functions are listed in FUNCTIONS below.
 * A missing value is null and spreads: `null + 1` is null, and a comparison with null is null,
 * which a check reads as "cannot be judged" and lets pass. So a half-filled line is never accused.
 */
export type Value = number | string | boolean | null | readonly string[];
export type Scope = Readonly<Record<string, Value | undefined>>;

export type Expression =
  | { readonly op: 'literal'; readonly value: Value }
  | { readonly op: 'field'; readonly name: string }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Expression[] };

type Token = { kind: 'number' | 'string' | 'field' | 'name' | 'sign' | 'end'; text: string; at: number };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|\$\{([\w.-]+)\}|([a-z][\w-]*)|(<=|>=|!=|[=<>+\-*(),]))/giy;
const BINARY: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  div: 6,
  mod: 6,
};

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) throw new SyntaxError(`expression: unexpected text at ${at} in "${text}"`);
    const [, number, string, field, name, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string, at });
    else if (field !== undefined) tokens.push({ kind: 'field', text: field, at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name.toLowerCase(), at });
    else tokens.push({ kind: 'sign', text: sign ?? '', at });
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

/** Parses an expression once. Throws SyntaxError naming the place; definitions are parsed when published. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', at: text.length };
  const fail = (t: Token): never => {
    throw new SyntaxError(`expression: unexpected "${t.text}" at ${t.at} in "${text}"`);
  };
  const expectSign = (sign: string): void => {
    const t = peek();
    if (t.kind !== 'sign' || t.text !== sign) fail(t);
    next += 1;
  };
  const call = (name: string): Expression => {
    if (!(name in FUNCTIONS)) throw new SyntaxError(`expression: unknown function ${name}() in "${text}"`);
    expectSign('(');
    const args: Expression[] = [];
    while (!(peek().kind === 'sign' && peek().text === ')')) {
      if (args.length > 0) expectSign(',');
      args.push(binary(1));
    }
    expectSign(')');
    return { op: 'call', name, args };
  };
  const primary = (): Expression => {
    const t = peek();
    next += 1;
    if (t.kind === 'number') return { op: 'literal', value: Number(t.text) };
    if (t.kind === 'string') return { op: 'literal', value: t.text };
    if (t.kind === 'field') return { op: 'field', name: t.text };
    if (t.kind === 'name') return call(t.text);
    if (t.kind === 'sign' && t.text === '-') return { op: 'call', name: 'negate', args: [primary()] };
    if (t.kind === 'sign' && t.text === '(') {
      const inner = binary(1);
      expectSign(')');
      return inner;
    }
    return fail(t);
  };
  const binary = (floor: number): Expression => {
    let left = primary();
    for (;;) {
      const t = peek();
      const strength = t.kind === 'sign' || t.kind === 'name' ? BINARY[t.text] : undefined;
      if (strength === undefined || strength < floor) return left;
      next += 1;
      left = { op: 'call', name: t.text, args: [left, binary(strength + 1)] };
    }
  };
  const whole = binary(1);
  if (peek().kind !== 'end') fail(peek());
  return whole;
}

/** Values of an expression over a scope. Shapes: numbers, strings, booleans, null, lists of strings. */
export function evaluate(e: Expression, scope: Scope): Value {
  if (e.op === 'literal') return e.value;
  if (e.op === 'field') {
    const value = scope[e.name];
    return value === undefined || value === '' ? null : value;
  }
  const run = FUNCTIONS[e.name];
  if (!run) throw new SyntaxError(`expression: unknown function ${e.name}`);
  return run(e.args.map((a) => evaluate(a, scope)));
}

/** The fields an expression reads, each once. */
export function fieldsOf(e: Expression): string[] {
  if (e.op === 'field') return [e.name];
  return e.op === 'call' ? [...new Set(e.args.flatMap(fieldsOf))] : [];
}

const numeric =
  (fn: (a: number, b: number) => number) =>
  ([a, b]: readonly Value[]): Value => {
    if (a === null || b === null || a === undefined || b === undefined) return null;
    const value = fn(Number(a), Number(b));
    return Number.isFinite(value) ? value : null;
  };
const compare =
  (fn: (a: number | string, b: number | string) => boolean) =>
  ([a, b]: readonly Value[]): Value => {
    if (a === null || b === null || a === undefined || b === undefined) return null;
    if (typeof a === 'number' || typeof b === 'number') return fn(Number(a), Number(b));
    return fn(String(a), String(b));
  };
/** Decimal sums such as 0.1 + 0.2 must compare equal to 0.3: money has two digits, rates at most six. */
const round = (n: number): number => Math.round(n * 1e6) / 1e6;

const FUNCTIONS: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  or: ([a, b]) => (a === true || b === true ? true : a === null || b === null ? null : false),
  and: ([a, b]) => (a === false || b === false ? false : a === null || b === null ? null : true),
  not: ([a]) => (a === null || a === undefined ? null : a !== true),
  '=': compare((a, b) => (typeof a === 'number' ? round(a - Number(b)) === 0 : a === b)),
  '!=': compare((a, b) => (typeof a === 'number' ? round(a - Number(b)) !== 0 : a !== b)),
  '<': compare((a, b) => a < b),
  '<=': compare((a, b) => a <= b),
  '>': compare((a, b) => a > b),
  '>=': compare((a, b) => a >= b),
  '+': numeric((a, b) => round(a + b)),
  '-': numeric((a, b) => round(a - b)),
  '*': numeric((a, b) => round(a * b)),
  div: numeric((a, b) => a / b),
  mod: numeric((a, b) => a % b),
  negate: ([a]) => (a === null || a === undefined ? null : -Number(a)),
  /** if(condition, then, else) */
  if: ([c, a, b]) => (c === true ? (a ?? null) : (b ?? null)),
  /** coalesce(a, b, …): the first value there is */
  coalesce: (args) => args.find((a) => a !== null) ?? null,
  /** empty(x) */
  empty: ([a]) => a === null || a === undefined || a === '' || (Array.isArray(a) && a.length === 0),
  /** selected(list or value, 'x') */
  selected: ([a, b]) =>
    a === null || a === undefined ? false : Array.isArray(a) ? a.includes(String(b)) : a === b,
  'string-length': ([a]) => (a === null || a === undefined ? 0 : [...String(a)].length),
  'count-selected': ([a]) => (Array.isArray(a) ? a.length : a === null || a === undefined ? 0 : 1),
  /** year('2013-05-06') */
  year: ([a]) => (a === null || a === undefined ? null : Number(String(a).slice(0, 4))),
  /** years(birth, day): whole years between two dates */
  years: ([a, b]) => {
    if (a === null || b === null || a === undefined || b === undefined) return null;
    const [from, to] = [String(a), String(b)];
    return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
  },
  /** days-after('2026-11-22', 15): so many days later; earlier for a negative number */
  'days-after': ([a, b]) => {
    const at = Date.parse(`${String(a)}T00:00:00Z`);
    if (Number.isNaN(at) || b === null || b === undefined) return null;
    return new Date(at + Number(b) * 86_400_000).toISOString().slice(0, 10);
  },
  /** months-after('2026-08-31', 6) = '2027-02-28': the same day of the month, or its last (民法典 202) */
  'months-after': ([a, b]) => {
    const [year, month, day] = String(a).split('-').map(Number);
    if (!year || !month || !day || b === null || b === undefined) return null;
    const last = new Date(Date.UTC(year, month + Number(b), 0));
    last.setUTCDate(Math.min(day, last.getUTCDate()));
    return last.toISOString().slice(0, 10);
  },
  /** is-time('14:20') */
  'is-time': ([a]) => (a === null || a === undefined ? null : /^([01]\d|2[0-3]):[0-5]\d$/.test(String(a))),
};
