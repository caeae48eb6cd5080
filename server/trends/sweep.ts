import { beginFor, type FlowKit, type Seat, seatToReceive } from '../flows/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { addDays, chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { numberOf } from '../settings/index.ts';
import { type Finding, findSignals, type Numbers, RULES } from './rules.ts';
import {
  type County,
  endWithMatters,
  happenings,
  insertSignal,
  noteCount,
  noteMatter,
  type Seen,
  type Signal,
  signalsOf,
} from './store.ts';

export interface TrendKit {
  readonly flows: FlowKit;
  readonly registry: () => Registry;
}

/** The longest stretch that a county may choose (设置 trend.days), twice over: this one and the one before. */
const MOST_DAYS = 180;

/** Lines of cases that say what they are about: they are what is watched. */
const watched = (registry: Registry): string[] =>
  [...registry.ledgers.values()]
    .filter((l) => l.definition.privacy === 'case' && l.fields.has('cause'))
    .map((l) => l.definition.key);

/** Rights first, as a letter goes: the head of a rights department, her people, then the chair. */
const suits = (seat: Seat): number =>
  (/权益|维权/.test(seat.unit.name) ? 4 : 0) +
  (seat.role === 'department-head' ? 2 : 0) +
  (seat.role === 'chair' ? 1 : 0);

/**
 * Looks over the lines of all counties (预警): a rule that fires begins a warning in the hands of the county's rights person,
 * once for one thing in one place; what goes on is counted into it. Reads lines, never what somebody said. Safe to run twice
 * and beside another. Answers how many warnings it began.
 */
export async function sweepTrends(kit: TrendKit): Promise<number> {
  const { worker, now } = kit.flows;
  const today = chinaDay(now());
  const all = await worker.transaction([], async (tx) => {
    await endWithMatters(tx);
    return await happenings(tx, watched(kit.registry()), addDays(today, -MOST_DAYS));
  });
  const counties = Map.groupBy(all, (h) => h.county.id);
  let began = 0;
  for (const own of counties.values()) {
    const county = own[0]?.county;
    if (county) began += await lookAt(kit, county, own, today);
  }
  return began;
}

async function numbersOf(tx: Tx, county: County, today: string): Promise<Numbers> {
  const n = (key: string): Promise<number> => numberOf(tx, county, `trend.${key}`, today);
  const [days, risingLeast, risingTimes, placeLeast, graveLeast] = await Promise.all([
    n('days'),
    n('rising-least'),
    n('rising-times'),
    n('place-least'),
    n('grave-least'),
  ]);
  return { days, risingLeast, risingTimes, placeLeast, graveLeast };
}

async function lookAt(kit: TrendKit, county: County, own: readonly Seen[], today: string): Promise<number> {
  const { worker } = kit.flows;
  const [numbers, signals] = await worker.transaction([], async (tx) => {
    const units = [...new Set([county.id, ...own.map((h) => h.placeId)])];
    return [
      await numbersOf(tx, county, today),
      await signalsOf(tx, units, addDays(today, -MOST_DAYS)),
    ] as const;
  });
  const start = addDays(today, -numbers.days);
  const earlier = own.filter((h) => h.day <= start && h.day > addDays(start, -numbers.days));
  const recent = own.filter((h) => h.day > start);
  let began = 0;
  for (const f of findSignals(recent, earlier, numbers, county.id)) {
    const unitId = f.placeId ?? county.id;
    const same = signals.filter((s) => s.unitId === unitId && s.rule === f.rule && s.subject === f.subject);
    const open = same.find((s) => s.endedDay === null);
    if (open) {
      await worker.transaction([], (tx) => noteCount(tx, open, today, f.count, kit.flows.now()));
      continue;
    }
    // What an ended warning was about is over: only what came after it can begin another.
    const ended =
      same
        .map((s) => s.endedDay ?? '')
        .sort()
        .at(-1) ?? '';
    const fresh = recent.filter((h) => h.day > ended);
    const again = findSignals(fresh, earlier, numbers, county.id).find(
      (x) => x.rule === f.rule && x.placeId === f.placeId && x.subject === f.subject,
    );
    if (again && (await warn(kit, county, again, own, numbers, today))) began += 1;
  }
  return began;
}

async function warn(
  kit: TrendKit,
  county: County,
  f: Finding,
  own: readonly Seen[],
  numbers: Numbers,
  today: string,
): Promise<boolean> {
  const place = own.find((h) => h.placeId === f.placeId);
  const seat = await seatToReceive(kit.flows, county.id, ['office'], suits);
  // Nobody can be told yet: it fires again with the first who can.
  if (!seat) return false;
  const at = kit.flows.now();
  const { regionCode } = seat.unit;
  const signal: Signal = {
    regionCode,
    id: newId(at),
    unitId: f.placeId ?? county.id,
    rule: f.rule,
    subject: f.subject,
    grade: f.grade,
    counts: [{ day: today, count: f.count }],
    matterId: null,
    endedDay: null,
  };
  return await kit.flows.worker.transaction([], async (tx) => {
    const unitPath = place?.placePath ?? county.path;
    const from = addDays(today, -numbers.days);
    if (!(await insertSignal(tx, { ...signal, unitPath, from, until: today, at }))) return false;
    const matter = await beginFor(kit.flows, tx, {
      flow: 'warning',
      seat,
      data: {
        rule: RULES[f.rule],
        grade: f.grade,
        place: place?.placeName ?? county.name,
        subject: f.subject === '' ? '各类事' : f.subject,
        count: f.count,
        before: f.before,
        days: numbers.days,
      },
      by: null,
    });
    await noteMatter(tx, signal, matter.id);
    return true;
  });
}
