import Button from 'antd/es/button';
import { type ReactNode, useEffect, useState } from 'react';
import type { BatchSlips } from '../../../../contracts/api-account-batches.ts';
import { formatMoment } from '../format.ts';

/** 发放单: one slip a person, to be cut apart and handed over; shown this once and kept nowhere. */
export function Slips(props: { slips: BatchSlips; today: string; close: () => void }): ReactNode {
  const { slips, expiresAt } = props.slips;
  const [sure, setSure] = useState(false);
  const until = formatMoment(expiresAt, props.today);
  const site = window.location.host;
  useEffect(() => {
    // Leaving loses the codes for good, so the browser asks first.
    const ask = (e: BeforeUnloadEvent): void => e.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  return (
    <section className="sheet" aria-label="发放单">
      <div className="no-print">
        <h2>{slips.length} 个账号建好了,请打印发放单</h2>
        <p>
          <strong>口令只显示这一次。</strong>打印、沿虚线剪开,当面交给本人;{until}
          前有效,只能用一次,进去后自己定密码。不要拍照发到群里。
        </p>
        <p className="actions slips-actions">
          <Button type="primary" onClick={() => window.print()}>
            打印发放单
          </Button>
          {sure ? (
            <>
              <span className="doubt">离开后口令就看不到了,没打印的只能重发。</span>
              <Button onClick={props.close}>都收好了,离开</Button>
              <Button onClick={() => setSure(false)}>再看看</Button>
            </>
          ) : (
            <Button onClick={() => setSure(true)}>收好了</Button>
          )}
        </p>
      </div>
      <ul className="slips print-alone">
        {slips.map((s) => (
          <li key={s.login} className="slip">
            <p className="slip-head">
              <strong>{s.name}</strong>
              <span>
                {s.unitName} · {s.title}
              </span>
            </p>
            <dl>
              <div>
                <dt>网址</dt>
                <dd>{site}</dd>
              </div>
              <div>
                <dt>账号</dt>
                <dd className="slip-code">{s.login}</dd>
              </div>
              <div>
                <dt>一次性口令</dt>
                <dd className="slip-code">{s.code}</dd>
              </div>
            </dl>
            <p className="slip-note">
              登录页上账号照填,密码一栏填口令(大小写、短横不讲究),进去后自己定密码。{until}
              前有效,只能用一次;过期了找系统管理员重发。
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
