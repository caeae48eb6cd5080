import { fieldsOf, parseExpression } from '../../../contracts/expression.ts';
import type { Field, Ledger } from '../../../contracts/ledger.ts';
import { checkLine, compileLedger } from '../../ledgers/index.ts';
import { addDays } from '../../platform/clock/index.ts';
import { DAY, fieldColumn, UNIT } from '../lines/labels.ts';
import { readLine, type Target } from '../lines/read-line.ts';

/**
 * A plausible example of a line (样例) as texts by column, made from the definition alone: numbers fall from column to column,
 * since what comes later is mostly a part of what came before (妇女 of 人数); what then contradicts a check is left empty.
 */
export function exampleOf(
  ledger: Ledger,
  o: { readonly units: readonly Target[]; readonly today: string },
): Readonly<Record<string, string>> {
  const day = `${Number(o.today.slice(0, 4)) - 1}-05-06`;
  const example: Record<string, string> = { [DAY]: day };
  const unit = o.units[0]?.name;
  if (unit !== undefined && o.units.length > 1) example[UNIT] = unit;
  let number = 42;
  let dates = 0;
  for (const field of ledger.fields) {
    if (field.type === 'date' && !/出生/.test(field.label)) dates += 1;
    const text = sampleText(field, addDays(day, 30 * Math.max(0, dates - 1)), number);
    if (text === null) continue;
    example[fieldColumn(field.key)] = text;
    if (field.type === 'integer') number = Math.max(field.min ?? 0, Math.floor(number * 0.9), 1);
  }
  return withoutContradictions(ledger, example, o);
}

/** Takes optional values out until no hard check is broken; an example must not show what would be refused. */
function withoutContradictions(
  ledger: Ledger,
  example: Record<string, string>,
  o: { readonly units: readonly Target[]; readonly today: string },
): Record<string, string> {
  const compiled = compileLedger(ledger);
  const left = { ...example };
  for (let round = 0; round < 12; round += 1) {
    const read = readLine(ledger, left, { all: o.units, usual: null });
    const checked = checkLine(compiled, { ...read, until: null, opening: null }, o.today);
    const broken = checked.problems.flatMap((p) =>
      ledger.checks.filter((c) => c.key === p.code && c.level === 'hard'),
    );
    const named = broken.flatMap((c) => fieldsOf(parseExpression(c.test)));
    // One at a time, the last first: what comes later is said of what came before.
    const last = ledger.fields.findLast(
      (f) => named.includes(f.key) && !f.required && left[fieldColumn(f.key)],
    );
    if (!last) break;
    delete left[fieldColumn(last.key)];
  }
  return left;
}

function sampleText(field: Field, day: string, number: number): string | null {
  const within = (n: number): string => String(Math.min(field.max ?? n, Math.max(field.min ?? 0, n)));
  switch (field.type) {
    case 'integer':
      return within(number);
    case 'decimal':
      return within(12.5);
    case 'money':
      return within(3_000);
    case 'date':
      return /出生/.test(field.label) ? '1985-03-12' : day;
    case 'yesno':
      return '是';
    case 'choice':
      return field.options?.[0] ?? '一项';
    case 'choices':
      return (field.options ?? ['一项', '另一项']).slice(0, 2).join('、');
    case 'person':
      return '样例人';
    case 'longtext':
      return field.required ? '样例:写几句经过' : null;
    default:
      return field.required || field.search ? `样例${field.label}`.slice(0, field.maxLength ?? 20) : null;
  }
}
