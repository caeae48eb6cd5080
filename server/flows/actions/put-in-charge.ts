import { type Actor, reaches, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { unitById } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { FlowKit } from '../kit.ts';
import { seatsByPosts } from '../people.ts';
import { refuse } from './run-step.ts';

/**
 * Puts a vice-chair in charge of a department (分管): approvals find their leader from here. The chair may have a
 * department herself. Matters that are under way stay with whom they have.
 */
export async function putInCharge(
  kit: FlowKit,
  actor: Actor,
  input: { unitId: string; postId: string },
): Promise<{ readonly name: string }> {
  const at = kit.now();
  const [leader] = await seatsByPosts(kit.worker, [input.postId], chinaDay(at));
  return await withActor(kit.db, actor, async (tx) => {
    const unit = await unitById(tx, input.unitId);
    const office = actor.officeOf ?? actor.unit.id;
    if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
    if (unit.kind !== 'department' || unit.parentId !== office)
      return refuse([{ field: 'unitId', message: '只给本机关的部室定分管领导。' }]);
    if (!leader || leader.unit.id !== office || !['vice-chair', 'chair'].includes(leader.role))
      return refuse([{ field: 'postId', message: '分管领导要是本妇联的副主席或主席。' }]);
    await tx.sql(
      `INSERT INTO in_charge (region_code, unit_id, post_id, account_id, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (region_code, unit_id) DO UPDATE SET post_id = excluded.post_id, account_id = excluded.account_id, at = excluded.at`,
      [unit.regionCode, unit.id, leader.postId, actor.accountId, at],
    );
    await recordEvent(tx, {
      regionCode: unit.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: unit.path,
      action: 'matter.in-charge',
      object: 'unit',
      objectId: unit.id,
      result: 'ok',
      detail: { to: leader.name },
      at,
    });
    return { name: leader.name };
  });
}
