import type { Matter } from '../flows/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { changeLetter, insertWord, letterOfMatter } from './store.ts';

/**
 * What a matter's step means for the letter behind it, in the step's own transaction: the answer that was written goes to
 * her, and she sees that it is done. Matters without a letter (at the counter, by telephone) are left as they are.
 */
export async function followMatter(
  tx: Tx,
  vault: Vault,
  before: Matter | null,
  after: Matter,
  at: Date,
): Promise<void> {
  if (after.flow !== 'first-asked' || before === null || before.closedAt !== null || after.closedAt === null)
    return;
  const letter = await letterOfMatter(tx, after.id);
  if (!letter || letter.state === 'withdrawn') return;
  const answer = after.data['answer'];
  // Registered as a petition: what is told to her there she reads here (tell-her.ts), and it is not over.
  if (typeof answer !== 'string' || answer === '') return;
  await insertWord(tx, vault, letter, { id: newId(at), at, kind: 'answer', accountId: null, words: answer });
  await changeLetter(tx, letter, { ...letter, state: 'answered' });
}
