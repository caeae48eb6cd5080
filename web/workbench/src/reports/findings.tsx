import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReportView } from '../../../../contracts/api.ts';
import { formatNumber } from '../format.ts';
import { useHref } from '../place.ts';
import { useMeasures } from '../queries.ts';
import { blockId, showBlock } from './standing.ts';

/** What stands between the draft and a final version: missing figures, checks that fail, sentences left out. */
export function Findings(props: {
  view: ReportView;
  /** Where one says why a check does not hold. */
  explain?: (failed: string) => ReactNode;
}): ReactNode {
  const { view } = props;
  const measures = useMeasures();
  const href = useHref();
  const clean = view.missing.length + view.failed.length === 0;
  return (
    <aside className="report-findings no-print" aria-label="检查">
      <h2>检查</h2>
      {clean && (
        <p>
          <span className="sign done">✓</span> 没有缺的数,勾稽都对得上。
        </p>
      )}
      {view.missing.length > 0 && (
        <section aria-label="缺的数">
          <h3>
            <span className="sign soon">!</span> 缺 {view.missing.length} 个数
          </h3>
          <p className="hint">没有人上报过,不能当作 0。补上台账或写“本月无”后,句子自己成立。</p>
          <ul>
            {view.missing.map((m) => {
              const ledger = measures.data?.find((x) => x.key === m.measure);
              return (
                <li key={`${m.sentence}/${m.key}`}>
                  <strong>{m.label}</strong> {m.message}
                  <span className="finding-links">
                    <Button type="link" size="small" onClick={() => showBlock(blockId(m.sentence))}>
                      看句子
                    </Button>
                    {ledger && <Link to={href(`/ledgers/${ledger.ledger}`)}>去「{ledger.ledgerName}」</Link>}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {view.failed.length > 0 && (
        <section aria-label="对不上的数">
          <h3>
            <span className="sign late">✗</span> {view.failed.length} 处对不上
          </h3>
          <ul>
            {view.failed.map((f) => (
              <li key={f.key}>
                {f.message}
                {f.gap !== null && !f.message.includes('差') && (
                  <span className="hint"> 差 {formatNumber(f.gap)}</span>
                )}
                {props.explain
                  ? props.explain(f.key)
                  : f.explanation && <p className="note">说明:{f.explanation}</p>}
                <span className="finding-links">
                  <Button type="link" size="small" onClick={() => showBlock(blockId(f.sentence))}>
                    看句子
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.omitted.length > 0 && (
        <details>
          <summary>没写进去的 {view.omitted.length} 句(没有人报过)</summary>
          <ul>
            {view.omitted.map((o) => (
              <li key={o.sentence} className="hint">
                {o.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}
