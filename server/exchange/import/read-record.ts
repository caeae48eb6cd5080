import type { z } from 'zod';
import { type ExchangeRecord, RECORD_SCHEMAS } from '../../../contracts/exchange.ts';
import { canonicalCode, unitCode } from '../../org/regions/index.ts';
import { isRealDay } from '../../platform/clock/index.ts';

export interface RecordProblem {
  readonly field: string;
  readonly message: string;
}
export type Read<R> = { readonly record: R } | { readonly problems: readonly RecordProblem[] };

const TYPES = Object.keys(RECORD_SCHEMAS).join('、');
/** Days of everything but lines, whose days the ledger's own check judges. */
const DAYS = ['day', 'from', 'to', 'birth'] as const;

/** One line of text as JSON with a type; what is inside is not looked at yet. */
export function readJson(text: string): Read<Readonly<Record<string, unknown>>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      problems: [{ field: '', message: '这一行不是完整的 JSON。每行写一条记录,以 { 开头、以 } 结尾。' }],
    };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problems: [{ field: '', message: '这一行不是一条记录。记录要以 { 开头。' }] };
  if (text.includes('\\u') && hasUnkeepable(value))
    return {
      problems: [{ field: '', message: '这一行有不能保存的字符(如 \\u0000 或半个字符),请删去。' }],
    };
  const type = (value as Record<string, unknown>)['type'];
  if (typeof type !== 'string' || !Object.hasOwn(RECORD_SCHEMAS, type))
    return { problems: [{ field: 'type', message: `记录种类 type 要是这些之一:${TYPES}。` }] };
  return { record: value as Record<string, unknown> };
}

/** PostgreSQL keeps no NUL, and half a surrogate pair comes back as another character. */
function hasUnkeepable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => hasUnkeepable(key) || hasUnkeepable(inner));
}

/** Checks the shape of a record and writes its unit codes in the usual form (350100000000 → 350100). */
export function readRecord(raw: Readonly<Record<string, unknown>>): Read<ExchangeRecord> {
  const schema = RECORD_SCHEMAS[raw['type'] as keyof typeof RECORD_SCHEMAS];
  const parsed = schema.safeParse(raw);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => sayIssue(issue, raw)) };
  const record = parsed.data as ExchangeRecord;
  const problems = record.type === 'line' || record.type === 'correction' ? [] : dayProblems(record);
  return problems.length > 0 ? { problems } : { record: withUsualCodes(record) };
}

/** A code as people and forms write it; codes that are not the state's stay as they are. */
export function usualCode(code: string): string {
  if (!/^\d+$/.test(code)) return code;
  const canonical = canonicalCode(code);
  return canonical === null ? code : unitCode({ code: canonical });
}

function withUsualCodes(record: ExchangeRecord): ExchangeRecord {
  const copy: Record<string, unknown> = { ...record };
  for (const key of ['code', 'parent', 'unit', 'into', 'newCode']) {
    const value = copy[key];
    if (typeof value === 'string') copy[key] = usualCode(value);
  }
  if (record.type === 'line' && record.joint) copy['joint'] = record.joint.map(usualCode);
  return copy as ExchangeRecord;
}

function dayProblems(record: ExchangeRecord): RecordProblem[] {
  return DAYS.flatMap((field) => {
    const day = (record as Record<string, unknown>)[field];
    return typeof day === 'string' && !isRealDay(day)
      ? [{ field, message: `${day} 不是真实的日期,请按 2013-05-06 的样子填写。` }]
      : [];
  });
}

const WORDS: Readonly<Record<string, string>> = {
  string: '文字(用引号括起来)',
  number: '数字',
  object: '一组栏目({…})',
  record: '一组栏目({…})',
  array: '一个列表([…])',
};

function sayIssue(issue: z.core.$ZodIssue, raw: unknown): RecordProblem[] {
  const field = issue.path.join('.');
  const name = issue.path.length > 0 ? `「${field}」` : '这条记录';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join('.'),
        message: `这种记录没有叫「${key}」的栏目,请删去或改正名称。`,
      }));
    case 'invalid_type':
      return [
        {
          field,
          message:
            valueAt(raw, issue.path) === undefined
              ? `${name}没有写。`
              : `${name}要写成${WORDS[issue.expected] ?? issue.expected}。`,
        },
      ];
    case 'invalid_value':
      return [{ field, message: `${name}要是这些之一:${issue.values.join('、')}。` }];
    case 'too_small':
      return [{ field, message: `${name}不能空着。` }];
    case 'too_big':
      return [{ field, message: `${name}太长,最多 ${String(issue.maximum)} 个字。` }];
    case 'invalid_union':
      return [{ field: field || 'change', message: '「change」要是 rename、move、merge、close 之一。' }];
    default:
      return [{ field, message: `${name}不对:${issue.message}。` }];
  }
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );
}
