import type { AgencyKind } from '../../contracts/api-referrals.ts';

/** Which setting says in how many days an agency of a kind answers. */
export const DAYS_KEY: Readonly<Record<AgencyKind, string>> = {
  police: 'referrals.days-police',
  court: 'referrals.days-court',
  procuratorate: 'referrals.days-procuratorate',
  justice: 'referrals.days-justice',
  'civil-affairs': 'referrals.days-civil-affairs',
  hospital: 'referrals.days-hospital',
  school: 'referrals.days-school',
  counsel: 'referrals.days-counsel',
};

/**
 * 督促处理意见 goes to departments and units that must investigate and answer (妇女权益保障法 73). Courts and procuratorates
 * judge by their own procedure, and counsel owes us no investigation: they get a letter that asks (函).
 */
export const paperFor = (kind: AgencyKind): 'urge' | 'ask' =>
  kind === 'court' || kind === 'procuratorate' || kind === 'counsel' ? 'ask' : 'urge';
