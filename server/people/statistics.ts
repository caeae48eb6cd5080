import type { z } from 'zod';
import { FULLTIME, SCHOOLING } from '../../contracts/api-people-fields.ts';
import type {
  LoadRow,
  StatisticsTable,
  StatisticsView,
  statisticsQuery,
} from '../../contracts/api-people-statistics.ts';
import { LEVELS } from '../../contracts/ledger.ts';
import { type Actor, reaches } from '../access/index.ts';
import { LEVEL_NAMES, levelNumber, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { AGE_BANDS, type Band, mainOrder, POST_BANDS, WOMEN_BANDS } from './policy.ts';
import { BANDED, bandSql, ofQuestion, type Params, params, type Question, UNTOLD } from './question.ts';

const NOT_TOLD = '没有登记';
const bandCase = (p: Params, of: (typeof BANDED)[keyof typeof BANDED], day: string): string =>
  `CASE ${of.bands.map((b) => `WHEN ${bandSql(p, of, b, day)} THEN '${b.key}'`).join(' ')} END`;

/**
 * Structure of the persons in post on a day (结构统计): each person counted once however many posts she holds, by her main
 * post. Every table's cells add up to the total; what is not told is a cell of its own. Errors: not-found.
 */
export async function statisticsOf(
  tx: Tx,
  actor: Pick<Actor, 'scope'> & Actor,
  query: z.output<typeof statisticsQuery>,
  today: string,
): Promise<StatisticsView> {
  const unit = await unitById(tx, query.unit);
  if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  const q: Question = { unit, below: query.below, day: query.day ?? today, kind: query.kind, state: 'in' };
  const p = params();
  const of = ofQuestion(p, actor, q);
  const dims = ['age', 'schooling', 'ethnic', 'fulltime', 'years', 'women'] as const;
  const rows = await tx.sql(
    `WITH each AS MATERIALIZED (
       SELECT (array_agg(t.id ORDER BY ${mainOrder('t')}))[1] AS main, count(DISTINCT t.unit_id) - 1 + coalesce(sum(t.extra), 0) AS load
       FROM post t WHERE ${of('t')} GROUP BY t.person_id),
     m AS MATERIALIZED (
       SELECT u.level, t.fulltime, p.schooling, p.ethnic, each.load,
         ${bandCase(p, BANDED.age, q.day)} AS age,
         ${bandCase(p, BANDED.years, q.day)} AS years,
         ${bandCase(p, BANDED.women, q.day)} AS women
       FROM each JOIN post t ON t.id = each.main AND ${of('t')}
         JOIN person p ON p.region_code = t.person_region AND p.id = t.person_id JOIN unit u ON u.id = t.unit_id
       WHERE p.merged_into IS NULL)
     SELECT 'total' AS dim, NULL AS key, count(*)::int AS n FROM m
     ${dims.map((d) => `UNION ALL SELECT '${d}', ${d}, count(*)::int FROM m GROUP BY ${d}`).join(' ')}
     UNION ALL SELECT 'level/' || coalesce(fulltime, '${UNTOLD}'), level::text, count(*)::int FROM m GROUP BY level, fulltime
     UNION ALL SELECT 'two', level::text, count(*)::int FROM m WHERE load >= 2 GROUP BY level`,
    p.values,
  );
  const found = (dim: string): Map<string | null, number> =>
    new Map(rows.filter((r) => r['dim'] === dim).map((r) => [r['key'] as string | null, Number(r['n'])]));
  return {
    unit: { id: unit.id, name: unit.name },
    day: q.day,
    kind: query.kind,
    unitWord: '人',
    total: found('total').get(null) ?? 0,
    tables: [
      bands('age', '年龄', '按出生年月算的周岁,每人只在一段。', AGE_BANDS, found('age')),
      words('schooling', '文化程度', '按现在登记的文化程度。', [...SCHOOLING], found('schooling')),
      words('ethnic', '民族', '按登记的民族,人多的在前。', byCount(found('ethnic')), found('ethnic')),
      {
        ...words('fulltime', '专职、兼职', '有一个专职职务就算专职。', ['full', 'part'], found('fulltime')),
        cells: ['full', 'part', null].map((k) => ({
          label: k === null ? NOT_TOLD : FULLTIME[k as 'full' | 'part'],
          value: found('fulltime').get(k) ?? 0,
          filter: { fulltime: k ?? UNTOLD },
        })),
      },
      bands(
        'years',
        '任现职年限',
        '从主要职务的任职日期算到统计日,满一年算一年。',
        POST_BANDS,
        found('years'),
      ),
      bands('women', '从事妇女工作年限', '从登记的从事妇女工作日期算到统计日。', WOMEN_BANDS, found('women')),
    ],
    load: loadRows(found),
  };
}

const bands = (
  key: string,
  name: string,
  rule: string,
  all: readonly Band[],
  counts: ReadonlyMap<string | null, number>,
): StatisticsTable => ({
  key,
  name,
  rule,
  cells: [...all, { key: null, label: NOT_TOLD }].map((b) => ({
    label: b.label,
    value: counts.get(b.key) ?? 0,
    filter: { [key]: b.key ?? UNTOLD },
  })),
});

/** Words that are on no list (from a file) stand after the list, so that the cells still add up. */
function words(
  key: string,
  name: string,
  rule: string,
  listed: readonly string[],
  counts: ReadonlyMap<string | null, number>,
): StatisticsTable {
  const others = [...counts.keys()].filter((k): k is string => k !== null && !listed.includes(k)).toSorted();
  return {
    key,
    name,
    rule,
    cells: [...listed, ...others, null].map((k) => ({
      label: k ?? NOT_TOLD,
      value: counts.get(k) ?? 0,
      filter: { [key]: k ?? UNTOLD },
    })),
  };
}

const byCount = (counts: ReadonlyMap<string | null, number>): string[] =>
  [...counts]
    .filter((c): c is [string, number] => c[0] !== null)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word);

/** R-05 「乡镇妇联主席兼两职以上的为60%,村(居)妇干兼职的达80%」: by level of the main post. */
function loadRows(found: (dim: string) => ReadonlyMap<string | null, number>): LoadRow[] {
  const [full, part, none, two] = [
    found('level/full'),
    found('level/part'),
    found(`level/${UNTOLD}`),
    found('two'),
  ];
  return LEVELS.flatMap((level) => {
    const at = (m: ReadonlyMap<string | null, number>): number => m.get(String(levelNumber(level))) ?? 0;
    const people = at(full) + at(part) + at(none);
    if (people === 0) return [];
    return [
      {
        level,
        levelName: LEVEL_NAMES[level],
        people,
        full: at(full),
        part: at(part),
        unknown: at(none),
        twoMore: at(two),
      },
    ];
  });
}
