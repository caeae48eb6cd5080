import { newId } from '../platform/ids/index.ts';
import type { CaseKit } from './kit.ts';
import {
  contextOfLetter,
  contextOfReceipt,
  insertWord,
  letterById,
  letterOfReceipt,
  openLetter,
  wordsOf,
} from './store.ts';

/** A form that was sent before: back and sent again with other words, nothing of them is lost. */
export async function keepWhatChanged(kit: CaseKit, words: string, print: Buffer): Promise<void> {
  const { db, now } = kit.flows;
  const id = await db.transaction([contextOfReceipt(print)], (tx) => letterOfReceipt(tx, print), 'read');
  if (id === null) return;
  await db.transaction([contextOfLetter(id)], async (tx) => {
    const letter = await letterById(tx, id, true);
    const text = await openLetter(tx, kit.vault, id);
    if (!letter || !text) return;
    const known = [text.words, ...(await wordsOf(tx, kit.vault, id)).map((w) => w.words)];
    if (known.includes(words)) return;
    const at = now();
    await insertWord(tx, kit.vault, letter, { id: newId(at), at, kind: 'add', accountId: null, words });
  });
}
