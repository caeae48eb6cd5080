import { evaluate, type Scope, type Value } from '../../contracts/expression.ts';
import type { Field } from '../../contracts/ledger.ts';
import { isRealDay } from '../platform/clock/index.ts';
import type { FieldProblem } from '../platform/errors/index.ts';
import type { CompiledLedger } from './compile.ts';

export interface LineInput {
  readonly day: string;
  readonly until: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly opening: 'covers' | 'rest' | null;
  readonly explanation: string | null;
}

export interface CheckedLine {
  readonly data: Readonly<Record<string, Value>>;
  readonly problems: readonly FieldProblem[];
  /** Soft checks that failed and were explained, kept with the line. */
  readonly explained: readonly string[];
}

const MAX_TEXT = { text: 200, longtext: 4000, person: 60, choice: 60 } as const;

/**
 * Checks one line against its ledger: shapes, days, hard checks, soft checks. All problems at once, each with its
 * field path and a Chinese sentence. Pure: `today` is an argument.
 */
export function checkLine(ledger: CompiledLedger, line: LineInput, today: string): CheckedLine {
  const problems: FieldProblem[] = [...checkDays(ledger, line, today)];
  if (line.opening) return { ...checkOpening(ledger, line, problems), explained: [] };
  const data: Record<string, Value> = {};
  for (const key of Object.keys(line.data)) {
    if (!ledger.fields.has(key)) {
      problems.push({
        field: `data.${key}`,
        message: `「${ledger.definition.name}」没有叫「${key}」的栏目,请删去或改用正确的栏目。`,
      });
    }
  }
  for (const field of ledger.fields.values()) {
    const read = readValue(field, line.data[field.key]);
    if (read.problem) problems.push({ field: `data.${field.key}`, message: read.problem });
    else if (read.value !== null) data[field.key] = read.value;
    else if (field.required)
      problems.push({ field: `data.${field.key}`, message: `「${field.label}」还没有填。` });
  }
  const explained: string[] = [];
  if (problems.length === 0) {
    const scope: Scope = { ...data, day: line.day, until: line.until, today };
    for (const check of ledger.checks) {
      if (evaluate(check.parsed, scope) !== false) continue;
      const message = fill(check.say, scope);
      if (check.level === 'hard')
        problems.push({ field: `data.${check.field}`, message, code: check.key, level: 'hard' });
      else if (line.explanation?.trim()) explained.push(check.key);
      else {
        problems.push({
          field: `data.${check.field}`,
          message: `${message}如果确实如此,请写一句说明再保存。`,
          code: check.key,
          level: 'soft',
        });
      }
    }
  }
  return { data, problems, explained };
}

function checkDays(ledger: CompiledLedger, line: LineInput, today: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const label = ledger.definition.dayLabel;
  if (!isRealDay(line.day)) {
    problems.push({
      field: 'day',
      message: `「${label}」${line.day} 不是真实的日期,请按 2013-05-06 的样子填写。`,
    });
    return problems;
  }
  if (line.day < '1900-01-01')
    problems.push({ field: 'day', message: `「${label}」${line.day} 太早了,请核对年份。` });
  if (line.day > today)
    problems.push({ field: 'day', message: `「${label}」${line.day} 还没有到,请填已经发生的日期。` });
  if (line.until !== null) {
    if (!isRealDay(line.until))
      problems.push({ field: 'until', message: `结束日期 ${line.until} 不是真实的日期。` });
    else if (line.until < line.day)
      problems.push({ field: 'until', message: `结束日期 ${line.until} 早于${label} ${line.day}。` });
    else if (line.until > today)
      problems.push({ field: 'until', message: `结束日期 ${line.until} 还没有到。` });
  }
  return problems;
}

/** An opening line (期初) states totals of measures for day…until; nothing else may. */
function checkOpening(
  ledger: CompiledLedger,
  line: LineInput,
  problems: FieldProblem[],
): Omit<CheckedLine, 'explained'> {
  const totals = line.data['totals'];
  if (line.until === null) problems.push({ field: 'until', message: '期初数要写明覆盖到哪一天。' });
  if (line.day.slice(8) !== '01') problems.push({ field: 'day', message: '期初数要从某月 1 日算起。' });
  const data: Record<string, Value> = {};
  if (typeof totals !== 'object' || totals === null || Object.keys(totals).length === 0) {
    problems.push({ field: 'data.totals', message: '期初数要写明各项合计,例如 {"training.people": 500}。' });
    return { data, problems };
  }
  const countable = new Map(ledger.measures.map((m) => [m.measure.key, m.measure]));
  for (const [key, value] of Object.entries(totals)) {
    const measure = countable.get(key);
    if (!measure || (measure.kind !== 'flow' && measure.kind !== 'stock') || key.endsWith('.lines')) {
      problems.push({ field: `data.totals.${key}`, message: `「${key}」不能写期初数。` });
    } else if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      problems.push({
        field: `data.totals.${key}`,
        message: `「${measure.label}」的期初数要是不小于 0 的数。`,
      });
    }
  }
  for (const [key, value] of Object.entries(line.data)) {
    if (key === 'totals') continue;
    const field = ledger.fields.get(key);
    const read = field ? readValue(field, value) : { value: null, problem: `没有叫「${key}」的栏目。` };
    if (read.problem) problems.push({ field: `data.${key}`, message: read.problem });
    else if (read.value !== null) data[key] = read.value;
  }
  return { data: { ...data, totals: totals as never }, problems };
}

interface Read {
  readonly value: Value;
  readonly problem?: string;
}

/** One field's value as it is kept; null = empty. `problem` is a Chinese sentence. */
export function readValue(field: Field, raw: unknown): Read {
  if (raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0))
    return { value: null };
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return readNumber(field, raw);
    case 'yesno':
      return typeof raw === 'boolean'
        ? { value: raw }
        : { value: null, problem: `「${field.label}」请选是或否。` };
    case 'date':
      return typeof raw === 'string' && isRealDay(raw)
        ? { value: raw }
        : {
            value: null,
            problem: `「${field.label}」${String(raw).slice(0, 20)} 不是真实的日期,请按 2013-05-06 的样子填写。`,
          };
    case 'choices':
      return readChoices(field, raw);
    default:
      return readText(field, raw);
  }
}

function readNumber(field: Field, raw: unknown): Read {
  const word = field.unitWord ? `(${field.unitWord})` : '';
  if (typeof raw !== 'number' || !Number.isFinite(raw)) {
    return {
      value: null,
      problem: `「${field.label}」${word}要填数字,现在是“${String(raw).slice(0, 20)}”。单位词不用写。`,
    };
  }
  if (field.type === 'integer' && !Number.isInteger(raw))
    return { value: null, problem: `「${field.label}」${word}要是整数。` };
  if (field.type === 'money' && Math.abs(raw * 100 - Math.round(raw * 100)) > 1e-6) {
    return { value: null, problem: `「${field.label}」最多写到分(两位小数)。` };
  }
  const min = field.min ?? 0;
  if (raw < min) return { value: null, problem: `「${field.label}」不能小于 ${min}。` };
  if (raw > (field.max ?? 1e12))
    return { value: null, problem: `「${field.label}」${raw} 超过了上限 ${field.max ?? 1e12},请核对。` };
  return { value: raw };
}

function readText(field: Field, raw: unknown): Read {
  if (typeof raw !== 'string') return { value: null, problem: `「${field.label}」要填文字。` };
  const text = raw.trim();
  const most = field.maxLength ?? MAX_TEXT[field.type as keyof typeof MAX_TEXT] ?? 200;
  if ([...text].length > most)
    return { value: null, problem: `「${field.label}」最多 ${most} 字,现在 ${[...text].length} 字。` };
  if (field.type === 'choice' && !field.open && field.options && !field.options.includes(text)) {
    return {
      value: null,
      problem: `「${field.label}」没有“${text.slice(0, 20)}”这一项,请从 ${field.options.join('、')} 中选。`,
    };
  }
  return text === '' ? { value: null } : { value: text };
}

function readChoices(field: Field, raw: unknown): Read {
  if (!Array.isArray(raw) || raw.some((v) => typeof v !== 'string')) {
    return { value: null, problem: `「${field.label}」要从各项中选。` };
  }
  const wrong = field.open
    ? undefined
    : (raw as string[]).find((v) => field.options && !field.options.includes(v));
  if (wrong !== undefined)
    return { value: null, problem: `「${field.label}」没有“${wrong.slice(0, 20)}”这一项。` };
  return { value: [...new Set(raw as string[])] };
}

function fill(text: string, scope: Scope): string {
  return text.replace(/\$\{([\w.-]+)\}/g, (_, name: string) => String(scope[name] ?? ''));
}
