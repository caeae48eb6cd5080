import { isRealDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';

/** The ledgers with which reports are compared: a unit and the days of which they speak. */
export interface LedgerScope {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

/** What --unit, --from and --to ask for; null where none is given. Throws command.needs, command.bad-day, report.period. */
export function ledgerScope(o: { unit?: string; from?: string; to?: string }): LedgerScope | null {
  const { unit, from, to } = o;
  if (unit === undefined && from === undefined && to === undefined) return null;
  if (unit === undefined || from === undefined || to === undefined)
    throw new AppError('command.needs', { what: '--unit、--from、--to(与台账核对时三样都要)' });
  for (const day of [from, to]) if (!isRealDay(day)) throw new AppError('command.bad-day', { day });
  if (from > to) throw new AppError('report.period', { need: '开始日期不能晚于结束日期' });
  return { unit, from, to };
}
