import { z } from 'zod';

/** 2013-02-30 has the shape of a day and is none; the database would stumble over it. */
function isRealDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** A day of the calendar as requests carry it. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期要写成 2013-05-06 这样。')
  .refine(isRealDay, '没有这一天,请核对日期。');
