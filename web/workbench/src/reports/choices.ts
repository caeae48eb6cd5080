import { type Period, periodRange } from '../period.ts';
import type { ReportKind } from '../queries.ts';

/** The periods of a kind that lie near the chosen one: what a person would ask for. */
export function choicesOf(kind: ReportKind, chosen: Period): Period[] {
  const year = Number(periodRange(chosen).from.slice(0, 4));
  if (kind.period === 'any') return [chosen];
  if (kind.period === 'year') return [0, 1].map((back) => ({ kind: 'year', year: year - back }));
  return [
    { kind: 'half', year, half: 1 },
    { kind: 'half', year, half: 2 },
  ];
}
