import type { ReferralEventKind } from '../../contracts/api-referrals.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ReferralKit } from './kit.ts';
import type { Referral, Sent } from './referral.ts';
import { groundOf, isLate, lastDayOf } from './rules.ts';
import { eventsOf, openSent } from './store.ts';

/** What an agency reads by its link: what was sent to it, what both sides said since, and nothing else of the matter. */
export interface Letter {
  readonly id: string;
  readonly at: Date;
  readonly sent: Omit<Sent, 'consent' | 'law'>;
  /** 已征得本人同意, or the law; her own words on it stay with us. */
  readonly ground: string;
  /** How she may be reached without danger. */
  readonly contact: readonly string[];
  readonly dueDay: string;
  readonly isLate: boolean;
  readonly accepted: { readonly person: string; readonly phone: string } | null;
  /** Their questions and our replies, in order. */
  readonly talk: readonly { readonly at: Date; readonly kind: ReferralEventKind; readonly words: string }[];
}

export async function letterFor(kit: ReferralKit, tx: Tx, r: Referral, at: Date): Promise<Letter> {
  const { vault } = kit.flows;
  const { consent, law, ...sent } = await openSent(tx, vault, r.id);
  const events = await eventsOf(tx, vault, r);
  const accepted = events.findLast((e) => e.kind === 'accepted');
  return {
    id: r.id,
    at: r.at,
    sent,
    ground: consent ? '已征得本人同意,只为办这件事使用。' : groundOf({ ...sent, consent: null, law }),
    contact: await kit.contactOf(r.matterId),
    dueDay: lastDayOf(r.dueAt),
    isLate: isLate(r, at),
    accepted: accepted ? { person: accepted.said.person ?? '', phone: accepted.said.phone ?? '' } : null,
    talk: events
      .filter((e) => e.kind === 'asked' || e.kind === 'replied')
      .map((e) => ({ at: e.at, kind: e.kind, words: e.said.words ?? '' })),
  };
}
