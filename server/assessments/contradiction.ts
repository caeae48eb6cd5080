import type { SheetIndicator, SheetRow } from '../../contracts/api-assessments.ts';
import type { FieldProblem } from '../platform/errors/index.ts';

/** Half of the smallest digit that is shown: what rounds to the same is the same. */
const SAME = 0.05;
const differs = (a: number, b: number): boolean => Math.abs(a - b) > SAME + 1e-9;

/**
 * What of the marks that somebody typed the ledgers do not say (R-31 Bad: a hand-typed score that contradicts the ledger): one
 * sentence each, with both numbers and what ours was counted from. Pure.
 */
export function contradictions(
  row: SheetRow,
  indicators: readonly SheetIndicator[],
  said: { readonly total: number | null; readonly marks: Readonly<Record<string, number>> },
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [key, typed] of Object.entries(said.marks)) {
    const at = indicators.findIndex((i) => i.key === key);
    const [i, cell] = [indicators[at], row.cells[at]];
    const field = `marks.${key}`;
    if (!i || !cell) problems.push({ field, message: '考核表里没有这一项。' });
    else if (cell.score === null)
      problems.push({
        field,
        message: `「${i.label}」填了 ${typed} 分,但${row.name}这一项${cell.hidden ? '件数太少或者会让人推算出别处的少数,不单列也不计分' : '在台账里还没有数,不计分'}。请把这一项空着。`,
      });
    else if (differs(cell.score, typed))
      problems.push({
        field,
        message: `「${i.label}」填了 ${typed} 分,台账算出来是 ${cell.score} 分(${i.numeratorLabel} ${cell.numerator} ÷ ${i.denominatorLabel} ${cell.denominator} = ${cell.share}%,${i.target}% 得满分 ${i.weight} 分)。台账有错请先改台账。`,
      });
  }
  if (row.total === null)
    problems.push({ field: 'total', message: `${row.name}在台账里还没有可以计分的数,不能登记得分。` });
  else if (said.total !== null && differs(row.total, said.total))
    problems.push({
      field: 'total',
      message: `${row.name}总分填了 ${said.total} 分,台账算出来是 ${row.total} 分。得分由台账算出,请核对;台账有错请先改台账。`,
    });
  return problems;
}
