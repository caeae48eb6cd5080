import type { ReactNode } from 'react';
import { useReferralCounts } from './queries.ts';

/** How many referrals a unit and those below sent and what became of them, in a sentence (转办件数). */
export function ReferralCountsLine(props: { unit: string }): ReactNode {
  const { data: c } = useReferralCounts(props.unit);
  if (!c || c.sent === 0) return null;
  return (
    <p>
      转办给外单位 {c.sent} 件:按时答复 {c.inTime} 件,超期答复 {c.late} 件,在期限内等答复 {c.waiting} 件,
      <span className={c.silent > 0 ? 'problem' : ''}>超期没有答复 {c.silent} 件</span>,收回 {c.withdrawn}{' '}
      件。
    </p>
  );
}
