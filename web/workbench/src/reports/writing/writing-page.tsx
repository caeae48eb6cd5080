import { useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Me } from '../../../../../contracts/api.ts';
import type { PaperDraft } from '../../../../../contracts/api-papers.ts';
import { Loading, Show } from '../../parts/states.tsx';
import { useHref } from '../../place.ts';
import { TEXT } from '../../text.ts';
import { read } from '../../wire.ts';
import { Findings } from '../findings.tsx';
import { Outline } from '../outline.tsx';
import { daysParams, dayTime } from '../when.ts';
import '../../styles/paper.css';
import './writing.css';
import { HandOver } from './hand-over.tsx';
import { PaperPeriod } from './paper-period.ts';
import { Sheet } from './sheet.tsx';
import { Comments, Homeless, Steps, unmarked, WhyField } from './side.tsx';
import { type Paper, usePaper } from './use-paper.ts';

/** 写报告: outline, paper under one's hands, findings and comments; saved by itself. */
export function WritingPage(props: { me: Me }): ReactNode {
  const id = useParams()['id'] ?? '';
  const draft = useQuery({
    queryKey: ['paper', id],
    queryFn: ({ signal }) => read<PaperDraft>(`/papers/${id}`, {}, signal),
    // The page keeps itself up to date; an answer from outside would throw away what is being typed.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
  // What was kept from an earlier visit is not what one may write on.
  if (!draft.isFetchedAfterMount) return <Loading rows={12} />;
  return (
    <Show of={draft} rows={12}>
      {(first) => <Writing key={first.id} me={props.me} first={first} />}
    </Show>
  );
}

const STATES = { draft: '草稿', reading: '复核中', approved: '复核通过' } as const;

function Writing(props: { me: Me; first: PaperDraft }): ReactNode {
  const paper = usePaper(props.first, props.me.postId);
  const { draft } = paper;
  const href = useHref();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [saying, setSaying] = useState<{ block: string; quote: string } | null>(null);
  const writes = draft.may.includes('write');
  const period = useMemo(
    () => ({ unit: draft.report.unit.id, from: draft.report.from, to: draft.report.to }),
    [draft.report],
  );
  const reportHref = href(`/reports/${draft.report.kind}`, {
    unit: period.unit,
    ...daysParams(period.from, period.to),
  });
  const leave = (): void => {
    void navigate(reportHref);
    // This paper is closed now, or no longer hers: it is not asked for again.
    void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'paper' });
  };
  const { undo, redo } = paper;
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const back = key === 'z' && !event.shiftKey;
      if (!back && key !== 'y' && !(key === 'z' && event.shiftKey)) return;
      if (!(event.target instanceof Element) || event.target.closest('.ant-modal, .new-comment')) return;
      event.preventDefault();
      if (back) undo();
      else redo();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [undo, redo]);
  return (
    <PaperPeriod value={period}>
      <div className="report-bar writing-bar no-print">
        <nav className="crumbs" aria-label="位置">
          <Link to={href('/reports')}>{TEXT.nav.reports}</Link> ›{' '}
          <Link to={reportHref}>{draft.report.title.replace(/\s+/g, '')}</Link>
        </nav>
        <span className={`tag ${draft.state === 'approved' ? 'done' : ''}`}>{STATES[draft.state]}</span>
        <Saved paper={paper} />
        <span className="spacer" />
        {writes && (
          <Button disabled={!paper.canUndo} onClick={undo} title="Ctrl Z">
            撤销
          </Button>
        )}
        <HandOver paper={paper} leave={leave} />
      </div>
      <Notes paper={paper} />
      <div className="report">
        <Outline view={{ ...draft.report, may: [] }} />
        <Sheet
          paper={paper}
          writes={writes}
          comment={draft.may.includes('comment') ? (block, quote) => setSaying({ block, quote }) : null}
        />
        <div className="report-findings writing-side">
          <Comments draft={draft} take={paper.take} saying={saying} close={() => setSaying(null)} />
          <Findings
            view={{ ...draft.report, may: [] }}
            explain={(failed) => (
              <WhyField paper={paper} failed={failed} may={draft.may.includes('comment')} />
            )}
          />
          <Unmarked paper={paper} />
          <Homeless paper={paper} />
          <Steps draft={draft} />
        </div>
      </div>
    </PaperPeriod>
  );
}

/** Saved, saving, no line: always one of them, in words. */
function Saved(props: { paper: Paper }): ReactNode {
  const { draft, saving, flush } = props.paper;
  return (
    <span className="saved-state" role="status">
      {saving.kind === 'waiting' && '正在保存…'}
      {saving.kind === 'saved' && `已保存 ${dayTime(draft.savedAt)}${draft.savedBy && ` ${draft.savedBy}`}`}
      {saving.kind === 'offline' && (
        <span className="problem">连不上,您写的先存在这台电脑上,连上后自动保存</span>
      )}
      {saving.kind === 'refused' && (
        <>
          <span className="problem">没有存上:{saving.message} 您写的还在页面上。</span>{' '}
          <Button size="small" onClick={() => void flush()}>
            再试一次
          </Button>
        </>
      )}
    </span>
  );
}

function Notes(props: { paper: Paper }): ReactNode {
  const { draft, found, kept, disputed } = props.paper;
  const returned = draft.state === 'draft' ? draft.steps.at(-1) : undefined;
  const count = Object.keys(disputed).length;
  return (
    <div className="no-print">
      {returned?.kind === 'return' && (
        <p className="note" role="note">
          <span className="sign late">!</span> {returned.by}退回:{returned.words}({dayTime(returned.at)})
        </p>
      )}
      {draft.replaces && (
        <p className="hint">
          定稿后替换第 {draft.replaces.version} 版。原因:{draft.replaces.reason}。
        </p>
      )}
      {draft.state !== 'draft' && (
        <p className="note">
          <span className="sign info">i</span> {whereWords(draft)}
        </p>
      )}
      {found && <p className="hint">上次没来得及保存的文字已经找回来了,正在保存。</p>}
      {!kept && <p className="problem">这个浏览器不能存草稿:断网时关掉窗口会丢字,请等显示“已保存”再走。</p>}
      {count > 0 && (
        <p className="problem" role="alert">
          有 {count} 处和别人同时改了,请在原处选留哪一份。
        </p>
      )}
    </div>
  );
}

function Unmarked(props: { paper: Paper }): ReactNode {
  const count = unmarked(props.paper);
  if (count === 0) return null;
  return (
    <section aria-label="上期计划">
      <h3>
        <span className="sign soon">!</span> 上期计划还有 {count} 项没写结果
      </h3>
      <p className="hint">未完成、继续做的要写一句说明;写完才能定稿。</p>
      <Button
        type="link"
        size="small"
        onClick={() => document.querySelector('.last-plan')?.scrollIntoView({ block: 'center' })}
      >
        去写
      </Button>
    </section>
  );
}

/** Where the paper lies and what that means for her, in a sentence. */
function whereWords(draft: PaperDraft): string {
  if (draft.may.includes('approve'))
    return '请您复核:逐句看文字和数字,有话点句末的“批”。看完选“复核通过”或“退回”,退回要写原因。';
  if (draft.mayNot) return `正在复核。${draft.mayNot}`;
  if (draft.state === 'reading') return `已送${draft.holder.replace('(待复核)', '')}复核。要改文字,先收回。`;
  return `${draft.holder}。要改文字,先收回,改完要重新复核。`;
}
