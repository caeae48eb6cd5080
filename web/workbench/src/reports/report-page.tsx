import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Me, ReportView } from '../../../../contracts/api.ts';
import type { ReportPageView } from '../../../../contracts/api-papers.ts';
import { formatRange } from '../format.ts';
import { Failed, Loading, Show } from '../parts/states.tsx';
import { UnitPicker } from '../parts/unit-picker.tsx';
import { periodRange } from '../period.ts';
import { useGo, useHref, useSetParams, useTimes } from '../place.ts';
import { type ReportKind, useReportKinds, useUnit } from '../queries.ts';
import { seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { address, read, sentenceOf } from '../wire.ts';
import '../styles/paper.css';
import { BusyButton } from '../parts/busy-button.tsx';
import { download } from './download.ts';
import { Findings } from './findings.tsx';
import { Outline } from './outline.tsx';
import { Paper } from './paper.tsx';
import { PaperNotes, VersionChoice, WritingDoor } from './paper-standing.tsx';
import { daysParams } from './when.ts';

export interface ReportAsk {
  readonly unit: string;
  readonly year?: number;
  readonly half?: '1' | '2';
  readonly from?: string;
  readonly to?: string;
  /** A final version that is not the newest. */
  readonly version?: number;
}

/** A report on paper: outline, page, findings; every figure opens its lines. */
export function ReportPage(props: { me: Me }): ReactNode {
  const kinds = useReportKinds();
  const key = useParams()['kind'] ?? '';
  return (
    <Show of={kinds}>
      {(all) => {
        const kind = all.find((k) => k.key === key);
        return kind ? <Page key={key} me={props.me} kind={kind} /> : <Failed error={new Error(key)} />;
      }}
    </Show>
  );
}

/** What is asked for: the address's own year and half first (links from 待办), else the header's period. */
function useAsk(me: Me, kind: ReportKind): ReportAsk {
  const [params] = useSearchParams();
  const { period } = useTimes();
  const unit = params.get('unit') ?? seatOf(me);
  const range = periodRange(period);
  const year = Number(params.get('year') ?? range.from.slice(0, 4));
  const version = Number(params.get('version') ?? 0);
  const which = version > 0 ? { version } : {};
  const [from, to] = [params.get('from'), params.get('to')];
  if (kind.period !== 'any' && from && to) {
    // Exact days (links from 搜索) that are a whole year or half are turned like any other.
    const [whole = '', half] = (daysParams(from, to)['p'] ?? '').split('H');
    if (whole === '') return { unit, from, to, ...which };
    return { unit, year: Number(whole), ...(half ? { half: half === '2' ? '2' : '1' } : {}), ...which };
  }
  if (kind.period === 'any') return { unit, from: from ?? range.from, to: to ?? range.to, ...which };
  if (kind.period === 'year') return { unit, year, ...which };
  const half = params.get('half') ?? (range.from.slice(5) >= '07-01' ? '2' : '1');
  return { unit, year, half: half === '2' ? '2' : '1', ...which };
}

function Page(props: { me: Me; kind: ReportKind }): ReactNode {
  const { me, kind } = props;
  const ask = useAsk(me, kind);
  const href = useHref();
  const set = useSetParams();
  const go = useGo();
  const seat = useUnit(seatOf(me));
  const [problem, setProblem] = useState('');
  const [loadingWord, setLoadingWord] = useState(false);
  const report = useQuery({
    queryKey: ['report', kind.key, ask],
    queryFn: ({ signal }) => read<ReportPageView>(`/reports/${kind.key}`, { ...ask }, signal),
  });
  const year = ask.year ?? 0;
  const turn = (by: number): void => {
    const half = ask.half;
    if (!half) set({ year: null, version: null, from: null, to: null, p: String(year + by) });
    else
      set({
        year: null,
        half: null,
        version: null,
        from: null,
        to: null,
        p: half === (by > 0 ? '1' : '2') ? `${year}H${by > 0 ? 2 : 1}` : `${year + by}H${by > 0 ? 1 : 2}`,
      });
  };
  const word = async (view: ReportView): Promise<void> => {
    setLoadingWord(true);
    setProblem('');
    try {
      await download(address(`/reports/${kind.key}/docx`, { ...ask }), `${view.title}.docx`);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setLoadingWord(false);
    }
  };
  return (
    <>
      <div className="report-bar no-print">
        <nav className="crumbs" aria-label="位置">
          <Link to={href('/reports')}>{TEXT.nav.reports}</Link> › {kind.name}
        </nav>
        <UnitPicker
          id="report-unit"
          label="哪个组织的报告"
          known={seat.data ? [seat.data.unit, ...seat.data.children] : []}
          value={ask.unit}
          allow={(u) => kind.levels?.includes(u.level) ?? true}
          onChange={(id) => set({ unit: id, version: null })}
        />
        {kind.period !== 'any' && ask.year !== undefined && (
          <span className="turn">
            <Button onClick={() => turn(-1)} aria-label="前一期">
              ‹
            </Button>
            <strong>
              {year}年{ask.half ? (ask.half === '1' ? '上半年' : '下半年') : ''}
            </strong>
            <Button onClick={() => turn(1)} aria-label="后一期">
              ›
            </Button>
          </span>
        )}
        <span className="spacer" />
        {report.data && (
          <>
            <VersionChoice view={report.data} ask={ask} />
            <BusyButton
              busy={loadingWord}
              doing="正在生成…"
              disabled={!report.data.may.includes('download')}
              title={report.data.may.includes('download') ? '' : '还有缺的数,补齐后才能下载'}
              onClick={() => report.data && void word(report.data)}
            >
              下载 Word
            </BusyButton>
            <Button onClick={() => window.print()}>打印</Button>
            {me.permissions.includes('reading.use') && (
              <Button
                onClick={() =>
                  go('/reading', {
                    report: kind.key,
                    unit: ask.unit,
                    year: ask.year === undefined ? null : String(ask.year),
                    half: ask.half,
                    from: ask.from,
                    to: ask.to,
                  })
                }
              >
                体检
              </Button>
            )}
            <WritingDoor view={report.data} ask={ask} />
          </>
        )}
      </div>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {report.isPending ? (
        <Loading rows={12} />
      ) : report.isError ? (
        <Failed error={report.error} retry={() => void report.refetch()} />
      ) : (
        <>
          <p className="hint no-print">
            {report.data.unit.name} · {formatRange(report.data.from, report.data.to)}。每个数字都能点开。
          </p>
          <PaperNotes view={report.data} ask={ask} />
          <div className="report">
            <Outline view={report.data} />
            <Paper view={report.data} />
            <Findings view={report.data} />
          </div>
        </>
      )}
    </>
  );
}
