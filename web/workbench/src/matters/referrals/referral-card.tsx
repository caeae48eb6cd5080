import { type ReactNode, useState } from 'react';
import {
  AGENCY_KINDS,
  type ReferralLink,
  type ReferralView,
} from '../../../../../contracts/api-referrals.ts';
import { formatDay, formatMoment } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useStep } from '../use-step.ts';
import { PaperForm } from './paper-form.tsx';
import { TendForm, type TendKind } from './tend-form.tsx';
import { dueWords, NEEDS_WORDS, PAPER_WORDS, shortened, standingOf } from './words.ts';

type Act = ReferralView['may'][number];
const ACT_WORDS: Readonly<Record<Act, string>> = {
  reply: '回复',
  read: '看过了',
  chase: '记一次催办',
  answered: '对方另外答复了',
  renew: '换链接',
  withdraw: '收回',
  paper: '起草文书',
  'paper-sent': '文书送出了',
};
/** What is most likely next stands first. */
const ORDER: readonly Act[] = [
  'reply',
  'read',
  'paper',
  'paper-sent',
  'chase',
  'answered',
  'renew',
  'withdraw',
];

/** One referral: how it stands, what went, what happened, and what she may do with it. */
export function ReferralCard(props: {
  referral: ReferralView;
  today: string;
  showLink: (link: ReferralLink) => void;
}): ReactNode {
  const { referral: r, today } = props;
  const [open, setOpen] = useState<Act | null>(null);
  const { busy, said, run } = useStep<{ link?: ReferralLink }>();
  const standing = standingOf(r);
  const isHot = r.needs !== null;
  const press = async (act: Act): Promise<void> => {
    if (act === 'read') await run(`/referrals/${r.id}/acts`, { version: r.version, act: { kind: 'read' } });
    else if (act === 'renew') {
      const answer = await run(`/referrals/${r.id}/link`, { version: r.version });
      if (answer?.link) props.showLink(answer.link);
    } else setOpen(act);
  };
  return (
    <article className={`referral ${isHot ? 'hot' : ''}`} aria-label={r.agency}>
      <div className="referral-head">
        <h3>
          {r.agency} <span className="hint">{AGENCY_KINDS[r.kind]}</span>
        </h3>
        <span className={`state-tag ${standing.tone}`}>{standing.text}</span>
      </div>
      <p className="referral-facts">
        {formatMoment(r.at, today)}发出;{dueWords(r, today)}
        {r.state !== 'withdrawn' && ';'}打开 <strong>{r.opens}</strong> 次
        {r.accepted && (
          <>
            ;接收人 <strong>{r.accepted.person}</strong>,电话 {r.accepted.phone}
          </>
        )}
        。
      </p>
      {r.needs && (
        <p className="problem" role="status">
          {r.state === 'withdrawn' ? '她撤回了,链接已经收回:请另外告诉对方不用再办' : NEEDS_WORDS[r.needs]}。
        </p>
      )}
      {r.isLocked && r.may.includes('renew') && (
        <p className="problem">口令输错太多,链接锁住了。请核对是谁在试,再点“换链接”。</p>
      )}
      <details>
        <summary>交出了什么,凭什么</summary>
        <p className="letter-words">{r.ask}</p>
        <dl className="matter-fields">
          {r.fields.map((f) => (
            <div key={f.label} className="matter-field">
              <dt>{f.label}</dt>
              <dd>{f.value}</dd>
            </div>
          ))}
        </dl>
        <p className="hint">
          {r.ground} 链接能用到 {formatDay(r.lastDay, today)}。
        </p>
      </details>
      <ol className="history">
        {shortened(r.events).map((e) => (
          <li key={`${e.at}${e.text}`}>
            <span className="history-when">{formatMoment(e.at, today)}</span>
            <div>
              <strong>{e.text}</strong>
              {e.words !== '' && <p className="letter-words">{e.words}</p>}
            </div>
          </li>
        ))}
      </ol>
      {said && (
        <p className="problem" role="alert">
          {said}
        </p>
      )}
      {open === 'paper' ? (
        <PaperForm referral={r} close={() => setOpen(null)} />
      ) : open ? (
        <TendForm
          key={open}
          referral={r}
          what={open as TendKind}
          name={ACT_WORDS[open]}
          today={today}
          close={() => setOpen(null)}
        />
      ) : (
        <div className="next-steps">
          {ORDER.filter((a) => r.may.includes(a)).map((a, i) => (
            <BusyButton
              key={a}
              busy={busy}
              doing="正在办…"
              type={i === 0 && isHot ? 'primary' : 'default'}
              danger={a === 'withdraw'}
              onClick={() => void press(a)}
            >
              {a === 'paper' ? `起草${PAPER_WORDS[r.paper]}` : ACT_WORDS[a]}
            </BusyButton>
          ))}
        </div>
      )}
    </article>
  );
}
