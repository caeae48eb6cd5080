import type { SealedField } from '../../../contracts/api-people.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { auditPerson } from '../changes.ts';
import type { PeopleKit } from '../kit.ts';
import { placeOfField } from '../person-fields.ts';
import { sealedOf } from '../person-page.ts';
import { SEALED_LABELS } from '../policy.ts';
import { mayOpen } from '../rules.ts';
import { personById, postsOf } from '../store.ts';

const COLUMN = { phone: 'sealed_phone', idNumber: 'sealed_number', birthday: 'sealed_birth' } as const;

/**
 * Opens one sealed field of one person (看身份证号、电话、出生日期). The audit is written before anything leaves; where it cannot
 * be, nothing does. Errors: not-found, person.sealed.
 */
export async function openField(
  kit: PeopleKit,
  actor: Actor,
  id: string,
  field: SealedField,
): Promise<{ value: string }> {
  const at = kit.now();
  const posts = await kit.worker.transaction([], (tx) => postsOf(tx, [id]), 'read');
  return await withActor(kit.app, actor, async (tx) => {
    const person = await personById(tx, id);
    if (!person) throw new AppError('not-found', { what: '这位人员' });
    const text = sealedOf(person, field);
    if (text === null) throw new AppError('not-found', { what: `她的${SEALED_LABELS[field]}` });
    if (!mayOpen(actor, field, posts, chinaDay(at)))
      throw new AppError('person.sealed', { what: SEALED_LABELS[field] });
    const place = posts.find((p) => p.unitPath >= actor.scope.from && p.unitPath < actor.scope.to);
    await auditPerson(tx, actor, {
      action: 'person.open',
      personId: id,
      place: place ? { regionCode: place.regionCode, path: place.unitPath } : actor.unit,
      detail: { field },
      at,
    });
    return { value: kit.vault.open(placeOfField(id, COLUMN[field]), text) };
  });
}
