import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import type { DeputyCandidate, DeputyList, DeputyView } from '../../../../contracts/api-deputies.ts';
import { newRequestKey } from '../draft.ts';
import { formatDay } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DayField } from '../parts/day-field.tsx';
import { Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { refreshAll } from '../queries.ts';
import { TEXT } from '../text.ts';
import { read, send } from '../wire.ts';
import { Aways, useAways } from './aways.tsx';

const STATES = {
  now: { sign: '●', tone: 'soon', word: '正在代理' },
  coming: { sign: '○', tone: 'calm', word: '还没开始' },
  over: { sign: '✓', tone: 'done', word: '已结束' },
} as const;

/** Nobody stands in: it is only said that she is away. */
const NOBODY = 'nobody';

/** 代理: who stands in for her, and for whom she does; of another where an administrator looks. The one place to say it. */
export function Deputies(props: { today: string; accountId?: string; name?: string }): ReactNode {
  const { today, accountId } = props;
  const whose = props.name ?? '您';
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const list = useQuery({
    queryKey: ['deputies', accountId ?? 'mine'],
    queryFn: ({ signal }) =>
      read<DeputyList>(accountId ? `/accounts/${accountId}/deputies` : '/deputies', {}, signal),
  });
  return (
    <section className="sheet account-wide" aria-label="代理">
      <h2>{whose}不在时,请人代理</h2>
      <p className="hint">
        请假、出差、学习时,把一个职务交给本机关或上级单位的一位同事,到日子自己结束。等{whose}
        办的事项直接出现在她的待办里;这个职务的其他功能,她在页面上方点自己的名字,换成“代理”职务就能用。每件事都记着是代谁办的;自己的事不能代批。
      </p>
      {said && (
        <p className="saved-note" role="status">
          ✓ {said}
        </p>
      )}
      <Show of={list} rows={3}>
        {(view) => (
          <>
            {view.rows.length > 0 && (
              <ul className="devices">
                {view.rows.map((d) => (
                  <Row key={d.id} d={d} today={today} whose={whose} />
                ))}
              </ul>
            )}
            {!accountId && view.posts.length > 0 && <Aways today={today} />}
            {view.posts.length === 0 ? (
              <p className="hint">没有可以请人代理的职务(管理员的职务不能代理)。</p>
            ) : asking ? (
              <Ask
                posts={view.posts}
                today={today}
                own={!accountId}
                close={(text) => {
                  setAsking(false);
                  setSaid(text);
                }}
              />
            ) : (
              <p className="actions">
                <Button onClick={() => setAsking(true)}>请人代理</Button>
              </p>
            )}
          </>
        )}
      </Show>
    </section>
  );
}

function Row(props: { d: DeputyView; today: string; whose: string }): ReactNode {
  const { d, today } = props;
  const { busy, problem, run } = useAct();
  const state = STATES[d.state];
  return (
    <li>
      <span className={`sign ${state.tone}`} aria-hidden>
        {state.sign}
      </span>
      <span className="device-name">
        {d.mine ? (
          <>
            <strong>{d.deputy}</strong> 代理 {d.unitName}
            <span className="hint">(替{props.whose === '您' ? '您' : d.principal})</span>
          </>
        ) : (
          <>
            替 <strong>{d.principal}</strong>:{d.unitName} {d.title}
          </>
        )}
      </span>
      <span>
        {formatDay(d.from, today)} 至 {formatDay(d.to, today)} · {d.reason}
      </span>
      <span className="tag">{state.word}</span>
      <span className="spacer" />
      {d.may.includes('end') && (
        <BusyButton
          size="small"
          busy={busy}
          doing="正在结束…"
          aria-label={`结束 ${d.deputy} 的代理`}
          onClick={() =>
            void run(async () => {
              await send(`/deputies/${d.id}/end`, { sure: true });
              await refreshAll();
            })
          }
        >
          {d.state === 'coming' ? '不代理了' : '提前结束'}
        </BusyButton>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

/** Fields read '12-5' as the last one that was; an absence ends at the next. */
function coming(day: string, from: string): string {
  if (day === '' || day >= from) return day;
  const year = Number(from.slice(0, 4));
  const here = `${year}${day.slice(4)}`;
  return here >= from ? here : `${year + 1}${day.slice(4)}`;
}

function Ask(props: {
  posts: DeputyList['posts'];
  today: string;
  own: boolean;
  close: (said: string) => void;
}): ReactNode {
  const { posts, today } = props;
  const [postId, setPostId] = useState(posts[0]?.id ?? '');
  const [deputy, setDeputy] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [requestKey] = useState(newRequestKey);
  const aways = useAways(false);
  const { busy, problem, setProblem, run } = useAct();
  const candidates = useQuery({
    queryKey: ['deputies', 'candidates', postId],
    queryFn: async ({ signal }) =>
      (await read<{ rows: readonly DeputyCandidate[] }>('/deputies/candidates', { post: postId }, signal))
        .rows,
  });
  const chosen = candidates.data?.find((c) => c.id === deputy);
  const give = (): void => {
    const missing =
      (deputy === null && '请谁代理还没有选。') ||
      (to === '' && '到哪一天还没有填。') ||
      (reason.trim() === '' && deputy !== NOBODY && '事由还没有填。');
    if (missing) {
      setProblem(missing);
      return;
    }
    void run(async () => {
      if (deputy === NOBODY) {
        await send('/absences', {
          requestKey,
          from: `${from}T00:00:00+08:00`,
          until: new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString(),
        });
        await Promise.all([aways.refetch(), refreshAll()]);
        props.close(`已登记:到 ${formatDay(to, today)} 不在,没有人代理。别人交办时会看到您不在。`);
        return;
      }
      await send('/deputies', { postId, deputyId: deputy, from, to, reason });
      await refreshAll();
      props.close(`已请${chosen?.name ?? '她'}代理到 ${formatDay(to, today)},到时自己结束。`);
    });
  };
  return (
    <form
      className="reason-form deputy-form"
      onSubmit={(e) => {
        e.preventDefault();
        give();
      }}
    >
      {posts.length > 1 && (
        <>
          <label htmlFor="deputy-post">代理哪个职务</label>
          <Select
            id="deputy-post"
            aria-label="代理哪个职务"
            value={postId}
            options={posts.map((p) => ({ value: p.id, label: `${p.unitName} · ${p.title}` }))}
            onChange={(id) => {
              setPostId(id);
              setDeputy(null);
            }}
          />
        </>
      )}
      <label htmlFor="deputy-who">请谁代理</label>
      <Select<string | null>
        id="deputy-who"
        aria-label="请谁代理"
        placeholder="本机关或上级单位的同事"
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={candidates.isPending ? '正在找…' : '本机关和上级单位里没有别的在任的人。'}
        value={deputy}
        options={[
          ...(candidates.data ?? []).map((c) => ({
            value: c.id,
            label: `${c.name} · ${c.unitName} ${c.title}`,
          })),
          ...(props.own ? [{ value: NOBODY, label: '没有人代理,只登记我不在' }] : []),
        ]}
        onChange={setDeputy}
      />
      <div className="deputy-days">
        <label htmlFor="deputy-from">从</label>
        <DayField id="deputy-from" label="从哪一天" value={from} today={today} onChange={setFrom} />
        <label htmlFor="deputy-to">到(含当天)</label>
        <DayField
          id="deputy-to"
          label="到哪一天"
          value={to}
          today={today}
          onChange={(d) => setTo(coming(d, from))}
        />
      </div>
      {deputy !== NOBODY && (
        <>
          <label htmlFor="deputy-reason">事由</label>
          <Input
            id="deputy-reason"
            maxLength={100}
            placeholder="如 产假、外出学习"
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在办…">
          {deputy === NOBODY ? '登记' : '请她代理'}
        </BusyButton>
        <Button onClick={() => props.close('')}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
