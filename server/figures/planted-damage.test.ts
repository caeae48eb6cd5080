import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, trainingLine, type World } from '../../tests/kit/world.ts';
import { foldAll } from './fold-all.ts';
import { rebuildFigures } from './rebuild.ts';
import { verifyFigures } from './verify.ts';

/** `verify` names what somebody with all rights in the database changed behind the house's back. */
let w: World;
const ids: string[] = [];

beforeAll(async () => {
  w = await openWorld();
  for (const code of ['910101001201', '910101001202', '920101001201']) {
    const cadre = await w.enter('village-cadre', code);
    for (const day of ['2026-03-03', '2026-05-05']) {
      const made = await cadre.post('/api/entries', trainingLine(w.id(code), { day }));
      ids.push(made.body.entry.id);
    }
    await cadre.post(`/api/entries/${ids.at(-1)}/correct`, {
      version: 1,
      set: { people: 50 },
      reason: '漏记',
    });
  }
  const cadre = await w.enter('village-cadre', '910101001201');
  await cadre.post(`/api/entries/${ids[0]}/withdraw`, { version: 1, reason: '重复' });
  await foldAll(w.test.store, w.test.registry);
}, 60_000);
afterAll(() => w.close());

/** Damage and verification in one transaction that is never kept, so that each test begins with a whole store. */
const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const faults = async (): Promise<string[]> =>
  (await verifyFigures(w.test.store.owner, w.test.registry, w.house.blind)).faults.map(
    (f) => `${f.where}:${f.message}`,
  );

const KEY = (measure: string): string =>
  `(SELECT id FROM cell_key WHERE measure = '${measure}' AND split = '')`;

let saved: Record<string, Record<string, unknown>[]> = {};
const TABLES = ['entry', 'entry_version', 'fact', 'cell'];
beforeEach(async () => {
  for (const table of TABLES) {
    if (saved[table]) await sql(`TRUNCATE ${table}`);
    if (saved[table]) await sql(`INSERT INTO ${table} SELECT * FROM copy_${table}`);
    else await sql(`CREATE TABLE copy_${table} AS SELECT * FROM ${table}`);
    saved = { ...saved, [table]: [] };
  }
});

test('a whole store has no fault, and says how much was looked at', async () => {
  const report = await verifyFigures(w.test.store.owner, w.test.registry, w.house.blind);
  expect(report).toMatchObject({ lines: 6, faults: [] });
  expect(report.cells).toBeGreaterThan(10);
});

describe('damage is named with its place', () => {
  const line = (i: number): string => ids[i] ?? '';
  const cases: [string, () => Promise<unknown>, () => RegExp[]][] = [
    [
      'a changed line',
      () => sql(`UPDATE entry SET data = data || '{"people": 4200}' WHERE id = $1`, [line(2)]),
      () => [new RegExp(`记录 ${line(2)}.*绕过系统改动过`)],
    ],
    [
      'a changed day',
      () => sql(`UPDATE entry SET day = '2026-03-04' WHERE id = $1`, [line(2)]),
      () => [new RegExp(`记录 ${line(2)}.*绕过系统改动过`)],
    ],
    [
      'a line withdrawn by hand',
      () => sql(`UPDATE entry SET state = 'withdrawn' WHERE id = $1`, [line(2)]),
      () => [new RegExp(`记录 ${line(2)}.*撤回状态`)],
    ],
    [
      'a withdrawn line made valid',
      () => sql(`UPDATE entry SET state = 'valid' WHERE id = $1`, [line(0)]),
      () => [new RegExp(`记录 ${line(0)}.*撤回状态`)],
    ],
    [
      'a version taken away',
      () => sql('DELETE FROM entry_version WHERE entry_id = $1 AND version = 2', [line(3)]),
      () => [new RegExp(`记录 ${line(3)}.*版本记录不见了`)],
    ],
    [
      'a changed fact',
      () =>
        sql(`UPDATE fact SET value = value + 1 WHERE entry_id = $1 AND measure = 'training.people'`, [
          line(2),
        ]),
      () => [new RegExp(`记录 ${line(2)}.*计入的数`), /training\.people.*存的是/],
    ],
    [
      'a lost fact',
      () => sql(`DELETE FROM fact WHERE entry_id = $1 AND measure = 'training.people'`, [line(2)]),
      () => [new RegExp(`记录 ${line(2)}.*计入的数`)],
    ],
    [
      'a changed cell of the nation',
      () =>
        sql(`UPDATE cell SET below_v = below_v + 7 WHERE unit_id = $1 AND key = ${KEY('training.people')}`, [
          w.id('000000'),
        ]),
      () => [/样例000000妇联 training\.people .*下级 存的是 \d+,按记录应是 \d+/],
    ],
    [
      'a cell taken away',
      () =>
        sql(`DELETE FROM cell WHERE unit_id = $1 AND key = ${KEY('training.sessions')}`, [w.id('910101001')]),
      () => [/样例910101001妇联 training\.sessions/],
    ],
    [
      'a cell put there',
      () =>
        sql(
          `UPDATE cell SET unit_id = $1, region_code = '910201' WHERE unit_id = $2 AND key = ${KEY('training.people')}`,
          [w.id('910201'), w.id('920101')],
        ),
      () => [/样例910201妇联/, /样例920101妇联/],
    ],
    [
      'a line removed without a trace',
      async () => {
        await sql('DELETE FROM fact WHERE entry_id = $1', [line(2)]);
        await sql('DELETE FROM entry_version WHERE entry_id = $1', [line(2)]);
        await sql('DELETE FROM entry WHERE id = $1', [line(2)]);
      },
      () => [/样例910101001202妇联 training\.people/, /样例910101妇联 training\.people/],
    ],
  ];
  test.each(cases)('%s', async (_name, damage, wanted) => {
    await damage();
    const found = (await faults()).join('\n');
    for (const words of wanted()) expect(found).toMatch(words);
  });
});

test('a line saved in this very moment is no fault, and one that was folded wrongly is', async () => {
  const cadre = await w.enter('village-cadre', '920101001201');
  const saved = await cadre.post('/api/entries', trainingLine(w.id('920101001201'), { day: '2026-04-04' }));
  expect(saved.status).toBe(200);
  expect(await faults()).toEqual([]);
  await sql('DELETE FROM fold_outbox');
  expect((await faults()).join()).toMatch(
    /样例920101001201妇联 training\.people 2026-04:本级行数 存的是 0,按记录应是 1/,
  );
});

test('figures rebuilt from lines are whole again after their cells were damaged', async () => {
  await sql('UPDATE cell SET own_v = own_v + 1, below_n = below_n + 3');
  expect((await faults()).length).toBeGreaterThan(0);
  await rebuildFigures(w.test.store.owner, w.test.registry);
  expect(await faults()).toEqual([]);
});
