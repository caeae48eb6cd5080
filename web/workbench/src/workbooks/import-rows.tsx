import { useInfiniteQuery } from '@tanstack/react-query';
import Segmented from 'antd/es/segmented';
import { type ReactNode, useState } from 'react';
import type { ImportPage, ImportRow } from '../../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { formatNumber } from '../format.ts';
import { MoreRows } from '../parts/more-rows.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { queryClient } from '../queries.ts';
import { sentenceOf } from '../wire.ts';
import { fixRow, type Only, rowsPage } from './imports.ts';

const STATES = {
  good: { sign: '✓', tone: 'done', say: '可以存' },
  bad: { sign: '✗', tone: 'late', say: '有问题' },
  known: {
    sign: '－',
    tone: 'calm',
    say: '台账里已经有一模一样的,不会再存。确实是另一件事,请在「说明」里写一句。',
  },
} as const;

/** The rows of an import as the file says them, each with its problems; a wrong cell is mended where it stands. */
export function ImportRowsTable(props: { view: ImportPage; ledger: Ledger; first: Only }): ReactNode {
  const { view, ledger } = props;
  const [only, setOnly] = useState<Only>(props.first);
  // Rows that were mended here stay in sight until another kind is asked for.
  const [mended, setMended] = useState<ReadonlyMap<number, ImportRow>>(new Map());
  const rows = useInfiniteQuery({
    queryKey: ['import', view.id, 'rows', only],
    queryFn: ({ pageParam, signal }) => rowsPage(view.id, only, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
  const choose = (next: Only): void => {
    setOnly(next);
    setMended(new Map());
    void queryClient.invalidateQueries({ queryKey: ['import', view.id, 'rows'] });
  };
  const kinds: { value: Only; label: string }[] = [
    { value: 'bad' as const, label: `有问题的 ${formatNumber(view.bad)}` },
    { value: 'good' as const, label: `可以存的 ${formatNumber(view.good)}` },
    ...(view.known > 0 ? [{ value: 'known' as const, label: `已经有的 ${formatNumber(view.known)}` }] : []),
    { value: 'all' as const, label: '全部' },
  ];
  const all = (rows.data?.pages.flatMap((p) => p.rows) ?? []).map((r) => mended.get(r.n) ?? r);
  return (
    <section className="sheet" aria-label="逐行核对">
      <Segmented aria-label="看哪些行" value={only} options={kinds} onChange={choose} />
      {rows.isPending ? (
        <Loading rows={6} />
      ) : rows.isError ? (
        <Failed error={rows.error} retry={() => void rows.refetch()} />
      ) : all.length === 0 ? (
        <p className="hint import-none">没有这样的行。</p>
      ) : (
        <div className="table-box tall">
          <table className="lines plain import-rows" aria-label="表里的行">
            <thead>
              <tr>
                <th scope="col">行</th>
                <th scope="col">核对</th>
                {view.columns
                  .filter((c) => c.key !== 'mark')
                  .map((c) => (
                    <th key={c.key} scope="col">
                      {c.header.replace(/\*$/, '')}
                    </th>
                  ))}
              </tr>
            </thead>
            <tbody>
              {all.map((row) => (
                <Row
                  key={row.n}
                  view={view}
                  ledger={ledger}
                  row={row}
                  changed={(next) => setMended((m) => new Map(m).set(next.n, next))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreRows
        shown={all.length}
        hasNext={rows.hasNextPage}
        busy={rows.isFetchingNextPage}
        next={() => void rows.fetchNextPage()}
        size={50}
      />
    </section>
  );
}

function Row(props: {
  view: ImportPage;
  ledger: Ledger;
  row: ImportRow;
  changed: (row: ImportRow) => void;
}): ReactNode {
  const { view, row } = props;
  const [problem, setProblem] = useState('');
  const state = STATES[row.state];
  const mayFix = (view.state === 'ready' || view.state === 'saved') && row.state !== 'good';
  const wrong = new Set(row.problems.map((p) => p.field));
  // What is wrong with a field that the file has no column for is told with the row alone.
  const fix = async (key: string, text: string): Promise<void> => {
    if (text.trim() === (row.texts[key] ?? '')) return;
    setProblem('');
    try {
      props.changed(await fixRow(view.id, row.n, { [key]: text }));
      void queryClient.invalidateQueries({ queryKey: ['import', view.id], exact: true });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  const needsWhy = row.problems.some((p) => p.level === 'soft') || row.state === 'known';
  const columns = view.columns.filter((c) => c.key !== 'mark');
  return (
    <tr className={row.state}>
      <th scope="row" className="number">
        {row.n}
      </th>
      <td className="row-state">
        <span className={`sign ${state.tone}`}>{state.sign}</span>{' '}
        {row.problems.length === 0 ? (
          <span className="hint">{state.say}</span>
        ) : (
          row.problems.map((p) => <p key={p.message}>{p.message}</p>)
        )}
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {needsWhy && mayFix && !columns.some((c) => c.key === 'explanation') && (
          <CellInput
            label={`第 ${row.n} 行 说明`}
            value=""
            wrong
            onDone={(t) => void fix('explanation', t)}
          />
        )}
      </td>
      {columns.map((c) => {
        const isWrong = wrong.has(c.key) || (needsWhy && c.key === 'explanation');
        return (
          <td key={c.key} className={isWrong ? 'wrong' : ''}>
            {mayFix && (isWrong || row.state === 'bad') ? (
              <CellInput
                label={`第 ${row.n} 行 ${c.header.replace(/\*$/, '')}`}
                value={row.texts[c.key] ?? ''}
                wrong={isWrong}
                onDone={(text) => void fix(c.key, text)}
              />
            ) : (
              (row.texts[c.key] ?? '')
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** A cell that is mended where it stands: Enter or leaving it reads the row anew. */
function CellInput(props: {
  label: string;
  value: string;
  wrong: boolean;
  onDone: (text: string) => void;
}): ReactNode {
  const [text, setText] = useState(props.value);
  return (
    <input
      className="cell-input"
      aria-label={props.label}
      aria-invalid={props.wrong}
      value={text}
      size={Math.min(30, Math.max(6, [...text].length + 2))}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => props.onDone(text)}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing) return;
        if (e.key === 'Enter') e.currentTarget.blur();
        if (e.key === 'Escape') setText(props.value);
      }}
    />
  );
}
