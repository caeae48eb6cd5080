import type { ContactMessage, ContactStanding, ContactView } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import { noteRead } from '../../flows/index.ts';
import { unitById } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { CaseKit } from '../kit.ts';
import { letterOfMatter } from '../store.ts';
import { type IsHoliday, type Standing, standingAt } from './hours.ts';
import { holidaysOf, type Known, plansFor, withContact } from './known.ts';
import { isStrict } from './rules.ts';
import { type ContactEvent, contactEventsOf, type KeptPlan, waitingIn } from './store.ts';
import { hoursInWords, planInWords, wordingOf } from './wording.ts';

/**
 * Whether she may be reached now and what to say (安全联系), for who knows the matter; null where nobody is to be reached.
 * Reading is recorded. Errors: not-found, matter.second-step.
 */
export const readContact = (kit: CaseKit, actor: Actor, matterId: string): Promise<ContactView | null> =>
  withContact(kit, actor, matterId, async (k) => {
    if (!k.reaches) return null;
    const view = await viewFor(kit, k);
    const { tx, d, acting, right, at } = k;
    tx.later(noteRead(tx, { matter: d.matter, actor, acting, right, what: 'letter', at }));
    return view;
  });

/** The same for who has just changed something. */
export async function viewFor(kit: CaseKit, k: Known): Promise<ContactView> {
  const { tx, d, at } = k;
  const [plans, events, unit, letter] = await Promise.all([
    plansFor(kit, d.matter.id),
    contactEventsOf(tx, kit.vault, [d.matter.id]),
    unitById(tx, d.matter.unitId),
    letterOfMatter(tx, d.matter.id),
  ]);
  const isHoliday = await holidaysOf(kit.flows, tx, d.matter.unitPath);
  const waiting = waitingIn(events);
  const plan = plans[0]?.plan ?? null;
  return {
    seen: plans[0]?.id ?? null,
    plan,
    number: numberIn(d.matter.data),
    strict: isStrict(d.matter),
    standing: standingView(standingAt(plan, at, isHoliday)),
    hoursInWords: plan ? hoursInWords(plan) : '',
    wording: wordingOf(plan, waiting[0]?.said.what ?? 'own', unit?.name ?? '妇联'),
    hasPage: letter !== null,
    mine: k.isHers,
    messages: waiting.map((m) => messageView(m, { plan, at, isHoliday })),
    attempts: events.flatMap((e) => attemptView(e)).toReversed(),
    history: plans.map(({ id, at: when, by, plan: said }: KeptPlan) => ({
      id,
      at: when.toISOString(),
      by: by ?? '她自己',
      words: planInWords(said),
    })),
    now: at.toISOString(),
  };
}

const numberIn = (data: Readonly<Record<string, unknown>>): string =>
  ['phone', 'contact']
    .map((key) => data[key])
    .filter((v): v is string => typeof v === 'string' && v !== '')
    .join(',');

const standingView = (s: Standing): ContactStanding =>
  s.now
    ? { now: true, until: s.until?.toISOString() ?? null }
    : { now: false, why: s.why, next: s.next?.toISOString() ?? null };

/** When a message may be told: at her next safe hour, not before its own day. Pure. */
export function nextFor(
  m: Pick<ContactEvent, 'said'>,
  o: { readonly plan: ContactView['plan']; readonly at: Date; readonly isHoliday: IsHoliday },
): Date | null {
  const from = m.said.from ? new Date(`${m.said.from}T00:00:00+08:00`) : null;
  const at = from && from > o.at ? from : o.at;
  const standing = standingAt(o.plan, at, o.isHoliday);
  return standing.now ? at : standing.next;
}

const messageView = (
  m: ContactEvent,
  o: { readonly plan: ContactView['plan']; readonly at: Date; readonly isHoliday: IsHoliday },
): ContactMessage => ({
  id: m.id,
  at: m.at.toISOString(),
  what: m.said.what ?? 'own',
  words: m.said.words ?? '',
  from: m.said.from && m.said.from > chinaDay(o.at) ? m.said.from : null,
  next: nextFor(m, o)?.toISOString() ?? null,
});

const attemptView = (e: ContactEvent): ContactView['attempts'] =>
  e.kind === 'message'
    ? []
    : [
        {
          id: e.id,
          at: e.said.when ?? e.at.toISOString(),
          way: e.kind === 'page' ? 'page' : (e.said.way ?? 'she'),
          outcome: e.said.outcome ?? null,
          words: e.kind === 'drop' ? `不用告诉她了:${e.said.reason ?? ''}` : (e.said.words ?? ''),
          reason: e.kind === 'drop' ? '' : (e.said.reason ?? ''),
          by: e.by ?? '',
        },
      ];
