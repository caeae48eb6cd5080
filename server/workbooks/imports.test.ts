import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldAll } from '../figures/index.ts';
import { verifyVersions } from '../ledgers/index.ts';
import { bookOpener } from './book/open-book.ts';
import { bookOf, HEADS, newKey, settled, type TestCell, upload } from './testing-books.ts';

let w: World;
let town: Visitor;
const TOWN = '910101001';
const VILLAGE = '样例910101001201妇联';

beforeAll(async () => {
  w = await openWorld();
  town = await w.enter('township-cadre', TOWN);
});
afterAll(async () => {
  await w.house.workbooks.idle();
  await w.close();
});

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + (n % 150))).toISOString().slice(0, 10);
const line = (n: number, change: Partial<Record<number, TestCell>> = {}): TestCell[] =>
  [VILLAGE, day(n), `课程${n}`, '科技', 40, 30, null].map((cell, i) => change[i] ?? cell);
const countOf = async (where: string): Promise<number> => {
  const rows = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(`SELECT count(*) AS n FROM entry WHERE ${where}`),
  );
  return Number(rows[0]?.['n']);
};
const figure = async (who: Visitor, code: string): Promise<number> => {
  await foldAll(w.test.store, w.test.registry);
  const range = 'from=2026-01-01&to=2026-12-31';
  const answer = await who.get(`/api/figures?unit=${w.id(code)}&measure=training.people&${range}`);
  return answer.body.value ?? 0;
};

describe('a small table of one’s own making', () => {
  test('is checked first: every problem by row and column, nothing saved', async () => {
    const before = await countOf('true');
    const bytes = await bookOf([
      ['2026年培训台账'],
      [...HEADS],
      line(1),
      line(2, { 4: '四十' }),
      [],
      line(3, { 5: 41 }),
      line(4, { 1: '2026.13.1', 0: '邻村妇联' }),
      line(5, { 4: '42人', 5: '40', 1: '2026.3.5', 0: TOWN }),
      ['合计', null, null, null, 160],
    ]);
    const { status, body } = await upload(w, town, bytes);
    expect([status, body.state, body.total, body.good, body.bad]).toEqual([200, 'ready', 5, 2, 3]);
    expect(body.notes.map((n: { text: string }) => n.text).join('')).toContain('第 9 行是合计');
    const rows = (await town.get(`/api/imports/${body.id}/rows?only=bad`)).body.rows;
    expect(rows.map((r: { n: number }) => r.n)).toEqual([4, 6, 7]);
    expect(
      rows.flatMap((r: { problems: { message: string }[] }) => r.problems.map((p) => p.message)),
    ).toEqual([
      '第 4 行「多少人」:要填数字,现在是“四十”。单位词不用写。',
      expect.stringMatching(/^第 6 行「.*妇女.*」:.*41.*40/),
      expect.stringMatching(/^第 7 行「举办日期」:没有“2026.13.1”这一天/),
      expect.stringMatching(/^第 7 行「组织」:“邻村妇联”不是您能记的组织/),
    ]);
    expect(await countOf('true')).toBe(before);
    expect((await town.post(`/api/imports/${body.id}/save`, { mode: 'all' })).body.error.code).toBe(
      'import.has-bad',
    );

    // Mended in place, each row is read anew; the rest goes in together.
    const fix = (n: number, texts: Record<string, string>) =>
      town.post(`/api/imports/${body.id}/rows/${n}`, { texts });
    expect((await fix(4, { 'data.people': '肆拾' })).body.state).toBe('bad');
    expect((await fix(4, { 'data.people': '45人' })).body).toMatchObject({ state: 'good', problems: [] });
    expect((await fix(6, { 'data.women': '39' })).body.state).toBe('good');
    expect((await fix(7, { day: '2026-3-1', unit: VILLAGE })).body.state).toBe('good');
    const saved = await town.post(`/api/imports/${body.id}/save`, { mode: 'all' });
    expect(saved.body).toMatchObject({ state: 'saved', saved: 5, bad: 0, may: ['undo'] });
    expect(await countOf('true')).toBe(before + 5);
    expect(await countOf(`unit_id = '${w.id(TOWN)}' AND day = '2026-03-05'`)).toBe(1);
    const county = await w.enter('county-cadre', '910101');
    expect(await figure(county, '910101')).toBe(40 + 45 + 40 + 40 + 42);
    expect((await verifyVersions(w.test.store.owner)).faults).toEqual([]);
  });

  test('the same click twice is one import, the same file again saves nothing again', async () => {
    const bytes = await bookOf([[...HEADS], line(20), line(21), line(21)]);
    const key = newKey();
    const [a, b] = await Promise.all([upload(w, town, bytes, { key }), upload(w, town, bytes, { key })]);
    expect(a.body.id).toBe(b.body.id);
    expect((await settled(town, a.body.id)).notes[0]?.text).toContain('一模一样(第 4 行)');
    const saves = await Promise.all(
      [1, 2, 3].map(() => town.post(`/api/imports/${a.body.id}/save`, { mode: 'good' })),
    );
    expect(saves.map((s) => s.status)).toEqual([200, 200, 200]);
    expect((await settled(town, a.body.id)).saved).toBe(3);
    const again = (await upload(w, town, bytes)).body;
    expect(again).toMatchObject({ state: 'ready', good: 0, known: 3 });
    expect(again.id).not.toBe(a.body.id);
    expect(again.notes[0].text).toContain('已经导入过,存了 3 行');
    expect((await town.post(`/api/imports/${again.id}/save`, { mode: 'good' })).body.error.code).toBe(
      'import.nothing',
    );
    // A third twin is another line; so is one that says why.
    const more = (
      await upload(
        w,
        town,
        await bookOf([[...HEADS], line(20), line(21), line(21), line(21), line(20, { 6: '下午又办了一次' })]),
      )
    ).body;
    expect(more).toMatchObject({ known: 3, good: 2 });
  });

  test('two tables with the same rows, saved at once, do not double them', async () => {
    const one = await bookOf([[...HEADS], line(30), line(31)]);
    const two = await bookOf([['标题'], [...HEADS], line(31), line(30)]);
    const ids = (await Promise.all([upload(w, town, one), upload(w, town, two)])).map((a) => a.body.id);
    await Promise.all(ids.map((id) => town.post(`/api/imports/${id}/save`, { mode: 'good' })));
    const pages = await Promise.all(ids.map((id) => settled(town, id)));
    expect(pages.map((p) => p.saved).sort()).toEqual([0, 2]);
    expect(await countOf(`data->>'topic' IN ('课程30', '课程31')`)).toBe(2);
  });

  test('a line that was corrected since is known still; one that was withdrawn may come again', async () => {
    const bytes = await bookOf([[...HEADS], line(40), line(41)]);
    const first = (await upload(w, town, bytes)).body;
    await town.post(`/api/imports/${first.id}/save`, { mode: 'all' });
    const rows = (await town.get('/api/ledgers/training/entries?limit=200')).body.rows as {
      id: string;
      title: string;
    }[];
    const [a, b] = ['课程40', '课程41'].map((t) => rows.find((r) => r.title.includes(t)));
    await town.post(`/api/entries/${a?.id}/correct`, { version: 1, set: { people: 50 }, reason: '数错了' });
    await town.post(`/api/entries/${b?.id}/withdraw`, { version: 1, reason: '没有办' });
    expect((await upload(w, town, bytes)).body).toMatchObject({ known: 1, good: 1 });
  });
});

describe('five thousand rows with thirty-seven bad ones', () => {
  const BAD = 37;
  const badAt = (n: number): boolean => n % 135 === 7 && n < 135 * BAD;
  const rows = Array.from({ length: 5_000 }, (_, n) => line(1_000 + n, badAt(n) ? { 4: `约${n}人` } : {}));
  let id = '';

  test('are checked with progress, while the house answers others', async () => {
    const bytes = await bookOf([[...HEADS], ...rows]);
    const sent = upload(w, town, bytes);
    let slowest = 0;
    let asked = 0;
    const pinging = { on: true };
    const pings = (async () => {
      while (pinging.on) {
        const at = performance.now();
        expect((await town.get('/api/me')).status).toBe(200);
        slowest = Math.max(slowest, performance.now() - at);
        asked += 1;
        await new Promise((r) => setTimeout(r, 10));
      }
    })();
    id = (await sent).body.id;
    const page = await settled(town, id);
    pinging.on = false;
    await pings;
    expect(page).toMatchObject({ state: 'ready', total: 5_000, good: 5_000 - BAD, bad: BAD });
    expect(asked).toBeGreaterThan(5);
    // Two shared cores: far above what is seen, far below what a blocked house would take.
    expect(slowest).toBeLessThan(1_500);
  }, 120_000);

  test('nothing is saved when all or nothing was asked for', async () => {
    const before = await countOf('true');
    expect((await town.post(`/api/imports/${id}/save`, { mode: 'all' })).status).toBe(409);
    expect(await countOf('true')).toBe(before);
  });

  test('the good ones are saved, each once, and the bad ones handed back as a workbook', async () => {
    const county = await w.enter('county-cadre', '910101');
    const before = await figure(county, '910101');
    await town.post(`/api/imports/${id}/save`, { mode: 'good' });
    const page = await settled(town, id);
    expect(page).toMatchObject({
      state: 'saved',
      saved: 5_000 - BAD,
      bad: BAD,
      good: 0,
      may: ['fix', 'undo'],
    });
    expect(await figure(county, '910101')).toBe(before + 40 * (5_000 - BAD));

    const file = await w.ask('GET', `/api/imports/${id}/bad-rows`, {
      headers: { cookie: `__Host-halfsky=${town.token}` },
    });
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const book = await w.test.store.owner
      .transaction([], async () => null)
      .then(async () => {
        const { badRowsBook } = await import('./imports/bad-rows.ts');
        const { handOf } = await import('./imports/kit.ts');
        const { batchById } = await import('./imports/store.ts');
        const batch = await w.test.store.worker.transaction([], (tx) => batchById(tx, id));
        const actor = {
          officeOf: null,
          unit: { id: w.id(TOWN) },
          accountId: town.accountId,
          postId: town.postId,
        };
        if (!batch) throw new Error('no batch');
        return await badRowsBook({ ...w.house.kit }, await handOf(w.test.store.app, actor as never), batch);
      });
    const open = await bookOpener()(book);
    const back = await open.rows({ sheet: 0, from: 0, to: 100 });
    await open.close();
    expect(back.length).toBe(BAD + 1);
    expect(back[0]?.at(-1)).toBe('问题');
    expect(String(back[1]?.at(-1))).toMatch(/^第 9 行「多少人」:要填数字/);
    // Mended there and imported again, only they are new.
    const mended = back.map((r, i) =>
      i === 0 ? [...r] : r.map((c) => (typeof c === 'string' && /^约\d+人$/.test(c) ? 45 : c)),
    ) as TestCell[][];
    const again = (await upload(w, town, await bookOf(mended))).body;
    expect(again).toMatchObject({ total: BAD, good: BAD, bad: 0 });
    // And the whole first table, mended, would bring them and nothing else.
    const whole = await upload(
      w,
      town,
      await bookOf([[...HEADS], ...rows.map((r, n) => (badAt(n) ? line(1_000 + n, { 4: 45 }) : r))]),
    );
    expect(await settled(town, whole.body.id)).toMatchObject({ known: 5_000 - BAD, good: BAD, bad: 0 });
    await town.post(`/api/imports/${whole.body.id}/drop`, {});
  }, 240_000);

  test('undone with a reason: lines are withdrawn, corrected ones named and kept', async () => {
    const rowsNow = (await town.get('/api/ledgers/training/entries?q=课程1500')).body.rows as {
      id: string;
    }[];
    await town.post(`/api/entries/${rowsNow[0]?.id}/correct`, {
      version: 1,
      set: { people: 33, women: 20 },
      reason: '数错了',
    });
    const asked = (await town.get(`/api/imports/${id}`)).body;
    expect(asked.correctedTotal).toBe(1);
    expect(asked.corrected[0].title).toContain('课程1500');
    const clicks = await Promise.all(
      [1, 2].map(() => town.post(`/api/imports/${id}/undo`, { reason: '导错了年份' })),
    );
    expect(clicks.map((c) => c.status)).toEqual([200, 200]);
    const page = await settled(town, id);
    expect(page).toMatchObject({
      state: 'undone',
      withdrawn: 5_000 - BAD - 1,
      kept: 1,
      reason: '导错了年份',
      may: [],
    });
    expect(await countOf(`state = 'valid' AND data->>'topic' LIKE '课程1___'`)).toBe(1);
    const withdrawn = (await town.get('/api/ledgers/training/entries?state=withdrawn&limit=200')).body.rows;
    const one = withdrawn.find((r: { title: string }) => /课程1\d{3}$/.test(r.title));
    const history = (await town.get(`/api/entries/${one.id}`)).body.versions;
    expect(history.map((v: { change: string; reason: string | null }) => [v.change, v.reason])).toEqual([
      ['create', null],
      ['withdraw', '撤销导入:导错了年份'],
    ]);
    const county = await w.enter('county-cadre', '910101');
    const left = await figure(county, '910101');
    expect(left % 40).not.toBe(0);
    expect((await verifyVersions(w.test.store.owner)).faults).toEqual([]);
  }, 240_000);
});

describe('who may', () => {
  test('a colleague of the unit goes on, a superior, a neighbour and a village do not even see it', async () => {
    const { body } = await upload(w, town, await bookOf([[...HEADS], line(60)]));
    const seen = async (role: Parameters<World['enter']>[0], code: string): Promise<number[]> => {
      const who = await w.enter(role, code);
      return [
        (await who.get(`/api/imports/${body.id}`)).status,
        (await who.get(`/api/imports/${body.id}/rows`)).status,
        (await who.post(`/api/imports/${body.id}/save`, { mode: 'good' })).status,
        (await who.post(`/api/imports/${body.id}/undo`, { reason: '试试' })).status,
      ];
    };
    expect(await seen('county-cadre', '910101')).toEqual([404, 404, 404, 404]);
    expect(await seen('township-cadre', '910101002')).toEqual([404, 404, 404, 404]);
    expect(await seen('village-cadre', '910101001201')).toEqual([404, 404, 404, 404]);
    expect((await seen('township-cadre', TOWN)).slice(0, 3)).toEqual([200, 200, 200]);
  });

  test('a county does not write a village’s lines, and an administrator none', async () => {
    const county = await w.enter('county-cadre', '910101');
    const { body } = await upload(w, county, await bookOf([[...HEADS], line(61), line(62, { 0: TOWN })]));
    expect(body).toMatchObject({ good: 1, bad: 1 });
    const admin = await w.enter('system-admin', '910101');
    expect((await upload(w, admin, await bookOf([[...HEADS], line(63)]))).status).toBe(403);
  });
});

describe('what happens beside', () => {
  test('all or nothing: a unit that closes between checking and saving takes all back', async () => {
    const { body } = await upload(
      w,
      town,
      await bookOf([
        [...HEADS],
        ...Array.from({ length: 600 }, (_, n) => line(7_000 + n)),
        line(7_900, { 1: '2026-06-10' }),
      ]),
    );
    expect((await settled(town, body.id)).good).toBe(601);
    const cover = {
      ...trainingLine(w.id('910101001201')),
      day: '2026-06-01',
      until: '2026-06-15',
      opening: 'covers',
      data: { totals: { 'training.people': 9 } },
    };
    expect((await town.post('/api/entries', cover)).status).toBe(200);
    const before = await countOf('true');
    await town.post(`/api/imports/${body.id}/save`, { mode: 'all' });
    const page = await settled(town, body.id);
    expect([page.state, page.saved, page.bad]).toEqual(['ready', 0, 1]);
    expect(page.problem).toContain('一行也没有存');
    expect(await countOf('true')).toBe(before);
    await town.post(`/api/imports/${body.id}/save`, { mode: 'good' });
    expect(await settled(town, body.id)).toMatchObject({ state: 'saved', saved: 600, bad: 1 });
  }, 60_000);

  test('work that was left in the middle is taken up again and ends once', async () => {
    const { body } = await upload(
      w,
      town,
      await bookOf([[...HEADS], ...Array.from({ length: 700 }, (_, n) => line(8_000 + n))]),
    );
    await settled(town, body.id);
    // As a process leaves it that was killed before its first step.
    await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`UPDATE import_batch SET state = 'saving', mode = 'good', beat = $2 WHERE id = $1`, [
        body.id,
        new Date(w.clock.at.getTime() - 60_000),
      ]),
    );
    await Promise.all([w.house.workbooks.sweep(), w.house.workbooks.sweep()]);
    await w.house.workbooks.idle();
    expect((await settled(town, body.id)).saved).toBe(700);
    expect(await countOf(`data->>'topic' LIKE '课程8___'`)).toBe(700);
  }, 60_000);

  test('a waiting file is put aside after a week', async () => {
    const { body } = await upload(w, town, await bookOf([[...HEADS], line(70)]));
    const now = w.clock.at;
    w.clock.at = new Date(now.getTime() + 8 * 86_400_000);
    await w.house.workbooks.sweep();
    w.clock.at = now;
    const rows = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        'SELECT state, (SELECT count(*) FROM import_row WHERE batch_id = id) AS n FROM import_batch WHERE id = $1',
        [body.id],
      ),
    );
    expect(rows[0]).toEqual({ state: 'dropped', n: 0 });
  });
});

describe('a grid on the page', () => {
  const texts = (n: number, change: Record<string, string> = {}): Record<string, string> => ({
    unit: VILLAGE,
    day: day(n),
    'data.topic': `网格${n}`,
    'data.kind': '科技',
    'data.people': '40',
    'data.women': '30',
    ...change,
  });

  test('is checked by row, its good rows are saved at once, the same click twice saves once, and it can be undone', async () => {
    const rows = [1, 2, 3].map((n) => ({ n, texts: texts(n, n === 2 ? { 'data.women': '41' } : {}) }));
    const checked = await town.post('/api/ledgers/training/rows/check', { unitId: null, rows });
    expect(checked.body.rows.map((r: { state: string }) => r.state)).toEqual(['good', 'bad', 'good']);
    const body = { requestKey: newKey(), unitId: null, rows };
    const [a, b] = await Promise.all([
      town.post('/api/ledgers/training/rows', body),
      town.post('/api/ledgers/training/rows', body),
    ]);
    for (const answer of [a, b]) {
      expect(answer.body.import.saved).toBe(2);
      expect(answer.body.left.map((l: { n: number }) => l.n)).toEqual([2]);
    }
    expect(await countOf(`data->>'topic' LIKE '网格%'`)).toBe(2);
    await town.post(`/api/imports/${a.body.import.id}/undo`, { reason: '贴错了' });
    expect(await settled(town, a.body.import.id)).toMatchObject({ state: 'undone', withdrawn: 2 });
  });

  test('a thousand rows are checked in well under a second of the house’s time', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => ({ n: n + 1, texts: texts(n) }));
    const at = performance.now();
    const checked = await town.post('/api/ledgers/training/rows/check', { unitId: null, rows });
    expect(checked.body.rows.length).toBe(1_000);
    expect(performance.now() - at).toBeLessThan(5_000);
  });
});
