import { beginFor, type FlowKit, type Seat, seatToReceive } from '../flows/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { addDays, chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { numberOf } from '../settings/index.ts';
import { type Finding, findSignals, findSpread, isWarnedBelow, type Numbers, RULES } from './rules.ts';
import {
  endWithMatters,
  happenings,
  insertSignal,
  noteCount,
  noteMatter,
  type Seen,
  type Signal,
  signalsUnder,
  WATCHING,
  type Watcher,
  watchers,
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

/** All that one unit looks at: what happened below it, by direct lower unit where it is above a county. */
interface Watch {
  readonly watcher: Watcher;
  readonly own: readonly Seen[];
  /** Paths of the watchers directly below; none for a county. */
  readonly children: readonly string[];
  readonly today: string;
}

/**
 * Looks over the lines of all counties, then of cities and provinces (预警): a rule that fires begins a warning in the hands of
 * the rights person of that level, once for one thing in one place; what goes on is counted into it. What a level below
 * has warned of is not counted again above. Reads lines, never what somebody said. Safe to run twice and beside another.
 * Answers how many warnings it began.
 */
export async function sweepTrends(kit: TrendKit): Promise<number> {
  const { worker, now } = kit.flows;
  const today = chinaDay(now());
  const [all, units] = await worker.transaction([], async (tx) => {
    await endWithMatters(tx);
    return [
      await happenings(tx, watched(kit.registry()), addDays(today, -MOST_DAYS)),
      await watchers(tx),
    ] as const;
  });
  let began = 0;
  for (const level of WATCHING) {
    const beneath = WATCHING[WATCHING.indexOf(level) - 1];
    for (const watcher of units.filter((u) => u.level === level)) {
      const below = units.filter((u) => u.level === beneath && u.path.startsWith(watcher.path));
      const own = all
        .filter((h) => h.placePath.startsWith(watcher.path))
        .map((h) => (beneath ? atChild(h, watcher, below) : h));
      if (own.length > 0)
        began += await lookAt(kit, { watcher, own, children: below.map((u) => u.path), today });
    }
  }
  return began;
}

/** Above a county a place is the direct lower unit it lies in; what lies in none is the watcher's own. Pure. */
function atChild(h: Seen, watcher: Watcher, below: readonly Watcher[]): Seen {
  const place = below.find((u) => h.placePath.startsWith(u.path)) ?? watcher;
  return { ...h, placeId: place.id, placeName: place.name };
}

async function numbersOf(
  tx: Tx,
  watcher: Watcher,
  today: string,
): Promise<Numbers & { spreadLeast: number }> {
  const n = (key: string): Promise<number> => numberOf(tx, watcher, `trend.${key}`, today);
  const isCounty = watcher.level === 'county';
  const [days, risingLeast, risingTimes, placeLeast, graveLeast, spreadLeast] = await Promise.all([
    n('days'),
    n(isCounty ? 'rising-least' : 'above-rising-least'),
    n('rising-times'),
    n(isCounty ? 'place-least' : 'above-place-least'),
    // Grave words are the county's, which tells its leaders and those above at once.
    isCounty ? n('grave-least') : Number.POSITIVE_INFINITY,
    isCounty ? Number.POSITIVE_INFINITY : n('above-spread-least'),
  ]);
  return { days, risingLeast, risingTimes, placeLeast, graveLeast, spreadLeast };
}

async function lookAt(kit: TrendKit, w: Watch): Promise<number> {
  const { watcher, own, children, today } = w;
  const { worker } = kit.flows;
  const [numbers, signals] = await worker.transaction([], async (tx) => [
    await numbersOf(tx, watcher, today),
    await signalsUnder(tx, watcher.path, addDays(today, -MOST_DAYS)),
  ]);
  const start = addDays(today, -numbers.days);
  const earlier = own.filter((h) => h.day <= start && h.day > addDays(start, -numbers.days));
  const recent = own.filter((h) => h.day > start);
  // A county warns of its villages and of itself; above, what stands below its direct lower units is theirs.
  const below =
    children.length === 0 ? [] : signals.filter((s) => s.unitId !== watcher.id && !isOwnPlace(s, w));
  const notWarned = (some: readonly Seen[]): Seen[] => some.filter((h) => !isWarnedBelow(h, below));
  const find = (some: readonly Seen[], spreading = below): Finding[] => [
    ...findSignals(notWarned(some), notWarned(earlier), numbers, watcher.id),
    ...findSpread(spreading, children, numbers.spreadLeast),
  ];
  let began = 0;
  for (const f of find(recent)) {
    const unitId = f.placeId ?? watcher.id;
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
    const fresh = below.filter((s) => (s.counts[0]?.day ?? '') > ended);
    const again = find(
      recent.filter((h) => h.day > ended),
      fresh,
    ).find((x) => x.rule === f.rule && x.placeId === f.placeId && x.subject === f.subject);
    if (again && (await warn(kit, w, again, numbers))) began += 1;
  }
  return began;
}

/** A signal that this watcher itself has of one of its direct lower units (一地多发). Pure. */
const isOwnPlace = (s: Signal, { children }: Watch): boolean =>
  s.rule === 'place' && children.includes(s.unitPath);

async function warn(kit: TrendKit, w: Watch, f: Finding, numbers: Numbers): Promise<boolean> {
  const { watcher, today } = w;
  const place = w.own.find((h) => h.placeId === f.placeId);
  const seat = await seatToReceive(kit.flows, watcher.id, ['office'], suits);
  // Nobody can be told yet: it fires again with the first who can.
  if (!seat) return false;
  const at = kit.flows.now();
  const { regionCode } = seat.unit;
  const child = w.children.find((path) => place?.placePath.startsWith(path));
  const signal: Signal = {
    regionCode,
    id: newId(at),
    unitId: f.placeId ?? watcher.id,
    unitPath: place ? (child ?? place.placePath) : watcher.path,
    rule: f.rule,
    subject: f.subject,
    grade: f.grade,
    counts: [{ day: today, count: f.count }],
    matterId: null,
    endedDay: null,
  };
  const isSpread = f.rule === 'spread';
  return await kit.flows.worker.transaction([], async (tx) => {
    const from = addDays(today, -numbers.days);
    if (!(await insertSignal(tx, { ...signal, from, until: today, at }))) return false;
    const matter = await beginFor(kit.flows, tx, {
      flow: 'warning',
      seat,
      data: {
        rule: RULES[f.rule],
        grade: f.grade,
        place: place?.placeName ?? watcher.name,
        subject: isSpread ? `${f.subject},${f.count} 个地方` : f.subject === '' ? '各类事' : f.subject,
        ...(isSpread ? {} : { count: f.count, before: f.before }),
        days: numbers.days,
      },
      by: null,
    });
    await noteMatter(tx, signal, matter.id);
    return true;
  });
}
