import type { LetterView } from '../../contracts/api-letters.ts';
import type { Actor } from '../access/index.ts';
import { actingFor, assertNotErased, dossierById, mayKnow, noteRead, withMatters } from '../flows/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { CaseKit } from './kit.ts';
import { letterOfMatter, openLetter, wordsOf } from './store.ts';

/**
 * What she wrote since, for who has her matter in hand (来件往来); null for a matter that came otherwise. Reading is
 * recorded. A person to whom the matter is only offered, or who is shown that it is late, does not see it.
 */
export async function readLetter(kit: CaseKit, actor: Actor, matterId: string): Promise<LetterView | null> {
  const acting = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  return await withMatters(kit.flows, actor, acting, async (tx) => {
    const d = await dossierById(tx, kit.vault, matterId, false);
    const right = d && (await mayKnow(kit.flows, tx, d, acting, at));
    if (!d || !right) return null;
    assertNotErased(d.matter);
    if (!actor.provedTwice) throw new AppError('matter.second-step');
    const letter = await letterOfMatter(tx, matterId);
    if (!letter) return null;
    const text = await openLetter(tx, kit.vault, letter.id);
    const words = await wordsOf(tx, kit.vault, letter.id);
    tx.later(noteRead(tx, { matter: d.matter, actor, acting, right, what: 'letter', at }));
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
