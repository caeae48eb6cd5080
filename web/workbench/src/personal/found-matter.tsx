import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import {
  PERSONAL_WHAT,
  type PersonalFound,
  type PersonalRequestView,
  type PersonalWhat,
} from '../../../../contracts/api-personal.ts';
import { CopyForm, CorrectForm, EraseForm } from './act-forms.tsx';

/** One matter that is held on her, with what can be done for her. */
export function FoundMatter(props: {
  matter: PersonalFound;
  request: PersonalRequestView | null;
}): ReactNode {
  const { matter: m } = props;
  const [open, setOpen] = useState<PersonalWhat | null>(() => {
    const { request } = props;
    return request?.matterId === m.matterId && m.may.includes(request.what) ? request.what : null;
  });
  const [done, setDone] = useState('');
  const requestId =
    props.request?.matterId === m.matterId && props.request.what === open ? props.request.id : null;
  const parts = [
    m.letters > 0 && `来件 ${m.letters} 封`,
    m.files > 0 && `材料 ${m.files} 个`,
    m.packs > 0 && `证据包 ${m.packs} 个`,
    m.referrals > 0 && `转办 ${m.referrals} 件`,
  ].filter(Boolean);
  const finish = (said: string): void => {
    setOpen(null);
    setDone(said);
  };
  const shared = { matter: m, requestId, done: finish, close: () => setOpen(null) };
  return (
    <article className="evidence">
      <h3>
        {m.flowName} {m.number}
      </h3>
      <p>
        {m.unit} · {m.day} 登记 · {m.closedDay ? `${m.closedDay} ${m.state}` : m.state}
        {parts.length > 0 && ` · ${parts.join('、')}`}
      </p>
      {m.erased ? (
        <p>内容已经依法删除,只留编号、时间和分类。</p>
      ) : (
        <>
          <p className="hint">
            {m.closedDay === null
              ? '还在办,办结以后才能删除。'
              : m.keptUntil
                ? `依规定保存到 ${m.keptUntil},到期前不能删除。`
                : '保存期限已满或者没有规定期限,可以提出删除。'}
          </p>
          {open === null && (
            <p className="actions">
              {m.may.map((what) => (
                <Button key={what} onClick={() => setOpen(what)}>
                  {what === 'erase' ? '提出删除' : what === 'copy' ? '出副本' : PERSONAL_WHAT[what]}
                </Button>
              ))}
            </p>
          )}
          {open === 'copy' && <CopyForm {...shared} />}
          {open === 'correct' && <CorrectForm {...shared} />}
          {open === 'erase' && <EraseForm {...shared} />}
        </>
      )}
      {done && <p role="status">✓ {done}</p>}
    </article>
  );
}
