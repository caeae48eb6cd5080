import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SheetView } from '../../contracts/api-assessments.ts';
import type { Answer, Visitor } from '../../tests/kit/world.ts';
import { foldAll } from '../figures/index.ts';
import { newKey, type Office, openOffice, problemsOf } from '../flows/testing-office.ts';

/** 基层维权考核 and 维权网点, over real ledgers. */
const [EAST, WEST, VILLAGE, OTHER] = ['910101001', '910101002', '910101001201', '910101001202'];
const STRETCH = { from: '2026-01-01', to: '2026-06-30' };
let o: Office;
let east: Visitor;
let village: Visitor;
beforeAll(async () => {
  o = await openOffice();
  east = await o.world.enter('township-cadre', EAST);
  village = await o.world.enter('village-cadre', VILLAGE);
  await o.at('2026-06-30T10:00');
});
afterAll(() => o.world.close());

const write = (
  v: Visitor,
  code: string,
  ledger: string,
  day: string,
  data: Record<string, unknown>,
): Promise<Answer> =>
  v.post('/api/entries', {
    requestKey: newKey(),
    ledger,
    unitId: o.world.id(code),
    day,
    until: null,
    data,
    opening: null,
    joint: [],
    explanation: '样例',
  });
const wrote = async (...args: Parameters<typeof write>): Promise<string> => {
  const answer = await write(...args);
  expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  return answer.body.entry.id;
};
const petitions = async (
  v: Visitor,
  code: string,
  n: number,
  closed: number,
  day = '2026-03-02',
): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < n; i += 1)
    ids.push(
      await wrote(v, code, 'petitions', day, {
        channel: '来访',
        cause: '土地权益',
        ...(i < closed
          ? { closed: '2026-03-20', result: '答复解释', 'on-time': true, satisfied: '满意' }
          : {}),
      }),
    );
  return ids;
};
const fold = () => foldAll(o.world.test.store, o.world.house.registry());
const sheet = async (v: Visitor, code = '910101'): Promise<SheetView> => {
  const { from, to } = STRETCH;
  const answer = await v.get(`/api/assessments/rights?unit=${o.world.id(code)}&from=${from}&to=${to}`);
  expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  return answer.body;
};
const keep = (v: Visitor, body: Record<string, unknown>) =>
  v.post('/api/assessments/rights/sheets', {
    requestKey: newKey(),
    unitId: o.world.id(EAST),
    ...STRETCH,
    total: null,
    marks: {},
    remark: '',
    ...body,
  });

test('a point without somebody responsible, an award level without its document: refused', async () => {
  const point = (data: Record<string, unknown>) =>
    write(east, EAST, 'rights-points', '2026-02-01', { kind: '维权站', name: '样例社区', ...data });
  expect(problemsOf(await point({}))).toContain('没有写负责人');
  const award = { keeper: '样例站长', grade: '市级', named: '2026-02-01' };
  expect(problemsOf(await point(award))).toContain('没有写命名文件');
  expect((await point({ ...award, document: '市妇字〔2026〕8号', plate: true })).status).toBe(200);
  // The three systems of a village are no point; two of three are not covered.
  const three = { kind: '村、社区三制', name: '样例村', council: true, mutual: true };
  await wrote(village, VILLAGE, 'rights-points', '2026-02-01', three);
});

test('the sheet is counted from the ledgers of each unit below; too few are neither told nor marked', async () => {
  await petitions(east, EAST, 24, 16);
  await petitions(await o.world.enter('township-cadre', WEST), WEST, 10, 10);
  for (let i = 0; i < 3; i += 1)
    await wrote(east, EAST, 'contacts', '2026-03-02', { channel: '来电', cause: '其他', 'on-time': i > 0 });
  await fold();
  const view = await sheet(o.head);
  const row = (code: string) => view.rows.find((r) => r.id === o.world.id(code));
  const cell = (code: string, key: string) =>
    row(code)?.cells[view.indicators.findIndex((i) => i.key === key)];
  expect(cell(EAST, 'closed')).toMatchObject({ numerator: 16, denominator: 24, share: 66.7, score: 13.3 });
  expect(cell(EAST, 'systems')).toMatchObject({ numerator: 0, denominator: 1, share: 0, score: 0 });
  expect(cell(EAST, 'points')).toMatchObject({ numerator: 1, denominator: 1, score: 10 });
  expect(cell(WEST, 'contacts')).toMatchObject({ hidden: false, share: null, score: null });
  expect(cell(EAST, 'contacts')).toEqual({
    numerator: null,
    denominator: null,
    hidden: true,
    share: null,
    score: null,
  });
  // Closed 20, on time 20, satisfied 15: all that could be given.
  expect(row(WEST)?.total).toBe(100);
  // 13.3 + 20 on time + 15 satisfied + 10 points + 0 systems, of 80 that could be given.
  expect(row(EAST)?.total).toBe(72.9);
  expect(view.may).toEqual(['keep']);
  expect((await sheet(o.above)).may).toEqual([]);
  expect(
    (await sheet(o.above, '910100')).rows.find((r) => r.id === o.world.id('910101'))?.cells,
  ).toBeDefined();
  const nobody = await village.get(
    `/api/assessments/rights?unit=${o.world.id('910101')}&from=2026-01-01&to=2026-06-30`,
  );
  expect(nobody.status).toBe(404);
});

test('R-31 Bad: typed marks that the ledgers do not say are refused with both; true ones stand, and say when they no longer are', async () => {
  const wrong = await keep(o.head, { total: 95, marks: { closed: 20 } });
  expect(wrong.status).toBe(422);
  expect(problemsOf(wrong)).toContain(
    '「信访办结率」填了 20 分,台账算出来是 13.3 分(已办结 16 ÷ 处理来信来访 24 = 66.7%',
  );
  expect(problemsOf(wrong)).toContain('总分填了 95 分,台账算出来是 72.9 分');
  expect(problemsOf(await keep(o.head, { marks: { contacts: 20 } }))).toContain('不单列也不计分');
  // Nobody marks her own unit, and the city does not mark over the county's head.
  expect((await keep(east, {})).status).toBe(404);
  expect((await keep(o.above, {})).status).toBe(403);
  const key = newKey();
  for (let i = 0; i < 2; i += 1)
    expect(
      (await keep(o.head, { requestKey: key, total: 72.9, marks: { closed: 13.3 }, remark: '三制要补' }))
        .status,
    ).toBe(200);
  const kept = async () => (await sheet(o.head)).rows.find((r) => r.id === o.world.id(EAST))?.kept;
  expect(await kept()).toMatchObject({ total: 72.9, remark: '三制要补', stillTrue: true });
  await petitions(east, EAST, 1, 0, '2026-04-01');
  await fold();
  expect(await kept()).toMatchObject({ total: 72.9, stillTrue: false });
  const rows = await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('SELECT count(*)::int AS n FROM score_sheet'),
  );
  expect(rows[0]?.['n']).toBe(1);
});

test('a place decides its weights: what weighs nothing is not marked', async () => {
  const set = (key: string, value: number) =>
    o.chair.post(`/api/settings/rights-score.${key}`, {
      value,
      from: '2026-06-30',
      reason: '今年只考办结',
      seen: null,
    });
  for (const k of ['contacts', 'on-time', 'satisfied', 'points', 'systems'])
    expect((await set(`weight-${k}`, 0)).status).toBe(200);
  const view = await sheet(o.head);
  expect(view.rows.find((r) => r.id === o.world.id(EAST))?.total).toBe(64);
});

test('where most happens without a point comes first; own cases are given to a point, others’ small counts are not told', async () => {
  await petitions(village, VILLAGE, 7, 7);
  const other = await o.world.enter('village-cadre', OTHER);
  const ids = await petitions(other, OTHER, 6, 6);
  const points = async (v: Visitor, code: string) => {
    const answer = await v.get(
      `/api/assessments/rights/points?unit=${o.world.id(code)}&from=2026-01-01&to=2026-06-30`,
    );
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const next = async () => (await points(o.head, '910101')).next.map((n: { id: string }) => n.id);
  expect(await next()).toEqual([o.world.id(VILLAGE), o.world.id(OTHER)]);
  const box = await wrote(other, OTHER, 'rights-points', '2026-05-01', {
    kind: '投诉箱',
    name: '样例村口',
    keeper: '村妇联主席',
    plate: true,
  });
  expect(await next()).toEqual([o.world.id(VILLAGE)]);
  const attach = (v: Visitor, entryIds: string[], pointId: string | null = box) =>
    v.post('/api/assessments/rights/points/cases', { entryIds, pointId });
  expect((await attach(village, ids.slice(0, 1))).status).toBe(404);
  expect((await attach(other, ids.slice(0, 2), ids[3] ?? null)).status).toBe(404);
  expect((await attach(other, ids.slice(0, 2))).body).toEqual({ attached: 2 });
  const of = async (v: Visitor, code: string) =>
    (await points(v, code)).points.find((p: { id: string }) => p.id === box).cases;
  expect(await of(other, OTHER)).toEqual({ kind: 'shown', value: 2 });
  expect(await of(o.head, '910101')).toEqual({ kind: 'few' });
  expect((await attach(other, ids)).status).toBe(200);
  expect(await of(o.head, '910101')).toEqual({ kind: 'shown', value: 6 });
  expect((await attach(other, ids, null)).status).toBe(200);
  expect(await of(o.head, '910101')).toEqual({ kind: 'shown', value: 0 });
  expect((await points(o.head, '910101')).lines).toEqual([]);
});

test('the workbook says what the page says', async () => {
  const path = `/api/assessments/rights/table?unit=${o.world.id('910101')}&from=2026-01-01&to=2026-06-30`;
  const answer = await o.head.get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('spreadsheetml');
});
