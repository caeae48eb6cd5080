import { z } from 'zod';

/** The month's close (月结): how the expected ledgers of a unit and of those below it stand. */

const id = z.uuid('编号不对。');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2013-05 这样。');

export const closingQuery = z.object({ unit: id, month });
export const zerosBody = z.strictObject({
  unitId: id,
  month,
  ledgers: z.array(z.string().max(60)).min(1, '请至少选一本台账。').max(60),
  nothing: z.boolean(),
});
export const remindBody = z.strictObject({
  unitIds: z.array(id).min(1, '请至少选一个组织。').max(500),
  month,
  note: z.string().trim().max(200, '催办的话最多 200 字。').default(''),
});

export interface ClosingLedger {
  readonly key: string;
  readonly name: string;
  readonly group: string;
  readonly state: 'open' | 'lines' | 'zero';
  /** null: how many cases a month had is not told to those who do not hold them. */
  readonly lines: number | null;
}
export interface ReminderView {
  readonly month: string;
  readonly note: string;
  readonly from: string;
  readonly at: string;
}
export interface ClosingBelow {
  readonly id: string;
  readonly name: string;
  /** Expected ledgers of the unit and all below it that are reported, of how many. */
  readonly done: number;
  readonly expected: number;
  /** Months in a row, up to this one, without any sign; 3 means three or more. */
  readonly silent: number;
  readonly reminded: string | null;
}
export interface ClosingView {
  readonly unit: { readonly id: string; readonly name: string };
  readonly month: string;
  /** Last day on which the month is reported in time. */
  readonly due: string;
  readonly isLate: boolean;
  readonly ledgers: readonly ClosingLedger[];
  readonly below: readonly ClosingBelow[];
  /** What a superior asked of this unit for this month, newest first. */
  readonly reminders: readonly ReminderView[];
  /** 'state' 'remind' */
  readonly may: readonly string[];
}
export interface StatedZeros {
  readonly done: readonly string[];
  /** Ledgers that got a line meanwhile and were left as they are. */
  readonly left: readonly string[];
}
