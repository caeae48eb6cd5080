import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatisticsView } from '../../contracts/api-people-statistics.ts';
import { openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import { subtreeOf } from '../org/index.ts';
import { newId } from '../platform/ids/index.ts';
import { ageOn, yearsSince } from './ages.ts';
import { AGE_BANDS, type Band, bandOf, mainFirst, POST_BANDS, WOMEN_BANDS } from './policy.ts';

/** Statistics as of any day against a naive count, over random histories of posts. */
interface PostHeld {
  readonly code: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly fulltime: 'full' | 'part' | null;
  readonly kind: 'cadre' | 'executive';
  readonly extra: number | null;
}
interface Somebody {
  readonly born: string | null;
  readonly schooling: string | null;
  readonly ethnic: string | null;
  readonly women: string | null;
  readonly posts: readonly PostHeld[];
}
const CODES = [
  '910100',
  '910101',
  '910101-B1',
  '910101001',
  '910101001201',
  '910101002',
  '910102',
  '910102001201',
];
/** Few days, so that edges meet: the day of a post's end, an anniversary, a birth month. */
const day = fc
  .tuple(
    fc.constantFrom('1995', '2005', '2010', '2015', '2020', '2024', '2025'),
    fc.constantFrom('03-08', '02-28', '03-01', '12-31'),
  )
  .map(([y, d]) => `${y}-${d}`);
const maybe = <T>(a: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(a, { nil: null, freq: 4 });
const held: fc.Arbitrary<PostHeld> = fc
  .record({
    code: fc.constantFrom(...CODES),
    days: fc.tuple(maybe(day), maybe(day)),
    fulltime: maybe(fc.constantFrom('full' as const, 'part' as const)),
    kind: fc.constantFrom('cadre' as const, 'cadre' as const, 'executive' as const),
    extra: maybe(fc.integer({ min: 0, max: 3 })),
  })
  .map(({ days: [a, b], ...rest }) => ({
    ...rest,
    from: a,
    to: a !== null && b !== null && b <= a ? null : b,
  }));
const somebody: fc.Arbitrary<Somebody> = fc.record({
  born: maybe(fc.constantFrom('1980-03', '1985-02', '1990-12', '1994-03', '1995-03', '1996-04', '2000-01')),
  schooling: maybe(fc.constantFrom('大专', '本科', '自考')),
  ethnic: maybe(fc.constantFrom('汉族', '回族')),
  women: maybe(day),
  posts: fc.array(held, { minLength: 1, maxLength: 4 }),
});

let w: World;
let nation: Visitor;
beforeAll(async () => {
  w = await openWorld();
  nation = await w.enter('nation-cadre', '000000');
});
afterAll(() => w.close());

async function fill(
  people: readonly Somebody[],
): Promise<Map<string, PostHeld & { id: string; person: number; unitPath: string }>> {
  const posts = new Map<string, PostHeld & { id: string; person: number; unitPath: string }>();
  await w.test.store.owner.transaction([], async (tx) => {
    await tx.sql(`DELETE FROM post WHERE role IS NULL`);
    await tx.sql(`DELETE FROM person p WHERE NOT EXISTS (SELECT 1 FROM post t WHERE t.person_id = p.id)`);
    for (const [i, s] of people.entries()) {
      const personId = newId(w.clock.at);
      const paths = s.posts.map((p) => w.units.get(p.code)?.path ?? '');
      await tx.sql(
        `INSERT INTO person (region_code, id, name, initials, birth_month, schooling, ethnic, women_since, reach) VALUES ('910101', $1, $2, 'x', $3, $4, $5, $6, $7)`,
        [
          personId,
          `样例${i}`,
          s.born === null ? null : `${s.born}-01`,
          s.schooling,
          s.ethnic,
          s.women,
          paths,
        ],
      );
      for (const p of s.posts) {
        const id = newId(w.clock.at);
        const unitPath = w.units.get(p.code)?.path ?? '';
        await tx.sql(
          `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, from_day, to_day, fulltime, kind, extra)
           VALUES ('910101', $1, '910101', $2, $3, $4, '干部', $5, $6, $7, $8, $9)`,
          [id, personId, w.id(p.code), unitPath, p.from, p.to, p.fulltime, p.kind, p.extra],
        );
        posts.set(id, { ...p, id, person: i, unitPath });
      }
    }
  });
  return posts;
}

/** The whole table, counted one person after the other. */
function naive(
  people: readonly Somebody[],
  all: Iterable<PostHeld & { id: string; person: number; unitPath: string }>,
  code: string,
  on: string,
) {
  const range = subtreeOf(w.units.get(code)?.path ?? '');
  const counts = new Map<string, number>();
  const add = (key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  const key = (bands: readonly Band[], years: number | null): string =>
    years === null ? 'none' : (bandOf(bands, years)?.key ?? 'none');
  for (const [i, s] of people.entries()) {
    const there = [...all].filter(
      (p) =>
        p.person === i &&
        p.kind === 'cadre' &&
        p.unitPath >= range.from &&
        p.unitPath < range.to &&
        (p.from === null || p.from <= on) &&
        (p.to === null || p.to > on),
    );
    const [main] = mainFirst(there);
    if (!main) continue;
    add('total');
    add(`age=${key(AGE_BANDS, ageOn(s.born, on))}`);
    add(`schooling=${s.schooling ?? 'none'}`);
    add(`ethnic=${s.ethnic ?? 'none'}`);
    add(`fulltime=${main.fulltime ?? 'none'}`);
    add(`years=${key(POST_BANDS, yearsSince(main.from, on))}`);
    add(`women=${key(WOMEN_BANDS, yearsSince(s.women, on))}`);
    const load =
      new Set(there.map((p) => p.code)).size - 1 + there.reduce((sum, p) => sum + (p.extra ?? 0), 0);
    if (load >= 2) add(`two=${w.units.get(main.code)?.level}`);
  }
  return counts;
}

test('every number of every table is the naive count, adds up to the total, and opens exactly that many persons', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(somebody, { maxLength: 12 }),
      fc.constantFrom('910000', '910101', '910101001'),
      day,
      async (people, code, on) => {
        const posts = await fill(people);
        const answer = await nation.get(`/api/people/statistics?unit=${w.id(code)}&day=${on}`);
        expect(answer.status).toBe(200);
        const view = answer.body as StatisticsView;
        // Seats of the visitor stand at the nation, so nobody but these is counted.
        const expected = naive(people, [...posts.values()], code, on);
        expect(view.total).toBe(expected.get('total') ?? 0);
        for (const table of view.tables) {
          expect(table.cells.reduce((sum, c) => sum + c.value, 0)).toBe(view.total);
          for (const cell of table.cells) {
            const [[field, value] = ['', '']] = Object.entries(cell.filter);
            expect([table.key, cell.label, cell.value]).toEqual([
              table.key,
              cell.label,
              expected.get(`${field}=${value}`) ?? 0,
            ]);
          }
        }
        for (const row of view.load) expect(row.twoMore).toBe(expected.get(`two=${row.level}`) ?? 0);
        expect(view.load.reduce((sum, r) => sum + r.people, 0)).toBe(view.total);
        // Every door: the list behind a number is as long as the number says.
        const cells = view.tables.flatMap((t) => t.cells).filter((c) => c.value > 0);
        const doors = [
          ...cells.map((c) => [c.filter, c.value] as const),
          ...view.load.map((r) => [{ level: r.level, load: '2' }, r.twoMore] as const),
        ];
        for (const [filter, value] of doors.slice(0, 6)) {
          const list = await nation.get(
            `/api/people?${new URLSearchParams({ unit: w.id(code), day: on, kind: 'cadre', ...filter })}`,
          );
          expect([filter, list.body.total, list.body.rows.length]).toEqual([filter, value, value]);
        }
      },
    ),
    { numRuns: 40, seed: 20261122 },
  );
}, 120_000);

test('age bands join without a gap or an overlap, at the edges that the source counts twice', () => {
  for (const bands of [AGE_BANDS, POST_BANDS, WOMEN_BANDS])
    for (let years = 0; years < 120; years += 1)
      expect(bands.filter((b) => years >= b.from && years < b.to).length).toBe(1);
  expect([29, 30, 39, 40, 44, 45].map((age) => bandOf(AGE_BANDS, age)?.label)).toEqual([
    '不满30岁',
    '30至39岁',
    '30至39岁',
    '40至44岁',
    '40至44岁',
    '45岁及以上',
  ]);
  expect([ageOn('1995-03', '2025-02-28'), ageOn('1995-03', '2025-03-01')]).toEqual([29, 30]);
  expect([yearsSince('2020-02-29', '2021-02-28'), yearsSince('2020-02-29', '2021-03-01')]).toEqual([0, 1]);
});
