import type { AgencyKind, MustReport } from '../../contracts/api-referrals.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { numberOf, parameterAt } from '../settings/index.ts';
import { DAYS_KEY } from './agencies.ts';

/**
 * In how many days an agency answers a referral of a unit sent at a moment: what the law says for this report, else the
 * unit's setting for the kind.
 */
export async function daysFor(
  tx: Tx,
  unit: { readonly path: string },
  o: { readonly kind: AgencyKind; readonly law: MustReport | null; readonly at: Date },
): Promise<number> {
  const day = chinaDay(o.at);
  if (o.law?.days && o.kind === 'police') {
    const { active } = await parameterAt(tx, o.law.days, day, unit);
    if (typeof active?.value === 'number') return active.value;
  }
  return await numberOf(tx, unit, DAYS_KEY[o.kind], day);
}

/** How long we wait after that, and how long a link lives. */
export async function waitsFor(
  tx: Tx,
  unit: { readonly path: string },
  at: Date,
): Promise<{ urgeDays: number; linkDays: number }> {
  const day = chinaDay(at);
  return {
    urgeDays: await numberOf(tx, unit, 'referrals.urge-days', day),
    linkDays: await numberOf(tx, unit, 'referrals.link-days', day),
  };
}
