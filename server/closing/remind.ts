import { type Actor, reaches, withActor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { unitsByIds } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { numberOf } from '../settings/index.ts';
import { insertReminder } from './store.ts';

const HOUR_MS = 3_600_000;

/**
 * Reminds units directly below of an open month (催报); the word stands on their home until the month is whole. Answers to
 * how many it went. Throws not-found for a unit that is not hers, forbidden for one that is not directly below.
 */
export async function remindUnits(
  db: Database,
  actor: Actor,
  input: { unitIds: readonly string[]; month: string; note: string },
  at: Date,
): Promise<{ sent: number }> {
  const seat = actor.officeOf ?? actor.unit.id;
  return await withActor(db, actor, async (tx) => {
    const units = await unitsByIds(tx, [...new Set(input.unitIds)]);
    if (units.length < new Set(input.unitIds).size || units.some((u) => !reaches(actor, u.path)))
      throw new AppError('not-found', { what: '这个组织' });
    if (units.some((u) => u.parentId !== seat)) throw new AppError('forbidden');
    // A second reminder within the pause is the first one clicked twice, or impatience.
    const pause = await numberOf(tx, { path: actor.unit.path }, 'closing.remind-hours', chinaDay(at));
    let sent = 0;
    for (const unit of units) {
      const made = await insertReminder(
        tx,
        {
          regionCode: unit.regionCode,
          id: newId(at),
          unitId: unit.id,
          unitPath: unit.path,
          fromUnitId: seat,
          month: input.month,
          note: input.note,
          accountId: actor.accountId,
          at,
        },
        new Date(at.getTime() - pause * HOUR_MS),
      );
      if (!made) continue;
      sent += 1;
      await recordEvent(tx, {
        regionCode: unit.regionCode,
        accountId: actor.accountId,
        postId: actor.postId,
        unitPath: unit.path,
        action: 'month.remind',
        object: `month/${input.month.slice(0, 7)}`,
        objectId: unit.id,
        result: 'ok',
        detail: {},
        at,
      });
    }
    return { sent };
  });
}
