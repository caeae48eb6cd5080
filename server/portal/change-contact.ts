import { LETTER_REACH } from '../../contracts/api-letters.ts';
import { NO_CONTACT } from '../../contracts/safe-contact.ts';
import { type CaseKit, changeHerContact, type Followed, followLetter } from '../cases/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { contactOf, contactProblems } from './safe-contact.ts';
import type { Problems, Typed } from './typed.ts';

const UUID = /^[0-9a-f-]{36}$/;

/**
 * She changes how she may be reached, from her own page: what is not right yet comes back with what she typed; changed
 * meanwhile by us, she sees both. Errors: letter.no-code.
 */
export async function changeContact(
  kit: CaseKit,
  form: Typed,
): Promise<{ followed: Followed; problems: Problems; status: number }> {
  const code = form['code'] ?? '';
  const before = await followLetter(kit, code);
  const kept = before.contact.plan?.hours ?? [];
  const reach = form['reach'] ?? '';
  const problems = !Object.hasOwn(LETTER_REACH, reach)
    ? new Map([['reach', '请选一个:要不要我们联系您。']])
    : reach === 'phone'
      ? contactProblems(form, kept)
      : new Map<string, string>();
  const plan = reach === 'phone' ? contactOf(form, kept) : NO_CONTACT;
  if (problems.size > 0 || !plan) return { followed: before, problems, status: 422 };
  try {
    const seen = UUID.test(form['seen'] ?? '') ? (form['seen'] ?? null) : null;
    return { followed: await changeHerContact(kit, code, { plan, seen }), problems, status: 200 };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'letter.no-code') throw error;
    return { followed: before, problems: new Map([['contact', error.message]]), status: error.status };
  }
}
