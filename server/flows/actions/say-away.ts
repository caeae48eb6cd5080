import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import { insertAbsence } from '../absences.ts';
import { actingFor, type FlowKit, withMatters } from '../kit.ts';
import { refuse } from './run-step.ts';

const LONGEST_MS = 366 * 86_400_000;

/**
 * Says from when to when she is away and nobody stands in for her (外出): what is handed over passes her by. Who stands in is
 * said in one place only, the deputation (代理, 0029). The same key again changes nothing.
 */
export async function sayAway(
  kit: FlowKit,
  actor: Actor,
  input: { requestKey: string; from: string; until: string },
): Promise<{ readonly until: string }> {
  const at = kit.now();
  const acting = await actingFor(kit, actor);
  const [fromAt, untilAt] = [new Date(input.from), new Date(input.until)];
  if (acting.standsFor !== null)
    return refuse([{ field: 'from', message: '这个职务是代理来的。请先换回您自己的职务,再登记外出。' }]);
  if (untilAt <= fromAt) return refuse([{ field: 'until', message: '结束的时间要晚于开始的时间。' }]);
  if (untilAt <= at) return refuse([{ field: 'until', message: '结束的时间已经过去了,请核对。' }]);
  if (untilAt.getTime() - fromAt.getTime() > LONGEST_MS)
    return refuse([{ field: 'until', message: '一次最多登记一年,请核对日期。' }]);
  return await withMatters(kit, actor, acting, async (tx) => {
    await insertAbsence(tx, {
      id: idOf('absence', `${actor.accountId}/${input.requestKey}`),
      regionCode: acting.own.unit.regionCode,
      post: acting.own,
      fromAt,
      untilAt,
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

/** She is back before the day she had said (回来了): from now on matters come to her again. A leave ends by its own step. */
export async function sayBack(kit: FlowKit, actor: Actor): Promise<{ readonly ok: true }> {
  const at = kit.now();
  const acting = await actingFor(kit, actor);
  return await withMatters(kit, actor, acting, async (tx) => {
    const ended = await tx.sql(
      'UPDATE absence SET ended_at = $2 WHERE post_id = $1 AND matter_id IS NULL AND ended_at IS NULL AND until_at > $2 RETURNING id',
      [acting.own.postId, at],
    );
    if (ended.length > 0)
      await recordEvent(tx, {
        regionCode: acting.own.unit.regionCode,
        accountId: actor.accountId,
        postId: actor.postId,
        unitPath: acting.own.unit.path,
        action: 'matter.absence',
        object: 'absence',
        objectId: actor.postId,
        result: 'ok',
        detail: { to: at.toISOString() },
        at,
      });
    return { ok: true };
  });
}
