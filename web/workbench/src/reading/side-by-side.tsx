import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import { type ReactNode, useState } from 'react';
import type { ChangedWords, SharedStretch } from '../../../../contracts/api-reading.ts';
import { formatMoment } from '../format.ts';
import { useTimes } from '../place.ts';
import { unitPlaces } from './places.ts';
import { shareText } from './words.ts';

/** What is compared with this text. */
export interface Other {
  readonly title: string;
  readonly about: string;
  readonly at: string | null;
  readonly share: number;
  readonly stretches: readonly SharedStretch[];
  readonly more: number;
}

const SHOWN = 30;
const CHANGES = { year: '年份', figure: '数字', name: '名称', words: '字句' } as const;

/** Shared stretches side by side: here on the left, there on the right, changed words marked. */
export function SideBySide(props: {
  text: string;
  other: Other;
  show: (stretch: SharedStretch) => void;
  close: () => void;
}): ReactNode {
  const { other, text } = props;
  const { today } = useTimes();
  const [shown, setShown] = useState(SHOWN);
  const place = unitPlaces(text);
  const changed = other.stretches.flatMap((s) => s.changed);
  const kinds = (['year', 'figure', 'name', 'words'] as const)
    .map((kind) => [CHANGES[kind], changed.filter((c) => c.kind === kind).length] as const)
    .filter(([, n]) => n > 0);
  return (
    <Drawer
      open
      size={1080}
      className="drawer"
      rootClassName="drawer-root"
      title={`与《${other.title}》并排看`}
      onClose={props.close}
    >
      <p>
        这份有 <strong>{shareText(other.share)}</strong> 与它雷同,共 {other.stretches.length + other.more} 段
        {kinds.length > 0 && <>;改动:{kinds.map(([name, n]) => `${name} ${n} 处`).join('、')}</>}。
        <span className="hint">
          {' '}
          {other.about}
          {other.at && ` · ${formatMoment(other.at, today)}放入`}
        </span>
      </p>
      <div className="beside-head" aria-hidden>
        <strong>这份</strong>
        <strong>《{other.title}》</strong>
      </div>
      {other.stretches.slice(0, shown).map((s) => (
        <div key={`${s.start}-${s.otherStart}`} className="beside">
          <div className="beside-text">
            <Marked
              text={text.slice(place(s.start), place(s.end))}
              from={s.start}
              marks={s.changed.map((c) => ({ start: c.start, end: c.end, kind: c.kind, was: was(s, c) }))}
            />
            <Button type="link" size="small" onClick={() => props.show(s)}>
              到原文
            </Button>
          </div>
          <div className="beside-text other">
            <Marked
              text={s.otherText}
              from={s.otherStart}
              marks={s.changed.map((c) => ({ start: c.otherStart, end: c.otherEnd, kind: c.kind }))}
            />
          </div>
        </div>
      ))}
      {other.stretches.length > shown && (
        <Button onClick={() => setShown(shown + SHOWN)}>再看 {SHOWN} 段</Button>
      )}
      {other.more > 0 && <p className="hint">还有 {other.more} 段较短的,没有列出。</p>}
    </Drawer>
  );
}

interface MarkedPlace {
  readonly start: number;
  readonly end: number;
  readonly kind: ChangedWords['kind'];
  /** The other text's words, told in brackets where there is no room for two columns. */
  readonly was?: string;
}

const was = (s: SharedStretch, c: ChangedWords): string => {
  const place = unitPlaces(s.otherText);
  return s.otherText.slice(place(c.otherStart - s.otherStart), place(c.otherEnd - s.otherStart));
};

const Was = (props: { words: string | undefined }): ReactNode =>
  props.words ? <small className="was">〔{props.words}〕</small> : null;

/** A stretch with its changed words marked; places are characters of the whole text. */
function Marked(props: { text: string; from: number; marks: readonly MarkedPlace[] }): ReactNode {
  const { text, from } = props;
  const place = unitPlaces(text);
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const m of props.marks) {
    const [start, end] = [place(m.start - from), place(m.end - from)];
    if (start < at || m.start < from) continue;
    pieces.push(text.slice(at, start));
    pieces.push(
      end > start ? (
        <mark key={m.start} className="changed" title={`改了${CHANGES[m.kind]}`}>
          {text.slice(start, end)}
          <Was words={m.was} />
        </mark>
      ) : (
        <mark key={m.start} className="changed gap" title="这里比另一份少几个字">
          ∧
          <Was words={m.was} />
        </mark>
      ),
    );
    at = end;
  }
  pieces.push(text.slice(at));
  return <span className="beside-words">{pieces}</span>;
}
