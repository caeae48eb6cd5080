import type { LetterState } from '../../../contracts/api-letters.ts';
import type { ContactPlan } from '../../../contracts/safe-contact.ts';
import { recordEvent } from '../../audit/index.ts';
import { takeEvent } from '../../flows/index.ts';
import { unitById } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { receiptOf, typedCode } from '../codes.ts';
import { chainOf } from '../contact/chain.ts';
import { changeByHer, type HerContact, herContact } from '../contact/her-side.ts';
import { type DueForHer, duesForHer } from '../due-for-her.ts';
import type { CaseKit } from '../kit.ts';
import {
  changeLetter,
  complaintsAbout,
  contextOfLetter,
  contextOfReceipt,
  insertWord,
  letterById,
  letterOfReceipt,
  openLetter,
  wordsOf,
} from '../store.ts';
import { complain } from './complain.ts';

/** What her side does to a letter afterwards. */
export type SaidAfter = 'add' | 'complaint' | 'rating' | 'withdraw';

/** One word of the two sides, as she sees it. */
export interface FollowedWord {
  readonly at: Date;
  readonly kind: 'letter' | 'add' | 'answer' | 'complaint' | 'withdraw' | 'message';
  readonly words: string;
}
/** Everything her code opens. */
export interface Followed {
  readonly code: string;
  readonly state: LetterState;
  /** 「鼓楼区妇联」: where it lies; never a person's name. */
  readonly where: string;
  /** What she can expect by when, the first day first; empty when nothing is owed. */
  readonly dues: readonly DueForHer[];
  readonly words: readonly FollowedWord[];
  readonly rating: number | null;
  readonly contact: Omit<HerContact, 'told'>;
}

/** Opens a letter by its code. Errors: letter.no-code, in the same words for a wrong code and for one that nobody was given. */
export async function followLetter(kit: CaseKit, typed: string): Promise<Followed> {
  const { letterId, code } = await letterOfCode(kit, typed);
  return await look(kit, letterId, code);
}

/**
 * She adds, complains, rates or withdraws (补充、提意见、评价、撤回); answers what her code opens then.
 * Errors: letter.no-code, letter.no-words, letter.too-long, letter.over.
 */
export async function sayMore(
  kit: CaseKit,
  typed: string,
  what: SaidAfter,
  said: { readonly words: string; readonly rating: number | null },
): Promise<Followed> {
  const words = said.words.trim();
  if ((what === 'add' || what === 'complaint') && words.length < 2) throw new AppError('letter.no-words');
  if (words.length > 4_000) throw new AppError('letter.too-long', { count: words.length });
  const { letterId, code } = await letterOfCode(kit, typed);
  if (what === 'complaint') await complain(kit, letterId, words);
  else await write(kit, letterId, what, words, said.rating);
  if (what === 'rating' && said.rating !== null) await passRatingOn(kit, letterId, said.rating);
  return await look(kit, letterId, code);
}

/** She says anew how she may be reached (改怎么联系我). Errors: letter.no-code, letter.over, contact.moved. */
export async function changeHerContact(
  kit: CaseKit,
  typed: string,
  change: { readonly plan: ContactPlan; readonly seen: string | null },
): Promise<Followed> {
  const { letterId, code } = await letterOfCode(kit, typed);
  await changeByHer(kit, letterId, change);
  return await look(kit, letterId, code);
}

async function write(
  kit: CaseKit,
  letterId: string,
  what: 'add' | 'rating' | 'withdraw',
  words: string,
  rating: number | null,
): Promise<void> {
  const at = kit.flows.now();
  await kit.flows.db.transaction([contextOfLetter(letterId)], async (tx) => {
    const letter = await letterById(tx, letterId, true);
    if (!letter) throw new AppError('letter.no-code');
    if (letter.state === 'withdrawn') throw new AppError('letter.over');
    if (what !== 'rating') {
      const known = await wordsOf(tx, kit.vault, letterId);
      // The same words once more in a moment are a second press of the button.
      if (known.some((w) => w.kind === what && w.words === words && at.getTime() - w.at.getTime() < 60_000))
        return;
      await insertWord(tx, kit.vault, letter, { id: newId(at), at, kind: what, accountId: null, words });
    }
    if (what !== 'add')
      await changeLetter(tx, letter, {
        ...letter,
        state: what === 'withdraw' ? 'withdrawn' : letter.state,
        rating: what === 'rating' ? rating : letter.rating,
      });
    if (what === 'withdraw' && letter.matterId !== null) await takeAllBack(kit, letter.matterId);
    await recordEvent(tx, {
      regionCode: letter.regionCode,
      accountId: null,
      postId: null,
      unitPath: letter.unitPath,
      action: `letter.${what}`,
      object: 'letter',
      objectId: letterId,
      result: 'ok',
      detail: {},
      at,
    });
  });
}

/** What went elsewhere by her consent is taken back too, of this matter and of those that came of it. */
async function takeAllBack(kit: CaseKit, matterId: string): Promise<void> {
  const chain = await kit.flows.worker.transaction(
    [],
    (tx) => chainOf(tx, kit.flows.flows, matterId),
    'read',
  );
  await kit.flows.ports.withdrawn(chain);
}

const SATISFIED: Readonly<Record<number, string>> = { 3: '满意', 2: '基本满意', 1: '不满意' };

/** How satisfied she is stands also where her letter led: at the petition that was registered from it. */
async function passRatingOn(kit: CaseKit, letterId: string, rating: number): Promise<void> {
  const letter = await kit.flows.db.transaction(
    [contextOfLetter(letterId)],
    (tx) => letterById(tx, letterId),
    'read',
  );
  const satisfied = SATISFIED[rating];
  if (letter?.matterId && satisfied)
    await takeEvent(kit.flows, letter.matterId, 'rated', { satisfied, 'satisfied-by': '她凭回执码评的' });
}

async function letterOfCode(kit: CaseKit, typed: string): Promise<{ letterId: string; code: string }> {
  const code = typedCode(typed);
  if (code === null) throw new AppError('letter.no-code');
  const print = receiptOf(kit.vault, code);
  const letterId = await kit.flows.db.transaction(
    [contextOfReceipt(print)],
    (tx) => letterOfReceipt(tx, print),
    'read',
  );
  if (letterId === null) throw new AppError('letter.no-code');
  return { letterId, code };
}

async function look(kit: CaseKit, letterId: string, code: string): Promise<Followed> {
  const followed = await kit.flows.db.transaction(
    [contextOfLetter(letterId)],
    async (tx) => {
      const letter = await letterById(tx, letterId);
      const text = await openLetter(tx, kit.vault, letterId);
      if (!letter || !text) throw new AppError('letter.no-code');
      const unit = await unitById(tx, letter.unitId);
      const complaints = await complaintsOf(kit, tx, letterId);
      const since = await wordsOf(tx, kit.vault, letterId);
      return {
        letter,
        code,
        state: letter.state,
        where: unit?.name ?? '当地妇联',
        rating: letter.rating,
        words: [
          { at: letter.at, kind: 'letter' as const, words: text.words },
          ...[...since, ...complaints].toSorted((a, b) => a.at.getTime() - b.at.getTime()),
        ],
      };
    },
    'read',
  );
  const { letter, words, ...rest } = followed;
  const { told, ...contact } = await herContact(kit, letter);
  const messages = told.map((m): FollowedWord => ({ ...m, kind: 'message' }));
  return {
    ...rest,
    contact,
    words: [...words, ...messages].toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    dues: ['received', 'in-hand'].includes(followed.state) ? await duesOf(kit, letter.matterId) : [],
  };
}

async function complaintsOf(kit: CaseKit, tx: Tx, letterId: string): Promise<FollowedWord[]> {
  const words: FollowedWord[] = [];
  for (const c of await complaintsAbout(tx, letterId)) {
    const text = await openLetter(tx, kit.vault, c.id);
    words.push({ at: c.at, kind: 'complaint', words: text?.words ?? '' });
    for (const w of await wordsOf(tx, kit.vault, c.id))
      words.push({ at: w.at, kind: w.kind, words: w.words });
  }
  return words;
}

const duesOf = async (kit: CaseKit, matterId: string | null): Promise<DueForHer[]> =>
  matterId === null
    ? []
    : await kit.flows.worker.transaction([], (tx) => duesForHer(kit, tx, matterId), 'read');
