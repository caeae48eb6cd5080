import type { LetterView } from '../../contracts/api-letters.ts';
import type { Actor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { actingFor, dossierById, hasKnown, withMatters } from '../flows/index.ts';
import type { CaseKit } from './kit.ts';
import { letterOfMatter, openLetter, wordsOf } from './store.ts';

/**
 * What she wrote since, for who has her matter in hand (来件往来); null for a matter that came otherwise. Reading is
 * recorded. A person to whom the matter is only offered, or who is shown that it is late, does not see it.
 */
export async function readLetter(kit: CaseKit, actor: Actor, matterId: string): Promise<LetterView | null> {
  const acting = await actingFor(kit.flows, actor);
  return await withMatters(kit.flows, actor, acting, async (tx) => {
    const d = await dossierById(tx, kit.vault, matterId, false);
    const seats = [acting.own, ...acting.principals];
    if (!d || !seats.some((s) => hasKnown(d, s.postId))) return null;
    const letter = await letterOfMatter(tx, matterId);
    if (!letter) return null;
    const text = await openLetter(tx, kit.vault, letter.id);
    const words = await wordsOf(tx, kit.vault, letter.id);
    await recordEvent(tx, {
      regionCode: letter.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: letter.unitPath,
      action: 'letter.open',
      object: 'letter',
      objectId: letter.id,
      result: 'ok',
      detail: {},
      at: kit.flows.now(),
    });
    return {
      state: letter.state,
      whom: letter.whom,
      rating: letter.rating,
      reach: text?.reach ?? 'code',
      words: [
        { at: letter.at.toISOString(), kind: 'letter', words: text?.words ?? '' },
        ...words.map((w) => ({ at: w.at.toISOString(), kind: w.kind, words: w.words })),
      ],
    };
  });
}
