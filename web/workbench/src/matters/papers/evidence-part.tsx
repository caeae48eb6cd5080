import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { EvidencePackView } from '../../../../../contracts/api-papers-of-matter.ts';
import { formatMoment } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { download, isWireError, send } from '../../wire.ts';

/** 证据包: everything that was recorded, hashed and timed, for the court. It asks why, and stands on the case. */
export function EvidencePart(props: {
  matterId: string;
  today: string;
  packs: readonly EvidencePackView[];
  mayTake: boolean;
  taken: () => Promise<void>;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { busy, problem, setProblem, run } = useAct();
  const take = (): void => {
    if (reason.trim().length < 4) {
      setProblem('为什么取、交给谁,请写一句(四个字以上)。');
      return;
    }
    void run(async () => {
      try {
        await send(`/matters/${props.matterId}/evidence`, { requestKey: key, reason: reason.trim() });
      } catch (error) {
        if (isWireError(error) && error.problems.length > 0) {
          setProblem(error.problems.map((p) => p.message).join(''));
          return;
        }
        throw error;
      }
      setKey(crypto.randomUUID());
      setReason('');
      setOpen(false);
      await props.taken();
    });
  };
  return (
    <div className="evidence no-print">
      <div className="lines-head">
        <h3>证据包</h3>
        {props.mayTake && !open && <Button onClick={() => setOpen(true)}>取证据包</Button>}
      </div>
      {open && (
        <form
          className="reason-form"
          aria-label="取证据包"
          onSubmit={(e) => {
            e.preventDefault();
            take();
          }}
        >
          <p>
            把受理记录、经过和材料打成一包,每一件带时间和校验码,可以打印盖章交法院、公安。她的联系方式、住处不会写进去;
            经过里的话是照原样的,取之前请看一遍有没有写着地址。
          </p>
          <label htmlFor="evidence-reason">为什么取、交给谁</label>
          <Input
            id="evidence-reason"
            autoFocus
            maxLength={300}
            value={reason}
            placeholder="如 申请人身安全保护令,交县法院"
            onChange={(e) => setReason(e.target.value)}
          />
          <p className="hint">要再确认一次是您本人;谁、什么时候、为什么,记在这件事和审计里。</p>
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <p className="actions">
            <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在打包…">
              打包
            </BusyButton>
            <Button onClick={() => setOpen(false)}>取消</Button>
          </p>
        </form>
      )}
      {props.packs.length > 0 && (
        <ul className="evidence-list">
          {props.packs.map((p) => (
            <PackLine key={p.id} pack={p} today={props.today} />
          ))}
        </ul>
      )}
    </div>
  );
}

function PackLine(props: { pack: EvidencePackView; today: string }): ReactNode {
  const { pack: p } = props;
  const { busy, problem, run } = useAct();
  return (
    <li>
      {formatMoment(p.at, props.today)} <strong>{p.by}</strong> 取,{p.reason}
      <span className="hint">
        {' '}
        · 材料 {p.files} 个 · 校验码 <span title={p.sha256}>{p.sha256.slice(0, 12)}</span>
      </span>
      {p.mine && (
        <span className="actions">
          <BusyButton
            size="small"
            busy={busy}
            doing="正在下载…"
            onClick={() => void run(() => download(`/evidence/${p.id}/zip`, {}, '证据材料.zip'))}
          >
            下载压缩包
          </BusyButton>
          <a
            className="ant-btn ant-btn-sm"
            href={`/api/evidence/${p.id}/page`}
            target="_blank"
            rel="noreferrer"
          >
            打印
          </a>
        </span>
      )}
      {problem && (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
    </li>
  );
}
