export { ANNOUNCED_YEARS } from './announced.ts';
export {
  addCalendarDays,
  type Calendar,
  type CountedDay,
  createCalendar,
  type YearDays,
} from './calendar.ts';
