import { useQuery } from '@tanstack/react-query';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { HandedIn, PaperRow, PapersView } from '../../../../contracts/api-papers.ts';
import { Show } from '../parts/states.tsx';
import { periodName, periodRange } from '../period.ts';
import { useHref, useTimes } from '../place.ts';
import type { ReportKind } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { read } from '../wire.ts';
import { choicesOf } from './choices.ts';
import { daysParams, dayTime } from './when.ts';

const STATES: Readonly<Record<PaperRow['state'], { name: string; tone: string }>> = {
  draft: { name: '草稿', tone: '' },
  reading: { name: '复核中', tone: 'soon' },
  approved: { name: '复核通过,待定稿', tone: 'soon' },
  final: { name: '已定稿', tone: 'done' },
};

/** 文稿: what is being written and with whom it lies, what is final; first what waits for her. */
export function PapersList(): ReactNode {
  const href = useHref();
  const papers = useQuery({
    queryKey: ['papers'],
    queryFn: ({ signal }) => read<PapersView>('/papers', {}, signal),
  });
  return (
    <section className="sheet" aria-label="我们的文稿">
      <h2>我们的文稿</h2>
      <Show of={papers} rows={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="hint">还没有写过报告。打开上面的一份,点“写报告”就起草。</p>
          ) : (
            <div className="table-box">
              <table className="lines">
                <thead>
                  <tr>
                    <th scope="col">报告</th>
                    <th scope="col">时段</th>
                    <th scope="col">状态</th>
                    <th scope="col">在谁手里</th>
                    <th scope="col">时间</th>
                  </tr>
                </thead>
                <tbody>
                  {rows
                    .toSorted((a, b) => Number(b.waits) - Number(a.waits))
                    .map((r) => (
                      <tr key={r.draftId ?? `${r.kind}/${r.from}/${r.to}`}>
                        <td>
                          <Link
                            to={
                              r.draftId
                                ? href(`/papers/${r.draftId}`)
                                : href(`/reports/${r.kind}`, { unit: r.unitId, ...daysParams(r.from, r.to) })
                            }
                          >
                            {r.unitName} {r.name}
                          </Link>
                        </td>
                        <td>{daysName(r.from, r.to)}</td>
                        <td>
                          <span className={`tag ${STATES[r.state].tone}`}>
                            {r.waits ? '等您复核' : STATES[r.state].name}
                          </span>{' '}
                          {(r.state === 'final' || r.version > 1) && (
                            <span className="hint">第 {r.version} 版</span>
                          )}
                        </td>
                        <td>{r.holder}</td>
                        <td>{dayTime(r.at)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Show>
    </section>
  );
}

/** '2013年', '2013年上半年', or the days. */
function daysName(from: string, to: string): string {
  const year = from.slice(0, 4);
  const span = `${from.slice(5)}/${to.slice(5)}`;
  if (to.startsWith(year) && span === '01-01/12-31') return `${year}年`;
  if (to.startsWith(year) && span === '01-01/06-30') return `${year}年上半年`;
  if (to.startsWith(year) && span === '07-01/12-31') return `${year}年下半年`;
  return `${from} 至 ${to}`;
}

/** 下级交了没有: units directly below with or without a final report. Their drafts are their own. */
export function BelowHandedIn(props: { me: Me; kinds: readonly ReportKind[] }): ReactNode {
  const href = useHref();
  const { period } = useTimes();
  const [key, setKey] = useState(props.kinds[0]?.key ?? '');
  const kind = props.kinds.find((k) => k.key === key);
  const choices = kind ? choicesOf(kind, period) : [];
  const [at, setAt] = useState(0);
  const chosen = choices[Math.min(at, choices.length - 1)];
  const range = chosen ? periodRange(chosen) : null;
  const unit = seatOf(props.me);
  const below = useQuery({
    queryKey: ['papers', 'below', key, unit, range?.from, range?.to],
    queryFn: ({ signal }) =>
      read<HandedIn>(`/papers/handed-in/${key}`, { unit, from: range?.from, to: range?.to }, signal),
    enabled: range !== null,
  });
  if (!kind || (below.data && below.data.rows.length === 0)) return null;
  const done = below.data?.rows.filter((r) => r.final).length ?? 0;
  return (
    <section className="sheet" aria-label="下级的报告">
      <h2>
        下级的报告{' '}
        {below.data && (
          <span className="hint">
            已定稿 {done}/{below.data.rows.length}
          </span>
        )}
      </h2>
      <p className="insert-part">
        <Select
          aria-label="哪种报告"
          value={key}
          options={props.kinds.map((k) => ({ value: k.key, label: k.name }))}
          onChange={(k: string) => {
            setKey(k);
            setAt(0);
          }}
        />
        <Select
          aria-label="哪一期"
          value={Math.min(at, choices.length - 1)}
          options={choices.map((p, i) => ({ value: i, label: periodName(p) }))}
          onChange={(i: number) => setAt(i)}
        />
      </p>
      <Show of={below} rows={3}>
        {({ rows }) => (
          <ul className="handed-in">
            {rows
              .toSorted((a, b) => Number(a.final !== null) - Number(b.final !== null))
              .map((r) => (
                <li key={r.unit.id}>
                  {r.final ? (
                    <>
                      <span className="sign done">✓</span>{' '}
                      <Link
                        to={href(`/reports/${key}`, {
                          unit: r.unit.id,
                          ...(range ? daysParams(range.from, range.to) : {}),
                        })}
                      >
                        {r.unit.name}
                      </Link>{' '}
                      <span className="hint">
                        {dayTime(r.final.at)}定稿{r.final.version > 1 && `,第 ${r.final.version} 版`}
                      </span>
                    </>
                  ) : (
                    <>
                      <span className="sign soon">○</span> {r.unit.name}{' '}
                      <span className="hint">还没有定稿</span>
                    </>
                  )}
                </li>
              ))}
          </ul>
        )}
      </Show>
    </section>
  );
}
