import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openWorld, trainingLine, type Visitor, type World } from '../../../tests/kit/world.ts';
import { foldAll } from '../../figures/index.ts';

/** 报告体检 through the real application: what is read, what is taught, what is kept, and who sees it. */
let w: World;
let county: Visitor;
let sister: Visitor;
let city: Visitor;
let township: Visitor;
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

beforeAll(async () => {
  w = await openWorld();
  county = await w.enter('county-cadre', '910101');
  sister = await w.enter('county-cadre', '910102');
  city = await w.enter('city-cadre', '910100');
  township = await w.enter('township-cadre', '910101001');
});
afterAll(() => w.close());

const begin = (v: Visitor, code: string, text: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  v.post('/api/readings', { text, unit: w.id(code), ...YEAR, ...more });

/** Begins a reading and waits for it as a page does: on a busy machine a short one, too, is asked for again. */
async function read(...ask: Parameters<typeof begin>): Promise<Answer> {
  let answer = await begin(...ask);
  while (answer.status === 200 && answer.body.reading === null && answer.body.problem === null)
    answer = await ask[0].get(`/api/readings/${answer.body.id}`);
  return answer;
}

/** Invented, long enough to be recognised. */
const PLAIN = `样例县妇联二〇二六年工作总结
一年来,我们坚持把妇女群众的冷暖放在心上,走村入户听取意见,把能办的事当场办好,把不能当场办的事记在本子上,逐件答复。
在葡萄园里办起了田间课堂,请来农技站的老师手把手地教剪枝、疏果、套袋,听课的姐妹们说,这样的课听得懂、用得上。
年底又组织巾帼志愿者到敬老院包饺子、理发、打扫卫生,和老人们一起唱歌,陪伴他们度过了一个温暖的冬日下午。`;

describe('reading a text', () => {
  test('finds figures, checks their arithmetic and puts them beside the ledgers', async () => {
    for (const data of [
      { topic: '剪枝', kind: '科技', people: 42, women: 40 },
      { topic: '疏果', kind: '科技', people: 30, women: 25 },
    ])
      expect((await township.post('/api/entries', trainingLine(w.id('910101001'), { data }))).status).toBe(
        200,
      );
    await foldAll(w.test.store, w.test.registry);
    const answer = await read(county, '910101', '全年共举办培训班3期,培训妇女65人。');
    expect([answer.status, answer.body.problem]).toEqual([200, null]);
    const { reading } = answer.body;
    expect(reading.figures.map((f: { raw: string; unit: string }) => [f.raw, f.unit])).toEqual([
      ['3', '期'],
      ['65', '人'],
    ]);
    expect(reading.ledgers).toMatchObject([
      { figure: 0, measure: 'training.sessions', counted: 2, difference: -1, verdict: 'differs' },
      { figure: 1, measure: 'training.women', counted: 65, difference: 0, verdict: 'same' },
    ]);
    // Days and no more: a finding carries nothing else of what was asked.
    expect(Object.keys(reading.ledgers[0]).sort()).toEqual(
      'counted difference figure from label match measure others to unitWord verdict where'.split(' '),
    );
    expect(reading.may).toEqual(['teach', 'keep', 'open-lines']);
  });

  test('tells what cannot be', async () => {
    const answer = await read(
      county,
      '910101',
      '共走访慰问妇女261人,其中贫困妇女248人,单亲母亲9人,失独母亲14人。',
    );
    const wrong = answer.body.reading.checks.filter((c: { holds: unknown }) => c.holds === false);
    expect(wrong.length).toBeGreaterThanOrEqual(1);
    expect(wrong[0].message).toMatch(/261/);
  });

  test('is told again by its id to the post that asked, and to nobody else', async () => {
    const { body } = await read(county, '910101', PLAIN);
    expect((await county.get(`/api/readings/${body.id}`)).body.reading.chars).toBe(Array.from(PLAIN).length);
    expect((await city.get(`/api/readings/${body.id}`)).status).toBe(404);
  });

  test('a unit out of reach is not there; a text of blanks is none; two million characters are the most', async () => {
    expect((await read(county, '910102', PLAIN)).status).toBe(404);
    expect((await read(county, '910101', ' \n ')).status).toBe(422);
    const long = await read(county, '910101', '长'.repeat(2_000_001));
    expect([long.status, long.body.error.problems[0].message]).toEqual([
      422,
      '一次最多读 200 万字,请分成几份。',
    ]);
    expect((await read(county, '910101', PLAIN, { from: '2026-12-31', to: '2026-01-01' })).status).toBe(422);
  });

  test('a long one goes on beside the server: other requests are answered meanwhile, and it is asked for again', async () => {
    const page = `全县共举办培训班18期,培训妇女1,455人次,其中贫困妇女248人。${PLAIN}`;
    const long = Array.from({ length: 700 }, (_, i) => `第${i}组 ${page}`).join('\n');
    const begun = await begin(county, '910101', long);
    expect(begun.status).toBe(200);
    let slowest = 0;
    let state = begun.body;
    for (let i = 0; i < 60 && state.reading === null && state.problem === null; i += 1) {
      const before = performance.now();
      await township.get('/api/me');
      slowest = Math.max(slowest, performance.now() - before);
      state = (await county.get(`/api/readings/${begun.body.id}`)).body;
    }
    expect(state.problem).toBeNull();
    expect(state.reading.chars).toBe(Array.from(long).length);
    expect(state.reading.figures.length).toBeGreaterThan(2_000);
    expect(slowest).toBeLessThan(1_500);
  }, 90_000);
});

describe('what was taught', () => {
  const text = '今年开展“石榴籽”行动7场。';
  const meaning = async (v: Visitor, code: string): Promise<string | null> => {
    const { reading } = (await read(v, code, text)).body;
    return reading.ledgers[0]?.measure ?? null;
  };
  const subjectOf = async (): Promise<string> =>
    (await read(county, '910101', text)).body.reading.figures[0].subject;
  const lesson = { unitWord: '场', measure: 'training.sessions', where: {} };

  test('holds for the unit and those below it, not for its sister or those above', async () => {
    expect(await meaning(county, '910101')).toBeNull();
    const answer = await county.post('/api/taught-words', { ...lesson, subject: await subjectOf() });
    expect([answer.status, answer.body]).toEqual([200, { taught: true }]);
    expect(await meaning(county, '910101')).toBe('training.sessions');
    expect(await meaning(township, '910101001')).toBe('training.sessions');
    expect(await meaning(sister, '910102')).toBeNull();
    expect(await meaning(city, '910100')).toBeNull();
    // The city reads the county's report with the county's words.
    expect(await meaning(city, '910101')).toBe('training.sessions');
    const seen = async (v: Visitor) =>
      (await v.get('/api/taught-words')).body.rows.map((r: { mayForget: boolean }) => r.mayForget);
    expect(await seen(county)).toEqual([true]);
    expect(await seen(township)).toEqual([false]);
    expect(await seen(sister)).toEqual([]);
    expect(await seen(city)).toEqual([]);
  });

  test('may also be that no ledger counts it; the nearest word holds; forgetting is for the unit itself', async () => {
    const subject = await subjectOf();
    await township.post('/api/taught-words', { ...lesson, subject, measure: null });
    expect(await meaning(township, '910101001')).toBeNull();
    expect(await meaning(county, '910101')).toBe('training.sessions');
    const id = (await county.get('/api/taught-words')).body.rows[0].id;
    expect((await township.post(`/api/taught-words/${id}/forget`, {})).status).toBe(404);
    expect((await sister.post(`/api/taught-words/${id}/forget`, {})).status).toBe(404);
    expect((await county.post(`/api/taught-words/${id}/forget`, {})).status).toBe(200);
    expect(await meaning(county, '910101')).toBeNull();
  });

  test.each([
    [{ ...lesson, subject: '某事', measure: 'no.such' }, '没有这个数字'],
    [{ ...lesson, subject: '某事', unitWord: '人' }, '不是一种量'],
    [{ ...lesson, subject: '某事', where: { colour: '红' } }, '不能按'],
    [{ ...lesson, subject: '…' }, '没法记住'],
  ])('what makes no sense is refused: %o', async (body, words) => {
    const answer = await county.post('/api/taught-words', body);
    expect([answer.status, answer.body.error.problems[0].message]).toEqual([
      422,
      expect.stringContaining(words),
    ]);
  });

  test('is audited, without the words', async () => {
    const rows = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT action, detail FROM audit_event WHERE object = 'taught-words' ORDER BY action`),
    );
    expect(rows.map((r) => r['action'])).toEqual(['words.forget', 'words.teach', 'words.teach']);
    expect(JSON.stringify(rows)).not.toContain('石榴');
  });
});

describe('texts kept for comparison', () => {
  const copied = PLAIN.replace('二〇二六', '二〇二七')
    .replace('样例县', '邻近县')
    .replace('敬老院', '福利院');
  let id = '';

  test('a copy with other years and names is found, with the place in both', async () => {
    const kept = await township.post('/api/kept-texts', { title: '乡里的总结', text: PLAIN });
    expect([kept.status, kept.body.isNew]).toEqual([200, true]);
    id = kept.body.kept.id;
    expect((await township.post('/api/kept-texts', { title: '又一次', text: PLAIN })).body).toMatchObject({
      isNew: false,
      kept: { id },
    });
    const { sameness, keptTexts } = (await read(county, '910101', `另有一段自己写的话。${copied}`)).body
      .reading;
    expect(keptTexts).toBe(1);
    expect(sameness).toHaveLength(1);
    expect(sameness[0]).toMatchObject({
      with: { id, title: '乡里的总结', mayRemove: false },
      identical: false,
    });
    expect(sameness[0].share).toBeGreaterThan(0.8);
    const [first] = sameness[0].stretches;
    expect(first.otherText).toBe(Array.from(PLAIN).slice(first.otherStart, first.otherEnd).join(''));
    expect(sameness[0].stretches.flatMap((s: { changed: unknown[] }) => s.changed).length).toBeGreaterThan(0);
    expect((await read(county, '910101', PLAIN)).body.reading.sameness[0].identical).toBe(true);
  });

  test('a county never sees another county’s text, neither by list, id nor likeness', async () => {
    expect((await read(sister, '910102', copied)).body.reading).toMatchObject({ sameness: [], keptTexts: 0 });
    expect((await sister.get('/api/kept-texts')).body.rows).toEqual([]);
    expect((await sister.get(`/api/kept-texts/${id}`)).status).toBe(404);
    expect((await sister.post(`/api/kept-texts/${id}/remove`, {})).status).toBe(404);
    // Nor does the village below the township that keeps it.
    const village = await w.enter('village-cadre', '910101001201');
    expect((await village.get(`/api/kept-texts/${id}`)).status).toBe(404);
    expect((await city.get(`/api/kept-texts/${id}`)).body.text).toBe(PLAIN);
  });

  test('row-level security stands behind: without the first wall the sister still sees nothing', async () => {
    const sisterPath = w.units.get('910102')?.path ?? '';
    const seen = await w.test.store.app.transaction(
      [
        { name: 'app.path_from', value: sisterPath },
        { name: 'app.path_to', value: `${sisterPath}~` },
      ],
      async (tx) => [
        await tx.sql('SELECT 1 FROM kept_text'),
        await tx.sql('SELECT 1 FROM kept_print'),
        await tx.sql('SELECT 1 FROM taught_subject'),
      ],
    );
    expect(seen).toEqual([[], [], []]);
  });

  test('the unit that kept it takes it out again, prints and all; its superior may not', async () => {
    expect((await county.post(`/api/kept-texts/${id}/remove`, {})).status).toBe(403);
    expect((await township.post(`/api/kept-texts/${id}/remove`, {})).status).toBe(200);
    const rows = await w.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT (SELECT count(*) FROM kept_text) AS texts, (SELECT count(*) FROM kept_print) AS prints'),
    );
    expect(rows[0]).toEqual({ texts: 0, prints: 0 });
    expect((await read(county, '910101', copied)).body.reading.sameness).toEqual([]);
  });

  test('the list goes on page by page, newest first', async () => {
    for (let i = 0; i < 5; i += 1) {
      w.clock.at = new Date(w.clock.at.getTime() + 60_000);
      await county.post('/api/kept-texts', { title: `稿${i}`, text: `${PLAIN}${i}` });
    }
    const one = (await county.get('/api/kept-texts?limit=3')).body;
    const two = (await county.get(`/api/kept-texts?limit=3&after=${encodeURIComponent(one.next)}`)).body;
    expect([...one.rows, ...two.rows].map((r: { title: string }) => r.title)).toEqual([
      '稿4',
      '稿3',
      '稿2',
      '稿1',
      '稿0',
    ]);
    expect(two.next).toBeNull();
    expect((await county.get('/api/kept-texts?after=x')).status).toBe(422);
    expect((await county.get(`/api/kept-texts?q=${encodeURIComponent('稿3')}`)).body.rows).toHaveLength(1);
  });
});

describe('files', () => {
  const send = (name: string, body: string): Promise<Answer> =>
    w.ask('POST', `/api/readings/file?name=${encodeURIComponent(name)}`, {
      body,
      headers: { cookie: `__Host-halfsky=${county.token}` },
    });

  test('a text file becomes title and text', async () => {
    expect((await send('2026年总结.txt', PLAIN)).body).toEqual({ title: '2026年总结', text: PLAIN });
  });

  test('what is no text is refused with a sentence; so is what is too large', async () => {
    const broken = await send('x.docx', 'PK\u0003\u0004 no zip at all');
    expect([broken.status, broken.body.error.code]).toEqual([422, 'reading.unreadable']);
    expect(broken.body.error.message).toMatch(/Word 文件已损坏/);
    const large = await send('x.txt', 'x'.repeat(20_000_001));
    expect([large.status, large.body.error.message]).toEqual([413, expect.stringContaining('文件太大')]);
  });
});
