import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { rejectedFields } from './testing-answers.ts';

let w: World;
let village: Visitor;
let township: Visitor;
let here = '';

beforeAll(async () => {
  w = await openWorld();
  village = await w.enter('village-cadre', '910101001201');
  township = await w.enter('township-cadre', '910101001');
  here = w.id('910101001201');
});
afterAll(() => w.close());

const save = (change: Record<string, unknown> = {}, who = village): Promise<Answer> =>
  who.post('/api/entries', trainingLine(here, change));
const count = async (where: string, values: unknown[] = []): Promise<number> => {
  const rows = await w.test.store.owner.transaction([], (tx) =>
    tx.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${where}`, values),
  );
  return rows[0]?.n ?? -1;
};

describe('one key, one line', () => {
  test('the same save sent again gives the same line; another body under the key is refused', async () => {
    const line = trainingLine(here);
    const first = await village.post('/api/entries', line);
    const again = await village.post('/api/entries', line);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const other = await village.post('/api/entries', { ...line, day: '2026-05-07' });
    expect(other.status).toBe(409);
    expect(other.body.error).toMatchObject({
      code: 'save.key-reused',
      message: expect.stringContaining('刷新页面'),
    });
    expect(await count('entry WHERE id = $1', [first.body.entry.id])).toBe(1);
  });

  test('fifty at once make one line, one version, one audit event, and fifty equal answers', async () => {
    const line = trainingLine(here, { day: '2026-03-03' });
    const before = await count('entry');
    const answers = await Promise.all(Array.from({ length: 50 }, () => village.post('/api/entries', line)));
    for (const a of answers) expect([a.status, a.body]).toEqual([200, answers[0]?.body]);
    const id = answers[0]?.body.entry.id;
    expect((await count('entry')) - before).toBe(1);
    expect(await count('entry_version WHERE entry_id = $1', [id])).toBe(1);
    expect(await count('audit_event WHERE object_id = $1', [id])).toBe(1);
    expect(await count('fact WHERE entry_id = $1', [id])).toBeGreaterThan(0);
  }, 60_000);

  test('a key is hers alone: another person may use the same words', async () => {
    const line = trainingLine(here);
    const [a, b] = [await village.post('/api/entries', line), await township.post('/api/entries', line)];
    expect([a.status, b.status]).toEqual([200, 200]);
    expect(a.body.entry.id).not.toBe(b.body.entry.id);
  });

  test('a key stays one key over regions: a city that sends it for another county is refused', async () => {
    const city = await w.enter('city-cadre', '910100');
    const line = trainingLine(w.id('910101'));
    expect((await city.post('/api/entries', line)).status).toBe(200);
    expect((await city.post('/api/entries', { ...line, unitId: w.id('910102') })).status).toBe(409);
  });

  test('the answer stays the same after the unit has closed', async () => {
    const county = await w.enter('county-cadre', '910201');
    const cadre = await w.enter('township-cadre', '910201001');
    const line = trainingLine(w.id('910201001201'));
    const first = await cadre.post('/api/entries', line);
    const shut = await county.post(`/api/units/${w.id('910201001201')}/close`, {
      day: '2026-05-07',
      reason: '撤村',
    });
    expect([first.status, shut.status]).toEqual([200, 200]);
    expect((await cadre.post('/api/entries', line)).body).toEqual(first.body);
    const late = await cadre.post('/api/entries', trainingLine(w.id('910201001201'), { day: '2026-05-07' }));
    expect(late.status).toBe(422);
    expect(rejectedFields(late)).toEqual({ unit: expect.stringContaining('已于 2026-05-07 撤销') });
  });
});

test('a unit is not closed from a day on which it still has lines', async () => {
  const county = await w.enter('county-cadre', '910102');
  const unit = w.id('910102001201');
  const cadre = await w.enter('township-cadre', '910102001');
  expect((await cadre.post('/api/entries', trainingLine(unit, { day: '2026-05-06' }))).status).toBe(200);
  const close = (day: string): Promise<Answer> =>
    county.post(`/api/units/${unit}/close`, { day, reason: '撤村' });
  const early = await close('2026-05-06');
  expect([early.status, early.body.error.message]).toEqual([
    409,
    expect.stringContaining('2026-05-06 及以后还有 1 条记录'),
  ]);
  expect((await close('2026-05-07')).status).toBe(200);
});

describe('bad input is told by field, all at once, and nothing is kept', () => {
  const GOOD = { topic: '葡萄修剪', kind: '科技', people: 42, women: 40 };
  const cases: [string, Record<string, unknown>, Record<string, RegExp>][] = [
    ['a day that is none', { day: '2026-02-30' }, { day: /不是真实的日期/ }],
    ['a day to come', { day: '2026-06-16' }, { day: /还没有到/ }],
    ['a day out of reach', { day: '1066-01-01' }, { day: /太早/ }],
    [
      'more women than people',
      { data: { ...GOOD, women: 43 } },
      { 'data.women': /43 人,比"多少人" 42 人还多/ },
    ],
    [
      '人次 written into 人',
      { data: { ...GOOD, people: '42人次' } },
      { 'data.people': /要填数字.*42人次.*单位词不用写/ },
    ],
    ['a broken number', { data: { ...GOOD, people: 4.5 } }, { 'data.people': /要是整数/ }],
    ['a negative number', { data: { ...GOOD, women: -1 } }, { 'data.women': /不能小于 0/ }],
    ['an unknown field', { data: { ...GOOD, total: 9 } }, { 'data.total': /没有叫「total」的栏目/ }],
    ['an unknown choice', { data: { ...GOOD, way: '随便' } }, { 'data.way': /没有“随便”这一项/ }],
    [
      'everything at once',
      { day: '2026-13-01', data: { women: '三' } },
      {
        day: /不是真实的日期/,
        'data.topic': /还没有填/,
        'data.kind': /还没有填/,
        'data.people': /还没有填/,
        'data.women': /要填数字/,
      },
    ],
    ['a soft check without words', { data: { ...GOOD, due: 30 } }, { 'data.due': /请写一句说明/ }],
    ['a lead that is its own partner', { joint: ['self'] }, { joint: /牵头单位/ }],
    [
      'an opening line without an end',
      { opening: 'covers', day: '2026-01-01', data: { totals: { 'training.people': 5 } } },
      { until: /覆盖到哪一天/ },
    ],
    [
      'an opening line of words',
      {
        opening: 'covers',
        day: '2026-01-01',
        until: '2026-01-31',
        data: { totals: { 'training.people': '五' } },
      },
      { 'data.totals.training.people': /不小于 0 的数/ },
    ],
  ];
  test.each(cases)('%s', async (_name, change, fields) => {
    const before = await count('entry');
    const own = change['joint'] ? { ...change, joint: [here] } : change;
    const answer = await save(own);
    expect(answer.status).toBe(422);
    expect(rejectedFields(answer)).toEqual(
      Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, expect.stringMatching(v)])),
    );
    expect(await count('entry')).toBe(before);
  });

  test('a soft check passes with an explanation, which stays with the line', async () => {
    const answer = await save({ data: { ...GOOD, due: 30 }, explanation: '邻村来了十人' });
    expect(answer.body.entry).toMatchObject({ explanation: '邻村来了十人', data: { due: 30, women: 40 } });
  });

  test('an unknown unit, an unknown ledger, a ledger that this unit does not keep', async () => {
    const nowhere = await save({ unitId: '018f0000-0000-7000-8000-000000000000' });
    expect([nowhere.status, nowhere.body.error.message]).toEqual([404, '没有找到这个组织。']);
    expect((await save({ ledger: 'no-such' })).status).toBe(404);
    const county = await w.enter('county-cadre', '910101');
    const venue = await county.post(
      '/api/entries',
      trainingLine(w.id('910101-Z1'), { ledger: 'situation', data: {} }),
    );
    expect([venue.status, rejectedFields(venue)['unit']]).toEqual([422, expect.stringContaining('不记「')]);
  });

  test('text that no database takes is refused at the door, not by the database', async () => {
    for (const topic of ['a\u0000b', '\ud800']) {
      const answer = await save({ data: { ...GOOD, topic } });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'input.unreadable']);
    }
    expect((await village.post('/api/entries', '{"a":')).status).toBe(400);
    expect((await village.post('/api/entries', { requestKey: 'x'.repeat(2_100_000) })).status).toBe(413);
  });
});

describe('correcting, withdrawing, restoring', () => {
  const url = (id: string, act: string): string => `/api/entries/${id}/${act}`;

  test('a stale version gets 409 with the line as it is now; history keeps every version', async () => {
    const made = (await save()).body.entry;
    const fix = { version: 1, set: { people: 50 }, reason: '漏记八人' };
    expect((await village.post(url(made.id, 'correct'), fix)).body.entry).toMatchObject({
      version: 2,
      data: { people: 50 },
    });
    const stale = await township.post(url(made.id, 'correct'), { ...fix, set: { people: 60 } });
    expect(stale.status).toBe(409);
    expect(stale.body.error).toMatchObject({
      code: 'save.conflict',
      message: expect.stringContaining('第 2 版'),
      current: { id: made.id, version: 2, data: { people: 50 } },
    });
    const page = (await village.get(`/api/entries/${made.id}`)).body;
    expect(page.versions).toMatchObject([
      { version: 1, change: 'create', data: { people: 42 } },
      { version: 2, change: 'correct', data: { people: 50 }, reason: '漏记八人' },
    ]);
  });

  test('of twenty people who correct one line at once, one wins and the others see her version', async () => {
    const made = (await save()).body.entry;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? village : township).post(url(made.id, 'correct'), {
          version: 1,
          set: { people: 100 + i },
          reason: '改',
        }),
      ),
    );
    const winners = answers.filter((a) => a.status === 200);
    expect(winners).toHaveLength(1);
    const won = winners[0]?.body.entry.data.people;
    for (const a of answers.filter((x) => x.status !== 200)) {
      expect(a.status).toBe(409);
      expect(a.body.error.current).toMatchObject({ version: 2, data: { people: won } });
    }
    expect(await count('entry_version WHERE entry_id = $1', [made.id])).toBe(2);
  });

  test('a correction is checked like a new line, and needs a reason', async () => {
    const made = (await save()).body.entry;
    const wrong = await village.post(url(made.id, 'correct'), {
      version: 1,
      set: { women: 99 },
      reason: '改',
    });
    expect(rejectedFields(wrong)).toEqual({ 'data.women': expect.stringContaining('还多') });
    const noDay = await village.post(url(made.id, 'correct'), {
      version: 1,
      day: '2026-02-30',
      set: {},
      reason: '改',
    });
    expect(rejectedFields(noDay)).toEqual({ day: expect.stringContaining('不是真实的日期') });
    expect((await village.post(url(made.id, 'correct'), { version: 1, set: {}, reason: ' ' })).status).toBe(
      422,
    );
    const empty = await village.post(url(made.id, 'correct'), {
      version: 1,
      set: { topic: null },
      reason: '改',
    });
    expect(rejectedFields(empty)).toEqual({ 'data.topic': expect.stringContaining('还没有填') });
  });

  test('withdrawn lines count nowhere and come back whole; each step only in its state', async () => {
    const made = (await save({ day: '2026-02-02' })).body.entry;
    const step = (act: string, version: number): Promise<Answer> =>
      village.post(url(made.id, act), { version, reason: '试' });
    expect((await step('restore', 1)).body.error.code).toBe('entry.not-withdrawn');
    expect((await step('withdraw', 1)).body.entry).toMatchObject({ state: 'withdrawn', version: 2 });
    expect(await count('fact WHERE entry_id = $1', [made.id])).toBe(0);
    expect(await count('search_row WHERE entry_id = $1', [made.id])).toBe(0);
    const fix = await village.post(url(made.id, 'correct'), { version: 2, set: {}, reason: '试' });
    expect(fix.body.error.code).toBe('entry.withdrawn');
    expect((await step('withdraw', 2)).body.error.code).toBe('entry.withdrawn');
    expect((await step('restore', 2)).body.entry).toMatchObject({
      state: 'valid',
      version: 3,
      data: made.data,
    });
    expect(await count('fact WHERE entry_id = $1', [made.id])).toBeGreaterThan(0);
  });

  test('a line cannot come back under an opening line that has taken its place', async () => {
    const unit = w.id('910101002201');
    const cadre = await w.enter('township-cadre', '910101002');
    const made = (await cadre.post('/api/entries', trainingLine(unit, { day: '2025-03-05' }))).body.entry;
    const opening = trainingLine(unit, {
      opening: 'covers',
      day: '2025-01-01',
      until: '2025-06-30',
      data: { totals: { 'training.people': 500 } },
    });
    const clash = await cadre.post('/api/entries', opening);
    expect(rejectedFields(clash)).toEqual({ opening: expect.stringContaining('已有逐笔记录') });
    expect((await cadre.post(url(made.id, 'withdraw'), { version: 1, reason: '并入期初' })).status).toBe(200);
    expect((await cadre.post('/api/entries', opening)).status).toBe(200);
    const back = await cadre.post(url(made.id, 'restore'), { version: 2, reason: '再算一次' });
    expect(rejectedFields(back)).toEqual({ day: expect.stringContaining('已记了期初数') });
    const real = await cadre.post('/api/entries', trainingLine(unit, { day: '2025-06-30' }));
    expect(rejectedFields(real)).toEqual({ day: expect.stringContaining('已记了期初数') });
    expect((await cadre.post('/api/entries', trainingLine(unit, { day: '2025-07-01' }))).status).toBe(200);
    const rest = { ...opening, requestKey: 'opening-of-the-rest', opening: 'rest' };
    expect((await cadre.post('/api/entries', rest)).status).toBe(200);
  });

  test('an opening line and real lines sent at the same moment: never both', async () => {
    const unit = w.id('920101001201');
    const cadre = await w.enter('township-cadre', '920101001');
    const opening = trainingLine(unit, {
      opening: 'covers',
      day: '2024-01-01',
      until: '2024-12-31',
      data: { totals: { 'training.people': 500 } },
    });
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () =>
        cadre.post('/api/entries', trainingLine(unit, { day: '2024-05-05' })),
      ),
      cadre.post('/api/entries', opening),
      ...Array.from({ length: 6 }, () =>
        cadre.post('/api/entries', trainingLine(unit, { day: '2024-05-05' })),
      ),
    ]);
    const openings = await count(`entry WHERE unit_id = $1 AND opening = 'covers'`, [unit]);
    const lines = await count('entry WHERE unit_id = $1 AND opening IS NULL', [unit]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(openings + lines);
    expect(Math.min(openings, lines)).toBe(0);
  });
});

describe('本月无', () => {
  const zero = (month: string, nothing = true, unit = here): Promise<Answer> =>
    village.post('/api/zeros', { unitId: unit, ledger: 'training', month, nothing });

  test('is refused where there are lines and for a month to come; twice is once; taking it back is possible', async () => {
    expect((await save({ day: '2026-01-20' })).status).toBe(200);
    const full = await zero('2026-01');
    expect([full.status, full.body.error.code]).toEqual([409, 'zero.has-lines']);
    expect((await zero('2026-07')).body.error.code).toBe('zero.future');
    expect((await zero('2026-13')).status).toBe(422);
    const zeros = (): Promise<number> => count(`stated_zero WHERE month = '2025-12-01'`);
    expect([(await zero('2025-12')).status, (await zero('2025-12')).status, await zeros()]).toEqual([
      200, 200, 1,
    ]);
    expect([(await zero('2025-12', false)).status, await zeros()]).toEqual([200, 0]);
    expect((await zero('2025-12', true, w.id('910101001202'))).status).toBe(404);
  });

  test('a unit answers for the month in which it began, and for none before', async () => {
    const body = { name: '样例新村', kind: 'federation', level: 'village', parentId: w.id('910101001') };
    const made = await township.post('/api/units', { ...body, code: '910101001209', from: '2025-10-15' });
    expect(made.status).toBe(200);
    const state = (month: string): Promise<Answer> =>
      township.post('/api/zeros', { unitId: made.body.unit.id, ledger: 'training', month, nothing: true });
    expect([(await state('2025-09')).status, (await state('2025-10')).status]).toEqual([422, 200]);
  });
});
