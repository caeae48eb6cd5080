import Button from 'antd/es/button';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { ReportBlock, ReportFigure } from '../../../../../contracts/api.ts';
import type { HandText } from '../../../../../contracts/api-paper-slots.ts';
import type { PaperPart } from '../../../../../contracts/api-papers.ts';
import { Piece, Table } from '../paper.tsx';
import { blockId, partId } from '../standing.ts';
import { Dispute } from './dispute.tsx';
import { HandEditor } from './hand-editor.tsx';
import { ItemsEditor, LastPlanEditor } from './items-editor.tsx';
import type { Paper } from './use-paper.ts';

export interface SheetProps {
  readonly paper: Paper;
  readonly writes: boolean;
  /** Opens the box for a comment at a sentence; null where she may not say anything. */
  readonly comment: ((block: string, quote: string) => void) | null;
}

export const isHand = (value: unknown): value is HandText =>
  typeof value === 'object' && value !== null && 'figures' in value;

/** The paper under one's hands: sentences of the house stand fixed, own words go between them at marked places. */
export function Sheet(props: SheetProps): ReactNode {
  const { draft } = props.paper;
  const blocks = useMemo(
    () => new Map(draft.report.parts.flatMap((p) => p.blocks).map((b) => [b.key, b])),
    [draft.report],
  );
  const shownHeadings = new Map(draft.report.parts.map((p, at) => [p.key, at]));
  const figures = useMemo(
    () => new Map(draft.report.figures.map((f) => [`${f.sentence}/${f.key}`, f])),
    [draft.report],
  );
  return (
    <article className="paper writing" aria-label={draft.report.title}>
      <h1>{draft.report.title}</h1>
      {draft.parts.map((part) => {
        const at = shownHeadings.get(part.key);
        const heading =
          at === undefined ? (
            <>
              {part.heading} <span className="hint no-print">(还没有内容,不会印出来)</span>
            </>
          ) : (
            part.heading
          );
        return (
          <section
            key={part.key}
            id={at === undefined ? undefined : partId(at)}
            className={at === undefined ? 'empty-part' : ''}
          >
            {part.level === 1 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
            <Place
              {...props}
              slot={`before/${part.key}`}
              figures={figures}
              name={`“${part.heading}”的开头`}
            />
            {part.blocks.map((place) => (
              <Block key={place.key} {...props} place={place} blocks={blocks} figures={figures} />
            ))}
          </section>
        );
      })}
    </article>
  );
}

type Figures = ReadonlyMap<string, ReportFigure>;
type BlockPlace = PaperPart['blocks'][number];

function Block(
  props: SheetProps & { place: BlockPlace; blocks: ReadonlyMap<string, ReportBlock>; figures: Figures },
): ReactNode {
  const { place, paper } = props;
  const block = props.blocks.get(place.key);
  const { view, words } = { view: paper.draft.report, words: block ? textOf(block) : '' };
  const inSentence = useMemo(() => figuresOf(view.figures, place.key), [view.figures, place.key]);
  return (
    <>
      {place.kind === 'prose' ? (
        <Prose {...props} suggested={words} />
      ) : block?.kind === 'table' ? (
        <Table block={block} figures={inSentence} view={{ ...view, may: [] }} />
      ) : block?.kind === 'sentence' ? (
        <p id={blockId(place.key)} className={block.failed.length > 0 ? 'failed-sentence' : ''}>
          {block.pieces.map((piece, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity than their place
            <Piece key={i} piece={piece} figures={inSentence} view={{ ...view, may: [] }} />
          ))}
          <CommentDoor {...props} block={place.key} quote={words} />
        </p>
      ) : null}
      <Place {...props} slot={`after/${place.key}`} figures={props.figures} name={nameOf(words)} />
    </>
  );
}

/** Suggested words: they may be changed freely, and taken back to what was suggested. */
function Prose(props: SheetProps & { place: BlockPlace; suggested: string; figures: Figures }): ReactNode {
  const { paper, place, writes } = props;
  const slot = `prose/${place.key}`;
  const mine = paper.value(slot);
  const hand = isHand(mine) ? mine : null;
  const shown = useShown(props.figures, slot, hand);
  const value = useMemo(() => hand ?? { text: props.suggested, figures: {} }, [hand, props.suggested]);
  const items = place.holds;
  return (
    <div id={blockId(slot)} className="prose-place">
      {writes && (value.text !== '' || hand !== null || items === null) ? (
        <HandEditor
          id={`box-${slot}`}
          label="建议写法,可以改"
          value={value}
          shown={shown}
          placeholder="(这一段不要了)"
          onChange={(next) => paper.change({ kind: 'hand', slot, value: next })}
          more={
            hand && (
              <Button
                size="small"
                type="link"
                onClick={() => paper.change({ kind: 'hand', slot, value: null })}
              >
                恢复建议写法
              </Button>
            )
          }
        />
      ) : (
        value.text !== '' && <HandWords value={value} shown={shown} />
      )}
      <CommentDoor {...props} block={slot} quote={value.text} />
      <Dispute paper={paper} slot={slot} />
      {(items === 'problems' || items === 'plan') && (
        <ItemsEditor paper={paper} list={items} writes={writes} />
      )}
      {items === 'last-plan' && paper.draft.last && (
        <LastPlanEditor paper={paper} last={paper.draft.last} writes={writes} />
      )}
    </div>
  );
}

/** A marked place between sentences: closed until somebody writes there. */
function Place(props: SheetProps & { slot: string; name: string; figures: Figures }): ReactNode {
  const { paper, slot, writes } = props;
  const [open, setOpen] = useState(false);
  const mine = paper.value(slot);
  const hand = isHand(mine) ? mine : null;
  const shown = useShown(props.figures, slot, hand);
  const close = useCallback(() => setOpen(false), []);
  if (!hand && !open)
    return writes ? (
      <div className="write-here no-print">
        <button type="button" onClick={() => setOpen(true)} aria-label={`＋ 在这里写一段:${props.name}`}>
          <span aria-hidden>＋ 在这里写一段</span>
        </button>
      </div>
    ) : null;
  if (!writes)
    return hand ? (
      <div id={blockId(slot)} className="hand">
        <HandWords value={hand} shown={shown} />
        <CommentDoor {...props} block={slot} quote={hand.text} />
      </div>
    ) : null;
  return (
    <div id={blockId(slot)} className="hand">
      <HandEditor
        id={`box-${slot}`}
        label={`手写:${props.name}`}
        value={hand}
        shown={shown}
        placeholder="在这里写…"
        autoFocus={open}
        mayJoin={slot.startsWith('after/')}
        onChange={(value) => paper.change({ kind: 'hand', slot, value })}
        onBlurEmpty={() => {
          close();
          if (hand) paper.change({ kind: 'hand', slot, value: null });
        }}
        more={
          hand && (
            <Button
              size="small"
              type="link"
              danger
              onClick={() => {
                close();
                paper.change({ kind: 'hand', slot, value: null });
              }}
            >
              去掉这一段
            </Button>
          )
        }
      />
      <CommentDoor {...props} block={slot} quote={hand?.text ?? ''} />
      <Dispute paper={paper} slot={slot} />
    </div>
  );
}

/** Hand-written words that stand fixed, for whoever reads. */
function HandWords(props: { value: HandText; shown: (key: string) => string }): ReactNode {
  const { value } = props;
  return value.text.split('\n').map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place
    <p key={at}>
      {line.replace(/\{(f\d{1,3})\}/g, (all, key: string) => (value.figures[key] ? props.shown(key) : all))}
    </p>
  ));
}

function CommentDoor(props: SheetProps & { block: string; quote: string }): ReactNode {
  const open = props.paper.draft.comments.filter((c) => c.open && c.block === props.block).length;
  const say = props.comment;
  if (!say) return null;
  const quote = plain(props.quote);
  return (
    <button
      type="button"
      className={`comment-door no-print ${open > 0 ? 'said' : ''}`}
      aria-label={`对“${quote.slice(0, 12)}…”提意见${open > 0 ? `,已有 ${open} 条` : ''}`}
      title="对这一句提意见"
      onClick={() => say(props.block, quote.slice(0, 120))}
    >
      <span aria-hidden>批{open > 0 ? open : ''}</span>
    </button>
  );
}

/** How bound figures of a place read: as the server wrote them last; one that is new has its name until it is counted. */
function useShown(figures: Figures, slot: string, hand: HandText | null): (key: string) => string {
  return useCallback(
    (key) => {
      const figure = figures.get(`${slot}/${slot.replace('/', '-')}-${key}`);
      if (figure) return figure.value === null ? `〔缺:${figure.label}〕` : figure.shown;
      return `〔${hand?.figures[key]?.label ?? '数字'}〕`;
    },
    [figures, slot, hand],
  );
}

const figuresOf = (all: readonly ReportFigure[], sentence: string): ReadonlyMap<string, ReportFigure> =>
  new Map(all.filter((f) => f.sentence === sentence).map((f) => [f.key, f]));
const textOf = (block: ReportBlock): string =>
  block.kind === 'prose'
    ? block.text
    : block.kind === 'table'
      ? block.caption
      : block.pieces.map((p) => p.text).join('');
const plain = (text: string): string => text.replace(/\{f\d{1,3}\}/g, '〔数〕').replace(/\s+/g, ' ');
const nameOf = (words: string): string =>
  words === '' ? '这里' : `“${words.slice(0, 10)}${words.length > 10 ? '…' : ''}”后面`;
