import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { HandoverList, HandoverPage as View } from '../../../../contracts/api-handover.ts';
import { Deputies } from '../account/deputies.tsx';
import { newRequestKey } from '../draft.ts';
import { formatDay } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { refreshAll } from '../queries.ts';
import { read, send } from '../wire.ts';
import { AccountPicker } from './account-picker.tsx';
import { HandoverSheet } from './handover-sheet.tsx';
import '../styles/bulk.css';

const useHandover = (id: string): UseQueryResult<View> =>
  useQuery({
    queryKey: ['accounts', 'handover', id],
    queryFn: ({ signal }) => read<View>(`/accounts/${id}/handover`, {}, signal),
  });

/** 交接: everything that hangs on a person, given to a named successor as of a day; a list for both to sign. */
export function HandoverPage(props: { me: Me }): ReactNode {
  const id = useParams()['id'] ?? '';
  const href = useHref();
  const page = useHandover(id);
  const [list, setList] = useState<HandoverList | null>(null);
  return (
    <>
      <nav className="crumbs no-print" aria-label="位置">
        <Link to={href('/accounts')}>账号</Link> › 交接
      </nav>
      <Show of={page} rows={8}>
        {(view) => (
          <>
            <div className="page-head no-print">
              <h1>{view.account.name}的交接</h1>
              <span className="hint">{view.account.login}</span>
            </div>
            {list ? (
              <HandoverSheet list={list} close={() => setList(null)} />
            ) : (
              <>
                <HandOver key={view.posts.length} view={view} today={props.me.today} done={setList} />
                <Past view={view} today={props.me.today} open={setList} />
                {view.posts.length > 0 && (
                  <Deputies today={props.me.today} accountId={view.account.id} name={view.account.name} />
                )}
              </>
            )}
          </>
        )}
      </Show>
    </>
  );
}

function HandOver(props: { view: View; today: string; done: (list: HandoverList) => void }): ReactNode {
  const { view, today } = props;
  const [key] = useState(newRequestKey);
  const [day, setDay] = useState(today);
  const [successor, setSuccessor] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [disable, setDisable] = useState(true);
  const { busy, problem, setProblem, run } = useAct();
  const blocked = view.things.filter((t) => t.first !== null);
  const takeable = view.posts.filter((p) => p.notTaken === null);
  const taken = successor === null ? [] : takeable.filter((p) => !left.has(p.id)).map((p) => p.id);
  const isLater = day > today;
  if (view.refusal) return <p className="note">{view.refusal}</p>;
  if (view.posts.length === 0 && view.things.length === 0)
    return <p className="note">她名下没有在任的职务,也没有挂着的事,不用办交接。</p>;
  const go = (): void => {
    if (successor === null && view.things.length > 0) {
      setProblem('她手上还有东西要交,请先选接手的人。');
      return;
    }
    void run(async () => {
      const body = {
        requestKey: key,
        day,
        successorId: successor,
        taken,
        disable: disable && !isLater,
      };
      const list = await send<HandoverList>(`/accounts/${view.account.id}/handover`, body);
      await refreshAll();
      props.done(list);
    });
  };
  return (
    <section className="sheet" aria-label="她手上有什么">
      <h2>她手上有什么</h2>
      <ul className="handover-things">
        {view.posts.map((p) => (
          <li key={p.id}>
            <span className="handover-kind">职务</span>
            <span>
              {p.unitName} · {p.title} {p.title !== p.roleName && <span className="hint">{p.roleName}</span>}
              {p.notTaken && <span className="hint"> {p.notTaken}</span>}
            </span>
          </li>
        ))}
        {view.deputies.map((text) => (
          <li key={text}>
            <span className="handover-kind">代理</span>
            <span>{text}</span>
          </li>
        ))}
        {view.things.map((t) => (
          <li key={t.name}>
            <span className="handover-kind">
              {t.first ? <span className="sign late">✗</span> : null} {t.name}
            </span>
            <span>
              {t.what.length} 件:{t.what.slice(0, 6).join('、')}
              {t.what.length > 6 && ' 等'}
              {t.first && <strong className="doubt"> {t.first},再来办交接。</strong>}
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">
        她电脑上没存的草稿交不了,请她先存好。记过的台账、发过的催报、定过稿的报告都是单位的,不用交。
      </p>
      <div className="handover-form">
        <label htmlFor="handover-to">交给谁</label>
        <AccountPicker
          id="handover-to"
          label="交给谁"
          except={view.account.id}
          value={successor}
          onChange={setSuccessor}
        />
        <label htmlFor="handover-day">从哪一天起不再任职</label>
        <DayField
          id="handover-day"
          label="从哪一天起不再任职"
          value={day}
          today={today}
          onChange={(d) => setDay(d)}
        />
        {successor !== null && takeable.length > 0 && (
          <fieldset className="handover-posts">
            <legend>接手的人从那天起担任</legend>
            {takeable.map((p) => (
              <Checkbox
                key={p.id}
                checked={!left.has(p.id)}
                onChange={(e) => {
                  const next = new Set(left);
                  if (e.target.checked) next.delete(p.id);
                  else next.add(p.id);
                  setLeft(next);
                }}
              >
                {p.unitName} · {p.title}
              </Checkbox>
            ))}
          </fieldset>
        )}
        <Checkbox
          checked={disable && !isLater}
          disabled={isLater}
          onChange={(e) => setDisable(e.target.checked)}
        >
          同时停用她的账号{isLater && `(她 ${formatDay(day, today)} 才离任,到那天再停)`}
        </Checkbox>
      </div>
      <p className="note">
        {isLater ? `${formatDay(day, today)}起` : '马上'}:她的 {view.posts.length} 个职务结束
        {taken.length < view.posts.length && `,其中 ${view.posts.length - taken.length} 个空缺,等人补上`}
        {view.things.length > 0 && successor !== null && ';上面的东西都归接手的人'}
        。全部一起办成,办不成就一样都不动;办好后打印交接清单,双方签字。
      </p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" busy={busy} doing="正在办…" disabled={blocked.length > 0} onClick={go}>
          办交接
        </BusyButton>
      </p>
    </section>
  );
}

function Past(props: { view: View; today: string; open: (list: HandoverList) => void }): ReactNode {
  if (props.view.past.length === 0) return null;
  return (
    <section className="sheet no-print" aria-label="办过的交接">
      <h2>办过的交接</h2>
      <ul className="devices">
        {props.view.past.map((p) => (
          <li key={p.id}>
            <span>
              {formatDay(p.day, props.today)} 起,{p.successor ? `交给 ${p.successor}` : '还没有人接手'}
            </span>
            <span className="hint">经办 {p.by}</span>
            <span className="spacer" />
            <Button size="small" onClick={() => props.open(p)}>
              看清单
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
