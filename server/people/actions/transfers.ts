import type { z } from 'zod';
import type { askTransferBody, decideTransferBody } from '../../../contracts/api-transfers.ts';
import { type Actor, reaches, withActor } from '../../access/index.ts';
import { ancestorsOn, unitById } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { auditPerson, madeBefore } from '../changes.ts';
import { type PeopleKit, thePerson } from '../kit.ts';
import { needsConsent } from '../policy.ts';
import { mayWriteAt, whoConsents } from '../rules.ts';
import { lockPost } from '../store.ts';
import {
  decideRow,
  insertTransfer,
  openTransferOf,
  stopRow,
  type Transfer,
  transferById,
} from '../store-transfers.ts';

/** Where an actor sits: a department works for its federation. */
export const seatOf = (actor: Pick<Actor, 'officeOf' | 'unit'>): string => actor.officeOf ?? actor.unit.id;

/** May she answer for the federation that is asked? Never her own request (R-06; SECURITY 35). */
export const mayDecide = (actor: Actor, f: Pick<Transfer, 'state' | 'consentUnitId' | 'askedBy'>): boolean =>
  f.state === 'asked' &&
  actor.can('person.consent') &&
  seatOf(actor) === f.consentUnitId &&
  f.askedBy !== actor.accountId;
/** The asking side may stop it at any time, and does what was consented to. */
export const isAsker = (actor: Actor, f: Pick<Transfer, 'askedUnitId'>): boolean =>
  actor.can('person.write') && seatOf(actor) === f.askedUnitId;

/** Asks the federation above (征求意见). Errors: not-found, forbidden, transfer.not-needed, transfer.asked, input.invalid. */
export async function askTransfer(
  kit: PeopleKit,
  actor: Actor,
  input: z.output<typeof askTransferBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  const today = chinaDay(at);
  return await withActor(kit.app, actor, async (tx) => {
    await madeBefore(tx, actor, input.requestKey);
    const post = await lockPost(tx, input.postId);
    if (!post || !reaches(actor, post.unitPath)) throw new AppError('not-found', { what: '这个职务' });
    if (!mayWriteAt(actor, { path: post.unitPath, level: post.level })) throw new AppError('forbidden');
    await thePerson(tx, post.personId);
    if (post.to !== null) throw new AppError('post.ended', { title: post.title, day: post.to });
    if (input.day < today)
      throw new AppError('input.invalid', {
        problems: [{ field: 'day', message: '征求意见要在调动之前,请填今天或以后的日期。' }],
      });
    if (!needsConsent(post, input.day, '')) throw new AppError('transfer.not-needed', { title: post.title });
    if (await openTransferOf(tx, post.id)) throw new AppError('transfer.asked', { title: post.title });
    if (input.toUnitId && !(await unitById(tx, input.toUnitId)))
      throw new AppError('not-found', { what: '要调去的组织' });
    const [postLine, ownLine] = await Promise.all([
      ancestorsOn(tx, post.unitId, today),
      ancestorsOn(tx, actor.unit.id, today),
    ]);
    const asked = whoConsents(postLine, ownLine);
    if (!asked) throw new AppError('transfer.nobody-above');
    const id = newId(at);
    await insertTransfer(tx, {
      ...input,
      regionCode: post.regionCode,
      id,
      personId: post.personId,
      unitId: post.unitId,
      unitPath: post.unitPath,
      askedBy: actor.accountId,
      askedUnitId: seatOf(actor),
      askedAt: at,
      consentUnitId: asked.id,
    });
    await audit(tx, actor, 'transfer.ask', { ...post, path: post.unitPath }, at);
    return { id };
  });
}

async function theTransfer(tx: Tx, actor: Actor, id: string, version: number): Promise<Transfer> {
  const found = await transferById(tx, id, true);
  if (!found || !reaches(actor, found.unitPath)) throw new AppError('not-found', { what: '这件调动' });
  if (found.version !== version) throw new AppError('person.changed');
  return found;
}
const audit = (
  tx: Tx,
  actor: Actor,
  action: string,
  of: { readonly personId: string; readonly regionCode: string; readonly path: string },
  at: Date,
): Promise<void> =>
  auditPerson(tx, actor, {
    action,
    personId: of.personId,
    place: { regionCode: of.regionCode, path: of.path },
    at,
  });

/** Consents, or objects with a reason. Errors: not-found, forbidden, transfer.own-request, transfer.closed, person.changed, input.invalid. */
export async function decideTransfer(
  kit: PeopleKit,
  actor: Actor,
  id: string,
  input: z.output<typeof decideTransferBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  return await withActor(kit.app, actor, async (tx) => {
    const found = await theTransfer(tx, actor, id, input.version);
    if (found.state !== 'asked') throw new AppError('transfer.closed');
    if (found.askedBy === actor.accountId) throw new AppError('transfer.own-request');
    if (!mayDecide(actor, found)) throw new AppError('transfer.not-yours', { unit: found.consentUnitName });
    if (!input.consent && !input.words)
      throw new AppError('input.invalid', { problems: [{ field: 'words', message: '不同意要写明理由。' }] });
    await decideRow(tx, found, {
      state: input.consent ? 'consented' : 'objected',
      words: input.words || null,
      by: actor.accountId,
      at,
    });
    await audit(
      tx,
      actor,
      input.consent ? 'transfer.consent' : 'transfer.object',
      { ...found, path: found.unitPath },
      at,
    );
    return { id };
  });
}

/** The asking side gives it up (不调了). Errors: not-found, forbidden, transfer.closed, person.changed. */
export async function stopTransfer(
  kit: PeopleKit,
  actor: Actor,
  id: string,
  version: number,
): Promise<{ id: string }> {
  const at = kit.now();
  return await withActor(kit.app, actor, async (tx) => {
    const found = await theTransfer(tx, actor, id, version);
    if (found.state !== 'asked' && found.state !== 'consented') throw new AppError('transfer.closed');
    if (!isAsker(actor, found)) throw new AppError('forbidden');
    await stopRow(tx, found, actor.accountId, at);
    await audit(tx, actor, 'transfer.stop', { ...found, path: found.unitPath }, at);
    return { id };
  });
}
