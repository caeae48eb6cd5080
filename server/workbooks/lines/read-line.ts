import type { Value } from '../../../contracts/expression.ts';
import type { Ledger } from '../../../contracts/ledger.ts';
import type { FieldProblem } from '../../platform/errors/index.ts';
import { bareLabel, DAY, EXPLANATION, fieldColumn, UNIT } from './labels.ts';
import { readDay, readValue } from './read-value.ts';

/** A row of a table as a person wrote it: column key → text. */
export type Texts = Readonly<Record<string, string>>;

/** A unit that these lines may be for. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** A row that was read; whether it may stand is said by the ledger's checks. */
export interface ReadLine {
  readonly unitId: string | null;
  readonly day: string;
  readonly data: Readonly<Record<string, Value>>;
  readonly explanation: string | null;
  /** What could not be read, with the column's key as field. */
  readonly problems: readonly FieldProblem[];
}

/** Reads one row of texts into a line (pure): every field by its kind, the unit by name or code, `unit` where none is given. */
export function readLine(
  ledger: Ledger,
  texts: Texts,
  targets: { readonly all: readonly Target[]; readonly usual: string | null },
): ReadLine {
  const problems: FieldProblem[] = [];
  const add = (field: string, label: string, problem: string): void => {
    problems.push({ field, message: `「${label}」${problem}` });
  };
  const data: Record<string, Value> = {};
  for (const field of ledger.fields) {
    const key = fieldColumn(field.key);
    const read = readValue(field, texts[key] ?? '');
    if (read.problem !== undefined) add(key, field.label, read.problem);
    else if (read.value !== null) data[field.key] = read.value;
  }
  const day = readDay(texts[DAY] ?? '');
  const given = (texts[DAY] ?? '').trim();
  if (given === '') add(DAY, ledger.dayLabel, '还没有填。');
  else if (day.problem !== undefined) add(DAY, ledger.dayLabel, day.problem);
  const unit = findTarget(texts[UNIT] ?? '', targets);
  if (typeof unit === 'object') add(UNIT, '组织', unit.problem);
  return {
    unitId: typeof unit === 'string' ? unit : null,
    day: day.problem === undefined && typeof day.value === 'string' ? day.value : '',
    data,
    explanation: (texts[EXPLANATION] ?? '').trim().slice(0, 500) || null,
    problems,
  };
}

const shortName = (text: string): string => bareLabel(text).replace(/(妇女联合会|妇联)$/, '');

function findTarget(
  given: string,
  targets: { readonly all: readonly Target[]; readonly usual: string | null },
): string | { problem: string } {
  const text = given.trim();
  if (text === '') {
    if (targets.usual !== null) return targets.usual;
    return { problem: `还没有填。可以写:${offered(targets.all)}。` };
  }
  const exact = targets.all.filter((t) => t.code === text || bareLabel(t.name) === bareLabel(text));
  const near = exact.length > 0 ? exact : targets.all.filter((t) => shortName(t.name) === shortName(text));
  const [only] = near;
  if (only && near.length === 1) return only.id;
  if (near.length > 1)
    return {
      problem: `“${text.slice(0, 20)}”有 ${near.length} 个,请改写代码(${near.map((t) => t.code).join('、')})。`,
    };
  return { problem: `“${text.slice(0, 20)}”不是您能记的组织。可以写:${offered(targets.all)}。` };
}

const OFFERED = 6;
const offered = (all: readonly Target[]): string =>
  `${all
    .slice(0, OFFERED)
    .map((t) => t.name)
    .join('、')}${all.length > OFFERED ? `等 ${all.length} 个` : ''}`;
