import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import {
  BATCH_COLUMNS,
  BATCH_MOST,
  type BatchCheck,
  type BatchSlips,
  type BatchTexts,
} from '../../../../contracts/api-account-batches.ts';
import { newRequestKey } from '../draft.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { DropFile } from '../parts/drop-file.tsx';
import { Empty } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { download, send, sendBytes } from '../wire.ts';
import { BatchList } from './batch-list.tsx';
import { BulkRows } from './bulk-rows.tsx';
import { refreshAccounts } from './queries.ts';
import { Slips } from './slips.tsx';
import '../styles/bulk.css';

/** What was read of a file, and the key with which it is made: a double click makes one batch. */
interface Read {
  readonly check: BatchCheck;
  readonly fileName: string;
  readonly requestKey: string;
}

/** 成批建账号: a table of people is checked, looked at, made; the codes come as slips to be printed. */
export function BulkPage(props: { me: Me }): ReactNode {
  const { me } = props;
  const href = useHref();
  const [read, setRead] = useState<Read | null>(null);
  const [slips, setSlips] = useState<BatchSlips | null>(null);
  if (!me.permissions.includes('account.manage'))
    return (
      <Empty title="账号由系统管理员来建" action={<Link to={href('/')}>回到待办</Link>}>
        要给谁开账号,请把名单交给系统管理员。
      </Empty>
    );
  return (
    <>
      <nav className="crumbs no-print" aria-label="位置">
        <Link to={href('/accounts')}>账号</Link> › 成批建账号
      </nav>
      <div className="page-head no-print">
        <h1>成批建账号</h1>
      </div>
      {slips ? (
        <Slips
          slips={slips}
          today={me.today}
          close={() => {
            setSlips(null);
            setRead(null);
          }}
        />
      ) : read ? (
        <Review read={read} change={setRead} done={setSlips} />
      ) : (
        <>
          <Choose chosen={setRead} />
          <BatchList today={me.today} renewed={setSlips} />
        </>
      )}
    </>
  );
}

function Choose(props: { chosen: (read: Read) => void }): ReactNode {
  const sending = useAct();
  const template = useAct();
  const take = (file: File): void =>
    void sending.run(async () => {
      const signal = new AbortController().signal;
      const check = await sendBytes<BatchCheck>('/account-batches/file', {}, file, signal);
      props.chosen({ check, fileName: file.name, requestKey: newRequestKey() });
    });
  return (
    <section className="sheet" aria-label="选名单">
      <DropFile
        busy={sending.busy}
        take={take}
        invite="把填好的名单拖到这里,或者"
        hint={`Excel 工作簿(.xlsx)或 CSV,一次最多 ${BATCH_MOST} 人。先核对给您看,您说建才建。`}
      />
      {sending.problem && (
        <p className="refusal" role="alert">
          <span className="sign late">✗</span> {sending.problem}
        </p>
      )}
      <p className="hint">
        不必用模板:只要表头有“{BATCH_COLUMNS.name}”和“{BATCH_COLUMNS.unit}
        ”两栏;角色、职务、账号空着,系统按组织级别定角色、用姓名拼音起账号。
        <Button
          type="link"
          size="small"
          disabled={template.busy}
          onClick={() =>
            void template.run(() => download('/account-batches/template', {}, '账号名单 模板.xlsx'))
          }
        >
          下载模板
        </Button>
      </p>
      {template.problem && <p className="problem">{template.problem}</p>}
    </section>
  );
}

function Review(props: {
  read: Read;
  change: (read: Read | null) => void;
  done: (slips: BatchSlips) => void;
}): ReactNode {
  const { read, change, done } = props;
  const { check } = read;
  const checking = useAct();
  const making = useAct();
  const again = (rows: readonly BatchTexts[]): Promise<void> =>
    checking.run(async () => {
      change({ ...read, check: await send<BatchCheck>('/account-batches/check', { rows }) });
    });
  const make = (mode: 'all' | 'good'): void =>
    void making.run(async () => {
      const rows = check.rows.map((r) => r.texts);
      const { requestKey, fileName } = read;
      done(await send<BatchSlips>('/account-batches', { rows, mode, requestKey, fileName }));
      await refreshAccounts();
    });
  const problem = checking.problem || making.problem;
  return (
    <section className="sheet" aria-label="核对名单">
      <h2>
        {read.fileName} <span className="hint">共 {check.rows.length} 人</span>
      </h2>
      <p className="import-counts" role="status">
        <span>
          <span className="sign done">✓</span> 可以建 <strong>{check.good}</strong>
        </span>
        <span>
          <span className={`sign ${check.bad > 0 ? 'late' : 'done'}`}>{check.bad > 0 ? '✗' : '✓'}</span> 要改{' '}
          <strong>{check.bad}</strong>
        </span>
        {check.known > 0 && (
          <span>
            <span className="sign info">i</span> 已有账号,不再建 <strong>{check.known}</strong>
          </span>
        )}
      </p>
      <BulkRows check={check} busy={checking.busy} changed={(rows) => void again(rows)} />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="sheet-foot">
        <BusyButton
          type="primary"
          busy={making.busy}
          doing={`正在建 ${check.good} 个…`}
          disabled={check.good === 0 || checking.busy}
          onClick={() => make(check.bad > 0 ? 'good' : 'all')}
        >
          {check.bad > 0 ? `只建没问题的 ${check.good} 个` : `建 ${check.good} 个账号`}
        </BusyButton>
        <Button disabled={making.busy} onClick={() => change(null)}>
          换一个名单
        </Button>
        <span className="hint">
          建好后出发放单,口令只显示一次。
          {check.bad > 0 && '要改的可以在表里直接改,或改好文件再来一次,建过的不会重复。'}
        </span>
      </div>
    </section>
  );
}
