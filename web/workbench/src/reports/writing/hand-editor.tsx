import Button from 'antd/es/button';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { HandFigure, HandText } from '../../../../../contracts/api-paper-slots.ts';
import { drawHand, putChip, readHand, renewChips } from './hand-dom.ts';
import { InsertFigure } from './insert-figure.tsx';

const EMPTY: HandText = { text: '', figures: {} };

/** A place for own words on the paper. Figures in it are bound: picked, never typed. */
export function HandEditor(props: {
  id: string;
  label: string;
  value: HandText | null;
  /** How a bound figure reads now. */
  shown: (key: string) => string;
  placeholder: string;
  joins?: boolean;
  mayJoin?: boolean;
  autoFocus?: boolean;
  onChange: (value: HandText) => void;
  onBlurEmpty?: () => void;
  /** More to do with this place: back to the suggested words, take it away. */
  more?: ReactNode;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const said = useRef<string | null>(null);
  const range = useRef<Range | null>(null);
  const composing = useRef(false);
  const [inserting, setInserting] = useState(false);
  const value = props.value ?? EMPTY;
  const joins = value.joins ?? props.joins ?? false;
  const figures = useRef(value.figures);
  const text = canonical(value);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew only when the value is not what was typed here
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    if (said.current !== text && !composing.current) {
      figures.current = value.figures;
      drawHand(el, value, props.shown);
      said.current = text;
    } else renewChips(el, props.shown);
  }, [text, props.shown]);

  const { autoFocus } = props;
  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);

  const tell = (): void => {
    if (!box.current || composing.current) return;
    const next = readHand(box.current, figures.current, joins);
    said.current = canonical(next);
    props.onChange(next);
  };
  // Where the caret stands is remembered as long as the box has it: choosing a figure takes it away.
  useEffect(() => {
    const keep = (): void => {
      const selection = window.getSelection();
      if (document.activeElement === box.current && selection && selection.rangeCount > 0)
        range.current = selection.getRangeAt(0).cloneRange();
    };
    document.addEventListener('selectionchange', keep);
    return () => document.removeEventListener('selectionchange', keep);
  }, []);
  const insert = (figure: HandFigure): void => {
    const el = box.current;
    if (!el) return;
    let n = 1;
    while (figures.current[`f${n}`]) n += 1;
    figures.current = { ...figures.current, [`f${n}`]: figure };
    const caret = range.current;
    setInserting(false);
    el.focus();
    putChip(el, caret, `f${n}`, figure);
    tell();
  };
  return (
    <div className="hand-place">
      {/* biome-ignore lint/a11y/useSemanticElements: a text area holds no figures */}
      <div
        ref={box}
        id={props.id}
        className={`hand-box ${joins ? 'joins' : ''}`}
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        aria-multiline="true"
        aria-label={props.label}
        data-placeholder={props.placeholder}
        spellCheck={false}
        tabIndex={0}
        onInput={tell}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
          tell();
        }}
        onBlur={() => {
          if (box.current?.textContent?.trim() === '' && !inserting) props.onBlurEmpty?.();
        }}
        onPaste={(e) => {
          // Words only: no colours, no pictures, no figures of another place.
          e.preventDefault();
          document.execCommand('insertText', false, e.clipboardData.getData('text/plain'));
        }}
        onDrop={(e) => e.preventDefault()}
        onKeyDown={(e) => {
          if ((e.ctrlKey || e.metaKey) && ['b', 'i', 'u'].includes(e.key.toLowerCase())) e.preventDefault();
          if (e.key === 'Enter' && !e.nativeEvent.isComposing) {
            e.preventDefault();
            document.execCommand('insertLineBreak');
          }
        }}
      />
      <div className="hand-tools no-print">
        <Button
          size="small"
          type="link"
          onMouseDown={(e) => e.preventDefault()}
          onClick={() => setInserting(true)}
        >
          插入数字
        </Button>
        {props.mayJoin && (
          <label>
            <input
              type="checkbox"
              checked={joins}
              onChange={(e) => {
                const { joins: _, ...rest } = value;
                props.onChange(e.target.checked ? { ...rest, joins: true } : rest);
              }}
            />{' '}
            接着上一句写,不另起一段
          </label>
        )}
        {props.more}
      </div>
      {inserting && <InsertFigure close={() => setInserting(false)} insert={insert} />}
    </div>
  );
}

/** The same text is the same words, whatever order the server tells its parts in. */
const canonical = (value: HandText): string =>
  JSON.stringify([
    value.text,
    value.joins === true,
    Object.entries(value.figures).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
