import type { z } from 'zod';
import type { addPostBody, endPostBody, movePersonBody } from '../../../contracts/api-people.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { madeBefore, recordChange } from '../changes.ts';
import { postProblems } from '../check-post.ts';
import { type PeopleKit, postToWrite, thePerson, unitToWrite } from '../kit.ts';
import { needsConsent } from '../policy.ts';
import { endPostRow, insertPost, type Post, postsOf } from '../store.ts';
import { consentFor, markDone } from '../store-transfers.ts';

/** Another post beside those she holds. Errors: not-found, forbidden, unit.closed, input.invalid. */
export async function addPost(
  kit: PeopleKit,
  actor: Actor,
  personId: string,
  input: z.output<typeof addPostBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  const done = await withActor(kit.app, actor, async (tx) => {
    if (await madeBefore(tx, actor, input.requestKey)) return { id: personId };
    const person = await thePerson(tx, personId);
    const unit = await unitToWrite(tx, actor, input.unitId);
    const problems = postProblems(input, {
      birthMonth: person.birthMonth,
      others: await postsOf(tx, [personId]),
      unitId: unit.id,
      unitFrom: unit.from,
      today: chinaDay(at),
    });
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    await insertPost(tx, { id: newId(at), person, unit, fields: input });
    await recordChange(tx, actor, {
      personId,
      place: unit,
      change: 'post',
      detail: { unit: unit.name, title: input.title, from: input.from },
      requestKey: input.requestKey,
      at,
    });
    return { id: personId };
  });
  kit.changed();
  return done;
}

interface Leaving {
  readonly day: string;
  readonly reason: string;
  readonly document: string | null;
}
/**
 * Ends a post from a day on, with the consent where one is due (R-06 「须征得上一级妇联组织的同意」): a consent that was given,
 * for this post, before today, and for no earlier day than the one it was asked for.
 */
async function leavePost(kit: PeopleKit, tx: Tx, actor: Actor, post: Post, leaving: Leaving): Promise<void> {
  const at = kit.now();
  const today = chinaDay(at);
  const wrong = (message: string): AppError =>
    new AppError('input.invalid', { problems: [{ field: 'day', message }] });
  if (post.to !== null) throw new AppError('post.ended', { title: post.title, day: post.to });
  if (leaving.day > today) throw wrong(`离任日期 ${leaving.day} 还没有到,请到那天再办,或核对日期。`);
  if (post.from !== null && leaving.day <= post.from) throw wrong(`离任日期要晚于任职日期 ${post.from}。`);
  if (needsConsent(post, leaving.day, leaving.reason)) {
    const consent = await consentFor(tx, post.id);
    if (!consent) throw new AppError('transfer.needs-consent', { title: post.title, unit: post.unitName });
    if (leaving.day < chinaDay(consent.decidedAt))
      throw new AppError('transfer.before-consent', { day: chinaDay(consent.decidedAt) });
    await markDone(tx, consent, actor.accountId, at);
  }
  await endPostRow(tx, post, leaving);
  await kit.ports.personLeaves(tx, {
    personId: post.personId,
    postId: post.id,
    unitId: post.unitId,
    day: leaving.day,
  });
}

/** Ends a post (离任). Errors: not-found, forbidden, person.changed, post.ended, input.invalid, transfer.needs-consent. */
export async function endPost(
  kit: PeopleKit,
  actor: Actor,
  o: { personId: string; postId: string },
  input: z.output<typeof endPostBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  const done = await withActor(kit.app, actor, async (tx) => {
    if (await madeBefore(tx, actor, input.requestKey)) return { id: o.personId };
    await thePerson(tx, o.personId);
    const post = await postToWrite(tx, actor, { ...o, version: input.version });
    await leavePost(kit, tx, actor, post, input);
    await recordChange(tx, actor, {
      personId: o.personId,
      place: { regionCode: post.regionCode, path: post.unitPath },
      change: 'post-end',
      detail: { unit: post.unitName, title: post.title, day: input.day, document: input.document },
      reason: input.reason,
      requestKey: input.requestKey,
      at,
    });
    return { id: o.personId };
  });
  kit.changed();
  return done;
}

/** Ends one post and begins another on the same day, as one act (调动). Errors: those of endPost and addPost. */
export async function movePerson(
  kit: PeopleKit,
  actor: Actor,
  o: { personId: string; postId: string },
  input: z.output<typeof movePersonBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  const done = await withActor(kit.app, actor, async (tx) => {
    if (await madeBefore(tx, actor, input.requestKey)) return { id: o.personId };
    const person = await thePerson(tx, o.personId);
    const post = await postToWrite(tx, actor, { ...o, version: input.version });
    const unit = await unitToWrite(tx, actor, input.to.unitId);
    const fields = {
      ...input.to,
      from: input.day,
      startReason: input.to.startReason ?? input.reason,
      startDocument: input.to.startDocument ?? input.document,
    };
    const others = (await postsOf(tx, [person.id])).filter((p) => p.id !== post.id);
    const problems = postProblems(fields, {
      birthMonth: person.birthMonth,
      others,
      unitId: unit.id,
      unitFrom: unit.from,
      today: chinaDay(at),
      prefix: 'to.',
    });
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    await leavePost(kit, tx, actor, post, input);
    await insertPost(tx, { id: newId(at), person, unit, fields });
    const detail = {
      from: post.unitName,
      title: post.title,
      unit: unit.name,
      to: fields.title,
      day: input.day,
      document: input.document,
    };
    // Told at both ends, so that each finds it in its own history.
    await recordChange(tx, actor, {
      personId: person.id,
      place: { regionCode: post.regionCode, path: post.unitPath },
      change: 'move',
      detail,
      reason: input.reason,
      requestKey: input.requestKey,
      at,
    });
    if (!unit.path.startsWith(post.unitPath) && !post.unitPath.startsWith(unit.path))
      await recordChange(tx, actor, {
        personId: person.id,
        place: unit,
        change: 'move',
        detail,
        reason: input.reason,
        at,
      });
    return { id: person.id };
  });
  kit.changed();
  return done;
}
