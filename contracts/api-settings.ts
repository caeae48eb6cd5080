import { z } from 'zod';
import { daySchema } from './day.ts';
import { type Grade, type SettingValue, settingValue, type ValueType } from './setting.ts';

/** Settings, parameters and calendars as pages see and change them (设置). */

const id = z.uuid('编号不对。');
const reason = z.string().trim().min(2, '为什么改,请写一句(两个字以上)。').max(200, '原因最多 200 字。');
const source = z
  .string()
  .trim()
  .min(4, '依据要写清楚:文件名称和文号,或通知的日期。')
  .max(200, '依据最多 200 字。');

export const settingsQuery = z.object({ unit: id.optional() });
export const settingParams = z.object({ key: z.string().max(80) });
export const changeSettingBody = z.strictObject({
  /** null = as the units above say. */
  value: settingValue.nullable(),
  /** Those below may not set their own. */
  binding: z.boolean().default(false),
  from: daySchema,
  reason,
  /** Id of the newest value that she saw; null when there was none. Another one meanwhile is a conflict. */
  seen: id.nullable(),
});

export const parametersQuery = z.object({ unit: id.optional(), day: daySchema.optional() });
export const changeParameterBody = z.strictObject({
  value: settingValue,
  from: daySchema,
  to: daySchema.nullable().default(null),
  source,
  reason,
  seen: id.nullable(),
});

export const calendarQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  unit: id.optional(),
});
const days = z
  .array(z.strictObject({ day: daySchema, name: z.string().trim().min(1, '节日名称还没有填。').max(30) }))
  .max(120);
export const changeCalendarBody = z.strictObject({
  year: z.int().min(2000).max(2100),
  off: days,
  work: days,
  source,
  seen: id.nullable(),
});

/** One value that was set: by whom, when, from when on, why. */
export interface SettingChange {
  readonly id: string;
  readonly value: SettingValue | null;
  readonly binding: boolean;
  readonly from: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** Replaced by another value for the same day before it was used up. */
  readonly dropped: boolean;
}
export interface SettingRow {
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly type: ValueType;
  readonly default: SettingValue;
  readonly source: string;
  readonly grade: Grade | null;
  /** In force today. */
  readonly value: SettingValue;
  /** Whose value it is; null = the default. */
  readonly setBy: string | null;
  /** A unit above says that those below may not set their own. */
  readonly bound: boolean;
  readonly own: SettingChange | null;
  /** Of this unit itself, not in force yet. */
  readonly coming: SettingChange | null;
  /** Newest change of this unit, for `seen`. */
  readonly newest: string | null;
  readonly may: readonly 'change'[];
}
export interface SettingGroup {
  readonly name: string;
  readonly rows: readonly SettingRow[];
}
export interface SettingsView {
  readonly unit: { readonly id: string; readonly name: string };
  readonly groups: readonly SettingGroup[];
  /** For the whole server; empty for those who do not run it. */
  readonly house: readonly SettingGroup[];
  /** Why the house's settings cannot be changed by her; null when they can or are not shown. */
  readonly houseWhyNot: string | null;
}

export interface ParameterValue {
  readonly value: SettingValue;
  readonly from: string;
  /** First day on which it holds no more. */
  readonly to: string | null;
  /** 全国, or the place whose rule it is. */
  readonly place: string;
  readonly source: string;
  /** null = entered here by an office. */
  readonly grade: Grade | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly at: string | null;
}
export interface ParameterView {
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly type: ValueType;
  /** In force on the day asked for; null when nothing is, or when it waits for confirmation. */
  readonly value: ParameterValue | null;
  /** From memory only: switched off until somebody confirms it. */
  readonly waiting: ParameterValue | null;
  readonly history: readonly ParameterValue[];
  readonly newest: string | null;
  /** Values of days before this one were read in the document and are fixed; null = may be corrected. */
  readonly fixedBefore: string | null;
  readonly may: readonly 'change'[];
}
export interface ParametersView {
  readonly unit: { readonly id: string; readonly name: string };
  readonly day: string;
  readonly groups: readonly { readonly name: string; readonly rows: readonly ParameterView[] }[];
}

export interface CalendarDay {
  readonly day: string;
  readonly name: string;
}
export interface CalendarView {
  readonly year: number;
  readonly announced: boolean;
  /** What to know when it is not announced; null when it is. */
  readonly warning: string | null;
  readonly source: string | null;
  readonly off: readonly CalendarDay[];
  readonly work: readonly CalendarDay[];
  readonly workdays: number;
  /** Days that a unit above (or this one) added for its own place. */
  readonly local: readonly {
    readonly unitName: string;
    readonly source: string;
    readonly off: readonly CalendarDay[];
    readonly work: readonly CalendarDay[];
  }[];
  /** What this person may change: the whole house's year, or her own place's days. */
  readonly may: readonly ('house' | 'local')[];
  readonly newest: { readonly house: string | null; readonly local: string | null };
  readonly years: readonly number[];
}
