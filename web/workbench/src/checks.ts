import { evaluate, parseExpression, type Scope, type Value } from '../../../contracts/expression.ts';
import type { Field, Ledger } from '../../../contracts/ledger.ts';
import { isDay } from './period.ts';
import type { Problem } from './wire.ts';

/**
 * What can be said at a field while one types. The server checks everything again and has the last word; this only
 * speaks earlier, about fields that are filled (an empty one is not accused before saving).
 */
export function checkWhileTyping(
  ledger: Ledger,
  line: {
    readonly day: string;
    readonly until: string | null;
    readonly data: Readonly<Record<string, unknown>>;
  },
  today: string,
): Problem[] {
  const problems: Problem[] = [];
  if (line.day !== '' && !isDay(line.day))
    problems.push({
      field: 'day',
      message: `「${ledger.dayLabel}」${line.day} 不是真实的日期,请按 2013-05-06 的样子填写。`,
    });
  else if (line.day > today)
    problems.push({
      field: 'day',
      message: `「${ledger.dayLabel}」${line.day} 还没有到,请填已经发生的日期。`,
    });
  if (line.until && (!isDay(line.until) || line.until < line.day))
    problems.push({
      field: 'until',
      message: `结束日期 ${line.until} 不对,要是真实的日期,且不早于${ledger.dayLabel}。`,
    });
  for (const field of ledger.fields) {
    const message = fieldProblem(field, line.data[field.key]);
    if (message) problems.push({ field: `data.${field.key}`, message });
  }
  if (problems.length > 0) return problems;
  const scope = scopeOf(ledger, line, today);
  for (const check of ledger.checks) {
    const test = parsed(check.test);
    if (!test || evaluate(test, scope) !== false) continue;
    const say = check.say.replace(/\$\{([\w.-]+)\}/g, (_, name: string) => String(scope[name] ?? ''));
    problems.push({ field: `data.${check.field}`, message: say, code: check.key, level: check.level });
  }
  return problems;
}

/** Required fields that are still empty, in the order of the sheet. */
export function emptyRequired(ledger: Ledger, data: Readonly<Record<string, unknown>>): Problem[] {
  return ledger.fields
    .filter((f) => f.required && isEmpty(data[f.key]))
    .map((f) => ({ field: `data.${f.key}`, message: `「${f.label}」还没有填。` }));
}

const isEmpty = (v: unknown): boolean =>
  v === undefined || v === null || v === '' || (Array.isArray(v) && v.length === 0);

function scopeOf(
  ledger: Ledger,
  line: { day: string; until: string | null; data: Readonly<Record<string, unknown>> },
  today: string,
): Scope {
  const scope: Record<string, Value> = { day: line.day, until: line.until, today };
  for (const field of ledger.fields) {
    const value = line.data[field.key];
    if (!isEmpty(value)) scope[field.key] = value as Value;
  }
  return scope;
}

function fieldProblem(field: Field, value: unknown): string | null {
  if (isEmpty(value)) return null;
  const word = field.unitWord ? `(${field.unitWord})` : '';
  if (field.type === 'integer' || field.type === 'decimal' || field.type === 'money') {
    if (typeof value !== 'number') return `「${field.label}」${word}要填数字,单位词不用写。`;
    if (field.type === 'integer' && !Number.isInteger(value)) return `「${field.label}」${word}要是整数。`;
    if (value < (field.min ?? 0)) return `「${field.label}」不能小于 ${field.min ?? 0}。`;
    if (field.max !== undefined && value > field.max)
      return `「${field.label}」${value} 超过了上限 ${field.max},请核对。`;
  }
  if (field.type === 'date' && !isDay(String(value)))
    return `「${field.label}」${String(value)} 不是真实的日期,请按 2013-05-06 的样子填写。`;
  if (field.maxLength !== undefined && typeof value === 'string' && [...value].length > field.maxLength)
    return `「${field.label}」最多 ${field.maxLength} 字,现在 ${[...value].length} 字。`;
  return null;
}

const cache = new Map<string, ReturnType<typeof parseExpression> | null>();
/** A definition newer than this page may use words it does not know: then only the server speaks. */
function parsed(text: string): ReturnType<typeof parseExpression> | null {
  let found = cache.get(text);
  if (found === undefined) {
    try {
      found = parseExpression(text);
    } catch {
      found = null;
    }
    cache.set(text, found);
  }
  return found;
}
