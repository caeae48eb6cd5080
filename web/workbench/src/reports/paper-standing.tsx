import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import Select from 'antd/es/select';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ChangedBlock, PaperMoved, ReportPageView } from '../../../../contracts/api-papers.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Loading } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref, useSetParams } from '../place.ts';
import { refreshAll } from '../queries.ts';
import { FieldRow } from '../records/field-row.tsx';
import { TEXT } from '../text.ts';
import { read, send } from '../wire.ts';
import { ChangesList } from './changes-list.tsx';
import type { ReportAsk } from './report-page.tsx';
import { dayTime } from './when.ts';

interface Props {
  readonly view: ReportPageView;
  readonly ask: ReportAsk;
}

/** The way into writing: begin, go on, read as the second, or begin a new version with its reason. */
export function WritingDoor(props: Props): ReactNode {
  const { view, ask } = props;
  const { draft, may } = view.standing;
  const navigate = useNavigate();
  const href = useHref();
  const act = useAct();
  const [replacing, setReplacing] = useState(false);
  const begin = (reason?: string): Promise<void> =>
    act.run(async () => {
      const { unit, version: _, ...when } = ask;
      const made = await send<{ id: string }>('/papers', { kind: view.kind, unitId: unit, ...when, reason });
      await refreshAll();
      void navigate(href(`/papers/${made.id}`));
    });
  return (
    <>
      {draft ? (
        <Button type="primary" onClick={() => void navigate(href(`/papers/${draft.id}`))}>
          {draft.state === 'draft' ? '继续写' : draft.state === 'reading' ? '看复核' : '去定稿'}
        </Button>
      ) : may.includes('begin') ? (
        <BusyButton type="primary" busy={act.busy} doing="正在起草…" onClick={() => void begin()}>
          写报告
        </BusyButton>
      ) : (
        may.includes('replace') && <Button onClick={() => setReplacing(true)}>出新版</Button>
      )}
      {act.problem && !replacing && (
        <span className="problem" role="alert">
          {act.problem}
        </span>
      )}
      {replacing && (
        <Replace
          version={view.standing.versions[0]?.version ?? 1}
          busy={act.busy}
          problem={act.problem}
          close={() => setReplacing(false)}
          begin={(reason) => void begin(reason)}
        />
      )}
    </>
  );
}

function Replace(props: {
  version: number;
  busy: boolean;
  problem: string;
  close: () => void;
  begin: (reason: string) => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = [...reason.trim()].length < 4;
  return (
    <Modal
      open
      title="出新版"
      okText={props.busy ? '正在起草…' : '起草新版'}
      cancelText={TEXT.cancel}
      onCancel={props.close}
      onOk={() => {
        setTried(true);
        if (!short) props.begin(reason);
      }}
    >
      <p>
        第 {props.version}{' '}
        版不会改动,也不会消失。新版带着原来的手写文字和今天的数字起草,照样要复核、定稿;定稿后,旧版上会写明被谁、为什么、什么时候替换。
      </p>
      <FieldRow
        id="replace-reason"
        label="为什么要替换"
        required
        problems={tried && short ? [{ field: 'reason', message: '请写明原因,至少四个字。' }] : []}
      >
        <Input.TextArea
          id="replace-reason"
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </FieldRow>
      {props.problem && (
        <p className="problem" role="alert">
          {props.problem}
        </p>
      )}
    </Modal>
  );
}

/** Which version this is, by whom it was replaced, and which sentences would read otherwise now. */
export function PaperNotes(props: Props): ReactNode {
  const { view, ask } = props;
  const { versions, draft } = view.standing;
  const set = useSetParams();
  const newest = versions[0];
  if (view.state !== 'final' || !newest)
    return draft ? (
      <p className="note no-print">
        <span className="sign info">i</span> 这份报告正在写:{draft.holder}。数字是今天的,定稿时才冻结。
      </p>
    ) : null;
  const next = versions.findLast((v) => v.version > view.version);
  return (
    <>
      {next && (
        <p className="note replaced" role="note">
          <span className="sign late">!</span> 这是第 {view.version} 版,已于{dayTime(next.at)}被
          {next.by ?? ''}
          定稿的第 {next.version} 版替换。{next.reason && `原因:${next.reason}。`}
          <Button type="link" size="small" onClick={() => set({ version: null })}>
            看最新的第 {newest.version} 版
          </Button>
        </p>
      )}
      {!next && <Moved view={view} ask={ask} />}
    </>
  );
}

function Moved(props: Props): ReactNode {
  const { view, ask } = props;
  const [open, setOpen] = useState(false);
  const moved = useQuery({
    queryKey: ['report', view.kind, ask, 'moved'],
    queryFn: ({ signal }) => read<PaperMoved>(`/reports/${view.kind}/moved`, { ...ask }, signal),
  });
  const changes = moved.data?.changes ?? [];
  if (changes.length === 0) return null;
  return (
    <div className="note no-print moved" role="status">
      <span className="sign late">!</span> 定稿以后台账有更正:现在有 {changes.length}{' '}
      句会写成别的样子。定稿没有动;要改,请出新版。
      <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起' : '看是哪几句'}
      </Button>
      {open && <ChangesList changes={changes} before="定稿" after="现在" />}
    </div>
  );
}

/** Versions and their comparison; nothing to choose while there is one. */
export function VersionChoice(props: Props): ReactNode {
  const { view, ask } = props;
  const { versions } = view.standing;
  const set = useSetParams();
  const [comparing, setComparing] = useState(false);
  if (versions.length === 0 || view.state !== 'final')
    return <span className="tag">{view.standing.draft ? STATES[view.standing.draft.state] : '未起草'}</span>;
  const newest = versions[0]?.version ?? 1;
  return (
    <>
      <span className="tag done">已定稿 第 {view.version} 版</span>
      {versions.length > 1 && (
        <>
          <Select
            aria-label="看哪一版"
            className="version-choice"
            value={view.version}
            options={versions.map((v) => ({
              value: v.version,
              label: `第 ${v.version} 版${v.version === newest ? '(最新)' : ''}`,
            }))}
            onChange={(v: number) => set({ version: v === newest ? null : String(v) })}
          />
          <Button onClick={() => setComparing(true)}>比较</Button>
        </>
      )}
      {comparing && <Compare view={view} ask={ask} close={() => setComparing(false)} />}
    </>
  );
}
const STATES = { draft: '草稿', reading: '复核中', approved: '待定稿' } as const;

function Compare(props: Props & { close: () => void }): ReactNode {
  const { view } = props;
  const { versions } = view.standing;
  const [a, setA] = useState(versions[1]?.version ?? 1);
  const [b, setB] = useState<number | 'now'>(versions[0]?.version ?? 1);
  const { version: _, ...ask } = props.ask;
  const compared = useQuery({
    queryKey: ['report', view.kind, ask, 'compare', a, b],
    queryFn: ({ signal }) =>
      read<{ changes: readonly ChangedBlock[] }>(`/reports/${view.kind}/compare`, { ...ask, a, b }, signal),
  });
  const options = versions.map((v) => ({ value: v.version, label: `第 ${v.version} 版` }));
  return (
    <Modal open width={860} title="比较两版" footer={null} onCancel={props.close}>
      <p className="insert-part">
        <Select aria-label="前一版" value={a} options={options} onChange={(v: number) => setA(v)} /> 对{' '}
        <Select
          aria-label="后一版"
          value={b}
          options={[...options, { value: 'now' as const, label: '今天的数字' }]}
          onChange={(v: number | 'now') => setB(v)}
        />
      </p>
      {compared.isPending ? (
        <Loading rows={4} />
      ) : compared.data && compared.data.changes.length > 0 ? (
        <ChangesList
          changes={compared.data.changes}
          before={`第 ${a} 版`}
          after={b === 'now' ? '今天' : `第 ${b} 版`}
        />
      ) : (
        <p>{compared.isError ? '现在比不了,请稍后再试。' : '两版的文字一样。'}</p>
      )}
    </Modal>
  );
}
