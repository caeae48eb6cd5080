import type { ClosingView } from '../../contracts/api-closing.ts';
import { type Actor, reaches } from '../access/index.ts';
import { coverageOf, maySeeLines, mayWriteFor, type Registry } from '../ledgers/index.ts';
import { childrenOf, type Unit, unitById } from '../org/index.ts';
import { addMonths, chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { dueDayOf, silentAfter } from './due.ts';
import { expectedOf, monthlyLedgers, silentMonths } from './rules.ts';
import { lastReminded, remindersTo, statesBelow } from './store.ts';

/** A unit's month: its own expected ledgers, then the units directly below. `month` is its first day. */
export async function closingOf(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  q: { unitId: string; month: string; now: Date },
): Promise<ClosingView> {
  const unit = await unitById(tx, q.unitId);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  const { month } = q;
  const [ledgers, children, reminders] = await Promise.all([
    ownLedgers(tx, registry, unit, month, actor),
    childrenOf(tx, unit.id),
    remindersTo(tx, unit.id, month),
  ]);
  const today = chinaDay(q.now);
  const due = await dueDayOf(tx, unit, month);
  const below = await belowOf(tx, registry, children, month);
  const seat = actor.officeOf ?? actor.unit.id;
  return {
    unit: { id: unit.id, name: unit.name },
    month: month.slice(0, 7),
    due,
    isLate: today > due,
    ledgers,
    below,
    reminders: reminders
      .filter((r) => r.month === month)
      .map((r) => ({ ...r, month: r.month.slice(0, 7), at: r.at.toISOString() })),
    may: [
      ...(mayWriteFor(actor, unit) && month <= today ? ['state'] : []),
      ...(actor.can('entry.write') && unit.id === seat && month <= today ? ['remind'] : []),
    ],
  };
}

/** The expected ledgers of one unit in a month (its first day), each with its state. */
export async function ownLedgers(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  month: string,
  actor: Actor | null = null,
): Promise<ClosingView['ledgers']> {
  const states = await coverageOf(tx, unit.id, null, month, addMonths(month, 1));
  return expectedOf(registry, unit).map((d) => {
    const state = states.find((s) => s.ledger === d.key);
    return {
      key: d.key,
      name: d.name,
      group: d.group,
      state: state?.state ?? 'open',
      lines: actor && !maySeeLines(actor, d, unit) ? null : (state?.lines ?? 0),
    };
  });
}

/** How these units stand with a month (its first day), each with its whole subtree. */
export async function belowOf(
  tx: Tx,
  registry: Registry,
  children: readonly Unit[],
  month: string,
): Promise<ClosingView['below']> {
  const units = children.filter((c) => c.kind === 'federation' && (c.to === null || c.to > month));
  const [first] = units;
  if (!first) return [];
  const above = first.path.slice(0, first.path.lastIndexOf('/', first.path.length - 2) + 1);
  const silentMost = await silentAfter(tx, { path: above }, addMonths(month, 1));
  const [states, reminded] = await Promise.all([
    statesBelow(tx, units, monthlyLedgers(registry), month, silentMost),
    lastReminded(
      tx,
      units.map((u) => u.id),
      month,
    ),
  ]);
  return units.map((u) => {
    const state = states.find((s) => s.id === u.id);
    return {
      id: u.id,
      name: u.name,
      done: state?.done ?? 0,
      expected: state?.expected ?? 0,
      silent: silentMonths(state?.signs ?? new Set(), month, silentMost),
      reminded: reminded.get(u.id)?.toISOString() ?? null,
    };
  });
}

/** Reminders of older months have been overtaken by others. */
const REMINDED_MONTHS = 3;

/** What a superior still waits for from this unit, for its home: reminders of months that are not whole yet. */
export async function openReminders(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  today: string,
): Promise<{ month: string; from: string; note: string; open: number }[]> {
  const since = addMonths(today, -REMINDED_MONTHS);
  const all = await remindersTo(tx, unit.id, `${since.slice(0, 7)}-01`);
  const newest = all.filter((r, i) => all.findIndex((x) => x.month === r.month) === i);
  const open = await Promise.all(
    newest.map(async (r) => {
      const ledgers = await ownLedgers(tx, registry, unit, r.month);
      return {
        month: r.month,
        from: r.from,
        note: r.note,
        open: ledgers.filter((l) => l.state === 'open').length,
      };
    }),
  );
  return open.filter((r) => r.open > 0);
}
