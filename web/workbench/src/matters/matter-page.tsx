import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { MatterStepView, MatterView } from '../../../../contracts/api-flows.ts';
import { sourceWords } from '../../../../contracts/source-words.ts';
import { formatMoment } from '../format.ts';
import { Show } from '../parts/states.tsx';
import { useHref, useTimes } from '../place.ts';
import { ClockBars } from './clock-bars.tsx';
import { ContactCard } from './contact/contact-card.tsx';
import { Content } from './content.tsx';
import { FlowPicture } from './flow-picture.tsx';
import { LetterPanel } from './letter-panel.tsx';
import { MatterLinks } from './matter-links.tsx';
import { NextSteps } from './next-steps.tsx';
import { MatterPapersPanel } from './papers/papers-panel.tsx';
import { useMatter } from './queries.ts';
import { ReferralPanel } from './referrals/referral-panel.tsx';
import { RepeatNote } from './secrecy/repeat-note.tsx';
import { WhoLooked } from './secrecy/who-looked.tsx';
import { PART_NAMES } from './words.ts';
import '../styles/matters.css';

/** One matter (事项): who has it, until when, what is to be done, what has been. */
export function MatterPage(): ReactNode {
  const { id = '' } = useParams();
  const matter = useMatter(id);
  return <Show of={matter}>{(m) => <Matter key={m.id} matter={m} />}</Show>;
}

function Matter(props: { matter: MatterView }): ReactNode {
  const { matter: m } = props;
  const { today } = useTimes();
  const href = useHref();
  const state = m.flow.states.find((s) => s.key === m.state);
  const passed = [...new Set(m.steps.map((s) => s.toState))];
  return (
    <>
      <div className="page-head">
        <h1>
          {m.flow.name} {m.number}
        </h1>
        <p>
          <span className={`state-tag ${state?.ends ? 'ended' : m.urgent ? 'urgent' : ''}`}>
            {state?.name}
          </span>
          {m.urgent && !state?.ends && <strong className="problem"> 紧急</strong>}
        </p>
      </div>
      {m.known && m.flow.privacy === 'case' && (
        <ContactCard matterId={m.id} today={today} asks={!m.closedAt && m.flow.contact !== undefined} />
      )}
      {m.urgentUntil && (
        <p className="sheet note" role="status">
          您在<strong>紧急查看</strong>,到 {formatMoment(m.urgentUntil, today)}{' '}
          自动结束;只能看,不能办。责任人和她的领导已经知道。
        </p>
      )}
      <section className="sheet" aria-label="现在">
        <p className="matter-holder">
          {state?.ends ? (
            <>
              已办结{m.closedAt && `(${formatMoment(m.closedAt, today)})`},最后由 <strong>{m.holder}</strong>{' '}
              负责。
            </>
          ) : (
            <>
              现在由 <strong>{m.holder}</strong> 负责
              <span className="hint">({formatMoment(m.holderSince, today)}起)</span>
              {m.offered && (
                <>
                  ,已交给 <strong>{m.offered}</strong>,等对方接收;接收以前责任不变
                </>
              )}
              。
            </>
          )}
        </p>
        <NextSteps
          matter={m}
          today={today}
          clocks={<ClockBars clocks={m.clocks} now={m.now} today={today} />}
        />
      </section>
      {m.known ? (
        <>
          {m.flow.privacy === 'case' && !m.closedAt && <RepeatNote matterId={m.id} />}
          <Content matter={m} />
          <MatterLinks matter={m} />
          {m.flow.key === 'first-asked' && <LetterPanel matterId={m.id} today={today} />}
          {m.flow.privacy === 'case' && <MatterPapersPanel matterId={m.id} today={today} />}
          {m.flow.privacy === 'case' && !m.urgentUntil && <ReferralPanel matterId={m.id} today={today} />}
          {m.subs.length > 0 && (
            <section className="sheet" aria-label="下面的事项">
              <h2>下面的事项</h2>
              <ul>
                {m.subs.map((s) => (
                  <li key={s.id}>
                    <Link to={href(`/matters/${s.id}`)}>{s.number}</Link> {s.closed ? '已办结' : '在办'}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="sheet" aria-label="经过">
            <h2>经过</h2>
            <ol className="history">
              {m.steps.map((s) => (
                <HistoryLine key={s.seq} step={s} matter={m} today={today} />
              ))}
            </ol>
          </section>
          <section className="sheet" aria-label="流程">
            <h2>流程</h2>
            <FlowPicture flow={m.flow} state={m.state} passed={passed} />
            <p className="hint">依据:{sourceWords(m.flow.sources)}</p>
          </section>
          <section className="sheet" aria-label="谁能看">
            <h2>谁能看</h2>
            <p>
              {m.parts.map((p) => `${p.name}(${PART_NAMES[p.why]})`).join('、')}。
              <span className="hint">其他人看不到;上级只看得到件数。</span>
            </p>
          </section>
          {m.flow.privacy === 'case' && <WhoLooked matterId={m.id} today={today} />}
        </>
      ) : (
        <section className="sheet">
          <p>接收以后才能看到内容。现在只告诉您是什么事、编号和急不急。</p>
        </section>
      )}
    </>
  );
}

function HistoryLine(props: { step: MatterStepView; matter: MatterView; today: string }): ReactNode {
  const { step: s, matter } = props;
  const name = (key: string | null): string => matter.flow.states.find((x) => x.key === key)?.name ?? '';
  const before = matter.steps[s.seq - 2];
  const moved = before !== undefined && before.holder !== s.holder;
  return (
    <li>
      <span className="history-when">{formatMoment(s.at, props.today)}</span>
      <div>
        <p>
          <strong>{s.by}</strong>
          {s.title && <span className="hint"> {s.title}</span>}
          {s.forName && <span className="hint">(代{s.forName})</span>} {s.name}
          {s.fromState !== s.toState && <span className="hint"> → {name(s.toState)}</span>}
        </p>
        {s.opinion && <p className="history-opinion">“{s.opinion}”</p>}
        {s.offered && <p className="hint">交给{s.offered},等接收</p>}
        {moved && <p className="hint">责任人:{s.holder}</p>}
      </div>
    </li>
  );
}
