import type { Actor } from '../../access/index.ts';
import { dropTraces, renumberPlan } from '../../cases/index.ts';
import { actingFor, correctMatter } from '../../flows/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { PersonalKit } from '../kit.ts';
import { changeRequest, type PersonalRequest, requestById, saidOfRequest } from '../store.ts';
import { tended } from '../who.ts';
import { note } from './erase.ts';

/**
 * Puts right what is written of her (更正, 个人信息保护法 46) as one more step of her matter; prints of numbers that were wrong
 * go, and how she is reached no longer names them. By who is responsible. Errors: as correctMatter.
 */
export async function correct(
  kit: PersonalKit,
  actor: Actor,
  o: {
    readonly requestKey: string;
    readonly matterId: string;
    readonly version: number;
    readonly fields: Readonly<Record<string, string>>;
    readonly reason: string;
    readonly requestId: string | null;
  },
): Promise<{ readonly version: number }> {
  const { before, after } = await correctMatter(kit.flows, actor, o.matterId, o);
  const { own } = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  await renumberPlan(kit, before, after, actor);
  await kit.flows.worker.transaction([], async (tx) => {
    await dropTraces(tx, kit.vault, o.matterId, before.data, after.data);
    const request = o.requestId === null ? null : await requestById(tx, o.requestId, true);
    if (request?.matterId === o.matterId && request.what === 'correct' && request.state === 'open')
      await changeRequest(tx, kit.vault, { ...request, ...by(actor, own, at), state: 'done' }, null);
  });
  return { version: after.seq };
}

const by = (
  actor: Actor,
  own: { readonly personId: string; readonly name: string },
  at: Date,
): Pick<PersonalRequest, 'decided' | 'decidedAt'> => ({
  decided: { accountId: actor.accountId, personId: own.personId, name: own.name },
  decidedAt: at,
});

/**
 * Does not do what she asked (不办), with a reason in words that she reads on her page; a second press comes to the same.
 * Errors: not-found, personal.over.
 */
export async function refuseRequest(
  kit: PersonalKit,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const acting = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  await kit.flows.worker.transaction([], async (tx) => {
    const request = await requestById(tx, id, true);
    const t = request && (await tended(kit.flows, tx, [acting.own, ...acting.principals], request.matterId));
    if (!request || !t) throw new AppError('not-found', { what: '这件请求' });
    if (request.state === 'refused' && request.decided?.accountId === actor.accountId) return;
    if (request.state !== 'open') throw new AppError('personal.over');
    const said = await saidOfRequest(tx, kit.vault, request);
    await changeRequest(
      tx,
      kit.vault,
      { ...request, ...by(actor, acting.own, at), state: 'refused' },
      { ...said, words: said?.words ?? '', answer: reason },
    );
    await note(tx, actor, request, 'personal.refuse', at, { what: request.what });
  });
}
