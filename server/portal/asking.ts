import { LETTER_CAUSES, LETTER_DANGER, LETTER_REACH, LETTER_WHOM } from '../../contracts/api-letters.ts';
import { NO_CONTACT } from '../../contracts/safe-contact.ts';
import type { Incoming } from '../cases/index.ts';
import { CONTACT_FIELDS, contactOf, contactProblems } from './safe-contact.ts';
import type { Problems, Typed } from './typed.ts';

export const STEPS = 3;
export const MOST_WORDS = 4_000;
const oneOf = <K extends string>(table: Readonly<Record<K, string>>, value: string | undefined): K | null =>
  value !== undefined && Object.hasOwn(table, value) ? (value as K) : null;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Fields of a step, in the order in which they stand on the page. */
export const FIELDS: Readonly<Record<number, readonly string[]>> = {
  1: ['danger', 'whom'],
  2: ['cause', 'words', 'place', 'placeId'],
  3: ['reach', ...CONTACT_FIELDS, 'name', 'agree'],
};

/** What is missing or wrong in one step, by field; empty when she may go on. */
export function problemsOf(step: number, t: Typed): Problems {
  const problems = new Map<string, string>();
  if (step === 1) {
    if (!oneOf(LETTER_DANGER, t['danger'])) problems.set('danger', '请选一个:现在有没有危险。');
    if (!oneOf(LETTER_WHOM, t['whom'])) problems.set('whom', '请选一个:这件事是谁的。');
  }
  if (step === 2) {
    if (!oneOf(LETTER_CAUSES, t['cause'])) problems.set('cause', '请选一个最像的,选「别的事」也行。');
    const words = (t['words'] ?? '').trim();
    if (words.length < 2) problems.set('words', '请写一两句话:出了什么事,想要我们做什么。');
    if (words.length > MOST_WORDS)
      problems.set('words', `写了 ${words.length} 个字,最多 ${MOST_WORDS} 个。先写要紧的,发出以后还能补充。`);
    if ((t['place'] ?? '').trim() === '') problems.set('place', '请写在哪个县、区,或街道、村,例如:鼓楼区。');
  }
  if (step === 3) {
    const reach = oneOf(LETTER_REACH, t['reach']);
    if (!reach) problems.set('reach', '请选一个:要不要我们联系您。');
    if (reach === 'phone') for (const [field, say] of contactProblems(t)) problems.set(field, say);
    if ((t['name'] ?? '').length > 40) problems.set('name', '称呼最多 40 个字。');
    if (t['agree'] !== 'yes') problems.set('agree', '请打勾,表示同意我们为办这件事看您写的内容。');
  }
  return problems;
}

/** The letter, when every step is right; else null. */
export function askedOf(t: Typed): Incoming | null {
  for (let step = 1; step <= STEPS; step += 1) if (problemsOf(step, t).size > 0) return null;
  const [whom, danger, cause, reach] = [
    oneOf(LETTER_WHOM, t['whom']),
    oneOf(LETTER_DANGER, t['danger']),
    oneOf(LETTER_CAUSES, t['cause']),
    oneOf(LETTER_REACH, t['reach']),
  ];
  const [key, placeId] = [t['key'] ?? '', t['placeId'] ?? ''];
  if (!whom || !danger || !cause || !reach || !UUID.test(key) || !UUID.test(placeId)) return null;
  const byPhone = reach === 'phone';
  const contact = byPhone ? contactOf(t) : NO_CONTACT;
  if (!contact) return null;
  return {
    key,
    whom,
    danger,
    cause,
    placeId,
    text: {
      words: (t['words'] ?? '').trim(),
      name: (t['name'] ?? '').trim(),
      reach,
      // A number that was typed and then not wanted is not kept.
      phone: byPhone ? [contact.number, contact.address].filter(Boolean).join(',') : '',
    },
    contact,
  };
}
