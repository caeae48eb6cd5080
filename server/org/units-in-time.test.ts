import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { plantTree, WORLD_DAY } from '../../tests/kit/world.ts';
import type { Tx } from '../platform/db/index.ts';
import {
  ancestorsOn,
  asOf,
  type By,
  childrenOf,
  closeUnit,
  createUnit,
  eventsOf,
  findUnit,
  mergeUnits,
  moveUnit,
  type NewUnit,
  NO_PORTS,
  type OrgPorts,
  renameUnit,
  searchUnits,
  spansOf,
  splitUnit,
  subtreeOf,
  type Unit,
  unitByCode,
  unitById,
} from './index.ts';

let t: TestStore;
let units: Map<string, Unit>;
const by: By = { accountId: null, at: WORLD_DAY, today: '2026-06-15' };

beforeAll(async () => {
  t = await openTestStore();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.store.owner.transaction([], (tx) =>
    tx.sql('TRUNCATE unit_span, unit_break, unit_event, post, unit CASCADE'),
  );
  units = await plantTree(t.store.worker, WORLD_DAY);
});

const id = (code: string): string => units.get(code)?.id ?? '';
const run = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => t.store.worker.transaction([], fn);
const village = (change: Partial<NewUnit>): NewUnit => ({
  code: '910101001299',
  name: '样例新村妇联',
  kind: 'federation',
  level: 'village',
  parentId: id('910101001'),
  from: '2020-01-01',
  ...change,
});
const found = (change: Partial<NewUnit>): Promise<Unit> => run((tx) => createUnit(tx, village(change), by));
const move = (code: string, parent: string, day: string): Promise<Unit> =>
  run((tx) => moveUnit(tx, NO_PORTS, { unitId: id(code), parentId: id(parent), day }, by));
const close = (code: string, day: string, ports: OrgPorts = NO_PORTS): Promise<Unit> =>
  run((tx) => closeUnit(tx, ports, { unitId: id(code), day, reason: '撤村' }, by));
const rename = (code: string, name: string, day: string, newCode?: string): Promise<Unit> =>
  run((tx) => renameUnit(tx, { unitId: id(code), name, day, newCode }, by));

describe('each way to be wrong has a sentence of its own', () => {
  const refusals: [string, string, () => Promise<unknown>, RegExp][] = [
    ['a taken code', 'unit.code-taken', () => found({ code: '910101001201' }), /代码 910101001201/],
    [
      'a namesake under one parent',
      'unit.name-taken',
      () => found({ name: '样例910101001201妇联' }),
      /同一个上级之下已有/,
    ],
    ['a skipped level', 'unit.level-skipped', () => found({ parentId: id('910101') }), /中间缺了层级/],
    ['a level upside down', 'unit.level-skipped', () => found({ level: 'county' }), /县级组织/],
    [
      'a department of another level',
      'unit.level-differs',
      () => found({ kind: 'department', level: 'city' }),
      /层级须与/,
    ],
    [
      'a unit under a department',
      'unit.parent-not-federation',
      () => found({ parentId: id('910100-B1') }),
      /不是妇联/,
    ],
    ['a circle', 'unit.circle', () => move('910101', '910101001', '2020-01-01'), /不能反过来做它的上级/],
    [
      'a unit under itself',
      'unit.circle',
      () => move('910101', '910101', '2020-01-01'),
      /不能反过来做它的上级/,
    ],
    [
      'a move over a level',
      'unit.level-skipped',
      () => move('910101001201', '910102', '2020-01-01'),
      /中间缺了层级/,
    ],
    [
      'closing with lower units',
      'unit.has-children',
      () => close('910101001', '2020-01-01'),
      /还有 2 个组织\(/,
    ],
    [
      'a move to where it stands',
      'unit.same-parent',
      () => move('910101001', '910101', '2020-01-01'),
      /就在「样例910101妇联」之下/,
    ],
    [
      'closing with open work',
      'unit.has-open-work',
      () =>
        close('910101001201', '2020-01-01', { ...NO_PORTS, openWork: async () => ['3 件未办结的来信来访'] }),
      /3 件未办结的来信来访/,
    ],
    [
      'a merger of unlike units',
      'unit.merge-unlike',
      () =>
        run((tx) =>
          mergeUnits(tx, NO_PORTS, { unitId: id('910101001'), intoId: id('910101'), day: '2020-01-01' }, by),
        ),
      /不是同级同类/,
    ],
    [
      'a split that takes what is not below',
      'unit.not-a-child',
      () =>
        run((tx) =>
          splitUnit(
            tx,
            NO_PORTS,
            {
              unitId: id('910101001'),
              code: '910101009',
              name: '新镇妇联',
              childIds: [id('910102001201')],
              day: '2020-01-01',
            },
            by,
          ),
        ),
      /不能随它分出去/,
    ],
    [
      'an absent parent',
      'not-found',
      () => found({ parentId: '018f0000-0000-7000-8000-000000000000' }),
      /没有找到上级组织/,
    ],
  ];
  test.each(refusals)('%s', async (_name, code, act, sentence) => {
    await expect(act()).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
  });

  test('a closed parent, a closed unit, a day out of order, a day before the parent', async () => {
    await close('910101002201', '2021-01-01');
    await close('910101002', '2021-01-01');
    await expect(found({ parentId: id('910101002') })).rejects.toMatchObject({
      code: 'unit.closed',
      message: '「样例910101002妇联」已于 2021-01-01 撤销,不能再用。',
    });
    await expect(move('910101001201', '910101002', '2022-01-01')).rejects.toMatchObject({
      code: 'unit.closed',
    });
    await expect(rename('910101002', '新名', '2022-01-01')).rejects.toMatchObject({ code: 'unit.closed' });
    await rename('910101001', '改名镇妇联', '2020-05-01');
    for (const day of ['2020-05-01', '2019-01-01'])
      await expect(move('910101001', '910102', day)).rejects.toMatchObject({
        code: 'unit.day-too-early',
        message: '「改名镇妇联」上一次变动在 2020-05-01,新的变动日期必须在它之后。',
      });
    const young = await found({
      code: '910102009',
      level: 'township',
      parentId: id('910102'),
      from: '2023-01-01',
    });
    units.set('910102009', young);
    await expect(move('910101001201', '910102009', '2022-12-31')).rejects.toMatchObject({
      code: 'unit.parent-later',
    });
    await expect(found({ parentId: young.id, from: '2022-12-31' })).rejects.toMatchObject({
      code: 'unit.parent-later',
    });
    await expect(move('910101001201', '910102009', '2023-01-01')).resolves.toMatchObject({
      parentId: young.id,
    });
  });

  test('a refused change leaves nothing behind', async () => {
    const before = await run((tx) => tx.sql('SELECT * FROM unit ORDER BY path'));
    await expect(close('910101', '2020-01-01')).rejects.toThrow();
    await expect(
      run((tx) =>
        mergeUnits(
          tx,
          { ...NO_PORTS, openWork: async () => ['一件'] },
          { unitId: id('910101001'), intoId: id('910101002'), day: '2020-01-01' },
          by,
        ),
      ),
    ).rejects.toMatchObject({ code: 'unit.has-open-work' });
    expect(await run((tx) => tx.sql('SELECT * FROM unit ORDER BY path'))).toEqual(before);
    expect(await run((tx) => tx.sql('SELECT 1 FROM unit_span'))).toEqual([]);
  });
});

describe('changes keep their history', () => {
  test('a county becomes a district: the code of then finds it, and the past keeps its name', async () => {
    // 长乐市 350182 became 长乐区 350112; here with the invented codes of the test tree.
    await rename('910102', '样例区妇联', '2018-01-01', '910112');
    const now = await run((tx) => findUnit(tx, '910112'));
    expect(await run((tx) => unitByCode(tx, '910102'))).toEqual(now);
    expect(now).toMatchObject({
      name: '样例区妇联',
      code: '910112',
      since: '2018-01-01',
      regionCode: '910102',
    });
    if (!now) return;
    expect(await run((tx) => asOf(tx, now, '2017-12-31'))).toEqual({
      name: '样例910102妇联',
      code: '910102',
    });
    expect(await run((tx) => asOf(tx, now, '2018-01-01'))).toEqual({ name: '样例区妇联', code: '910112' });
    await expect(found({ code: '910102' })).rejects.toMatchObject({ code: 'unit.code-taken' });
  });

  test('a moved township stands under the old county before the day and under the new one from it on', async () => {
    await move('910101001', '910102', '2021-07-01');
    const codes = async (day: string): Promise<string[]> =>
      (await run((tx) => ancestorsOn(tx, id('910101001201'), day))).map((u) => u.code);
    expect(await codes('2021-06-30')).toEqual([
      '000000',
      '910000',
      '910100',
      '910101',
      '910101001',
      '910101001201',
    ]);
    expect(await codes('2021-07-01')).toEqual([
      '000000',
      '910000',
      '910100',
      '910102',
      '910101001',
      '910101001201',
    ]);
    const low = await run((tx) => unitById(tx, id('910101001201')));
    expect(low?.path).toBe('/000000/910000/910100/910102/910101001/910101001201/');
    expect(low?.regionCode).toBe('910101');
    const spans = await run((tx) => spansOf(tx, id('910101001')));
    expect(spans).toMatchObject([{ from: null, to: '2021-07-01', parentId: id('910101') }]);
    expect((await run((tx) => childrenOf(tx, id('910101')))).map((u) => u.code)).not.toContain('910101001');
  });

  test('merge, split and close say so in both histories', async () => {
    await run((tx) =>
      mergeUnits(tx, NO_PORTS, { unitId: id('910101002'), intoId: id('910101001'), day: '2022-01-01' }, by),
    );
    const changes = async (unit: string): Promise<string[]> =>
      (await run((tx) => eventsOf(tx, unit))).map((e) => e.change);
    expect((await changes(id('910101002'))).sort()).toEqual(['close', 'create', 'merge']);
    expect(await changes(id('910101001'))).toContain('merge');
    expect((await run((tx) => childrenOf(tx, id('910101001')))).map((u) => u.code)).toEqual([
      '910101001201',
      '910101001202',
      '910101002201',
    ]);
    const made = await run((tx) =>
      splitUnit(
        tx,
        NO_PORTS,
        {
          unitId: id('910101001'),
          code: '910101005',
          name: '分设镇妇联',
          childIds: [id('910101002201')],
          day: '2023-01-01',
        },
        by,
      ),
    );
    expect(made).toMatchObject({ level: 'township', parentId: id('910101'), from: '2023-01-01' });
    expect((await run((tx) => childrenOf(tx, made.id))).map((u) => u.code)).toEqual(['910101002201']);
    await close('910101002201', '2024-01-01');
    const ended = await run((tx) => unitById(tx, id('910101002201')));
    expect(ended?.to).toBe('2024-01-01');
    expect(await changes(id('910101002201'))).toEqual(expect.arrayContaining(['create', 'move', 'close']));
  });
});

test('search finds by code, name and pinyin initials, inside the scope only, and takes % and _ as they are', async () => {
  await rename('910101001', '红旗镇妇联', '2020-01-01');
  await rename('920101001', '红旗街道妇联', '2020-01-01');
  const nation = subtreeOf('/000000/');
  const province = subtreeOf('/000000/910000/');
  const names = async (text: string, scope: { from: string; to: string }): Promise<string[]> =>
    (await run((tx) => searchUnits(tx, text, scope, 30))).map((u) => u.name);
  expect(await names('红旗', nation)).toEqual(['红旗镇妇联', '红旗街道妇联']);
  expect(await names('红旗', province)).toEqual(['红旗镇妇联']);
  expect(await names('旗镇', province)).toEqual(['红旗镇妇联']);
  expect(await names('hqz', province)).toEqual(['红旗镇妇联']);
  expect(await names('910101001', province)).toContain('红旗镇妇联');
  for (const text of ['%', '_', '红%', "'; DROP TABLE unit --", '\\'])
    expect(await names(text, nation)).toEqual([]);
});
