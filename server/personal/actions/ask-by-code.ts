import type { PersonalState, PersonalWhat } from '../../../contracts/api-personal.ts';
import { matterOfCode } from '../../cases/index.ts';
import { dossierById, isErased } from '../../flows/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { PersonalKit } from '../kit.ts';
import { newRequest } from '../new-request.ts';
import { keptUntilOf } from '../retention.ts';
import { insertRequest, requestsOf, saidOfRequest } from '../store.ts';
import { note } from './erase.ts';

/** What her own page tells of what she asked. */
export interface AskedByHer {
  readonly what: PersonalWhat;
  readonly state: PersonalState;
  readonly day: string;
  readonly dueDay: string;
  /** Why it was not done, in words for her. */
  readonly answer: string | null;
}
export interface PersonalOfCode {
  readonly asked: readonly AskedByHer[];
  /** Until when it must be kept, so that asking for an erasure before is of no use yet; null = it can be asked. */
  readonly keptUntil: string | null;
  readonly isOpen: boolean;
}

async function behind(
  kit: PersonalKit,
  tx: Tx,
  code: string,
): Promise<{ matterId: string; letterId: string }> {
  const found = await matterOfCode(tx, kit.vault, code);
  if (!found) throw new AppError('letter.no-code');
  return found;
}

/** What she asked before and what holds, for the page that her code opens. Errors: letter.no-code. */
export async function personalOfCode(kit: PersonalKit, code: string): Promise<PersonalOfCode> {
  const at = kit.flows.now();
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const { matterId } = await behind(kit, tx, code);
      const d = await dossierById(tx, kit.vault, matterId, false);
      const asked = (await requestsOf(tx, [matterId])).filter((r) => r.origin === 'portal');
      return {
        asked: await Promise.all(
          asked.map(async (r) => ({
            what: r.what,
            state: r.state,
            day: chinaDay(r.at),
            dueDay: r.dueDay,
            answer: (await saidOfRequest(tx, kit.vault, r))?.answer ?? null,
          })),
        ),
        keptUntil: d ? await keptUntilOf(tx, d.matter, at) : null,
        isOpen: d?.matter.closedAt === null,
      };
    },
    'read',
  );
}

/**
 * She asks by her code for a copy, a correction, an erasure (本人提出): it waits for who tends to her matter, with a day until
 * which. The same once more while one is open is one. Errors: letter.no-code, letter.no-words, letter.too-long.
 */
export async function askByCode(
  kit: PersonalKit,
  code: string,
  o: { readonly what: PersonalWhat; readonly words: string },
): Promise<void> {
  const words = o.words.trim();
  if (o.what === 'correct' && words.length < 2) throw new AppError('letter.no-words');
  if (words.length > 4_000) throw new AppError('letter.too-long', { count: words.length });
  const at = kit.flows.now();
  await kit.flows.worker.transaction([], async (tx) => {
    const { matterId, letterId } = await behind(kit, tx, code);
    // Held: a double press waits for the first and finds it.
    const d = await dossierById(tx, kit.vault, matterId, true);
    if (!d) throw new AppError('letter.no-code');
    if (isErased(d.matter)) throw new AppError('letter.erased');
    const { matter } = d;
    const before = (await requestsOf(tx, [matterId])).filter(
      (r) => r.what === o.what && r.origin === 'portal',
    );
    if (before.some((r) => r.state === 'open' || r.state === 'waiting')) return;
    const request = await newRequest(tx, matter, at, {
      what: o.what,
      origin: 'portal',
      letterId,
      requestKey: `${letterId}/${o.what}/${before.length}`,
    });
    const kept = await insertRequest(tx, kit.vault, request, { words });
    await note(tx, null, kept, `personal.asked-${o.what}`, at, {});
  });
}
