import { type CompiledFlow, type Dossier, fill, isErased, type Matter, type Step } from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { idOf } from '../platform/ids/index.ts';
import type { CaseKit } from './kit.ts';
import { changeLetter, insertWord, type Letter, letterById, letterOfMatter } from './store.ts';

/** From a contact to a petition, to its aid …: further than this no matter is from her letter. */
const HOPS = 4;

/**
 * Steps of a matter that came of her letter are told to her on her own page (她在自己的页面上看得到), in the words that the
 * definition has for them (`toHer`): written once where the work is done, and not a second time at the contact. As the
 * worker, in its transaction; asked twice, nothing is told twice. Answers how many words were new.
 */
export async function tellHer(kit: CaseKit, tx: Tx, d: Dossier): Promise<number> {
  if (isErased(d.matter)) return 0;
  const matterId = d.matter.id;
  const flow = await kit.flows.flows.flow(d.matter.flow, d.matter.flowVersion);
  if (![...flow.steps.values()].some((t) => t.toHer)) return 0;
  const letter = await letterBehind(tx, matterId);
  if (!letter || letter.state === 'withdrawn') return 0;
  // Of a child her mother may write, or somebody else: the definition asks who brought it.
  const reader = letter.whom === 'other' ? 'reporter' : 'herself';
  let told = 0;
  for (const step of d.steps) {
    const words = wordsFor(flow, reader, d.matter, step);
    if (words === '') continue;
    const id = idOf('told', `${matterId}/${step.seq}`);
    const known = await tx.sql('SELECT 1 FROM letter_word WHERE letter_id = $1 AND id = $2', [letter.id, id]);
    if (known.length > 0) continue;
    await insertWord(tx, kit.vault, letter, { id, at: step.at, kind: 'answer', accountId: null, words });
    told += 1;
  }
  const state = d.matter.closedAt ? 'answered' : 'in-hand';
  if (letter.state !== state) await changeLetter(tx, letter, { ...letter, state });
  return told;
}

/** The words of a step as they stood when it was taken; '' where it tells this reader nothing. */
function wordsFor(flow: CompiledFlow, reader: 'herself' | 'reporter', matter: Matter, step: Step): string {
  const scope = { ...matter.data, ...step.data, number: matter.number, opinion: step.opinion };
  return (flow.steps.get(step.step)?.toHer ?? [])
    .filter((t) => t.reads === 'both' || t.reads === reader)
    .filter((t) => t.when === undefined || flow.judge(t.when, scope) === true)
    .map((t) => fill(t.words, scope))
    .join('\n');
}

/** The letter that it began with: its own, or that of what it came from. */
async function letterBehind(tx: Tx, matterId: string): Promise<Letter | null> {
  let ids = [matterId];
  for (let hop = 0; hop < HOPS && ids.length > 0; hop += 1) {
    for (const id of ids) {
      const letter = await letterOfMatter(tx, id);
      if (letter) return await letterById(tx, letter.id, true);
    }
    const rows = await tx.sql(
      `SELECT from_id FROM matter_link WHERE to_id = ANY ($1::uuid[]) AND why = 'came' AND NOT hidden ORDER BY at, from_id`,
      [ids],
      'letter-behind',
    );
    ids = rows.map((r) => String(r['from_id']));
  }
  return null;
}
