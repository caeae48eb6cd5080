import type { Matter } from '../flows/index.ts';
import { addDays, chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { numberOf } from '../settings/index.ts';
import type { PersonalRequest } from './store.ts';

/** A request as it begins, open, with the last day on which it is answered in time (设置 personal.answer-days). */
export async function newRequest(
  tx: Tx,
  matter: Pick<Matter, 'regionCode' | 'id' | 'unitId' | 'unitPath'>,
  at: Date,
  asked: Pick<PersonalRequest, 'what' | 'origin' | 'letterId' | 'requestKey'>,
): Promise<PersonalRequest> {
  const today = chinaDay(at);
  const days = await numberOf(tx, { path: matter.unitPath }, 'personal.answer-days', today);
  return {
    ...asked,
    regionCode: matter.regionCode,
    id: newId(at),
    unitId: matter.unitId,
    unitPath: matter.unitPath,
    matterId: matter.id,
    state: 'open',
    ground: null,
    at,
    dueDay: addDays(today, days),
    asked: null,
    askedAt: null,
    decided: null,
    decidedAt: null,
  };
}
