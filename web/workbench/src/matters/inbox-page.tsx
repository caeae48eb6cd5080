import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import {
  BOXES,
  type Box,
  type CountSeen,
  type InboxPage,
  type MatterRow,
} from '../../../../contracts/api-flows.ts';
import { Deputies } from '../account/deputies.tsx';
import { formatMoment } from '../format.ts';
import { Empty, Show } from '../parts/states.tsx';
import { useGo, useHref, useSetParams, useTimes } from '../place.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { read, sentenceOf } from '../wire.ts';
import { BeginButtons } from './begin-choice.tsx';
import { useFlows, useInbox, useMatterCounts } from './queries.ts';
import { ReferralCountsLine } from './referrals/counts-line.tsx';
import { UrgentForm } from './secrecy/urgent-form.tsx';
import { UrgentNotices } from './secrecy/urgent-notices.tsx';
import { BOX_EMPTY, BOX_NAMES, howFar, WHY_NAMES } from './words.ts';
import '../styles/matters.css';

/** 事项: what waits for her, what to read, what is late, what passed through her hands; and what she may begin. */
export function MattersPage(props: { me: Me }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const asked = params.get('box') ?? 'todo';
  const box: Box = BOXES.find((b) => b === asked) ?? 'todo';
  const flow = params.get('flow') ?? '';
  const q = params.get('q') ?? '';
  const inbox = useInbox({ box, flow, q });
  const flows = useFlows();
  const [away, setAway] = useState(false);
  const [urgent, setUrgent] = useState(false);
  const go = useGo();
  return (
    <>
      <div className="page-head">
        <h1>事项</h1>
        <div className="begin-buttons">
          <BeginButtons />
          <Button onClick={() => setAway(!away)} aria-expanded={away}>
            我不在时谁代理
          </Button>
          <Button onClick={() => setUrgent(!urgent)} aria-expanded={urgent}>
            紧急查看
          </Button>
          <Button onClick={() => go('/personal')}>个人信息</Button>
        </div>
      </div>
      {urgent && <UrgentForm me={props.me} close={() => setUrgent(false)} />}
      <UrgentNotices />
      {away && <Deputies today={props.me.today} />}
      <section className="sheet" aria-label="我的事项">
        <div className="box-tabs">
          <div role="tablist" aria-label="看哪一类">
            {BOXES.map((b) => {
              const n = inbox.data?.counts[b] ?? 0;
              return (
                <button
                  key={b}
                  type="button"
                  role="tab"
                  aria-selected={b === box}
                  className={b === box ? 'here' : ''}
                  onClick={() => set({ box: b === 'todo' ? null : b })}
                >
                  {BOX_NAMES[b]}
                  {b !== 'past' && n > 0 && (
                    <span className={`tab-count ${b === 'late' ? 'late' : ''}`}>{n >= 99 ? '99+' : n}</span>
                  )}
                </button>
              );
            })}
          </div>
          <Filters
            flow={flow}
            q={q}
            flows={(flows.data ?? []).map((f) => ({ value: f.flow.key, label: f.flow.name }))}
          />
        </div>
        <Show of={inbox} rows={5}>
          {(page) => <Rows key={`${box}/${flow}/${q}`} first={page} ask={{ box, flow, q }} />}
        </Show>
      </section>
      <Counts unit={seatOf(props.me)} />
    </>
  );
}

function Filters(props: {
  flow: string;
  q: string;
  flows: readonly { value: string; label: string }[];
}): ReactNode {
  const set = useSetParams();
  const [text, setText] = useState(props.q);
  useEffect(() => setText(props.q), [props.q]);
  return (
    <div className="box-filters">
      <Select
        aria-label="哪一种事"
        value={props.flow}
        options={[{ value: '', label: '各种事' }, ...props.flows]}
        onChange={(flow: string) => set({ flow: flow || null }, { replace: true })}
      />
      <Input.Search
        aria-label="按标题或编号找"
        placeholder="标题或编号"
        allowClear
        value={text}
        onChange={(e) => setText(e.target.value)}
        onSearch={(q) => set({ q: q.trim() || null }, { replace: true })}
      />
    </div>
  );
}

function Rows(props: { first: InboxPage; ask: { box: Box; flow: string; q: string } }): ReactNode {
  const { today } = useTimes();
  const href = useHref();
  const [more, setMore] = useState<readonly InboxPage[]>([]);
  const [problem, setProblem] = useState('');
  const pages = [props.first, ...more];
  const rows = pages.flatMap((p) => p.rows);
  const next = pages.at(-1)?.next;
  if (rows.length === 0)
    return (
      <Empty title={BOX_EMPTY[props.ask.box]}>
        {props.ask.q || props.ask.flow ? '换个词或去掉筛选再看看。' : '办过的在“经手”里,每一步都留着。'}
      </Empty>
    );
  return (
    <>
      <ul className="matter-rows">
        {rows.map((r) => (
          <Row key={r.id} row={r} today={today} to={href(`/matters/${r.id}`)} />
        ))}
      </ul>
      {problem && <p className="problem">{problem}</p>}
      {next && (
        <p className="more-rows">
          <Button
            onClick={() => {
              read<InboxPage>('/matters', { ...props.ask, after: next })
                .then((page) => setMore([...more, page]))
                .catch((error: unknown) => setProblem(sentenceOf(error)));
            }}
          >
            {TEXT.more(30)}
          </Button>
        </p>
      )}
    </>
  );
}

function Row(props: { row: MatterRow; today: string; to: string }): ReactNode {
  const { row: r } = props;
  const far =
    r.dueAt && r.why !== 'past' && r.why !== 'own' ? howFar(r.dueAt, new Date().toISOString()) : null;
  return (
    <li className={r.urgent ? 'urgent' : ''}>
      <Link to={props.to} className="matter-link">
        <span className="matter-title">
          {r.urgent && <strong className="problem">急 </strong>}
          {r.title || `${r.flowName}(接收后看内容)`}
        </span>
        <span className="hint matter-number">{r.number}</span>
      </Link>
      <span className="matter-why">
        {r.forName ? `替${r.forName}:` : ''}
        {WHY_NAMES[r.why]}
      </span>
      <span className="matter-state">{r.state}</span>
      <span className={`matter-due ${far?.tone ?? 'calm'}`}>
        {far ? far.text : formatMoment(r.movedAt, props.today)}
      </span>
    </li>
  );
}

/** What superiors see of the matters below them: how many, and nothing of any. */
function Counts(props: { unit: string }): ReactNode {
  const counts = useMatterCounts(props.unit);
  const some = (counts.data?.counts ?? []).filter((c) =>
    [c.open, c.done, c.refused, c.withdrawn].some((n) => n !== 0),
  );
  const words = (n: CountSeen): string =>
    n === 'few' ? `少于${counts.data?.fewerThan}` : n === 'withheld' ? '不单列' : String(n);
  const isHidden = some.some((c) =>
    [c.open, c.late, c.done, c.refused, c.withdrawn].some((n) => typeof n !== 'number'),
  );
  if (some.length === 0) return null;
  return (
    <section className="sheet" aria-label="本单位和下级的件数">
      <h2>
        本单位和下级的件数 <span className="hint">只数件数;内容只有经办的人看得到</span>
      </h2>
      <div className="table-box">
        <table className="lines plain">
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col" className="number">
                在办
              </th>
              <th scope="col" className="number">
                其中超期
              </th>
              <th scope="col" className="number">
                办结
              </th>
              <th scope="col" className="number">
                不同意
              </th>
              <th scope="col" className="number">
                撤回
              </th>
            </tr>
          </thead>
          <tbody>
            {some.map((c) => (
              <tr key={c.flow}>
                <th scope="row">{c.name}</th>
                <td className="number">{words(c.open)}</td>
                <td className={`number ${c.late === 0 ? '' : 'problem'}`}>{words(c.late)}</td>
                <td className="number">{words(c.done)}</td>
                <td className="number">{words(c.refused)}</td>
                <td className="number">{words(c.withdrawn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isHidden && (
        <p className="hint">
          个案一件可能就是一位妇女:少于 {counts.data?.fewerThan}{' '}
          件的不写数,能由此推算出来的也不单列。数字每十分钟更新一次。
        </p>
      )}
      <ReferralCountsLine unit={props.unit} />
    </section>
  );
}
