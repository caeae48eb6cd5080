import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { PersonView, PostView } from '../../../../contracts/api-people.ts';
import { FULLTIME, POST_KINDS } from '../../../../contracts/api-people-fields.ts';
import { formatDay, formatMoment, formatMonth } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref, useSetParams, useTimes } from '../place.ts';
import { send } from '../wire.ts';
import { type Act, ActDrawer } from './acts.tsx';
import { TransferItem } from './affairs.tsx';
import { Pair } from './duplicates.tsx';
import { LibraryItem } from './libraries.tsx';
import { refreshPeople, usePerson } from './queries.ts';
import './people.css';

const ROUTES = { phone: 'phone', idNumber: 'id-number', birthday: 'birthday' } as const;

/** 人员档案: one person with her dated posts. */
export function PersonPage(props: { me: Me }): ReactNode {
  const { id = '' } = useParams();
  const of = usePerson(id);
  return (
    <Show of={of} rows={10}>
      {(person) => <File key={person.id} person={person} me={props.me} />}
    </Show>
  );
}

function File(props: { person: PersonView; me: Me }): ReactNode {
  const { person: p, me } = props;
  const { today } = useTimes();
  const href = useHref();
  const [params] = useSearchParams();
  const set = useSetParams();
  const [act, setAct] = useState<Act | null>(null);
  const moving = p.posts.find((x) => x.id === params.get('move') && x.may.includes('move'));
  const shown: Act | null = act ?? (moving ? { kind: 'move', post: moving } : null);
  const close = (): void => {
    setAct(null);
    if (params.get('move')) set({ move: null }, { replace: true });
  };
  return (
    <>
      <p className="crumbs">
        <Link to={href('/people')}>人员</Link> › <strong>{p.name}</strong>
      </p>
      <div className="page-head">
        <h1>{p.name}</h1>
        <span className="spacer" />
        {p.may.includes('correct') && <Button onClick={() => setAct({ kind: 'correct' })}>更正</Button>}
        {p.may.includes('library') && <Button onClick={() => setAct({ kind: 'library' })}>加入人才库</Button>}
        {p.may.includes('add-post') && (
          <Button type="primary" onClick={() => setAct({ kind: 'add-post' })}>
            加一个职务
          </Button>
        )}
      </div>
      {p.same.length > 0 && (
        <section className="sheet" aria-label="疑似重复">
          <h2>花名册里还有一份很像</h2>
          <ul className="people-list">
            {p.same.map((pair) => (
              <Pair key={`${pair.one.id}${pair.other.id}`} pair={pair} of={p.id} />
            ))}
          </ul>
        </section>
      )}
      <section className="sheet" aria-label="基本情况">
        <dl className="people-facts">
          <Fact name="性别" value={p.sex} />
          <Fact
            name="出生年月"
            value={p.birthMonth && `${formatMonth(p.birthMonth)}${p.age === null ? '' : `(${p.age} 岁)`}`}
          />
          <Fact name="民族" value={p.ethnic} />
          <Fact name="文化程度" value={p.schooling} />
          <Fact name="政治面貌" value={p.party} />
          <Fact name="编制" value={p.establishment} />
          <Fact name="职级" value={p.rank} />
          <Fact name="从事妇女工作起" value={p.womenSince && formatDay(p.womenSince)} />
          {p.sealed.map((s) => (
            <div key={s.field}>
              <dt>{s.label}</dt>
              <dd>
                <Sealed person={p.id} sealed={s} />
              </dd>
            </div>
          ))}
          {p.note && <Fact name="备注" value={p.note} />}
        </dl>
      </section>
      <section className="sheet" aria-label="任职经历">
        <h2>任职经历</h2>
        <ul className="people-list">
          {p.posts.map((post) => (
            <PostItem key={post.id} post={post} act={setAct} />
          ))}
        </ul>
      </section>
      {p.transfers.length > 0 && (
        <section className="sheet" aria-label="调动征求意见">
          <h2>调动征求意见</h2>
          <ul className="people-list">
            {p.transfers.map((f) => (
              <TransferItem key={f.id} transfer={f} today={today} />
            ))}
          </ul>
        </section>
      )}
      {p.libraries.length > 0 && (
        <section className="sheet" aria-label="人才库">
          <h2>人才库</h2>
          <ul className="people-list">
            {p.libraries.map((l) => (
              <LibraryItem key={l.id} entry={l} today={today} />
            ))}
          </ul>
        </section>
      )}
      <section className="sheet" aria-label="改动记录">
        <h2>改动记录</h2>
        {p.merges.map((m) => (
          <UndoMerge key={m.id} merge={m} today={today} />
        ))}
        {p.history.length === 0 ? (
          <p className="hint">登记以来没有改动,或者是从文件导入的。</p>
        ) : (
          <ul className="people-list">
            {p.history.map((h) => (
              <li key={`${h.at}${h.text}`}>
                <span className="hint">
                  {formatMoment(h.at, today)} {h.who}
                </span>{' '}
                {h.text}
                {h.reason && <span className="hint">(原因:{h.reason})</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
      {shown && <ActDrawer key={shown.kind} act={shown} person={p} me={me} today={today} close={close} />}
    </>
  );
}

function Fact(props: { name: string; value: string | null }): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value || <span className="hint">没有登记</span>}</dd>
    </div>
  );
}

/** A sealed field: masked, opened by a click that is recorded, gone again when one leaves the page. */
function Sealed(props: { person: string; sealed: PersonView['sealed'][number] }): ReactNode {
  const { sealed: s } = props;
  const [value, setValue] = useState<string | null>(null);
  const { busy, problem, run } = useAct();
  if (!s.has) return <span className="hint">没有登记</span>;
  if (value !== null) return <span className="people-opened">{value}</span>;
  return (
    <>
      {s.masked ?? '已登记'}{' '}
      {s.may && (
        <BusyButton
          size="small"
          busy={busy}
          doing="正在打开…"
          title="打开会留下记录"
          aria-label={`看${s.label}`}
          onClick={() =>
            void run(async () =>
              setValue((await send<{ value: string }>(`/people/${props.person}/${ROUTES[s.field]}`)).value),
            )
          }
        >
          看
        </BusyButton>
      )}
      {problem && (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

const ACTS: readonly {
  readonly kind: 'move' | 'ask' | 'end' | 'correct-post';
  readonly may: string;
  readonly label: string;
}[] = [
  { kind: 'move', may: 'move', label: '调动' },
  { kind: 'ask', may: 'ask', label: '征求意见' },
  { kind: 'end', may: 'end', label: '离任' },
  { kind: 'correct-post', may: 'correct', label: '更正' },
];

function PostItem(props: { post: PostView; act: (act: Act) => void }): ReactNode {
  const { post: p } = props;
  const more = [
    p.kind !== 'cadre' && POST_KINDS[p.kind],
    p.fulltime && FULLTIME[p.fulltime],
    p.extra ? `另兼 ${p.extra} 个职务${p.extraNames ? `(${p.extraNames})` : ''}` : false,
    p.share !== null && `妇联工作占 ${p.share}%`,
    p.termUntil && `任期到 ${formatDay(p.termUntil)}`,
    p.startReason,
    p.startDocument,
  ].filter((x): x is string => typeof x === 'string' && x !== '');
  return (
    <li className={`people-post ${p.to ? 'past' : ''}`}>
      <div>
        <strong>
          {p.unitName} {p.title}
        </strong>{' '}
        {p.to === null ? <span className="tag done">在任</span> : <span className="tag">已离任</span>}
        <p>
          {p.from ? formatDay(p.from) : '任职日期不详'} — {p.to ? formatDay(p.to) : '至今'}
          {p.to && p.endReason && `,${p.endReason}`}
          {p.to && p.endDocument && `(${p.endDocument})`}
        </p>
        {more.length > 0 && <p className="hint">{more.join(' · ')}</p>}
        {p.needsConsent && <p className="hint">任期没有满,调动、免职要先征得上一级妇联同意。</p>}
      </div>
      <div className="people-acts">
        {ACTS.filter((a) => p.may.includes(a.may)).map((a) => (
          <Button
            key={a.kind}
            size="small"
            aria-label={`${a.label}:${p.unitName}${p.title}`}
            onClick={() => props.act({ kind: a.kind, post: p })}
          >
            {a.label}
          </Button>
        ))}
      </div>
    </li>
  );
}

function UndoMerge(props: { merge: PersonView['merges'][number]; today: string }): ReactNode {
  const { merge: m } = props;
  const { busy, problem, run } = useAct();
  return (
    <p className="note">
      {formatMoment(m.at, props.today)} 并入了另一份「{m.goneName}」的档案。{' '}
      {m.may && (
        <BusyButton
          size="small"
          busy={busy}
          doing="正在撤销…"
          onClick={() =>
            void run(async () => {
              await send(`/people/merges/${m.id}/undo`);
              await refreshPeople();
            })
          }
        >
          撤销合并
        </BusyButton>
      )}
      {problem && (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
    </p>
  );
}
