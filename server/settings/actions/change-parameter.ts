import type { Level } from '../../../contracts/ledger.ts';
import { type SettingValue, valueProblem, valueText } from '../../../contracts/setting.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { LEVEL_NAMES } from '../../org/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { hitsOn, parameterOn, pathsDownTo } from '../rules.ts';
import { enteredAt, insertEntered, oneAtATime, parameterDefined } from '../store.ts';
import { ownUnit } from './change-setting.ts';

/** Who makes rules for a place: a township follows. */
export const RULING_LEVELS: readonly Level[] = ['nation', 'province', 'city', 'county'];

export interface WantedParameter {
  readonly key: string;
  readonly value: SettingValue;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
  readonly reason: string;
  readonly seen: string | null;
}

/**
 * Enters a value of a parameter for her own place, with its source: a correction or confirmation of what was only seen or
 * remembered, or a new rule. A value that was read in its document (V) is fixed for the days up to its check.
 * Errors: not-found, input.invalid, setting.level, parameter.fixed, setting.changed.
 */
export async function changeParameter(
  db: Database,
  actor: Actor,
  wanted: WantedParameter,
  now: Date,
): Promise<void> {
  await db.transaction([], async (tx) => {
    await oneAtATime(tx);
    const parameter = await parameterDefined(tx, wanted.key);
    if (!parameter) throw new AppError('not-found', { what: '这个参数' });
    const problem = valueProblem(parameter.type, parameter.label, wanted.value);
    const wrong = [
      ...(problem ? [{ field: 'value', message: problem }] : []),
      ...(wanted.to !== null && wanted.to <= wanted.from
        ? [{ field: 'to', message: '停止日期要晚于起始日期。' }]
        : []),
    ];
    if (wrong.length > 0) throw new AppError('input.invalid', { problems: wrong });
    const unit = await ownUnit(tx, actor);
    if (!RULING_LEVELS.includes(unit.level))
      throw new AppError('setting.level', { label: parameter.label, level: LEVEL_NAMES[unit.level] });
    const fixed = wanted.from <= parameter.checked && hitsOn(parameter, [], unit.path, wanted.from)[0];
    if (fixed && fixed.grade === 'V')
      throw new AppError('parameter.fixed', { label: parameter.label, checked: parameter.checked });
    const entered = await enteredAt(tx, pathsDownTo(unit.path), parameter.key);
    const newest = entered.filter((e) => e.path === unit.path).at(-1) ?? null;
    const isSame =
      newest?.value === wanted.value &&
      newest.from === wanted.from &&
      newest.to === wanted.to &&
      newest.source === wanted.source;
    if (isSame) return;
    if ((newest?.id ?? null) !== wanted.seen)
      throw new AppError('setting.changed', { label: parameter.label });
    const before = parameterOn(parameter, entered, unit.path, wanted.from);
    const known = before.active ?? before.waiting;
    await insertEntered(tx, {
      ...wanted,
      id: newId(now),
      unitId: unit.id,
      accountId: actor.accountId,
      at: now,
    });
    await recordEvent(tx, {
      regionCode: unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: unit.path,
      action: 'parameter.change',
      object: `parameter/${parameter.key}`,
      objectId: unit.id,
      result: 'ok',
      detail: {
        setting: parameter.label,
        before: known ? valueText(parameter.type, known.value) : null,
        after: valueText(parameter.type, wanted.value),
        since: wanted.from,
        source: wanted.source,
        reason: wanted.reason,
      },
      at: now,
    });
  });
}
