import type { HomeTodo } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import { dueDayOf, openReminders, ownLedgers } from '../closing/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Unit } from '../org/index.ts';
import { addDays, addMonths, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** More names than these are counted, not told. */
const NAMED = 3;
const SOON_DAYS = 7;

export const monthName = (month: string): string => `${Number(month.slice(5, 7))}月`;

/** 'A、B、C 等' of any number of names. */
export const someOf = (names: readonly string[]): string =>
  `${names.slice(0, NAMED).join('、')}${names.length > NAMED ? ' 等' : ''}`;

/** The months that a unit still has to close: the last one and the running one, one piece of work each (月结). */
export async function monthsDue(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<HomeTodo[]> {
  if (!actor.can('entry.write')) return [];
  const running = monthOf(today);
  const todo: HomeTodo[] = [];
  for (const month of [addMonths(running, -1), running]) {
    if (unit.from !== null && month < monthOf(unit.from)) continue;
    const open = (await ownLedgers(tx, registry, unit, month)).filter((l) => l.state === 'open');
    if (open.length === 0) continue;
    const due = await dueDayOf(tx, unit, month);
    const isLate = today > due;
    const names = someOf(open.map((l) => l.name));
    todo.push({
      text: `${monthName(month)}台账还有 ${open.length} 本空着(${names})${isLate ? ',已过上报时间' : ''}`,
      due,
      urgency: isLate ? 'late' : due <= addDays(today, SOON_DAYS) ? 'soon' : 'calm',
      action: '去月结',
      to: `/closing?month=${month.slice(0, 7)}`,
    });
  }
  return todo;
}

/** What the unit above asked of us (催报), until that month is whole: it stands before everything else. */
export async function askedOf(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<HomeTodo[]> {
  if (!actor.can('entry.write')) return [];
  return (await openReminders(tx, registry, unit, today)).map((r) => ({
    text: `${r.from}催报:${monthName(r.month)}台账还有 ${r.open} 本没有动静${r.note ? `(“${r.note}”)` : ''}`,
    due: null,
    urgency: 'late' as const,
    action: '去月结',
    to: `/closing?month=${r.month.slice(0, 7)}`,
  }));
}
