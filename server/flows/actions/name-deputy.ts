import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import { insertAbsence } from '../absences.ts';
import { actingFor, type FlowKit, withMatters } from '../kit.ts';
import { isAt, placeOf, seatsByPosts } from '../people.ts';
import { refuse } from './run-step.ts';

const LONGEST_MS = 366 * 86_400_000;

/**
 * Says from when to when she is away, and who stands in (代理): what she has in hand waits for both meanwhile. A deputy is
 * somebody else of her own office. The same key again changes nothing.
 */
export async function nameDeputy(
  kit: FlowKit,
  actor: Actor,
  input: { requestKey: string; from: string; until: string; deputy: string | null },
): Promise<{ readonly until: string }> {
  const at = kit.now();
  const acting = await actingFor(kit, actor);
  const [fromAt, untilAt] = [new Date(input.from), new Date(input.until)];
  if (untilAt <= fromAt) return refuse([{ field: 'until', message: '结束的时间要晚于开始的时间。' }]);
  if (untilAt <= at) return refuse([{ field: 'until', message: '结束的时间已经过去了,请核对。' }]);
  if (untilAt.getTime() - fromAt.getTime() > LONGEST_MS)
    return refuse([{ field: 'until', message: '一次最多登记一年,请核对日期。' }]);
  const [deputy] = input.deputy ? await seatsByPosts(kit.worker, [input.deputy], chinaDay(at)) : [];
  if (input.deputy && !deputy)
    return refuse([{ field: 'deputy', message: '选的人已经不在这个岗位上,请另选一位代理人。' }]);
  if (deputy?.personId === acting.own.personId)
    return refuse([{ field: 'deputy', message: '代理人不能是您本人,请另选一位。' }]);
  return await withMatters(kit, actor, acting, async (tx) => {
    const place = await placeOf(tx, acting.own.unit.id);
    if (!place) throw new AppError('forbidden');
    if (deputy && !isAt('office', deputy, place))
      return refuse([{ field: 'deputy', message: `${deputy.name}不是本机关的人,代理人要在本机关里选。` }]);
    await insertAbsence(tx, {
      id: idOf('absence', `${actor.accountId}/${input.requestKey}`),
      regionCode: acting.own.unit.regionCode,
      post: acting.own,
      fromAt,
      untilAt,
      deputy: deputy ?? null,
      matterId: null,
      at,
    });
    await recordEvent(tx, {
      regionCode: acting.own.unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: acting.own.unit.path,
      action: 'matter.absence',
      object: 'absence',
      objectId: actor.postId,
      result: 'ok',
      detail: { from: input.from, to: input.until },
      at,
    });
    return { until: untilAt.toISOString() };
  });
}
