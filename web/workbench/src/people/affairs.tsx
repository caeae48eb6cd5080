import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { TransferView } from '../../../../contracts/api-transfers.ts';
import { formatDay, formatMoment } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { send } from '../wire.ts';
import { refreshPeople, useAffairs } from './queries.ts';
import { TRANSFER_STATES } from './words.ts';

/** 任期与调动: what waits to be answered, and whose term is over or soon will be. */
export function Affairs(props: { unit: string; today: string }): ReactNode {
  const of = useAffairs(props.unit);
  const href = useHref();
  return (
    <Show of={of} rows={6}>
      {(view) => (
        <>
          <section className="sheet" aria-label="调动征求意见">
            <h2>调动征求意见</h2>
            {view.transfers.length === 0 ? (
              <Empty title="没有正在征求意见的调动">
                乡镇(街道)妇联主席、副主席任期没有满,要调动时,在她的档案里点“征求意见”;上一级妇联同意以后再办。
              </Empty>
            ) : (
              <ul className="people-list">
                {view.transfers.map((f) => (
                  <TransferItem key={f.id} transfer={f} today={props.today} named />
                ))}
              </ul>
            )}
          </section>
          <section className="sheet" aria-label="任期届满">
            <h2>
              任期届满 <span className="hint">已经届满的,和 {view.termsWithin} 天之内要届满的</span>
            </h2>
            {view.terms.length === 0 ? (
              <Empty title="近期没有要换届的职务">登记职务时填上任期届满日,到时候会在这里提醒。</Empty>
            ) : (
              <ul className="people-list">
                {view.terms.map((t) => (
                  <li key={`${t.personId}${t.title}${t.unitName}`} className="people-term">
                    <Link to={href(`/people/${t.personId}`)}>{t.name}</Link>
                    <span>
                      {t.unitName} {t.title}
                    </span>
                    <span className={t.days < 0 ? 'late' : 'soon'}>
                      {t.days < 0
                        ? `✗ ${formatDay(t.until)}已届满`
                        : `○ ${formatDay(t.until)}届满,还有 ${t.days} 天`}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </Show>
  );
}

/** One move: who asks whom for what, how it stands, and what this reader may do about it. */
export function TransferItem(props: { transfer: TransferView; today: string; named?: boolean }): ReactNode {
  const f = props.transfer;
  const href = useHref();
  const state = TRANSFER_STATES[f.state];
  const act = useAct();
  const [words, setWords] = useState('');
  const decide = (consent: boolean): void =>
    void act.run(async () => {
      await send(`/people/transfers/${f.id}/decide`, { version: f.version, consent, words });
      await refreshPeople();
    });
  const field = `transfer-${f.id}`;
  return (
    <li className="people-transfer">
      <p>
        <span className={`sign ${state.tone}`} aria-hidden>
          {state.sign}
        </span>{' '}
        {props.named && <Link to={href(`/people/${f.personId}`)}>{f.personName}</Link>} {f.unitName} {f.title}
        {f.toUnitName || f.toTitle ? ` → ${f.toUnitName ?? ''}${f.toTitle ?? ''}` : ' 调离'},
        {formatDay(f.day)} · <strong>{state.name}</strong>
      </p>
      <p className="hint">
        {f.askedUnit} {f.askedBy} {formatMoment(f.askedAt, props.today)} 报{f.consentUnit};原因:{f.reason}
        {f.document && ` (${f.document})`}
        {f.decidedAt && (
          <>
            <br />
            {f.consentUnit} {f.decidedBy} {formatMoment(f.decidedAt, props.today)}{' '}
            {f.state === 'objected' ? '不同意' : '同意'}
            {f.decision && `:${f.decision}`}
          </>
        )}
      </p>
      {f.may.includes('decide') && (
        <div className="people-decide">
          <label htmlFor={field}>意见(不同意时要写理由)</label>
          <Input id={field} maxLength={200} value={words} onChange={(e) => setWords(e.target.value)} />
          <BusyButton type="primary" busy={act.busy} doing="正在保存…" onClick={() => decide(true)}>
            同意
          </BusyButton>
          <Button onClick={() => decide(false)}>不同意</Button>
        </div>
      )}
      {f.may.includes('carry-out') && (
        <p>
          <Link to={href(`/people/${f.personId}`, { move: f.postId })}>办理调动</Link>
        </p>
      )}
      {f.may.includes('stop') && (
        <BusyButton
          size="small"
          busy={act.busy}
          doing="正在保存…"
          onClick={() =>
            void act.run(async () => {
              await send(`/people/transfers/${f.id}/stop`, { version: f.version });
              await refreshPeople();
            })
          }
        >
          不调了
        </BusyButton>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
    </li>
  );
}
