import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { PaperComment, PaperDraft, PaperStepKind } from '../../../../../contracts/api-papers.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { send } from '../../wire.ts';
import { blockId, showBlock } from '../standing.ts';
import { dayTime } from '../when.ts';
import { isHand } from './sheet.tsx';
import type { Paper } from './use-paper.ts';

/** Why a check does not hold, kept with the paper, so that its second reader sees it too. */
export function WhyField(props: { paper: Paper; failed: string; may: boolean }): ReactNode {
  const slot = `why/${props.failed}`;
  const value = props.paper.value(slot);
  const text = typeof value === 'string' ? value : '';
  if (!props.may) return text ? <p className="note">说明:{text}</p> : null;
  return (
    <Input.TextArea
      aria-label="为什么对不上"
      placeholder="为什么?写明原因才能定稿"
      autoSize={{ minRows: 1 }}
      maxLength={500}
      value={text}
      onChange={(e) =>
        props.paper.change({ kind: 'why', slot, value: e.target.value === '' ? null : e.target.value })
      }
    />
  );
}

/** Items of the last plan without a result: they stop a final version. */
export function unmarked(paper: Paper): number {
  return (paper.draft.last?.items ?? []).filter(({ id }) => {
    const value = paper.value(`last/${id}`);
    if (typeof value !== 'object' || value === null || !('mark' in value)) return true;
    return value.mark !== 'done' && value.note.trim() === '';
  }).length;
}

/** Words whose place is gone, since the template was changed: kept, shown, and not printed. */
export function Homeless(props: { paper: Paper }): ReactNode {
  const { parts, slots } = props.paper.draft;
  const places = new Set(
    parts.flatMap((p) => [
      `before/${p.key}`,
      ...p.blocks.flatMap((b) => [`after/${b.key}`, `prose/${b.key}`]),
    ]),
  );
  const lost = Object.entries(slots).flatMap(([slot, s]) =>
    isHand(s.value) && /^(before|after|prose)\//.test(slot) && !places.has(slot) && s.value.text.trim() !== ''
      ? [{ slot, text: s.value.text }]
      : [],
  );
  if (lost.length === 0) return null;
  return (
    <section aria-label="没有位置的文字">
      <h3>
        <span className="sign soon">!</span> {lost.length} 段文字没有位置了
      </h3>
      <p className="hint">模板里去掉了它们跟着的那一句,所以印不出来。可以复制到别处。</p>
      <ul>
        {lost.map(({ slot, text }) => (
          <li key={slot}>{text.replace(/\{f\d{1,3}\}/g, '〔数〕')}</li>
        ))}
      </ul>
    </section>
  );
}

/** Comments of the readers (意见), open ones first. */
export function Comments(props: {
  draft: PaperDraft;
  take: (draft: PaperDraft) => void;
  saying: { block: string; quote: string } | null;
  close: () => void;
}): ReactNode {
  const { draft, saying } = props;
  const may = draft.may.includes('comment');
  const sorted = draft.comments.toSorted((a, b) => Number(b.open) - Number(a.open));
  const open = sorted.filter((c) => c.open).length;
  return (
    <section className="paper-comments" aria-label="意见">
      <h3>
        {open > 0 && <span className="sign soon">!</span>} 意见 {open > 0 ? `${open} 条没处理` : ''}
      </h3>
      {saying && (
        <NewComment key={saying.block} draft={draft} take={props.take} saying={saying} close={props.close} />
      )}
      {sorted.length === 0 && !saying && (
        <p className="hint">{may ? '点句子后面的“批”,对这一句提意见。' : '还没有意见。'}</p>
      )}
      <ul>
        {sorted.map((c) => (
          <Comment key={c.id} comment={c} draft={draft} take={props.take} may={may} />
        ))}
      </ul>
    </section>
  );
}

function NewComment(props: {
  draft: PaperDraft;
  take: (draft: PaperDraft) => void;
  saying: { block: string; quote: string };
  close: () => void;
}): ReactNode {
  const { saying, draft } = props;
  const [text, setText] = useState('');
  const act = useAct();
  const say = (): Promise<void> =>
    act.run(async () => {
      const answer = await send<{ draft: PaperDraft }>(`/papers/${draft.id}/comments`, { ...saying, text });
      props.take(answer.draft);
      props.close();
    });
  return (
    <div className="new-comment">
      <blockquote>{saying.quote.slice(0, 60)}</blockquote>
      <Input.TextArea
        autoFocus
        aria-label="您的意见"
        placeholder="您的意见…"
        autoSize={{ minRows: 2 }}
        maxLength={1_000}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Escape') props.close();
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void say();
        }}
      />
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
      <p className="actions">
        <BusyButton
          size="small"
          type="primary"
          busy={act.busy}
          doing="正在提…"
          disabled={text.trim() === ''}
          onClick={() => void say()}
        >
          提意见
        </BusyButton>
        <Button size="small" onClick={props.close}>
          取消
        </Button>
      </p>
    </div>
  );
}

function Comment(props: {
  comment: PaperComment;
  draft: PaperDraft;
  take: (draft: PaperDraft) => void;
  may: boolean;
}): ReactNode {
  const { comment: c, draft } = props;
  const [answer, setAnswer] = useState('');
  const act = useAct();
  const settle = (open: boolean): Promise<void> =>
    act.run(async () => {
      const body = { open, answer };
      const told = await send<{ draft: PaperDraft }>(`/papers/${draft.id}/comments/${c.id}`, body);
      props.take(told.draft);
      setAnswer('');
    });
  return (
    <li className={c.open ? '' : 'settled'}>
      <blockquote>{c.quote.slice(0, 40)}</blockquote>
      <p>
        <strong>{c.by}</strong>:{c.text} <span className="hint">{dayTime(c.at)}</span>
      </p>
      {!c.open && (
        <p className="hint">
          ✓ {c.settledBy ?? ''} 已处理{c.answer && `:${c.answer}`}
        </p>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
      <span className="finding-links">
        <Button type="link" size="small" onClick={() => showBlock(blockId(c.block))}>
          看句子
        </Button>
        {props.may && c.open && (
          <>
            <Input
              size="small"
              aria-label={`怎样处理“${c.text.slice(0, 12)}”`}
              placeholder="怎样处理的(可不写)"
              value={answer}
              onChange={(e) => setAnswer(e.target.value)}
            />
            <BusyButton size="small" busy={act.busy} doing="…" onClick={() => void settle(false)}>
              已处理
            </BusyButton>
          </>
        )}
        {props.may && !c.open && (
          <Button type="link" size="small" onClick={() => void settle(true)}>
            重新打开
          </Button>
        )}
      </span>
    </li>
  );
}

const STEPS: Readonly<Record<PaperStepKind, string>> = {
  begin: '起草',
  submit: '送复核',
  'take-back': '收回再改',
  return: '退回',
  approve: '复核通过',
  final: '定稿',
  replaced: '替换了前一版',
  drop: '作废',
};

/** Through whose hands it went (经过). */
export function Steps(props: { draft: PaperDraft }): ReactNode {
  return (
    <details className="paper-steps">
      <summary>经过({props.draft.steps.length})</summary>
      <ol>
        {props.draft.steps.map((s) => (
          <li key={`${s.at}/${s.kind}`}>
            {dayTime(s.at)} {s.by} {STEPS[s.kind]}
            {s.words && `:${s.words}`}
          </li>
        ))}
      </ol>
    </details>
  );
}
