import Segmented from 'antd/es/segmented';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { POST_KINDS } from '../../../../contracts/api-people-fields.ts';
import type { StatisticsTable, StatisticsView } from '../../../../contracts/api-people-statistics.ts';
import { formatDay, formatNumber, formatValue } from '../format.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Empty, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref, useSetParams } from '../place.ts';
import { saveShown } from '../workbooks/save-shown.ts';
import { useStatistics } from './queries.ts';

const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : formatValue(Math.round((part * 1000) / whole) / 10, '%');

/** Structure as of a day: each person once, every number a door to exactly the persons that it counts. */
export function Statistics(props: { asked: Readonly<Record<string, string>> }): ReactNode {
  const [params] = useSearchParams();
  const set = useSetParams();
  const kind = params.get('kind') ?? 'cadre';
  const of = useStatistics({ ...props.asked, kind });
  return (
    <>
      <div className="toolbar">
        <div className="scroll-x">
          <Segmented<string>
            options={Object.entries(POST_KINDS).map(([value, label]) => ({ value, label }))}
            value={kind}
            onChange={(next) => set({ kind: next === 'cadre' ? null : next }, { replace: true })}
            aria-label="统计哪种身份"
          />
        </div>
      </div>
      <Show of={of} rows={10}>
        {(view) => <Structure view={view} asked={props.asked} />}
      </Show>
    </>
  );
}

function Structure(props: { view: StatisticsView; asked: Readonly<Record<string, string>> }): ReactNode {
  const { view } = props;
  const href = useHref();
  const door = (filter: Readonly<Record<string, string>>): string =>
    href('/people', { ...props.asked, kind: view.kind, ...filter });
  if (view.total === 0)
    return (
      <section className="sheet" aria-label="结构统计">
        <Empty title={`${formatDay(view.day)}没有在任的${POST_KINDS[view.kind]}`}>
          可以换一天或换一个组织。花名册里登记的职务,按任职、离任日期自动算进每一天。
        </Empty>
      </section>
    );
  return (
    <>
      <section className="sheet" aria-label="总数">
        <div className="lines-head">
          <h2>
            {view.unit.name}
            {props.asked['below'] === 'own' ? '本级' : ''}在任{POST_KINDS[view.kind]}{' '}
            <Link className="door big" to={door({})}>
              {formatNumber(view.total)}
              <span className="unit-word"> {view.unitWord}</span>
            </Link>
          </h2>
          <span className="spacer" />
          <SaveTables view={view} />
        </div>
        <p className="hint">
          截至 {formatDay(view.day)}
          。不管任几个职务,一人只算一次;职务和年龄按这一天算,文化程度、民族按现在登记的算。数字点开就是这些人。
          台账里的「妇联干部花名册」另有自己的数,那里数的是记下的行,这里数的是人。
        </p>
      </section>
      <div className="people-tables">
        {view.tables.map((t) => (
          <OneTable
            key={t.key}
            table={t}
            total={view.total}
            day={view.day}
            unitWord={view.unitWord}
            door={door}
          />
        ))}
      </div>
      <section className="sheet" aria-label="兼职情况">
        <h2>
          兼职情况 <span className="hint">截至 {formatDay(view.day)},单位:人</span>
        </h2>
        <div className="table-box">
          <table className="lines plain" aria-label="各级兼职情况">
            <thead>
              <tr>
                {['层级', '人数', '专职', '兼职', '没有登记', '兼职率', '兼两职以上', '占比'].map((h, i) => (
                  <th key={h} scope="col" className={i === 0 ? '' : 'number'}>
                    {h}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.load.map((r) => (
                <tr key={r.level}>
                  <th scope="row">{r.levelName}</th>
                  <Door value={r.people} to={door({ level: r.level })} />
                  <Door value={r.full} to={door({ level: r.level, fulltime: 'full' })} />
                  <Door value={r.part} to={door({ level: r.level, fulltime: 'part' })} />
                  <Door value={r.unknown} to={door({ level: r.level, fulltime: 'none' })} />
                  <td className="number">{share(r.part, r.full + r.part)}</td>
                  <Door value={r.twoMore} to={door({ level: r.level, load: '2' })} />
                  <td className="number">{share(r.twoMore, r.people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="hint">
          兼职率 = 兼职 ÷ (专职 +
          兼职),没有登记的不算进去。兼两职以上:妇联职务以外另兼的,加上在别的妇联组织任的,共两个以上。
        </p>
      </section>
    </>
  );
}

function Door(props: { value: number; to: string }): ReactNode {
  return (
    <td className="number">
      {props.value === 0 ? (
        0
      ) : (
        <Link className="door" to={props.to}>
          {formatNumber(props.value)}
        </Link>
      )}
    </td>
  );
}

function OneTable(props: {
  table: StatisticsTable;
  total: number;
  day: string;
  unitWord: string;
  door: (filter: Readonly<Record<string, string>>) => string;
}): ReactNode {
  const { table } = props;
  const shown = table.cells.filter((c) => c.value > 0 || table.key !== 'ethnic');
  return (
    <section className="sheet" aria-label={table.name}>
      <h2>
        {table.name}{' '}
        <span className="hint">
          截至 {formatDay(props.day)},单位:{props.unitWord}
        </span>
      </h2>
      <table className="lines plain people-structure" aria-label={table.name}>
        <tbody>
          {shown.map((c) => (
            <tr key={c.label}>
              <th scope="row">{c.label}</th>
              <Door value={c.value} to={props.door(c.filter)} />
              <td className="number">{share(c.value, props.total)}</td>
              <td className="bar" aria-hidden>
                <span style={{ width: `${(c.value * 100) / Math.max(props.total, 1)}%` }} />
              </td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">合计</th>
            <td className="number">{formatNumber(props.total)}</td>
            <td className="number" />
            <td />
          </tr>
        </tbody>
      </table>
      <p className="hint">{table.rule}</p>
    </section>
  );
}

function SaveTables(props: { view: StatisticsView }): ReactNode {
  const { view } = props;
  const { busy, problem, run } = useAct();
  const rows = [
    ...view.tables.flatMap((t) => t.cells.map((c) => [t.name, c.label, c.value])),
    ...view.load.flatMap((r) => [
      [`${r.levelName}兼职`, '专职', r.full],
      [`${r.levelName}兼职`, '兼职', r.part],
      [`${r.levelName}兼职`, '兼两职以上', r.twoMore],
    ]),
  ];
  return (
    <>
      <BusyButton
        busy={busy}
        doing="正在导出…"
        onClick={() =>
          void run(() =>
            saveShown({
              what: 'people-statistics',
              title: `${POST_KINDS[view.kind]}结构 ${view.unit.name} 截至${view.day}`,
              columns: [
                { header: '分类', kind: 'text' },
                { header: '项目', kind: 'text' },
                { header: '人数(人)', kind: 'whole' },
              ],
              rows,
              about: [
                ['截至', view.day],
                ['合计', `${view.total} 人,一人只算一次`],
              ],
            }),
          )
        }
      >
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
