import Button from 'antd/es/button';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import type { ReadingState, ReportText } from '../../../../contracts/api-reading.ts';
import { Loading } from '../parts/states.tsx';
import { periodRange } from '../period.ts';
import { useSetParams, useTimes } from '../place.ts';
import { useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { isWireError, sentenceOf } from '../wire.ts';
import '../styles/reading.css';
import { KeptDrawer } from './kept-drawer.tsx';
import { PasteSheet } from './paste-sheet.tsx';
import { beginReading, readReportText, useReading } from './reading-wire.ts';
import { Result } from './result.tsx';
import { type OnTable, replaced, useTable } from './shelf.ts';
import { TaughtDrawer } from './taught-drawer.tsx';

/** 报告体检: a text goes in; its figures, its arithmetic, the ledgers' word on it and what was copied come out. */
export function ReadingPage(props: { me: Me }): ReactNode {
  const { me } = props;
  const { period } = useTimes();
  const range = periodRange(period);
  const { table, isKept, put } = useTable(me.postId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [drawer, setDrawer] = useState<'kept' | 'taught' | null>(null);
  const seat = useUnit(seatOf(me));
  const state = useReading(table.reading);
  const unit = table.unit ?? seatOf(me);
  const [from, to] = [table.from ?? range.from, table.to ?? range.to];
  const sending = useRef(false);

  const begin = useCallback(
    async (part: Partial<OnTable> = {}): Promise<void> => {
      const t = { ...table, ...part };
      if (t.text.trim() === '' || sending.current) return;
      sending.current = true;
      setBusy(true);
      setProblem('');
      try {
        const begun = await beginReading({
          text: t.text,
          title: t.title.trim(),
          unit: t.unit ?? seatOf(me),
          from: t.from ?? range.from,
          to: t.to ?? range.to,
          source: t.source,
        });
        put({ ...part, reading: begun.id });
      } catch (error) {
        put({ ...part, reading: null });
        setProblem(
          isWireError(error) && error.problems.length > 0
            ? error.problems.map((p) => p.message).join(' ')
            : sentenceOf(error),
        );
      } finally {
        sending.current = false;
        setBusy(false);
      }
    },
    [table, put, me, range.from, range.to],
  );
  const openText = useCallback(
    (part: Pick<OnTable, 'title' | 'text'> & Partial<OnTable>) => begin(replaced(table, part)),
    [begin, table],
  );
  const isOpening = useReportFromAddress(me, openText, setProblem);

  // The server forgot it (half an hour, or a restart): the text is still here.
  const forgotten = state.isError && table.reading !== null;
  const edit = (): void => put({ reading: null });
  const shown = table.reading !== null && !forgotten ? state.data : undefined;
  const failed = shown?.problem ?? (forgotten ? sentenceOf(state.error) : '');
  return (
    <>
      <div className="page-head no-print">
        <h1>{TEXT.reading}</h1>
        <p className="hint">
          写好的材料先看一遍:数对不对得上,与台账差多少,有没有和旧稿雷同。只看,不改,也不留存您的文字。
        </p>
        <span className="spacer" />
        <Button onClick={() => setDrawer('kept')}>比对库</Button>
        <Button onClick={() => setDrawer('taught')}>教过的说法</Button>
      </div>
      {isOpening ? (
        <Loading rows={8} />
      ) : shown?.reading ? (
        <Result
          key={`${table.title}/${table.text.length}`}
          me={me}
          table={table}
          unit={unit}
          from={from}
          to={to}
          reading={shown.reading}
          put={put}
          edit={edit}
          again={() => void begin()}
        />
      ) : shown && !shown.problem ? (
        <Progress state={shown} chars={table.text.length} stop={edit} />
      ) : table.reading !== null && state.isPending ? (
        <Progress state={null} chars={table.text.length} stop={edit} />
      ) : (
        <PasteSheet
          me={me}
          table={table}
          unit={unit}
          from={from}
          to={to}
          known={seat.data ? [seat.data.unit, ...seat.data.children] : []}
          isKept={isKept}
          busy={busy}
          problem={problem || failed}
          put={(part) => {
            setProblem('');
            put({ reading: null, ...part });
          }}
          begin={() => void begin()}
          openReport={(kind) => {
            const half = from.slice(5) >= '07-01' ? '2' : '1';
            const when = {
              year: { year: from.slice(0, 4) },
              'half-year': { year: from.slice(0, 4), half },
              any: { from, to },
            }[kind.period];
            void readReportText(kind.key, { unit, ...when })
              .then(openText)
              .catch((error: unknown) => setProblem(sentenceOf(error)));
          }}
        />
      )}
      {drawer === 'kept' && (
        <KeptDrawer
          close={() => setDrawer(null)}
          read={(title, text) => {
            setDrawer(null);
            void openText({ title, text });
          }}
        />
      )}
      {drawer === 'taught' && (
        <TaughtDrawer
          close={() => setDrawer(null)}
          changed={() => {
            if (shown?.reading) void begin();
          }}
        />
      )}
    </>
  );
}

/** 体检 pressed on a report's page: `?report=annual&unit=…&year=…`; read once, then the address is plain again. */
function useReportFromAddress(
  me: Me,
  open: (part: ReportText) => Promise<void>,
  tell: (problem: string) => void,
): boolean {
  const [params] = useSearchParams();
  const set = useSetParams();
  const kind = params.get('report');
  const done = useRef('');
  useEffect(() => {
    if (!kind) {
      done.current = '';
      return;
    }
    const names = ['unit', 'year', 'half', 'from', 'to'] as const;
    const query = Object.fromEntries(
      names.flatMap((n) => {
        const value = params.get(n) ?? (n === 'unit' ? seatOf(me) : null);
        return value ? [[n, value]] : [];
      }),
    );
    const key = JSON.stringify([kind, query]);
    if (done.current === key) return;
    done.current = key;
    const plain = Object.fromEntries(['report', ...names].map((n) => [n, null]));
    readReportText(kind, query)
      .then(open)
      .catch((error: unknown) => tell(sentenceOf(error)))
      .finally(() => set(plain, { replace: true }));
  }, [kind, params, me, open, tell, set]);
  return kind !== null;
}

/** A long text: what is being done, and that one may go. */
function Progress(props: { state: ReadingState | null; chars: number; stop: () => void }): ReactNode {
  const { state } = props;
  const step = state?.step ?? 0;
  const steps = state?.steps ?? 5;
  return (
    <section className="sheet reading-progress" aria-label="正在体检">
      <p role="status">
        {state?.doing ?? '正在取结果'}…(第 {Math.max(step, 1)} 步,共 {steps} 步)
      </p>
      <progress max={steps} value={Math.max(step - 0.5, 0.3)} aria-label="进度" />
      <p className="hint">
        {props.chars.toLocaleString('zh-CN')} 字。可以先去做别的,回到这一页就能看到结果;关掉窗口才会丢。
      </p>
      <Button onClick={props.stop}>不等了,回去改文字</Button>
    </section>
  );
}
