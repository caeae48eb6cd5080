import {
  LETTER_CHANNELS,
  type LetterCause,
  type LetterChannel,
  type LetterDanger,
  type LetterText,
  type LetterWhom,
} from '../../../contracts/api-letters.ts';
import type { ContactPlan } from '../../../contracts/safe-contact.ts';
import { recordEvent } from '../../audit/index.ts';
import { beginFor, type Seat, seatToReceive } from '../../flows/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { codeOf, receiptOf } from '../codes.ts';
import { keepFirstPlan } from '../contact/change-plan.ts';
import { keepWhatChanged } from '../keep-what-changed.ts';
import type { CaseKit } from '../kit.ts';
import { receiverOf } from '../receiver.ts';
import {
  changeLetter,
  contextOfLetter,
  contextOfReceipt,
  insertLetter,
  insertReceipt,
  type Letter,
  letterOfReceipt,
} from '../store.ts';
import { CAUSE_NAMES, DANGER_NAMES } from '../words.ts';

/** What came by a public page (来件). */
export interface Incoming {
  /** The form's own random key: the same form sent twice is one letter. */
  readonly key: string;
  readonly whom: LetterWhom;
  readonly danger: LetterDanger;
  readonly cause: LetterCause;
  readonly placeId: string;
  readonly text: LetterText;
  /** How she may be reached without danger; null: not asked. */
  readonly contact: ContactPlan | null;
}

/** Rights first: the head of a rights department, then the chair, to whom letters go, then anybody of the office. */
const suits = (seat: Seat): number =>
  (/权益|维权/.test(seat.unit.name) ? 4 : 0) +
  (seat.role === 'department-head' ? 2 : 0) +
  (seat.role === 'chair' ? 1 : 0);

/**
 * Takes a letter in: sealed, with its receipt, in the hands of one person, all in one transaction. Answers the receipt
 * code. The same form sent twice is one letter and one code; what was changed in between is kept as an addition.
 * Errors: letter.no-place, letter.nobody.
 */
export async function takeIn(kit: CaseKit, incoming: Incoming): Promise<string> {
  const { db, now } = kit.flows;
  const at = now();
  const code = codeOf(kit.vault, incoming.key);
  const print = receiptOf(kit.vault, code);
  const before = await db.transaction([contextOfReceipt(print)], (tx) => letterOfReceipt(tx, print), 'read');
  if (before === null) {
    const unit = await db.transaction([], (tx) => receiverOf(tx, incoming.placeId, chinaDay(at)), 'read');
    if (!unit) throw new AppError('letter.no-place');
    const seat = await seatToReceive(kit.flows, unit.id, ['office'], suits);
    if (!seat) throw new AppError('letter.nobody');
    const letter = newLetter({ ...incoming, channel: 'web', seat, at });
    const context = [
      contextOfLetter(letter.id),
      contextOfReceipt(print),
      { name: 'app.posts', value: seat.postId } as const,
    ];
    const isNew = await db.transaction(context, async (tx) => {
      if (!(await insertReceipt(tx, letter, print))) return false;
      await insertLetter(tx, kit.vault, letter, incoming.text);
      const matter = await beginFor(kit.flows, tx, {
        flow: 'first-asked',
        seat,
        data: dataOf(letter, incoming.text),
        by: null,
      });
      await changeLetter(tx, letter, { ...letter, matterId: matter.id, state: 'in-hand' });
      if (incoming.contact)
        await keepFirstPlan(
          kit,
          tx,
          { regionCode: seat.unit.regionCode, id: matter.id, unitPath: seat.unit.path },
          incoming.contact,
          null,
        );
      await recordReceived(tx, letter, null);
      return true;
    });
    if (isNew) return code;
  }
  await keepWhatChanged(kit, incoming.text.words, print);
  return code;
}

/** A letter as it begins; it lies with the unit of the person who is responsible. */
export function newLetter(o: {
  readonly channel: LetterChannel;
  readonly whom: LetterWhom;
  readonly danger: LetterDanger;
  readonly cause: LetterCause;
  readonly placeId: string;
  readonly seat: Seat;
  readonly at: Date;
}): Letter {
  const { seat, at, placeId, channel, whom, danger, cause } = o;
  return {
    regionCode: seat.unit.regionCode,
    id: newId(at),
    unitId: seat.unit.id,
    unitPath: seat.unit.path,
    placeId,
    at,
    day: chinaDay(at),
    channel,
    whom,
    danger,
    cause,
    state: 'received',
    matterId: null,
    parentId: null,
    rating: null,
    version: 1,
  };
}

/** What the matter's first step is told; it is sealed there as well (privacy: case). */
const dataOf = (letter: Letter, text: LetterText): Readonly<Record<string, string | null>> => ({
  danger: DANGER_NAMES[letter.danger],
  channel: LETTER_CHANNELS[letter.channel],
  cause: CAUSE_NAMES[letter.cause],
  who: text.name === '' ? null : text.name,
  contact: contactOf(text),
  about: text.words,
});

/** Her number alone: when and how it may be used stands with her safe contact. */
const contactOf = (text: LetterText): string =>
  text.reach === 'code' ? '没有留联系方式,凭回执码来看答复。' : text.phone;

export async function recordReceived(
  tx: Tx,
  letter: Letter,
  by: { readonly accountId: string; readonly postId: string } | null,
): Promise<void> {
  await recordEvent(tx, {
    regionCode: letter.regionCode,
    accountId: by?.accountId ?? null,
    postId: by?.postId ?? null,
    unitPath: letter.unitPath,
    action: 'letter.receive',
    object: 'letter',
    objectId: letter.id,
    result: 'ok',
    detail: { danger: letter.danger, cause: letter.cause, channel: letter.channel },
    at: letter.at,
  });
}
