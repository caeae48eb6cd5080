import {
  AGENCY_KINDS,
  type AgencyKind,
  ANSWERS,
  type ReferralEventView,
  type ReferralsView,
  type ReferralView,
} from '../../contracts/api-referrals.ts';
import type { Actor } from '../access/index.ts';
import { unitById } from '../org/index.ts';
import { paperFor } from './agencies.ts';
import { daysFor } from './days.ts';
import type { ReferralKit } from './kit.ts';
import { offerOf } from './offer.ts';
import { withKnownMatter } from './reach-matter.ts';
import type { Referral, ReferralEvent, Sent } from './referral.ts';
import { dayWords, groundOf, isLate, isOpen, lastDayOf, MOST_WRONG_PINS } from './rules.ts';
import { eventsOf, openSent, referralsOf } from './store.ts';

/**
 * All referrals of a matter with what happened to each, and what a new one could hold, for who has had the matter in hand.
 * Links and PINs are not here: they are shown once. Errors: not-found.
 */
export async function readReferrals(
  kit: ReferralKit,
  actor: Actor,
  matterId: string,
): Promise<ReferralsView> {
  const at = kit.flows.now();
  return await withKnownMatter(kit, actor, matterId, false, async ({ tx, matter, isHers }) => {
    const maySend = isHers && !matter.closedAt;
    const unit = await unitById(tx, matter.unitId);
    const views: ReferralView[] = [];
    for (const r of await referralsOf(tx, matter.regionCode, matter.id)) {
      const sent = await openSent(tx, kit.flows.vault, r.id);
      const events = await eventsOf(tx, kit.flows.vault, r);
      views.push(viewOf(r, sent, events, { isHers, at }));
    }
    const kinds: { kind: AgencyKind; name: string; days: number }[] = [];
    if (maySend && unit)
      for (const [kind, name] of Object.entries(AGENCY_KINDS) as [AgencyKind, string][])
        kinds.push({ kind, name, days: await daysFor(tx, unit, { kind, law: null, at }) });
    return {
      maySend,
      offer: maySend ? await offerOf(kit, matter) : [],
      kinds,
      laws: maySend ? kit.laws : [],
      referrals: views,
    };
  });
}

/** A referral as our side sees it. Pure. */
function viewOf(
  r: Referral,
  sent: Sent,
  events: readonly ReferralEvent[],
  o: { readonly isHers: boolean; readonly at: Date },
): ReferralView {
  const accepted = events.findLast((e) => e.kind === 'accepted');
  const answer = events.findLast((e) => e.kind === 'answered');
  const isLocked = r.wrongPins >= MOST_WRONG_PINS;
  const isRunning = isOpen(r) || r.state === 'expired';
  const mayWrite =
    (isRunning && isLate(r, o.at)) || (r.state === 'answered' && answer?.said.outcome !== undefined);
  const may: ReferralView['may'] = o.isHers
    ? [
        ...(r.askedAt && isOpen(r) ? (['reply'] as const) : []),
        ...(r.needs === 'read' ? (['read'] as const) : []),
        ...(isRunning ? (['chase', 'answered', 'renew', 'withdraw'] as const) : []),
        ...(mayWrite ? (['paper'] as const) : []),
        ...(events.some((e) => e.kind === 'paper-made') ? (['paper-sent'] as const) : []),
      ]
    : [];
  return {
    id: r.id,
    version: r.version,
    kind: r.kind,
    agency: sent.agency,
    ask: sent.ask,
    fields: sent.fields.map(({ label, value }) => ({ label, value })),
    ground: groundOf(sent),
    at: r.at.toISOString(),
    dueDay: lastDayOf(r.dueAt),
    lastDay: lastDayOf(r.expiresAt),
    state: r.state,
    isLate: r.state !== 'withdrawn' && isLate(r, o.at),
    needs: r.needs,
    opens: r.opens,
    isLocked,
    accepted: accepted ? { person: accepted.said.person ?? '', phone: accepted.said.phone ?? '' } : null,
    outcome: answer?.said.outcome ?? null,
    events: events.map(eventView),
    may,
    paper: paperFor(r.kind),
    paperFields: sent.fields.filter((f) => !f.isPersonal).map((f) => f.label),
  };
}

function eventView(e: ReferralEvent): ReferralEventView {
  const s = e.said;
  const parts = [
    s.person ? `${s.person},电话 ${s.phone ?? ''}` : '',
    s.outcome ? `结果:${ANSWERS[s.outcome]}。` : '',
    s.way ? `(${dayWords(s.day ?? '')},${s.way})` : '',
    s.words ?? '',
    e.kind === 'paper-sent' ? `${dayWords(s.day ?? '')}送出${s.number ? `,文号 ${s.number}` : ''}` : '',
    s.by ? `经办:${s.by}` : '',
  ];
  return { at: e.at.toISOString(), kind: e.kind, words: parts.filter((p) => p !== '').join(' ') };
}
