import { recordEvent } from '../audit/index.ts';
import { unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { receiptOf, typedCode } from './codes.ts';
import type { PortalKit, SaidAfter } from './ports.ts';
import {
  changeLetter,
  contextOfReceipt,
  contextOfUnit,
  insertWord,
  type Letter,
  letterById,
  letterOfReceipt,
  openLetter,
  wordsOf,
} from './store.ts';
import type { FollowView } from './views/follow.ts';

/** Everything her code opens, short of what only the page knows. */
export type Followed = Omit<FollowView, 'note' | 'problems' | 'typed'>;

/** Opens a letter by its code. Errors: letter.no-code for a code that nobody was given, in the same words as a wrong one. */
export async function followLetter(kit: PortalKit, typed: string): Promise<Followed> {
  return await withLetter(kit, typed, 'read', (tx, letter, code) => viewOf(kit, tx, letter, code));
}

/** She adds, complains, rates or withdraws (补充、提意见、评价、撤回). Errors: letter.no-code, letter.no-words, letter.over. */
export async function sayMore(
  kit: PortalKit,
  typed: string,
  what: SaidAfter,
  said: { readonly words: string; readonly rating: number | null },
): Promise<Followed> {
  const words = said.words.trim();
  if ((what === 'add' || what === 'complaint') && words.length < 2) throw new AppError('letter.no-words');
  if (words.length > 4_000) throw new AppError('letter.too-long', { count: words.length });
  return await withLetter(kit, typed, 'write', async (tx, letter, code) => {
    if (letter.state === 'withdrawn') throw new AppError('letter.over');
    const at = kit.now();
    const known = await wordsOf(tx, kit.vault, letter.id);
    // The same words once more in a moment are a second press of the button.
    const isAgain = known.some(
      (w) => w.kind === what && w.words === words && at.getTime() - w.at.getTime() < 60_000,
    );
    if (isAgain) return await viewOf(kit, tx, letter, code);
    if (what !== 'rating' && (words !== '' || what === 'withdraw'))
      await insertWord(tx, kit.vault, letter, { id: newId(at), at, kind: what, accountId: null, words });
    const after: Letter = {
      ...letter,
      state: what === 'withdraw' ? 'withdrawn' : letter.state,
      rating: what === 'rating' ? said.rating : letter.rating,
    };
    if (what === 'rating' || what === 'withdraw') await changeLetter(tx, letter, after);
    if (letter.matterId !== null) await kit.ports.said(tx, letter.matterId, what);
    await recordEvent(tx, {
      regionCode: letter.regionCode,
      accountId: null,
      postId: null,
      unitPath: letter.unitPath,
      action: `letter.${what}`,
      object: 'letter',
      objectId: letter.id,
      result: 'ok',
      detail: {},
      at,
    });
    return await viewOf(kit, tx, after, code);
  });
}

async function withLetter<T>(
  kit: PortalKit,
  typed: string,
  mode: 'read' | 'write',
  fn: (tx: Tx, letter: Letter, code: string) => Promise<T>,
): Promise<T> {
  const code = typedCode(typed);
  if (code === null) throw new AppError('letter.no-code');
  const print = receiptOf(kit.vault, code);
  const there = await kit.db.transaction(
    [contextOfReceipt(print)],
    (tx) => letterOfReceipt(tx, print),
    'read',
  );
  if (!there) throw new AppError('letter.no-code');
  return await kit.db.transaction(
    contextOfUnit(there.unitPath),
    async (tx) => {
      const letter = await letterById(tx, there.id, mode === 'write');
      if (!letter) throw new AppError('letter.no-code');
      return await fn(tx, letter, code);
    },
    mode,
  );
}

const LOCAL = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const inWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

async function viewOf(kit: PortalKit, tx: Tx, letter: Letter, code: string): Promise<Followed> {
  const [unit, text, words] = [
    await unitById(tx, letter.unitId),
    await openLetter(tx, kit.vault, letter.id),
    await wordsOf(tx, kit.vault, letter.id),
  ];
  const isOwed = letter.state === 'received' || letter.state === 'in-hand';
  const due = isOwed && letter.matterId !== null ? await kit.ports.due(tx, letter.matterId) : null;
  return {
    code,
    state: letter.state,
    where: unit?.name ?? '当地妇联',
    due: due === null ? null : inWords(due),
    rating: letter.rating,
    words: [
      { at: LOCAL.format(letter.at), from: 'her', kind: 'letter', words: text?.words ?? '' },
      ...words.map((w) => ({
        at: LOCAL.format(w.at),
        from: w.accountId === null ? ('her' as const) : ('us' as const),
        kind: w.kind,
        words: w.words,
      })),
    ],
  };
}
