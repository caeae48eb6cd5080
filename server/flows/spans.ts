import { addCalendarDays, type Calendar } from '../platform/calendar/index.ts';

/** A stretch of time off: from a day's hour to a day's hour. */
export interface Span {
  readonly from: string;
  readonly fromHour: number;
  readonly until: string;
  readonly untilHour: number;
}
type DayHours = readonly (readonly [number, number])[];

/**
 * Lengths of spans in working hours (工作小时). Nights, weekends and holidays take no time, so that Friday afternoon and
 * Monday morning adjoin. Pure.
 */
export function measureSpan(
  span: Span,
  others: readonly Span[],
  day: DayHours,
  calendar: Calendar,
): { readonly hours: number; readonly joined: number; readonly overlaps: number } {
  const perDay = day.reduce((sum, [a, b]) => sum + b - a, 0);
  const near = others.filter((o) => isNear(o, span));
  const base = [span, ...near].map((s) => s.from).reduce((a, b) => (a < b ? a : b));
  const before = addCalendarDays(base, -1);
  const at = (on: string, hour: number): number => {
    const whole = calendar.workdaysBetween(before, addCalendarDays(on, -1)) * perDay;
    if (!calendar.isWorkday(on)) return whole;
    return whole + day.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(hour, b) - a), 0);
  };
  const place = (s: Span): { a: number; b: number } => ({
    a: at(s.from, s.fromHour),
    b: at(s.until, s.untilHour),
  });
  const own = place(span);
  const rest = near.map(place).filter((r) => r.b > r.a);
  let { a, b } = own;
  for (let grew = true; grew; ) {
    grew = false;
    for (const r of rest)
      if (r.a <= b && r.b >= a && (r.a < a || r.b > b)) {
        a = Math.min(a, r.a);
        b = Math.max(b, r.b);
        grew = true;
      }
  }
  return {
    hours: Math.max(0, own.b - own.a),
    joined: own.b > own.a ? b - a : 0,
    overlaps: rest.filter((r) => r.a < own.b && r.b > own.a).length,
  };
}

/** Half a year apart nothing adjoins, and counting days stays short. */
function isNear(o: Span, span: Span): boolean {
  return o.until >= addCalendarDays(span.from, -190) && o.from <= addCalendarDays(span.until, 190);
}
