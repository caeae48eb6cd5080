import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchPlace } from '../../bench/exchange-lines.ts';
import { openTestStore, TEST_BLIND, type TestStore } from '../../tests/kit/store.ts';
import { ask, foldAll } from '../figures/index.ts';
import { unitByCode } from '../org/index.ts';
import { type ImportResult, importRecords, loadTree } from './index.ts';
import { smallPlace, training } from './small-place.fixture.ts';

const NOW = new Date('2026-11-21T04:00:00Z');
let t: TestStore;

beforeAll(async () => {
  t = await openTestStore();
  expect(await take(smallPlace())).toMatchObject({ ok: true });
}, 60_000);
afterAll(() => t.close());

const linesOf = (records: Iterable<unknown>): string[] =>
  [...records].map((r) => (typeof r === 'string' ? r : JSON.stringify(r)));
const take = (records: Iterable<unknown>, more: { dryRun?: boolean } = {}): Promise<ImportResult> =>
  importRecords(t.store, t.registry, TEST_BLIND, linesOf(records), { now: NOW, ...more });
const count = async (table: string): Promise<number> =>
  await t.store.owner.transaction([], async (tx) =>
    Number((await tx.sql(`SELECT count(*)::int AS n FROM ${table}`))[0]?.['n']),
  );

const village = '990101001001';
const unit = { type: 'unit', code: '990101001009', name: '九村妇联', level: 'village', parent: '990101001' };

test.each<[string, unknown, string, string]>([
  ['no JSON', '{"type":', '', '不是完整的 JSON'],
  ['a NUL in a text', training('x', village, '2013-03-01', { topic: '葡\0萄' }), '', '不能保存的字符'],
  ['half a character', { ...unit, name: '九村\ud83d' }, '', '不能保存的字符'],
  ['unknown type', { type: 'tally' }, 'type', '要是这些之一'],
  ['a field missing', { type: 'zero', unit: village, ledger: 'training' }, 'month', '没有写'],
  ['a field too many', { ...unit, color: 'red' }, 'color', '没有叫「color」的栏目'],
  ['an impossible day of a unit', { ...unit, from: '2013-02-30' }, 'from', '不是真实的日期'],
  ['an impossible day', training('x', village, '2013-02-30', {}), 'day', '不是真实的日期'],
  ['a day to come', training('x', village, '2027-01-01', {}), 'day', '还没有到'],
  ['an unknown unit', training('x', '990199', '2013-03-01', {}), 'unit', '没有代码为 990199 的组织'],
  [
    'an unknown ledger',
    { ...training('x', village, '2013-03-01', {}), ledger: 'tea' },
    'ledger',
    '没有编号为「tea」',
  ],
  ['an unknown field', training('x', village, '2013-03-01', { tea: 1 }), 'data.tea', '没有叫「tea」的栏目'],
  ['women above people', training('x', village, '2013-03-01', { women: 41 }), 'data.women', '还多'],
  ['a number as text', training('x', village, '2013-03-01', { people: '40人' }), 'data.people', '要填数字'],
  ['a soft check unexplained', training('x', village, '2013-03-01', { due: 3 }), 'data.due', '说明'],
  ['a closed unit', training('x', '990101001002', '2014-06-01', {}), 'unit', '撤销'],
  ['a unit not yet founded', training('x', '990102004', '2012-06-01', {}), 'unit', '才成立'],
  ['a line under a covering opening', training('x', '990102', '2012-06-01', {}), 'day', '已记了期初数'],
  [
    'other content under one id',
    training('t2', '990101002001', '2013-06-30', { people: 21, women: 20 }),
    'id',
    'correction',
  ],
  [
    'an unknown line corrected',
    { type: 'correction', id: 'x', line: 'nobody', set: {}, reason: '改' },
    'line',
    '没有编号为 nobody',
  ],
  [
    'a withdrawn line corrected',
    { type: 'correction', id: 'x', line: 't3', set: {}, reason: '改' },
    'line',
    '已经撤回',
  ],
  [
    'a correction that fails a check',
    { type: 'correction', id: 'x', line: 't1', set: { women: 99 }, reason: '改' },
    'set.women',
    '还多',
  ],
  [
    'other content under one change',
    { type: 'withdrawal', id: 'w1', line: 't3', reason: '另一个原因' },
    'id',
    '内容与这条不同',
  ],
  [
    'a zero of a month with lines',
    { type: 'zero', unit: village, ledger: 'training', month: '2013-03' },
    'month',
    '已经有记录',
  ],
  ['a unit under nobody', { ...unit, parent: '990177' }, 'parent', '没有代码为 990177 的上级'],
  ['a level skipped', { ...unit, parent: '990101' }, 'parent', '中间缺了层级'],
  ['two namesakes', { ...unit, name: '一村妇联' }, 'parent', '已有叫'],
  ['a known code with another name', { ...unit, code: village }, 'code', 'unit-change'],
  [
    'a change out of order',
    { type: 'unit-change', change: 'rename', code: '990102', day: '2013-01-01', name: '丙' },
    'day',
    '上一次变动',
  ],
  [
    'a move below itself',
    { type: 'unit-change', change: 'move', code: '990101', day: '2015-01-01', parent: '990101001' },
    'change',
    '不能反过来',
  ],
  [
    'closing with children',
    { type: 'unit-change', change: 'close', code: '990101', day: '2015-01-01' },
    'change',
    '之下还有',
  ],
  [
    'a post of nobody',
    { type: 'post', id: 'x', person: 'nobody', unit: village, title: '主席' },
    'person',
    '没有编号为 nobody',
  ],
])('%s is told by line and field, and nothing is written', async (_what, record, field, words) => {
  const good = training('good', village, '2013-05-05', {});
  const before = [
    await count('entry'),
    await count('unit'),
    await count('fold_outbox'),
    await count('audit_event'),
  ];
  const result = await take([good, '', record]);
  expect(result.problems).toEqual([{ line: 3, field, message: expect.stringContaining(words) }]);
  expect(result).toMatchObject({ ok: false, problemsTotal: 1 });
  expect([
    await count('entry'),
    await count('unit'),
    await count('fold_outbox'),
    await count('audit_event'),
  ]).toEqual(before);
});

test('one id twice in a file, and a circle of units, are told once each', async () => {
  const line = training('twice', village, '2013-05-05', {});
  expect((await take([line, line])).problems).toMatchObject([{ line: 2, field: 'id' }]);
  const circle = [
    { ...unit, code: 'a', parent: 'b' },
    { ...unit, code: 'b', parent: 'a', level: 'township' },
    training('lost', 'a', '2013-05-05', {}),
  ];
  expect((await take(circle)).problems).toMatchObject([
    { line: 2, field: 'parent', message: expect.stringContaining('圈') },
  ]);
});

test('a dry run says the same and writes nothing; codes may be long; then it is there', async () => {
  const line = training('long', '990101001000', '2013-05-05', {});
  const before = await count('entry');
  expect(await take([line], { dryRun: true })).toMatchObject({ ok: true, counts: { lines: { new: 1 } } });
  expect(await count('entry')).toBe(before);
  expect(await take([line])).toMatchObject({ ok: true, counts: { lines: { new: 1 } } });
  expect(await count('entry')).toBe(before + 1);
});

test('the last day on a unit record closes it, lower units first, and only once', async () => {
  const closing = [
    { ...unit, code: '990101008', name: '八镇妇联', level: 'township', parent: '990101', to: '2015-02-01' },
    { ...unit, code: '990101008001', name: '八村妇联', parent: '990101008', to: '2015-02-01' },
  ];
  expect(await take(closing)).toMatchObject({ ok: true, counts: { units: { new: 2 }, changes: { new: 2 } } });
  expect(await take(closing)).toMatchObject({
    ok: true,
    counts: { units: { unchanged: 2 }, changes: { new: 0 } },
  });
  const late = training('late', '990101008001', '2015-02-01', {});
  expect((await take([late])).problems).toMatchObject([{ line: 1, field: 'unit' }]);
});

test('of many problems the first 200 are told and all are counted', async () => {
  const bad = Array.from({ length: 250 }, (_, i) =>
    training(`bad-${i}`, village, '2013-05-05', { women: 99 }),
  );
  const result = await take(bad);
  expect([result.problems.length, result.problemsTotal]).toEqual([200, 250]);
});

test('an owner whom row-level security binds writes the same rows', async () => {
  const [free, bound] = [await openTestStore(), await openTestStore()];
  const role = `plain_${process.pid}`;
  await bound.store.owner.withClient((c) =>
    c.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x' NOSUPERUSER; GRANT halfsky_worker TO ${role}`),
  );
  const url = new URL(bound.store.ownerUrl);
  url.username = role;
  url.password = 'x';
  for (const store of [free.store, { ...bound.store, ownerUrl: url.toString() }])
    expect(
      await importRecords(store, t.registry, TEST_BLIND, linesOf(smallPlace()), { now: NOW }),
    ).toMatchObject({ ok: true, problems: [] });
  const rows = async ({ store }: TestStore): Promise<unknown> =>
    await store.owner.transaction([], (tx) =>
      tx.sql(`SELECT (SELECT json_agg(f ORDER BY entry_id, measure, part) FROM (SELECT entry_id, measure, part, day, value, splits FROM fact) f) AS facts,
        (SELECT json_agg(s ORDER BY entry_id, word) FROM (SELECT entry_id, word::text, day FROM search_row) s) AS words,
        (SELECT json_agg(v ORDER BY entry_id, version) FROM (SELECT entry_id, version, change, data FROM entry_version) v) AS versions`),
    );
  expect(await rows(bound)).toEqual(await rows(free));
  await bound.store.owner.withClient((c) => c.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`));
  await Promise.all([free.close(), bound.close()]);
}, 60_000);

test('a first load of thousands of lines ends with every index in its place and every figure counted', async () => {
  const big = await openTestStore();
  const indexes = (): Promise<unknown> =>
    big.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`),
    );
  const before = await indexes();
  const place = [...benchPlace({ villages: 600, lines: 2_500 })];
  const result = await importRecords(big.store, big.registry, TEST_BLIND, linesOf(place), { now: NOW });
  expect(result).toMatchObject({ ok: true, counts: { units: { new: 647 }, lines: { new: 2_500 } } });
  expect(await indexes()).toEqual(before);
  await foldAll(big.store, big.registry);
  const people = place.flatMap((r) => (r.type === 'line' ? [Number(r.data['people'])] : []));
  const answer = await big.store.owner.transaction([], async (tx) => {
    const nation = await unitByCode(tx, '000000');
    if (!nation) throw new Error('no nation');
    const range = { from: '2013-01-01', to: '2013-12-31' };
    return await ask(tx, big.registry, {
      unit: nation,
      measure: 'training.people',
      ...range,
      where: {},
      tree: 'as-it-was',
    });
  });
  expect(answer).toMatchObject({ value: people.reduce((a, b) => a + b), lines: 2_500 });
  expect(await indexes()).toEqual(before);
  await big.close();
}, 60_000);

test('a branch of the tree is loaded once, beside a place that is there', async () => {
  const tree = await openTestStore();
  const log = (): void => {};
  const mine = [
    { type: 'unit', code: '000000', name: '全国妇联', level: 'nation', parent: null },
    { type: 'unit', code: '460000', name: '海南省妇联', level: 'province', parent: '000000' },
    { type: 'unit', code: '460400', name: '儋州市妇联', level: 'city', parent: '460000' },
  ];
  const made = await importRecords(tree.store, tree.registry, TEST_BLIND, linesOf(mine), { now: NOW });
  expect(made).toMatchObject({ ok: true });
  const first = await loadTree(tree.store, { under: ['4604'], now: NOW, log });
  expect(first).toMatchObject({ skipped: 3 });
  expect(first.units).toBeGreaterThan(100);
  expect(await loadTree(tree.store, { under: ['460400000000'], now: NOW, log })).toMatchObject({ units: 0 });
  const [town] = await tree.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT u.path, u.region_code, p.name FROM unit u JOIN unit p ON p.id = u.parent_id WHERE u.code = '460400100'`,
    ),
  );
  expect(town).toEqual({
    path: '/000000/460000/460400/460400100/',
    region_code: '460400',
    name: '儋州市妇联',
  });
  await tree.close();
}, 60_000);
