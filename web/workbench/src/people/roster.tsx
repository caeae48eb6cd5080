import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { RosterRow, RosterView } from '../../../../contracts/api-people.ts';
import { FULLTIME, PARTY, POST_KINDS, SCHOOLING } from '../../../../contracts/api-people-fields.ts';
import { formatDay, formatNumber } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { MoreRows } from '../parts/more-rows.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref, useSetParams } from '../place.ts';
import { CLEAR } from '../signs.tsx';
import { LEVEL_NAMES } from '../text.ts';
import { read } from '../wire.ts';
import { saveShown } from '../workbooks/save-shown.ts';
import { useRoster } from './queries.ts';
import { BANDS, UNTOLD } from './words.ts';

type Option = { readonly value: string; readonly label: string };
const told = (words: readonly string[]): Option[] => words.map((w) => ({ value: w, label: w }));
const keyed = (of: Readonly<Record<string, string>>): Option[] =>
  Object.entries(of).map(([value, label]) => ({ value, label }));
const NOT_TOLD: Option = { value: UNTOLD, label: '没有登记' };

/** The filters of the roster; the same words stand behind a number of the statistics. */
const FILTERS: readonly {
  readonly key: string;
  readonly name: string;
  readonly options: readonly Option[];
}[] = [
  { key: 'kind', name: '身份', options: keyed(POST_KINDS) },
  { key: 'fulltime', name: '专兼职', options: [...keyed(FULLTIME), NOT_TOLD] },
  { key: 'schooling', name: '文化程度', options: [...told(SCHOOLING), NOT_TOLD] },
  { key: 'age', name: '年龄', options: [...keyed(BANDS.age), NOT_TOLD] },
  { key: 'party', name: '政治面貌', options: [...told(PARTY), NOT_TOLD] },
  { key: 'level', name: '层级', options: keyed(LEVEL_NAMES) },
  { key: 'state', name: '在任', options: [{ value: 'left', label: '已离任' }] },
];
/** Filters that come from a number only; each stands as a chip that takes it off. */
const FROM_NUMBERS: Readonly<Record<string, { name: string; words: Readonly<Record<string, string>> }>> = {
  ethnic: { name: '民族', words: {} },
  years: { name: '任现职', words: BANDS.years },
  women: { name: '从事妇女工作', words: BANDS.women },
  load: { name: '兼职', words: { '0': '没有兼职', '1': '兼一职', '2': '兼两职以上' } },
};
const KEYS = [...FILTERS.map((f) => f.key), ...Object.keys(FROM_NUMBERS)];
const PAGE = 50;
/** A page as large as the server gives, for taking the whole list out. */
const AT_ONCE = '500';
const COUNTED = 20_000;
/** As many rows as one workbook of a page takes. */
const MOST = 5_000;

export function Roster(props: { asked: Readonly<Record<string, string>> }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const asked = { ...props.asked, q, ...Object.fromEntries(KEYS.map((k) => [k, params.get(k)])) };
  const list = useRoster(asked);
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? [];
  const chosen = KEYS.filter((k) => params.get(k) !== null);
  return (
    <>
      <div className="toolbar people-filters">
        <Input
          allowClear={CLEAR}
          className="filter-words"
          placeholder="姓名或拼音首字母"
          aria-label="找人"
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        {FILTERS.map((f) => (
          <Select
            key={f.key}
            allowClear={CLEAR}
            className="people-filter"
            placeholder={f.name}
            aria-label={f.name}
            options={[...f.options]}
            value={params.get(f.key)}
            onChange={(value) => set({ [f.key]: value ?? null }, { replace: true })}
          />
        ))}
        {Object.entries(FROM_NUMBERS).map(([key, f]) => {
          const value = params.get(key);
          if (value === null) return null;
          return (
            <Button
              key={key}
              onClick={() => set({ [key]: null }, { replace: true })}
              aria-label={`去掉${f.name}这个条件`}
            >
              {f.name}:{value === UNTOLD ? '没有登记' : (f.words[value] ?? value)} ×
            </Button>
          );
        })}
        {chosen.length > 1 && (
          <Button
            type="link"
            onClick={() => set(Object.fromEntries(KEYS.map((k) => [k, null])), { replace: true })}
          >
            全部去掉
          </Button>
        )}
      </div>
      <section className="sheet" aria-label="花名册">
        {list.isError && !list.data ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !first ? (
          <Loading rows={8} />
        ) : (
          <>
            <div className="lines-head">
              <h2>
                {first.unit.name}
                {props.asked['below'] === 'own' ? '本级' : ''}{' '}
                <span className="hint">
                  截至 {formatDay(first.day)},
                  {first.total === null ? `超过 ${formatNumber(COUNTED)}` : formatNumber(first.total)} 人
                  {rows.length > 0 && ',一人只列一次(列主要职务)'}
                </span>
              </h2>
              <span className="spacer" />
              {rows.length > 0 && <TakeOut asked={asked} view={first} />}
            </div>
            {rows.length === 0 ? (
              <Empty title={q || chosen.length > 0 ? '没有这样的人' : '花名册还是空的'}>
                {q || chosen.length > 0
                  ? '可以去掉几个条件,或换一天看看。'
                  : '点“登记人员”,先登记本级的主席、副主席和专职干部,再登记下一级的。'}
              </Empty>
            ) : (
              <>
                <RosterTable rows={rows} stale={list.isPlaceholderData} />
                <MoreRows
                  shown={rows.length}
                  size={PAGE}
                  hasNext={list.hasNextPage}
                  busy={list.isFetchingNextPage}
                  next={() => void list.fetchNextPage()}
                />
              </>
            )}
          </>
        )}
      </section>
    </>
  );
}

function RosterTable(props: { rows: readonly RosterRow[]; stale: boolean }): ReactNode {
  const href = useHref();
  return (
    <div className="table-box">
      <table className={`lines plain people-table ${props.stale ? 'stale' : ''}`} aria-label="花名册">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">单位和职务</th>
            <th scope="col">身份</th>
            <th scope="col">专兼职</th>
            <th scope="col" className="number">
              年龄
            </th>
            <th scope="col">文化程度</th>
            <th scope="col">民族</th>
            <th scope="col">任职</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((r) => (
            <tr key={r.id}>
              <td className="title">
                <Link to={href(`/people/${r.id}`)}>{r.name}</Link>
              </td>
              <td>
                {r.unitName} {r.title}
                {r.posts > 1 && <span className="hint"> 共 {r.posts} 个职务</span>}
              </td>
              <td>{POST_KINDS[r.kind]}</td>
              <td>{r.fulltime ? FULLTIME[r.fulltime] : <span className="hint">—</span>}</td>
              <td className="number">{r.age ?? <span className="hint">—</span>}</td>
              <td>{r.schooling ?? <span className="hint">—</span>}</td>
              <td>{r.ethnic ?? <span className="hint">—</span>}</td>
              <td className="day">
                {r.from ? formatDay(r.from) : <span className="hint">不详</span>}
                {r.to && <span className="hint"> 至 {formatDay(r.to)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The whole list as it is filtered, as a workbook; telephone, number and birthday are never in it. */
function TakeOut(props: { asked: Readonly<Record<string, string | null>>; view: RosterView }): ReactNode {
  const { view } = props;
  const { busy, problem, run } = useAct();
  const take = async (): Promise<void> => {
    const rows: RosterRow[] = [];
    let after: string | null = null;
    do {
      const page: RosterView = await read<RosterView>('/people', { ...props.asked, after, limit: AT_ONCE });
      rows.push(...page.rows);
      after = page.next;
    } while (after !== null && rows.length < MOST);
    await saveShown({
      what: 'people',
      title: `花名册 ${view.unit.name} 截至${view.day}`,
      columns: [
        ...['姓名', '性别', '出生年月', '民族', '文化程度', '政治面貌', '单位', '职务', '身份', '专兼职'].map(
          (header) => ({
            header,
            kind: 'text' as const,
          }),
        ),
        { header: '任职日期', kind: 'day' },
        { header: '职务数(个)', kind: 'whole' },
      ],
      rows: rows
        .slice(0, MOST)
        .map((r) => [
          r.name,
          r.sex,
          r.birthMonth,
          r.ethnic,
          r.schooling,
          r.party,
          r.unitName,
          r.title,
          POST_KINDS[r.kind],
          r.fulltime ? FULLTIME[r.fulltime] : null,
          r.from,
          r.posts,
        ]),
      about: [
        ['截至', view.day],
        ['范围', `${view.unit.name}${props.asked['below'] === 'own' ? '本级' : '及以下'}`],
        ['人数', after === null ? `${rows.length} 人` : `前 ${MOST} 人,其余请分单位导出`],
      ],
    });
  };
  return (
    <>
      <BusyButton busy={busy} doing="正在导出…" onClick={() => void run(take)}>
        导出
      </BusyButton>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
