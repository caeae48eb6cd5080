import type { EraseGround } from '../../../contracts/api-personal.ts';
import { type Actor, reaches } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { actingFor, assertNotErased, dossierById } from '../../flows/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { openReferrals } from '../../referrals/index.ts';
import { allOf } from '../all-of.ts';
import type { PersonalKit } from '../kit.ts';
import { newRequest } from '../new-request.ts';
import { keptUntilOf } from '../retention.ts';
import {
  changeRequest,
  insertRequest,
  type PersonalRequest,
  requestById,
  requestsOf,
  saidOfRequest,
} from '../store.ts';
import { destroy, emptyRows, type Taken, takenWith, tombstonesFor } from '../take-out.ts';
import { appendTombstones, keepTombstones } from '../tombstones.ts';
import { assertProvedTwice, tended } from '../who.ts';

/**
 * Whether these may be erased now: all closed, all years of keeping over, no agency still to answer. One that is not says so
 * and until when. `hold` keeps them as they are until the transaction ends. Errors: personal.still-open, personal.kept,
 * personal.referral-open.
 */
async function assertErasable(
  kit: PersonalKit,
  tx: Tx,
  ids: readonly string[],
  at: Date,
  hold: boolean,
): Promise<void> {
  for (const id of [...ids].sort()) {
    const d = await dossierById(tx, kit.vault, id, hold);
    if (!d) continue;
    const { matter } = d;
    if (matter.closedAt === null) throw new AppError('personal.still-open', { number: matter.number });
    const until = await keptUntilOf(tx, matter, at);
    if (until !== null) throw new AppError('personal.kept', { number: matter.number, until });
  }
  if ((await openReferrals(tx, ids)) > 0) throw new AppError('personal.referral-open');
}

/**
 * Asks for an erasure (提出删除) on a ground of the law; another person, the security administrator, decides. By who tends to
 * the case. The same press twice is one request. Errors: not-found, matter.erased, personal.waiting, and as above.
 */
export async function askErasure(
  kit: PersonalKit,
  actor: Actor,
  o: {
    readonly requestKey: string;
    readonly matterId: string;
    readonly ground: EraseGround;
    readonly reason: string;
    readonly requestId: string | null;
  },
): Promise<{ readonly id: string }> {
  assertProvedTwice(actor);
  const acting = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  return await kit.flows.worker.transaction([], async (tx) => {
    const t = await tended(kit.flows, tx, [acting.own, ...acting.principals], o.matterId, true);
    if (!t) throw new AppError('not-found', { what: '这件事' });
    const { matter } = t.d;
    assertNotErased(matter);
    await assertErasable(kit, tx, await allOf(kit, tx, [o.matterId]), at, false);
    const who = { accountId: actor.accountId, personId: acting.own.personId, name: acting.own.name };
    const key = `${actor.accountId}/${o.requestKey}`;
    const known = await requestsOf(tx, [o.matterId]);
    const same = known.find((r) => r.requestKey === key);
    if (same) return { id: same.id };
    if (known.some((r) => r.what === 'erase' && r.state === 'waiting'))
      throw new AppError('personal.waiting');
    const asked = { state: 'waiting', ground: o.ground, asked: who, askedAt: at } as const;
    const hers = o.requestId === null ? null : await requestById(tx, o.requestId, true);
    if (hers && hers.matterId === matter.id && hers.what === 'erase' && hers.state === 'open') {
      const said = await saidOfRequest(tx, kit.vault, hers);
      await changeRequest(
        tx,
        kit.vault,
        { ...hers, ...asked },
        { words: said?.words ?? '', reason: o.reason },
      );
      await note(tx, actor, hers, 'personal.ask-erase', at, { ground: o.ground });
      return { id: hers.id };
    }
    const fresh = await newRequest(tx, matter, at, {
      what: 'erase',
      origin: 'desk',
      letterId: null,
      requestKey: key,
    });
    const request = { ...fresh, ...asked };
    const kept = await insertRequest(tx, kit.vault, request, { words: '', reason: o.reason });
    await note(tx, actor, kept, 'personal.ask-erase', at, { ground: o.ground });
    return { id: kept.id };
  });
}

/**
 * Decides on an erasure (批准或者退回删除) as the second person, who sees number, kind, days and ground, never what is erased.
 * Agreed: rows, keys and files go, at once and for good; what is counted and who did what when stays. A second press comes to
 * the same. Errors: not-found, personal.same-person, personal.over, and those of asking, which are looked at again.
 */
export async function decideErasure(
  kit: PersonalKit,
  actor: Actor,
  id: string,
  o: { readonly agree: boolean; readonly reason: string },
): Promise<{ readonly state: PersonalRequest['state'] }> {
  const at = kit.flows.now();
  const person = await personOf(kit, actor);
  const done = await kit.owner.transaction([], async (tx) => {
    const request = await requestById(tx, id, true);
    if (request?.what !== 'erase' || !request.asked || !reaches(actor, request.unitPath))
      throw new AppError('not-found', { what: '这件删除' });
    if (request.asked.accountId === actor.accountId || request.asked.personId === person)
      throw new AppError('personal.same-person');
    const isTwice = request.decided?.accountId === actor.accountId && (request.state === 'done') === o.agree;
    if (request.state !== 'waiting') {
      if (isTwice) return { state: request.state, stones: [], places: [] };
      throw new AppError('personal.over');
    }
    const decided = {
      decided: { accountId: actor.accountId, personId: person, name: actor.name },
      decidedAt: at,
    };
    if (!o.agree) {
      const said = await saidOfRequest(tx, kit.vault, request);
      await changeRequest(
        tx,
        kit.vault,
        { ...request, ...decided, state: 'refused' },
        { ...said, words: said?.words ?? '', answer: o.reason },
      );
      await note(tx, actor, request, 'personal.refuse-erase', at, {});
      return { state: 'refused' as const, stones: [], places: [] };
    }
    const ids = await allOf(kit, tx, [request.matterId]);
    await assertErasable(kit, tx, ids, at, true);
    const taken: Taken = await takenWith(tx, ids);
    const stones = await tombstonesFor(kit, tx, taken, at);
    await keepTombstones(tx, stones);
    await changeRequest(tx, kit.vault, { ...request, ...decided, state: 'done' }, null);
    const { places } = await emptyRows(kit, tx, stones);
    await note(tx, actor, request, 'personal.erase', at, {
      ground: request.ground ?? '',
      matters: taken.matters.length,
      letters: taken.letters.length,
      files: taken.places.length,
    });
    // On the disk before it stands: an older copy that is put back tomorrow must find it there.
    await appendTombstones(kit.dataDir, stones);
    return { state: 'done' as const, stones, places };
  });
  if (done.stones.length > 0) await destroy(kit, done.stones, done.places);
  return { state: done.state };
}

async function personOf(kit: PersonalKit, actor: Actor): Promise<string> {
  const rows = await kit.flows.worker.single(
    'SELECT person_id FROM post WHERE id = $1',
    [actor.postId],
    'person-of-post',
  );
  const id = rows[0]?.['person_id'];
  if (!id) throw new AppError('sign-in.required');
  return String(id);
}

/** In the audit: what, which matter, on what ground; never whose or why in words. */
export async function note(
  tx: Tx,
  actor: Actor | null,
  r: PersonalRequest,
  action: string,
  at: Date,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await recordEvent(tx, {
    regionCode: r.regionCode,
    accountId: actor?.accountId ?? null,
    postId: actor?.postId ?? null,
    unitPath: r.unitPath,
    action,
    object: 'personal',
    objectId: r.matterId,
    result: 'ok',
    detail,
    at,
  });
}
