import { dossierById, isErased } from '../flows/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { chainOf } from './contact/chain.ts';
import { isStrict } from './contact/rules.ts';
import type { CaseKit } from './kit.ts';

/** Until when she is told something, in the words of her own page. */
export interface DueForHer {
  /** The last day that is in time. */
  readonly day: string;
  /** 「答复您」: what she can expect by then. */
  readonly what: string;
  readonly isLate: boolean;
}

/**
 * Clocks that run for her: at their end somebody owes her a word. All others are the house's own (danger, reports upwards,
 * visits) and are never shown on a telephone that others may hold.
 */
export const FOR_HER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'first-asked': { answer: '答复您' },
  'petition-case': { notice: '告诉您受理不受理', finish: '办完并答复您', other: '办完并答复您' },
  'petition-review': { review: '告诉您复查、复核的结果' },
  'legal-aid': { decide: '有决定:给不给法律援助', assign: '给您派好律师' },
};

/** What she can expect by when, of her letter's matter and of all that came of it, the first day first. As the worker. */
export async function duesForHer(kit: CaseKit, tx: Tx, matterId: string): Promise<DueForHer[]> {
  const today = chinaDay(kit.flows.now());
  const dues: DueForHer[] = [];
  for (const id of await chainOf(tx, kit.flows.flows, matterId)) {
    const d = await dossierById(tx, kit.vault, id, false);
    if (!d || isErased(d.matter) || d.matter.closedAt !== null) continue;
    for (const clock of d.clocks) {
      const what = FOR_HER[d.matter.flow]?.[clock.key];
      if (what === undefined || clock.stoppedAt || clock.pausedAt) continue;
      // Where there is violence a machine writes nothing new on her page; that she is answered stood there from the start.
      if (d.matter.flow !== 'first-asked' && isStrict(d.matter)) continue;
      // The due moment is the first that is too late.
      const day = chinaDay(new Date(clock.dueAt.getTime() - 1));
      dues.push({ day, what, isLate: day < today });
    }
  }
  return dues.toSorted((a, b) => a.day.localeCompare(b.day));
}
