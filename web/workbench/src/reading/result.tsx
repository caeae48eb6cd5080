import Button from 'antd/es/button';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { ReadingView } from '../../../../contracts/api-reading.ts';
import { formatNumber, formatRange } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useUnit } from '../queries.ts';
import { sentenceOf } from '../wire.ts';
import { copyText } from './copy-text.ts';
import { FigureCard } from './figure-card.tsx';
import { type Finding, findingsText, groupsOf, openCount } from './findings.ts';
import { FindingsList } from './findings-list.tsx';
import { MarkedText, type Standing } from './marked-text.tsx';
import { type Stretch, unitPlaces } from './places.ts';
import { keepText } from './reading-wire.ts';
import type { OnTable } from './shelf.ts';
import { type Other, SideBySide } from './side-by-side.tsx';
import { ToLines } from './to-lines.tsx';
import { KINDS, ledgerText, rawText } from './words.ts';

/** The text with its figures underlined, and beside it what was found. */
export function Result(props: {
  me: Me;
  table: OnTable;
  unit: string;
  from: string;
  to: string;
  reading: ReadingView;
  put: (part: Partial<OnTable>) => void;
  edit: () => void;
  again: () => void;
}): ReactNode {
  const { table, reading, unit } = props;
  const { text } = table;
  const named = useUnit(unit);
  const [chosen, setChosen] = useState<number | null>(null);
  const [shown, setShown] = useState<Stretch | null>(null);
  const [other, setOther] = useState<Other | null>(null);
  const [isLining, setLining] = useState(false);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  // The sheet where it was typed may have been scrolled far down.
  useEffect(() => {
    window.scrollTo({ top: 0 });
  }, []);
  const groups = useMemo(() => groupsOf(reading), [reading]);
  const place = useMemo(() => unitPlaces(text), [text]);
  const cut = useCallback((s: Stretch): string => text.slice(place(s.start), place(s.end)), [text, place]);
  const byFigure = useMemo(() => new Map(reading.ledgers.map((l) => [l.figure, l])), [reading]);
  const standings = useMemo(() => standingsOf(reading), [reading]);
  const standingOf = useCallback((i: number): Standing => standings.get(i) ?? null, [standings]);
  const hintOf = useCallback(
    (i: number): string => {
      const f = reading.figures[i];
      const l = byFigure.get(i);
      if (!f) return '';
      return `${KINDS[f.kind]} ${rawText(f)}${l ? `。${ledgerText(f, l)}` : ''}`;
    },
    [reading, byFigure],
  );
  const show = useCallback((s: Stretch) => setShown({ start: s.start, end: s.end }), []);
  const figure = chosen === null ? undefined : reading.figures[chosen];
  const step = (by: 1 | -1): void => {
    if (chosen === null) return;
    const next = Math.min(Math.max(chosen + by, 0), reading.figures.length - 1);
    setChosen(next);
    const f = reading.figures[next];
    if (f) show(f);
  };
  const title = table.title.trim() || firstLine(text);
  const keep = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      const { isNew } = await keepText({ title, text });
      setSaid(isNew ? `已放进比对库,题目是《${title}》。` : '这一份早已在比对库里。');
    } catch (error) {
      setSaid(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const copy = async (): Promise<void> => {
    const unitName = named.data?.unit.name ?? '';
    const period = formatRange(props.from, props.to);
    const isCopied = await copyText(findingsText({ title, unitName, period, reading }));
    setSaid(isCopied ? '结果已复制,可以粘贴到别处。' : '浏览器不让复制。请选中文字,按 Ctrl C。');
  };
  const openCopy = (f: Finding): void => setOther(otherOf(f, reading));
  const found = openCount(groups);
  return (
    <>
      <div className="reading-bar">
        <p className="reading-about">
          <strong>{title}</strong>
          <span className="hint">
            {named.data?.unit.name ?? '…'} · {formatRange(props.from, props.to)} ·{' '}
            {formatNumber(reading.chars)} 字 · {formatNumber(reading.figures.length)} 个数
          </span>
        </p>
        <span className="spacer" />
        <span className="reading-acts no-print">
          <Button onClick={props.edit}>改文字</Button>
          <Button onClick={() => void copy()}>复制结果</Button>
          <Button onClick={() => window.print()}>打印</Button>
          {reading.may.includes('keep') && (
            <BusyButton busy={busy} doing="正在放…" onClick={() => void keep()}>
              放进比对库
            </BusyButton>
          )}
          {reading.may.includes('open-lines') && <Button onClick={() => setLining(true)}>转成期初…</Button>}
        </span>
      </div>
      {said && (
        <p className="note no-print" role="status">
          <span className="sign info">i</span> {said}
        </p>
      )}
      <a className="to-findings no-print" href="#reading-findings">
        {found === 0 ? '没有发现对不上的地方' : `发现 ${found} 处`} ↓
      </a>
      <div className="reading">
        <section className="sheet reading-sheet" aria-label="正文">
          <Legend reading={reading} />
          <MarkedText
            text={text}
            figures={reading.figures}
            standingOf={standingOf}
            hintOf={hintOf}
            chosen={chosen}
            shown={shown}
            choose={setChosen}
          />
        </section>
        <aside className="reading-findings" id="reading-findings" aria-label="发现">
          {figure && chosen !== null && (
            <FigureCard
              key={chosen}
              figure={figure}
              ledger={byFigure.get(chosen) ?? null}
              checks={reading.checks.filter((c) => c.figures.some((x) => x.start === figure.start))}
              unit={unit}
              mayTeach={reading.may.includes('teach')}
              step={step}
              close={() => setChosen(null)}
              taught={props.again}
            />
          )}
          <h2>{found === 0 ? '体检结果' : `发现 ${found} 处`}</h2>
          <FindingsList
            groups={groups}
            unit={unit}
            figures={reading.figures.length}
            keptTexts={reading.keptTexts}
            show={show}
            openCopy={openCopy}
          />
        </aside>
      </div>
      {other && (
        <SideBySide
          text={text}
          other={other}
          show={(s) => {
            setOther(null);
            show(s);
          }}
          close={() => setOther(null)}
        />
      )}
      {isLining && (
        <ToLines
          me={props.me}
          unit={unit}
          title={title}
          reading={reading}
          cut={cut}
          drafts={table.drafts}
          keep={(drafts) => props.put({ drafts })}
          close={() => setLining(false)}
        />
      )}
    </>
  );
}

/** What the underlines mean; only kinds that occur. */
function Legend(props: { reading: ReadingView }): ReactNode {
  const kinds = (['count', 'amount', 'rate', 'rank', 'ordinal'] as const).filter((kind) =>
    props.reading.figures.some((f) => f.kind === kind),
  );
  if (kinds.length === 0) return null;
  return (
    <p className="legend">
      {kinds.map((kind) => (
        <span key={kind}>
          <mark className={`fig ${kind}`}>{KINDS[kind]}</mark>
        </span>
      ))}
      <span>
        <mark className="fig count late">不能成立</mark>
      </span>
      <span>
        <mark className="fig count soon">要核对</mark>
      </span>
      <span className="hint no-print">点一个数,看读成了什么、台账里是多少。</span>
    </p>
  );
}

/** How each figure stands: in something that cannot be, in something to look at, or nothing said. */
function standingsOf(reading: ReadingView): Map<number, Standing> {
  const at = new Map(reading.figures.map((f, i) => [f.start, i]));
  const standings = new Map<number, Standing>();
  for (const l of reading.ledgers)
    if (l.verdict === 'differs' && l.match !== 'likely') standings.set(l.figure, 'soon');
  for (const grade of ['ask', 'slip', 'break'] as const)
    for (const c of reading.checks)
      if (c.holds === false && c.grade === grade)
        for (const f of c.figures) {
          const i = at.get(f.start);
          if (i !== undefined) standings.set(i, grade === 'break' ? 'late' : 'soon');
        }
  return standings;
}

function otherOf(f: Finding, reading: ReadingView): Other | null {
  if (f.sameness) {
    const { with: kept, share, stretches, more } = f.sameness;
    return { title: kept.title, about: kept.unitName, at: kept.at, share, stretches, more };
  }
  const { share, stretches } = reading.within;
  return { title: '本文前面', about: '文内重复', at: null, share, stretches, more: 0 };
}

const firstLine = (text: string): string => {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? '';
  return Array.from(line.trim()).slice(0, 40).join('');
};
