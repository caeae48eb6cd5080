import { type SettingValue, valueProblem, valueText } from '../../../contracts/setting.ts';
import { type Actor, reaches } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { LEVEL_NAMES, unitById } from '../../org/index.ts';
import { addDays, chinaDay } from '../../platform/clock/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { inForce, pathsDownTo, type SetValue } from '../rules.ts';
import { insertValue, isThereHigherAdmin, oneAtATime, settingDefined, valuesAt } from '../store.ts';

export interface WantedSetting {
  readonly key: string;
  readonly value: SettingValue | null;
  readonly binding: boolean;
  readonly from: string;
  readonly reason: string;
  readonly seen: string | null;
}

/** Set this far ahead at most: who plans further has mistyped the year. */
const MOST_AHEAD_DAYS = 800;

/**
 * Sets a value from a day on, for her own unit or (`house`) for the whole server. What does not fit is refused; nothing is
 * overwritten: an earlier value for the same day is kept as dropped. The same again changes nothing.
 * Errors: not-found, forbidden, input.invalid, setting.level, setting.bound, setting.changed, setting.house.
 */
export async function changeSetting(
  db: Database,
  actor: Actor,
  of: 'unit' | 'house',
  wanted: WantedSetting,
  now: Date,
): Promise<void> {
  await db.transaction([], async (tx) => {
    await oneAtATime(tx);
    const setting = await settingDefined(tx, wanted.key);
    if (setting?.of !== of) throw new AppError('not-found', { what: '这项设置' });
    const today = chinaDay(now);
    const problem = wanted.value === null ? null : valueProblem(setting.type, setting.label, wanted.value);
    const wrong = [
      ...(problem ? [{ field: 'value', message: problem }] : []),
      ...dayProblems(wanted.from, today),
    ];
    if (wrong.length > 0) throw new AppError('input.invalid', { problems: wrong });
    const unit = of === 'house' ? null : await ownUnit(tx, actor);
    if (!unit) await assertRunsTheHouse(tx, actor, today);
    else if (!setting.levels.includes(unit.level))
      throw new AppError('setting.level', { label: setting.label, level: LEVEL_NAMES[unit.level] });
    const all = await valuesAt(tx, unit ? pathsDownTo(unit.path) : [], [setting.key]);
    const own = all.filter((v) => v.unitId === (unit?.id ?? null));
    const bound =
      unit &&
      inForce(
        setting,
        all.filter((v) => v.unitId !== unit.id),
        wanted.from,
      ).bound;
    if (bound) throw new AppError('setting.bound', { label: setting.label, unit: bound.unitName ?? '' });
    const newest = own.at(-1) ?? null;
    if (newest && isSame(newest, wanted)) return;
    if ((newest?.id ?? null) !== wanted.seen) throw new AppError('setting.changed', { label: setting.label });
    const before = inForce(setting, all, wanted.from).value;
    await insertValue(tx, {
      ...wanted,
      // A house has nobody below it to bind.
      binding: wanted.binding && unit !== null && wanted.value !== null,
      id: newId(now),
      unitId: unit?.id ?? null,
      accountId: actor.accountId,
      at: now,
    });
    await recordEvent(tx, {
      regionCode: actor.unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: unit?.path ?? actor.unit.path,
      action: 'setting.change',
      object: `setting/${setting.key}`,
      objectId: unit?.id ?? null,
      result: 'ok',
      detail: {
        setting: setting.label,
        before: valueText(setting.type, before),
        after: wanted.value === null ? '随上级' : valueText(setting.type, wanted.value),
        since: wanted.from,
        binding: wanted.binding,
        reason: wanted.reason,
      },
      at: now,
    });
  });
}

const isSame = (known: SetValue, wanted: WantedSetting): boolean =>
  known.value === wanted.value && known.from === wanted.from && known.binding === wanted.binding;

/** From today on: what was due yesterday was judged by what held yesterday. */
export function dayProblems(from: string, today: string): { field: string; message: string }[] {
  if (from < today)
    return [{ field: 'from', message: '起始日期不能早于今天,过去的已经按当时的设置算过了。' }];
  if (from > addDays(today, MOST_AHEAD_DAYS))
    return [{ field: 'from', message: '起始日期离今天太远(最多两年),请核对年份。' }];
  return [];
}

/** The unit for which she decides: her own; for a department, its federation. */
export async function ownUnit(tx: Tx, actor: Actor) {
  const unit = await unitById(tx, actor.officeOf ?? actor.unit.id);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  return unit;
}

/** What holds for the whole server is changed by its highest system administrator. */
export async function assertRunsTheHouse(tx: Tx, actor: Actor, today: string): Promise<void> {
  if (!actor.can('system.manage')) throw new AppError('forbidden');
  if (await isThereHigherAdmin(tx, actor.unit.path, today)) throw new AppError('setting.house');
}
