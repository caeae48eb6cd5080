import type { Field } from '../../../../contracts/ledger.ts';
import { formatDay } from '../format.ts';

/** One thing that is known of a matter, as a reader wants to see it. */
export interface ContentRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}
/** Many yes-and-no answers that belong to one sheet (量表): told in a sentence, opened when somebody wants each. */
export interface ContentSheet {
  readonly key: string;
  readonly summary: string;
  readonly rows: readonly ContentRow[];
}

/** From how many yes-and-no answers on they are a sheet and no longer single facts. */
const SHEET_FROM = 5;

type Asked = Pick<Field, 'key' | 'label' | 'type' | 'unitWord'>;

/**
 * What is filled in, in the order of the definition: a day and its hour (`x-day`, `x-time`) are one moment, days read as
 * days, and a run of yes-and-no answers is one sheet.
 */
export function contentRows(
  fields: readonly Asked[],
  data: Readonly<Record<string, unknown>>,
): (ContentRow | ContentSheet)[] {
  const filled = fields.filter(
    (f) => data[f.key] !== null && data[f.key] !== undefined && data[f.key] !== '',
  );
  const rows: (ContentRow | ContentSheet)[] = [];
  for (let i = 0; i < filled.length; ) {
    const run = yesNoRun(filled, i);
    if (run.length >= SHEET_FROM) {
      rows.push(sheetOf(run, data));
      i += run.length;
      continue;
    }
    const [field, next] = [filled[i], filled[i + 1]];
    if (!field) break;
    const hour = isHourOf(field, next) ? data[next?.key ?? ''] : undefined;
    rows.push({
      key: field.key,
      label: hour === undefined ? field.label : field.label.replace(/\(日期\)$/, ''),
      value:
        hour === undefined ? wordsOf(field, data[field.key]) : `${wordsOf(field, data[field.key])} ${hour}`,
    });
    i += hour === undefined ? 1 : 2;
  }
  return rows;
}

function yesNoRun(fields: readonly Asked[], from: number): Asked[] {
  const rest = fields.slice(from);
  const end = rest.findIndex((f) => f.type !== 'yesno');
  return end === -1 ? rest : rest.slice(0, end);
}

function sheetOf(run: readonly Asked[], data: Readonly<Record<string, unknown>>): ContentSheet {
  const yes = run.filter((f) => data[f.key] === true).map((f) => f.label);
  return {
    key: run.map((f) => f.key).join(' '),
    summary: `逐项回答的 ${run.length} 项:${yes.length === 0 ? '都是“否”' : `“是”的有 ${yes.length} 项(${yes.join('、')})`}`,
    rows: run.map((f) => ({ key: f.key, label: f.label, value: wordsOf(f, data[f.key]) })),
  };
}

const isHourOf = (day: Asked, hour: Asked | undefined): boolean =>
  day.type === 'date' &&
  hour !== undefined &&
  hour.key === day.key.replace(/-day$/, '-time') &&
  hour.key !== day.key;

function wordsOf(field: Asked, value: unknown): string {
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.join('、');
  if (field.type === 'date') return formatDay(String(value));
  return `${String(value)}${field.unitWord ? ` ${field.unitWord}` : ''}`;
}
