import type { HomeBelow, HomeTodo } from '../../contracts/api-home.ts';
import type { Actor } from '../access/index.ts';
import { belowOf, dueDayOf, silentAfter } from '../closing/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { childrenOf, type Unit } from '../org/index.ts';
import { addMonths, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { monthName, someOf } from './month-due.ts';

/**
 * How the units directly below stand: with the month that is just being closed as long as one of them is not through with
 * it, since that is what one can still do something about; else with the running one. Null where nobody is below.
 */
export async function standBelow(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  unit: Unit,
  today: string,
): Promise<HomeBelow | null> {
  const children = (await childrenOf(tx, unit.id)).filter((c) => c.kind === 'federation');
  const running = monthOf(today);
  for (const month of [addMonths(running, -1), running]) {
    const units = (await belowOf(tx, registry, children, month)).filter((u) => u.expected > 0);
    if (month !== running && units.every((u) => u.done >= u.expected)) continue;
    if (units.length === 0) return null;
    const due = await dueDayOf(tx, unit, month);
    return {
      month: month.slice(0, 7),
      due,
      isLate: today > due,
      mayRemind: actor.can('entry.write'),
      silentAfter: await silentAfter(tx, unit, addMonths(month, 1)),
      units,
    };
  }
  return null;
}

/** Those who are late, as one piece of work for the unit above them (催报). */
export function lateBelow(below: HomeBelow | null): HomeTodo[] {
  if (!below?.isLate) return [];
  const late = below.units.filter((u) => u.done < u.expected);
  if (late.length === 0) return [];
  const silent = late.filter((u) => u.silent >= below.silentAfter).length;
  const names = someOf(late.map((u) => u.name));
  return [
    {
      text: `${monthName(below.month)}台账还有 ${late.length} 个下级没有报齐(${names})${silent > 0 ? `,其中 ${silent} 个已有 ${below.silentAfter} 个月没有动静` : ''}`,
      due: below.due,
      urgency: 'late',
      action: '去催报',
      to: `/closing?month=${below.month}`,
    },
  ];
}
