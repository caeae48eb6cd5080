import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ReadFigure } from '../../../../contracts/reading.ts';
import { firstAfter, piecesOf, type Sheet, type Stretch, sheetsOf, unitPlaces } from './places.ts';

/** How a figure stands, told by colour and sign beside its underline. */
export type Standing = 'late' | 'soon' | 'fine' | null;

interface Mark extends Stretch {
  readonly figure: number;
  readonly look: string;
  readonly hint: string;
}

/**
 * The text as given, its figures underlined by kind. A book of reports is drawn sheet by sheet as it comes into sight; until
 * then a sheet is plain text, so that searching and copying work on the whole.
 */
export function MarkedText(props: {
  text: string;
  figures: readonly ReadFigure[];
  standingOf: (figure: number) => Standing;
  hintOf: (figure: number) => string;
  chosen: number | null;
  /** In characters; a new object glows again. */
  shown: Stretch | null;
  choose: (figure: number) => void;
}): ReactNode {
  const { text, figures, chosen, shown } = props;
  const place = useMemo(() => unitPlaces(text), [text]);
  const sheets = useMemo(() => sheetsOf(text), [text]);
  const { standingOf, hintOf } = props;
  const marks = useMemo(
    () =>
      figures.map(
        (f, i): Mark => ({
          start: place(f.start),
          end: place(f.end),
          figure: i,
          look: `fig ${f.kind} ${f.status === 'actual' && f.role === 'level' ? '' : 'pale'} ${standingOf(i) ?? ''}`,
          hint: hintOf(i),
        }),
      ),
    [figures, place, standingOf, hintOf],
  );
  const glow = useMemo(
    () =>
      shown ? { start: place(shown.start), end: Math.max(place(shown.end), place(shown.start) + 1) } : null,
    [shown, place],
  );
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(() => new Set([0, 1, 2]));
  const box = useRef<HTMLDivElement>(null);
  const isLong = sheets.length > 12;

  // Sheets are drawn when they come near, and stay.
  useEffect(() => {
    if (!isLong || !box.current) return;
    const seen = new IntersectionObserver(
      (entries) => {
        const near = entries
          .filter((e) => e.isIntersecting)
          .map((e) => Number((e.target as HTMLElement).dataset['sheet']));
        if (near.length > 0) setDrawn((d) => (near.every((n) => d.has(n)) ? d : new Set([...d, ...near])));
      },
      { rootMargin: '1500px 0px' },
    );
    for (const sheet of box.current.children) seen.observe(sheet);
    return () => seen.disconnect();
  }, [isLong]);
  // On paper all of it is drawn.
  useEffect(() => {
    const all = (): void => flushSync(() => setDrawn(new Set(sheets.keys())));
    window.addEventListener('beforeprint', all);
    return () => window.removeEventListener('beforeprint', all);
  }, [sheets]);
  const target = glow ? firstAfter(sheets, glow.start) : -1;
  useEffect(() => {
    if (target >= 0) setDrawn((d) => (d.has(target) ? d : new Set([...d, target])));
  }, [target]);
  // After the sheet is drawn the glowing place stands there; a second look, since sheets above may just have got their size.
  useEffect(() => {
    if (!glow) return;
    const go = (): void => {
      const found = box.current?.querySelector('.glow') ?? box.current?.children[target];
      found?.scrollIntoView({ block: 'center' });
    };
    const frames = [requestAnimationFrame(() => requestAnimationFrame(go))];
    const again = setTimeout(go, 120);
    return () => {
      for (const f of frames) cancelAnimationFrame(f);
      clearTimeout(again);
    };
  }, [glow, target]);

  const choose = (event: { target: EventTarget }): void => {
    const mark = (event.target as HTMLElement).closest<HTMLElement>('[data-figure]');
    if (mark) props.choose(Number(mark.dataset['figure']));
  };
  const chosenMark = chosen === null ? null : (marks[chosen] ?? null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the text is one widget: a click or the arrow keys choose a figure in it
    <div
      ref={box}
      className="read-text"
      role="group"
      aria-label="正文。方向键左右在数字间移动"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop for the keyboard; ten thousand figures would be ten thousand
      tabIndex={0}
      onClick={choose}
      onKeyDown={(e) => {
        const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
        if (step === 0 || e.target !== e.currentTarget || figures.length === 0) return;
        e.preventDefault();
        props.choose(
          Math.min(Math.max((chosen ?? (step > 0 ? -1 : figures.length)) + step, 0), figures.length - 1),
        );
      }}
    >
      {sheets.map((sheet, i) => {
        const inside = (s: Stretch | null): boolean =>
          s !== null && s.start <= sheet.end && s.end >= sheet.start;
        return (
          <SheetOfText
            // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place
            key={i}
            at={i}
            text={text}
            sheet={sheet}
            marks={marks}
            glow={inside(glow) ? glow : null}
            chosen={inside(chosenMark) ? chosen : null}
            isDrawn={!isLong || drawn.has(i)}
          />
        );
      })}
    </div>
  );
}

const SheetOfText = memo(function SheetOfText(props: {
  at: number;
  text: string;
  sheet: Sheet;
  marks: readonly Mark[];
  glow: Stretch | null;
  chosen: number | null;
  isDrawn: boolean;
}): ReactNode {
  const { text, sheet, marks, glow } = props;
  // A line holds some forty characters.
  const lines = sheet.paragraphs.reduce((n, p) => n + 1 + Math.floor((p.end - p.start) / 40), 0);
  return (
    <div
      className="sheet-of-text"
      data-sheet={props.at}
      style={{ containIntrinsicSize: `auto ${lines * 30}px` }}
    >
      {props.isDrawn
        ? sheet.paragraphs.map((p) => (
            <p key={p.start}>
              {piecesOf(p, marks, glow).map((piece) => (
                <Piece key={piece.start} piece={piece} text={text} chosen={props.chosen} />
              ))}
            </p>
          ))
        : sheet.paragraphs.map((p) => <p key={p.start}>{text.slice(p.start, p.end)}</p>)}
    </div>
  );
});

function Piece(props: {
  piece: { start: number; end: number; mark: Mark | null; glows: boolean };
  text: string;
  chosen: number | null;
}): ReactNode {
  const { mark, glows, start, end } = props.piece;
  const words = props.text.slice(start, end);
  if (!mark) return glows ? <span className="glow">{words}</span> : words;
  const isChosen = mark.figure === props.chosen;
  return (
    <mark
      data-figure={mark.figure}
      className={`${mark.look}${glows ? ' glow' : ''}${isChosen ? ' chosen' : ''}`}
      title={mark.hint}
    >
      {words}
    </mark>
  );
}
