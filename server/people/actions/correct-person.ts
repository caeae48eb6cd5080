import type { z } from 'zod';
import type { correctPersonBody, correctPostBody } from '../../../contracts/api-people.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { madeBefore, recordChange } from '../changes.ts';
import { postProblems } from '../check-post.ts';
import { type PeopleKit, postToWrite, thePerson } from '../kit.ts';
import { differences, personProblems, withFields } from '../person-fields.ts';
import { needsConsent } from '../policy.ts';
import { mayWriteAt } from '../rules.ts';
import { type Post, type PostFields, personsWithPrint, postsOf, updatePerson, updatePost } from '../store.ts';

/** The post by which the actor may keep this person's file: one she may write at, held now before held once. */
export async function keepingPost(tx: Tx, actor: Actor, personId: string): Promise<Post> {
  const posts = await postsOf(tx, [personId]);
  const open = posts.filter((p) => p.to === null);
  const asked = open.length > 0 ? open : posts.slice(0, 1);
  const post = asked.find((p) => mayWriteAt(actor, { path: p.unitPath, level: p.level }));
  if (!post) throw new AppError('forbidden');
  return post;
}

/** Corrects what is known of a person; what stood there before stays in her history. Errors: not-found, forbidden, person.changed, input.invalid, person.number-known. */
export async function correctPerson(
  kit: PeopleKit,
  actor: Actor,
  id: string,
  input: z.output<typeof correctPersonBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  return await withActor(kit.app, actor, async (tx) => {
    if (await madeBefore(tx, actor, input.requestKey)) return { id };
    const before = await thePerson(tx, id);
    const keeping = await keepingPost(tx, actor, id);
    if (before.version !== input.version) throw new AppError('person.changed');
    const problems = personProblems(input, chinaDay(at));
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    const after = withFields(kit, before, input);
    if (after.numberPrint && after.numberPrint !== before.numberPrint) {
      const [other] = await personsWithPrint(tx, after.numberPrint, id);
      if (other) throw new AppError('person.number-known', { name: other.name });
    }
    await updatePerson(tx, after, at);
    await recordChange(tx, actor, {
      personId: id,
      place: { regionCode: keeping.regionCode, path: keeping.unitPath },
      change: 'correct',
      detail: { fields: differences(before, after) },
      reason: input.reason,
      requestKey: input.requestKey,
      at,
    });
    return { id };
  });
}

const POST_KEYS: readonly (keyof PostFields)[] = [
  'title',
  'kind',
  'from',
  'fulltime',
  'extra',
  'extraNames',
  'share',
  'termUntil',
  'rank',
  'startReason',
  'startDocument',
];

/**
 * Corrects what stands of a post. A protected post keeps its protection: title, kind and term are no way around the consent.
 * Errors: not-found, forbidden, person.changed, input.invalid, transfer.needs-consent.
 */
export async function correctPost(
  kit: PeopleKit,
  actor: Actor,
  o: { personId: string; postId: string },
  input: z.output<typeof correctPostBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  const today = chinaDay(at);
  return await withActor(kit.app, actor, async (tx) => {
    if (await madeBefore(tx, actor, input.requestKey)) return { id: o.personId };
    const person = await thePerson(tx, o.personId);
    const before = await postToWrite(tx, actor, { ...o, version: input.version });
    const others = (await postsOf(tx, [person.id])).filter((p) => p.id !== before.id);
    const problems = postProblems(
      { ...input, to: before.to },
      { birthMonth: person.birthMonth, others, unitId: before.unitId, unitFrom: null, today },
    );
    if (before.to !== null && input.from !== null && input.from >= before.to)
      problems.push({ field: 'from', message: `任职日期要早于离任日期 ${before.to}。` });
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    const was = needsConsent(before, today, '');
    if (before.to === null && was && !needsConsent({ ...input, level: before.level }, today, ''))
      throw new AppError('transfer.protected', { title: before.title });
    await updatePost(tx, before, input);
    const fields = Object.fromEntries(
      POST_KEYS.filter((k) => before[k] !== input[k]).map((k) => [k, [before[k], input[k]]]),
    );
    await recordChange(tx, actor, {
      personId: person.id,
      place: { regionCode: before.regionCode, path: before.unitPath },
      change: 'post-correct',
      detail: { unit: before.unitName, title: before.title, fields },
      reason: input.reason,
      requestKey: input.requestKey,
      at,
    });
    return { id: person.id };
  });
}
