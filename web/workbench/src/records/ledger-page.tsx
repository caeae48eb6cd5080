import { useInfiniteQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import type { EntryList, LedgerSummary, Me, SavedEntry } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { MoreRows } from '../parts/more-rows.tsx';
import { Empty, Failed, Loading, Show } from '../parts/states.tsx';
import { periodName, periodRange } from '../period.ts';
import { useGo, useHref, useTimes } from '../place.ts';
import { useLedger, useLedgers } from '../queries.ts';
import { keeps, seatOf } from '../seat.ts';
import { TEXT } from '../text.ts';
import { read } from '../wire.ts';
import { ExportButton } from '../workbooks/export-button.tsx';
import { TableActions } from '../workbooks/table-actions.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnChoice, shownFields } from './column-choice.tsx';
import { CoverageStrip } from './coverage-strip.tsx';
import { EntryTable } from './entry-table.tsx';
import { type Filter, Filters, isFiltered, readFilter } from './filters.tsx';
import { JointLines } from './joint.tsx';
import { KeptViews } from './kept-views.tsx';
import { SavedNote } from './saved-note.tsx';

const PAGE = 50;

/** The lines of one ledger: how the months stand, filters, the list. */
export function LedgerPage(props: { me: Me }): ReactNode {
  const key = useParams()['ledger'] ?? '';
  const ledger = useLedger(key);
  const summaries = useLedgers();
  return (
    <Show of={ledger} rows={10}>
      {(definition) => (
        <Page
          key={key}
          me={props.me}
          ledger={definition}
          summary={summaries.data?.find((l) => l.key === key)}
        />
      )}
    </Show>
  );
}

function Page(props: { me: Me; ledger: Ledger; summary: LedgerSummary | undefined }): ReactNode {
  const { me, ledger } = props;
  const href = useHref();
  const go = useGo();
  const { period } = useTimes();
  const state = useLocation().state as { saved?: SavedEntry } | null;
  const [saved, setSaved] = useState(state?.saved ?? null);
  // The note is for this visit; a reload of the page must not tell it again.
  useEffect(() => window.history.replaceState({ ...window.history.state, usr: null }, ''), []);
  const mayWrite = me.permissions.includes('entry.write');
  const isExpected =
    ledger.expects?.levels.includes(me.unit.level) === true &&
    keeps(me.unit, ledger) &&
    me.unit.kind === 'federation';
  return (
    <>
      <nav className="crumbs" aria-label="位置">
        <Link to={href('/ledgers')}>{TEXT.nav.records}</Link> › {ledger.group}
      </nav>
      <div className="page-head">
        <h1>{ledger.name}</h1>
        <p className="hint">{ledger.about}</p>
        {mayWrite && (
          <Button
            type="primary"
            className="head-action"
            onClick={() => go(`/ledgers/${ledger.key}/new`)}
            aria-keyshortcuts="N"
          >
            {TEXT.newLine} <kbd>N</kbd>
          </Button>
        )}
      </div>
      {mayWrite && <TableActions me={me} ledger={ledger} />}
      {saved && <SavedNote saved={saved} close={() => setSaved(null)} />}
      {isExpected && <CoverageStrip unit={me.unit.id} ledger={ledger.key} mayState={mayWrite} />}
      <Lines me={me} ledger={ledger} />
      {ledger.privacy === 'open' && (
        <JointLines ledger={ledger.key} unit={seatOf(me)} {...periodRange(period)} today={me.today} />
      )}
    </>
  );
}

function Lines(props: { me: Me; ledger: Ledger }): ReactNode {
  const { me, ledger } = props;
  const [params] = useSearchParams();
  const { period } = useTimes();
  const go = useGo();
  // Words about a case must not stand in an address (they end in histories and logs), so they live in the page only.
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filter: Filter = { ...readFilter(params), ...(ledger.privacy === 'case' ? { q: words } : {}) };
  const range = filter.allTime ? null : periodRange(period);
  const query = {
    unit: filter.unit || (ledger.privacy === 'case' ? '' : seatOf(me)),
    from: range?.from,
    to: range?.to,
    q: filter.q,
    where: filter.where,
    sort: filter.sort,
    state: filter.state,
  };
  const lines = useInfiniteQuery({
    queryKey: ['entries', ledger.key, query],
    queryFn: ({ pageParam, signal }) =>
      read<EntryList>(`/ledgers/${ledger.key}/entries`, { ...query, after: pageParam, limit: PAGE }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const rows = lines.data?.pages.flatMap((p) => p.rows) ?? [];
  const countsOnly = lines.data?.pages[0]?.countsOnly === true;
  return (
    <section className="sheet" aria-label="记录列表">
      <Filters
        me={me}
        ledger={ledger}
        filter={filter}
        setWords={ledger.privacy === 'case' ? setWords : null}
        periodLabel={periodName(period)}
      />
      <div className="list-tools">
        <KeptViews ledger={ledger.key} unitName={me.unit.name} mayKeep={ledger.privacy !== 'case'} />
        <span className="spacer" />
        {!countsOnly && rows.length > 0 && <ExportButton ledger={ledger} query={query} />}
        <ColumnChoice ledger={ledger} chosen={params.get('cols')} />
      </div>
      <BulkBar chosen={rows.filter((r) => chosen.has(r.id))} clear={() => setChosen(new Set())} />
      {lines.isPending ? (
        <Loading rows={8} />
      ) : lines.isError ? (
        <Failed error={lines.error} retry={() => void lines.refetch()} />
      ) : countsOnly ? (
        <Empty title="这里只有数" action={<Button onClick={() => go('/figures')}>去看数字</Button>}>
          {TEXT.countsOnly}
        </Empty>
      ) : rows.length === 0 ? (
        isFiltered(filter) ? (
          <Empty title="没有符合的记录">去掉一两个条件,或把时段放宽试试。</Empty>
        ) : (
          <Empty
            title={`${filter.allTime ? '' : periodName(period)}还没有记录`}
            action={
              me.permissions.includes('entry.write') && (
                <Button type="primary" onClick={() => go(`/ledgers/${ledger.key}/new`)}>
                  记第一笔
                </Button>
              )
            }
          >
            {ledger.about}
          </Empty>
        )
      ) : (
        <>
          <EntryTable
            ledger={ledger}
            rows={rows}
            me={me}
            stale={lines.isPlaceholderData}
            fields={shownFields(ledger, params.get('cols'))}
            choice={
              me.permissions.includes('entry.write') && filter.state === 'valid'
                ? { ids: chosen, set: setChosen }
                : null
            }
          />
          <MoreRows
            shown={rows.length}
            hasNext={lines.hasNextPage}
            busy={lines.isFetchingNextPage}
            next={() => void lines.fetchNextPage()}
            size={PAGE}
          />
        </>
      )}
    </section>
  );
}
