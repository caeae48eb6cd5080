import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { LEVEL_NAMES } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { FieldProblem } from '../../platform/errors/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { pathsDownTo } from '../rules.ts';
import { oneAtATime } from '../store.ts';
import { insertYear, yearsAt } from '../store-calendars.ts';
import { RULING_LEVELS } from './change-parameter.ts';
import { assertRunsTheHouse, ownUnit } from './change-setting.ts';

interface NamedDay {
  readonly day: string;
  readonly name: string;
}
export interface WantedYear {
  readonly year: number;
  readonly off: readonly NamedDay[];
  readonly work: readonly NamedDay[];
  readonly source: string;
  readonly seen: string | null;
}

/**
 * Enters the holidays of a year: for the whole house (`house`), as the State Council's office announces them, or what her own
 * place adds (自治地方的节日). Both lists replace what was entered there before. Errors: input.invalid, setting.level,
 * setting.house, setting.changed.
 */
export async function changeCalendar(
  db: Database,
  actor: Actor,
  of: 'house' | 'local',
  wanted: WantedYear,
  now: Date,
): Promise<void> {
  const problems = problemsOf(wanted);
  if (problems.length > 0) throw new AppError('input.invalid', { problems });
  await db.transaction([], async (tx) => {
    await oneAtATime(tx);
    const unit = of === 'house' ? null : await ownUnit(tx, actor);
    if (!unit) await assertRunsTheHouse(tx, actor, chinaDay(now));
    else if (!RULING_LEVELS.includes(unit.level))
      throw new AppError('setting.level', { label: '本地节假日', level: LEVEL_NAMES[unit.level] });
    const known = (await yearsAt(tx, unit ? pathsDownTo(unit.path) : [])).find(
      (y) => y.unitId === (unit?.id ?? null) && y.year === wanted.year,
    );
    const [off, work] = [namesOf(wanted.off), namesOf(wanted.work)];
    if (
      known &&
      JSON.stringify([known.off, known.work, known.source]) === JSON.stringify([off, work, wanted.source])
    )
      return;
    if ((known?.id ?? null) !== wanted.seen)
      throw new AppError('setting.changed', { label: `${wanted.year} 年节假日` });
    await insertYear(tx, {
      id: newId(now),
      unitId: unit?.id ?? null,
      unitName: unit?.name ?? null,
      year: wanted.year,
      off,
      work,
      source: wanted.source,
      accountId: actor.accountId,
      at: now,
    });
    await recordEvent(tx, {
      regionCode: actor.unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: unit?.path ?? actor.unit.path,
      action: 'calendar.change',
      object: `calendar/${wanted.year}`,
      objectId: unit?.id ?? null,
      result: 'ok',
      detail: { daysOff: wanted.off.length, daysWorked: wanted.work.length, source: wanted.source },
      at: now,
    });
  });
}

/** In the order of days, so that equal years are equal texts (jsonb keeps keys by length and bytes: days are all alike). */
const namesOf = (days: readonly NamedDay[]): Record<string, string> =>
  Object.fromEntries(days.toSorted((a, b) => (a.day < b.day ? -1 : 1)).map((d) => [d.day, d.name]));

function problemsOf(y: WantedYear): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const side of ['off', 'work'] as const)
    for (const [i, d] of y[side].entries()) {
      const field = `${side}.${i}`;
      if (!d.day.startsWith(`${y.year}-`)) problems.push({ field, message: `${d.day} 不在 ${y.year} 年。` });
      if (y[side].findIndex((x) => x.day === d.day) < i)
        problems.push({ field, message: `${d.day} 写了两次。` });
    }
  for (const d of y.work) {
    if (y.off.some((x) => x.day === d.day))
      problems.push({ field: 'work', message: `${d.day} 不能又放假又上班。` });
    if (![0, 6].includes(new Date(`${d.day}T00:00:00Z`).getUTCDay()))
      problems.push({ field: 'work', message: `${d.day} 不是周末,不用写成调休上班。` });
  }
  return problems;
}
