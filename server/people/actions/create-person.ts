import type { z } from 'zod';
import type { createPersonBody } from '../../../contracts/api-people.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { madeBefore, recordChange } from '../changes.ts';
import { postProblems } from '../check-post.ts';
import { sameAsNew } from '../duplicates.ts';
import { type PeopleKit, unitToWrite } from '../kit.ts';
import { personProblems, withFields } from '../person-fields.ts';
import { insertPerson, insertPost, type Person } from '../store.ts';

/**
 * A new person with her first post (登记人员). Answers her id; the same key again answers the same id. Somebody of the same
 * name and birth month, or with the same number, is offered first: person.same with the candidates.
 * Errors: not-found, forbidden, unit.closed, input.invalid, person.number-known, person.same.
 */
export async function createPerson(
  kit: PeopleKit,
  actor: Actor,
  input: z.output<typeof createPersonBody>,
): Promise<{ id: string }> {
  const at = kit.now();
  const today = chinaDay(at);
  return await withActor(kit.app, actor, async (tx) => {
    const made = await madeBefore(tx, actor, input.requestKey);
    if (made) return { id: made };
    const unit = await unitToWrite(tx, actor, input.post.unitId);
    const person = withFields(kit, nobody(unit.regionCode, newId(at)), input);
    const problems = [
      ...personProblems(input, today),
      ...postProblems(input.post, {
        birthMonth: person.birthMonth,
        others: [],
        unitId: unit.id,
        unitFrom: unit.from,
        today,
        prefix: 'post.',
      }),
    ];
    if (problems.length > 0) throw new AppError('input.invalid', { problems });
    await sameAsNew(kit, tx, person, input.another);
    await insertPerson(tx, person, unit.path, at);
    await insertPost(tx, { id: newId(at), person, unit, fields: input.post });
    await recordChange(tx, actor, {
      personId: person.id,
      place: unit,
      change: 'create',
      detail: { unit: unit.name, title: input.post.title },
      requestKey: input.requestKey,
      at,
    });
    return { id: person.id };
  });
}

const nobody = (regionCode: string, id: string): Person => ({
  regionCode,
  id,
  name: '',
  initials: '',
  sex: null,
  birthMonth: null,
  ethnic: null,
  schooling: null,
  party: null,
  establishment: null,
  rank: null,
  womenSince: null,
  note: null,
  sealedBirth: null,
  sealedNumber: null,
  sealedPhone: null,
  numberPrint: null,
  mergedInto: null,
  version: 1,
});
