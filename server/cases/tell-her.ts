import { type CompiledFlow, type Dossier, fill, isErased, type Step } from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { idOf } from '../platform/ids/index.ts';
import { circumstancesOf } from './her-circumstances.ts';
import type { CaseKit } from './kit.ts';
import { HOPS, letterBehind } from './letter-behind.ts';
import { changeLetter, insertWord, type Letter, letterById, letterOfMatter } from './store.ts';

type Said = NonNullable<CompiledFlow['definition']['start']['toHer']>;
interface Reader {
  readonly is: 'herself' | 'reporter';
  readonly calm: boolean;
}
/** More matters than these came of no letter. */
const MOST = 40;

/**
 * Steps of a matter that came of her letter are told to her on her own page (她在自己的页面上看得到), in the words that the
 * definition has for them (`toHer`): written once where the work is done, and not a second time at the contact. As the
 * worker, in its transaction; asked twice, nothing is told twice. Answers how many words were new.
 */
export async function tellHer(kit: CaseKit, tx: Tx, d: Dossier): Promise<number> {
  const { matter } = d;
  if (isErased(matter)) return 0;
  const flow = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  // A contact that is answered is over only with what came of it.
  if (!tells(flow) && !matter.closedAt) return 0;
  const behind = tells(flow) ? await letterBehind(tx, matter.id) : null;
  const letterId = tells(flow) ? behind?.letterId : (await letterOfMatter(tx, matter.id))?.id;
  const letter = letterId === undefined ? null : await letterById(tx, letterId, true);
  if (!letter || letter.state === 'withdrawn') return 0;
  const told = behind ? await writeWords(kit, tx, letter, { d, flow, path: behind.path }) : 0;
  const state = (await isOpen(kit, tx, letter)) ? 'in-hand' : 'answered';
  if (!tells(flow) && state === 'answered') return told;
  if (letter.state !== state) await changeLetter(tx, letter, { ...letter, state });
  return told;
}

const saidAt = (flow: CompiledFlow, step: string): Said => flow.steps.get(step)?.toHer ?? [];
const tells = (flow: CompiledFlow): boolean => [...flow.steps.values()].some((t) => t.toHer);

async function writeWords(
  kit: CaseKit,
  tx: Tx,
  letter: Letter,
  { d, flow, path }: { readonly d: Dossier; readonly flow: CompiledFlow; readonly path: readonly string[] },
): Promise<number> {
  const reader = await readerOf(kit, tx, letter, { d, flow, path });
  let told = 0;
  for (const step of d.steps) {
    const words = wordsFor(saidAt(flow, step.step), flow, reader, d, step);
    if (words === '') continue;
    const id = idOf('told', `${d.matter.id}/${step.seq}`);
    const known = await tx.sql('SELECT 1 FROM letter_word WHERE letter_id = $1 AND id = $2', [letter.id, id]);
    if (known.length > 0) continue;
    await insertWord(tx, kit.vault, letter, { id, at: step.at, kind: 'answer', accountId: null, words });
    told += 1;
  }
  return told;
}

/**
 * Who reads it. Of a child her mother may write, or somebody else: a petition asks who brought it, and what comes of that
 * petition is read by the same.
 */
async function readerOf(
  kit: CaseKit,
  tx: Tx,
  letter: Letter,
  { d, flow, path }: { readonly d: Dossier; readonly flow: CompiledFlow; readonly path: readonly string[] },
): Promise<Reader> {
  const is = letter.whom === 'other' ? 'reporter' : 'herself';
  if (![...flow.steps.values()].some((t) => t.toHer?.some((w) => w.calm))) return { is, calm: true };
  const { calm, byOther } = await circumstancesOf(kit, tx, d.matter, path);
  return { is: byOther ? 'reporter' : is, calm };
}

/** The words of a step as they stood when it was taken; '' where it tells this reader nothing. */
function wordsFor(said: Said, flow: CompiledFlow, reader: Reader, { matter }: Dossier, step: Step): string {
  const scope = { ...matter.data, ...step.data, number: matter.number, opinion: step.opinion };
  return said
    .filter((t) => t.reads === 'both' || t.reads === reader.is)
    .filter((t) => reader.calm || !t.calm)
    .filter((t) => t.when === undefined || flow.judge(t.when, scope) === true)
    .map((t) => fill(t.words, scope))
    .join('\n');
}

/** Whether her contact, or anything of which she is told, is still in hand. */
async function isOpen(kit: CaseKit, tx: Tx, { matterId }: Letter): Promise<boolean> {
  if (matterId === null) return false;
  const seen = new Set<string>();
  let ids = [matterId];
  for (let hop = 0; hop < HOPS && ids.length > 0; hop += 1) {
    const open = await tx.sql(
      'SELECT id, flow, flow_version FROM matter WHERE id = ANY ($1::uuid[]) AND closed_at IS NULL ORDER BY id',
      [ids],
      'letter-open',
    );
    for (const row of open) {
      if (row['id'] === matterId) return true;
      if (tells(await kit.flows.flows.flow(String(row['flow']), Number(row['flow_version'])))) return true;
    }
    for (const id of ids) seen.add(id);
    const next = await tx.sql(
      `SELECT DISTINCT to_id FROM matter_link WHERE from_id = ANY ($1::uuid[]) AND why = 'came' AND NOT hidden ORDER BY to_id LIMIT ${MOST}`,
      [ids],
      'letter-came',
    );
    ids = next.map((r) => String(r['to_id'])).filter((id) => !seen.has(id));
  }
  return false;
}
