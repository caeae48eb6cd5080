import { type ReactNode, useRef, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import {
  PERSONAL_WHAT,
  type PersonalFindAnswer,
  type PersonalRequestView,
} from '../../../../contracts/api-personal.ts';
import { Empty, Show } from '../parts/states.tsx';
import { Approvals } from './approvals.tsx';
import { FindForm } from './find-form.tsx';
import { FoundMatter } from './found-matter.tsx';
import { useRequests } from './queries.ts';
import { RefuseForm, requestState } from './request-line.tsx';
import '../styles/personal.css';

/** 个人信息: what women ask of their own data, and what is held on one of them; for the security administrator, erasures. */
export function PersonalPage(props: { me: Me }): ReactNode {
  const has = (p: string): boolean => props.me.permissions.includes(p);
  return (
    <>
      <div className="page-head">
        <h1>{has('personal.approve') ? '删除审批' : '个人信息'}</h1>
      </div>
      {has('personal.approve') ? <Approvals /> : <Tending />}
    </>
  );
}

function Tending(): ReactNode {
  const [found, setFound] = useState<PersonalFindAnswer | null>(null);
  const [about, setAbout] = useState<PersonalRequestView | null>(null);
  const requests = useRequests();
  const heading = useRef<HTMLHeadingElement>(null);
  const tend = (r: PersonalRequestView): void => {
    setFound(null);
    setAbout(r);
    heading.current?.scrollIntoView();
    heading.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <section className="sheet" aria-label="本人提出的">
        <h2>本人提出的</h2>
        <Show of={requests} rows={3}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title="没有人提出过">她凭回执码在网页上提出,或者来人提出、您在下面办,都列在这里。</Empty>
            ) : (
              <ul className="evidence-list">
                {rows.map((r) => (
                  <li key={r.id}>
                    <strong>{PERSONAL_WHAT[r.what]}</strong> · {r.flowName} {r.number}({r.unit}) ·{' '}
                    <span className={r.isLate ? 'problem' : ''}>{requestState(r)}</span>
                    {r.words && <p className="hint">{r.words}</p>}
                    {r.state === 'open' && (
                      <RefuseForm request={r} tend={() => tend(r)} isTended={about?.id === r.id} />
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Show>
      </section>
      <section className="sheet" aria-label="查一个人的信息">
        <h2 ref={heading} tabIndex={-1}>
          {about ? `办「${PERSONAL_WHAT[about.what]}」:${about.number}` : '查一个人的信息'}
        </h2>
        <FindForm key={about?.id ?? ''} number={about?.number ?? ''} show={setFound} />
        {found && <Found found={found} request={about} />}
      </section>
    </>
  );
}

function Found(props: { found: PersonalFindAnswer; request: PersonalRequestView | null }): ReactNode {
  const { found } = props;
  if (found.rows.length + found.elsewhere.length + found.roster.length === 0)
    return (
      <Empty title="没有查到">
        请核对;这里只有您所在单位的,您负责或者归您的部室、领导管的。和您本人有关的不会显示。
      </Empty>
    );
  return (
    <div role="status">
      {found.rows.map((m) => (
        <FoundMatter key={`${m.matterId} ${m.version}`} matter={m} request={props.request} />
      ))}
      {found.elsewhere.map((e) => (
        <p key={e.place}>
          另有 {e.count} 件在{e.place},请她向那里提出。
        </p>
      ))}
      {found.roster.map((p) => (
        <p key={`${p.name} ${p.unit}`}>
          花名册里有同名的一位:{p.unit}。是她本人的,在「人员」里更正;任职记录按干部档案保存。
        </p>
      ))}
    </div>
  );
}
