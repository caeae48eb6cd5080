import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { ReferralLink } from '../../../../../contracts/api-referrals.ts';
import { LinkNote } from './link-note.tsx';
import { useReferrals } from './queries.ts';
import { ReferralCard } from './referral-card.tsx';
import { SendForm } from './send-form.tsx';
import '../../styles/referrals.css';

/** Referrals (转办) of a matter to agencies outside: send one, see how each stands, tend it. */
export function ReferralPanel(props: { matterId: string; today: string }): ReactNode {
  const referrals = useReferrals(props.matterId);
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<ReferralLink | null>(null);
  const view = referrals.data;
  // Who may look and has never had it in hand sees none; a matter that is over and was never referred says nothing of it.
  if (!view || (!view.maySend && view.referrals.length === 0)) return null;
  return (
    <section className="sheet referrals" aria-label="转办">
      <div className="referrals-head">
        <h2>转办给外单位</h2>
        {view.maySend && !isOpen && !link && <Button onClick={() => setOpen(true)}>转办</Button>}
      </div>
      <p className="hint">
        公安、法院、检察院、司法、民政、医院、学校、律师。只交她同意交的;对方凭链接和口令看,不用账号。责任一直在您这里,转办不等于办完。
      </p>
      {link && <LinkNote link={link} close={() => setLink(null)} />}
      {isOpen && (
        <SendForm
          matterId={props.matterId}
          view={view}
          today={props.today}
          close={() => setOpen(false)}
          done={(given) => {
            setOpen(false);
            setLink(given);
          }}
        />
      )}
      {view.referrals.map((r) => (
        <ReferralCard key={r.id} referral={r} today={props.today} showLink={setLink} />
      ))}
    </section>
  );
}
