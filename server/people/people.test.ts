import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import { tidyPersons } from './index.ts';

/** The roster over the real application: entering, correcting, moving with consent, merging, sealed fields, reach. */
let w: World;
let village: Visitor;
let township: Visitor;
let county: Visitor;
let chair: Visitor;
let city: Visitor;
let neighbour: Visitor;
let province: Visitor;
let n = 0;
const key = (): string => {
  n += 1;
  return `people-test-${n}`;
};

beforeAll(async () => {
  w = await openWorld();
  village = await w.enter('village-cadre', '910101001201');
  township = await w.enter('township-cadre', '910101001');
  county = await w.enter('county-cadre', '910101');
  chair = await w.enter('chair', '910101');
  city = await w.enter('city-cadre', '910100');
  neighbour = await w.enter('county-cadre', '910102');
  province = await w.enter('province-cadre', '910000');
});
afterAll(() => w.close());

const post = (code: string, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  unitId: w.id(code),
  title: '干事',
  from: '2020-03-08',
  ...change,
});
async function enter(
  by: Visitor,
  name: string,
  at: Record<string, unknown>,
  change: Record<string, unknown> = {},
): Promise<string> {
  const answer = await by.post('/api/people', {
    requestKey: key(),
    name,
    another: true,
    post: at,
    ...change,
  });
  expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
  return answer.body.id;
}
const page = async (by: Visitor, id: string): Promise<Answer> => by.get(`/api/people/${id}`);
const names = async (by: Visitor, code: string, more = ''): Promise<string[]> => {
  const answer = await by.get(`/api/people?unit=${w.id(code)}${more}`);
  expect(answer.status).toBe(200);
  return answer.body.rows.map((r: { name: string }) => r.name).filter((x: string) => x !== '样例人');
};

describe('the roster', () => {
  test('a double click is one person; the same name and month is asked about first; wild values are told by field', async () => {
    const body = {
      requestKey: key(),
      name: '样例一重',
      birthMonth: '1985-03',
      post: post('910101001201'),
    };
    const both = await Promise.all([village.post('/api/people', body), village.post('/api/people', body)]);
    expect(both.map((a) => a.status)).toEqual([200, 200]);
    expect(both[0]?.body.id).toBe(both[1]?.body.id);
    const again = await village.post('/api/people', { ...body, requestKey: key() });
    expect([again.status, again.body.error.code]).toEqual([409, 'person.same']);
    expect(again.body.error.message).toContain('样例910101001201妇联干事');
    const wild = await village.post('/api/people', {
      requestKey: key(),
      name: '样例二',
      birthMonth: '2010-01',
      post: post('910101001201', { from: '2027-01-01', termUntil: '2026-01-01', share: 101 }),
    });
    expect(wild.status).toBe(422);
    const young = await village.post('/api/people', {
      requestKey: key(),
      name: '样例二',
      birthMonth: '2010-01',
      post: post('910101001201', { from: '2027-01-01', termUntil: '2026-01-01' }),
    });
    expect(young.body.error.problems.map((p: { field: string }) => p.field)).toEqual([
      'post.from',
      'post.termUntil',
    ]);
  });

  test('as of a day: before her post nobody, from it on she, from her leaving on nobody; found by name and initials', async () => {
    const id = await enter(village, '样例三林', post('910101001201', { from: '2021-05-10' }));
    await tidyPersons({ worker: w.test.store.worker, vault: w.house.vault });
    expect(await names(county, '910101', '&day=2021-05-09&q=样例三')).toEqual([]);
    expect(await names(county, '910101', '&day=2021-05-10&q=ylsl')).toEqual(['样例三林']);
    const [held] = (await page(county, id)).body.posts;
    const ended = await township.post(`/api/people/${id}/posts/${held.id}/end`, {
      requestKey: key(),
      version: held.version,
      day: '2024-01-01',
      reason: '辞职',
    });
    expect(ended.status).toBe(200);
    expect(await names(county, '910101', '&day=2023-12-31&q=样例三')).toEqual(['样例三林']);
    expect(await names(county, '910101', '&day=2024-01-01&q=样例三')).toEqual([]);
    expect(await names(county, '910101', '&day=2024-01-01&q=样例三&state=left')).toEqual(['样例三林']);
    const found = await county.get('/api/find?q=%E6%A0%B7%E4%BE%8B%E4%B8%89');
    expect(found.body.people.map((p: { name: string }) => p.name)).toEqual(['样例三林']);
  });

  test('pages follow each other without a gap or a repeat', async () => {
    for (let i = 0; i < 7; i += 1) await enter(township, `样例页${i}`, post('910101001202'));
    const seen: string[] = [];
    let after = '';
    for (let i = 0; i < 10; i += 1) {
      const answer = await county.get(`/api/people?unit=${w.id('910101001202')}&limit=3${after}`);
      seen.push(...answer.body.rows.map((r: { id: string }) => r.id));
      expect(answer.body.total).toBe(7);
      if (!answer.body.next) break;
      after = `&after=${encodeURIComponent(answer.body.next)}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  test('a correction keeps what was, and two who correct at once do not overwrite each other', async () => {
    const id = await enter(village, '样例四', post('910101001201'), { schooling: '大专' });
    const body = (schooling: string): unknown => ({
      requestKey: key(),
      version: 1,
      reason: '学历证书',
      name: '样例四',
      schooling,
    });
    const both = await Promise.all([
      village.post(`/api/people/${id}/correct`, body('本科')),
      township.post(`/api/people/${id}/correct`, body('研究生')),
    ]);
    expect(both.map((a) => a.status).toSorted()).toEqual([200, 409]);
    const file = (await page(village, id)).body;
    expect(file.history[0]).toMatchObject({ reason: '学历证书' });
    expect(file.history[0].text).toMatch(/文化程度:大专 → (本科|研究生)/);
  });

  test('who keeps which roster: own and one level below; further down and beside nothing is written', async () => {
    const tries: [Visitor, string, number][] = [
      [village, '910101001201', 200],
      [village, '910101001', 404],
      [township, '910101001201', 200],
      [county, '910101001', 200],
      [county, '910101001201', 403],
      [city, '910101001', 403],
      [neighbour, '910101001', 404],
    ];
    for (const [by, code, status] of tries) {
      const answer = await by.post('/api/people', {
        requestKey: key(),
        name: '样例写',
        another: true,
        post: post(code),
      });
      expect([code, answer.status]).toEqual([code, status]);
    }
    const admin = await w.enter('system-admin', '910101');
    expect((await admin.get(`/api/people?unit=${w.id('910101')}`)).status).toBe(403);
  });
});

describe('reach', () => {
  test('a person is seen where she holds or held a post, and nowhere else: by list, page, search and the database itself', async () => {
    const id = await enter(village, '样例界', post('910101001201'));
    for (const [by, status] of [
      [village, 200],
      [county, 200],
      [province, 200],
      [neighbour, 404],
    ] as const)
      expect((await page(by, id)).status).toBe(status);
    expect((await neighbour.get('/api/find?q=%E6%A0%B7%E4%BE%8B%E7%95%8C')).body.people).toEqual([]);
    const unit = w.units.get('910102');
    const seen = await w.test.store.app.transaction(
      [
        { name: 'app.path_from', value: unit?.path ?? '' },
        { name: 'app.path_to', value: `${(unit?.path ?? '').slice(0, -1)}0` },
      ],
      (tx) => tx.sql('SELECT id FROM person WHERE id = $1', [id]),
    );
    expect(seen).toEqual([]);
    expect(await w.test.store.app.transaction([], (tx) => tx.sql('SELECT id FROM person'))).toEqual([]);
  });

  test('every post’s path stands on its person, also after its unit moved', async () => {
    const move = await city.post(`/api/units/${w.id('910101002')}/move`, {
      parentId: w.id('910102'),
      day: '2026-05-01',
    });
    expect(move.status).toBe(200);
    const lost = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        'SELECT t.id FROM post t JOIN person p ON p.id = t.person_id WHERE NOT p.reach @> ARRAY[t.unit_path]',
      ),
    );
    expect(lost).toEqual([]);
  });
});

describe('moves', () => {
  const leave = (held: { version: number }, day: string, to?: Record<string, unknown>): unknown => ({
    requestKey: key(),
    version: held.version,
    day,
    reason: '调动',
    ...(to ? { to } : {}),
  });

  test('a village cadre moves at once: the old post ends on the day the new one begins, and both ends see the file', async () => {
    const id = await enter(village, '样例迁', post('910101001201'));
    const [held] = (await page(township, id)).body.posts;
    const moved = await township.post(
      `/api/people/${id}/posts/${held.id}/move`,
      leave(held, '2026-06-01', { unitId: w.id('910101001202'), title: '妇联主席' }),
    );
    expect([moved.status, moved.body.error]).toEqual([200, undefined]);
    const file = (await page(village, id)).body;
    expect(
      file.posts.map((p: { title: string; from: string; to: string }) => [p.title, p.from, p.to]),
    ).toEqual([
      ['妇联主席', '2026-06-01', null],
      ['干事', '2020-03-08', '2026-06-01'],
    ]);
    expect(await names(county, '910101', '&day=2026-05-31&q=样例迁')).toEqual(['样例迁']);
  });

  test('a township chair: blocked, asked, never decided by who asked or by another level, objected with a reason, consented, done', async () => {
    const id = await enter(
      county,
      '样例主席',
      post('910101001', { title: '妇联主席', termUntil: '2027-05-01' }),
    );
    const [held] = (await page(county, id)).body.posts;
    expect([held.needsConsent, held.may]).toEqual([true, ['correct', 'end', 'ask']]);
    const to = { unitId: w.id('910101'), title: '办公室主任' };
    const path = `/api/people/${id}/posts/${held.id}`;
    const blocked = await county.post(`${path}/move`, leave(held, '2026-06-15', to));
    expect([blocked.status, blocked.body.error.code]).toEqual([409, 'transfer.needs-consent']);
    // No way around it: by another title, or by a term that is over.
    for (const change of [{ title: '干事' }, { termUntil: '2026-01-01' }]) {
      const around = await county.post(`${path}/correct`, {
        requestKey: key(),
        version: held.version,
        reason: '试',
        title: '妇联主席',
        from: '2020-03-08',
        termUntil: '2027-05-01',
        ...change,
      });
      expect([around.status, around.body.error.code]).toEqual([409, 'transfer.protected']);
    }
    const ask = (by: Visitor): Promise<Answer> =>
      by.post('/api/people/transfers', {
        requestKey: key(),
        postId: held.id,
        day: '2026-06-15',
        reason: '充实县妇联',
      });
    // Asked by the township: the county answers, another than who asked.
    const first = await ask(township);
    expect(first.status).toBe(200);
    expect((await ask(county)).body.error.code).toBe('transfer.asked');
    const decide = (
      by: Visitor,
      f: string,
      version: number,
      consent: boolean,
      words: string | null = null,
    ): Promise<Answer> => by.post(`/api/people/transfers/${f}/decide`, { version, consent, words });
    expect((await decide(township, first.body.id, 1, true)).status).toBe(403);
    expect((await decide(city, first.body.id, 1, true)).body.error.code).toBe('transfer.not-yours');
    expect((await decide(county, first.body.id, 1, false)).status).toBe(422);
    expect((await decide(county, first.body.id, 1, false, '换届在即')).status).toBe(200);
    expect((await county.post(`${path}/move`, leave(held, '2026-06-15', to))).status).toBe(409);
    // Asked by the county itself: its own level does not consent, the city does; and nobody to her own request.
    const second = await ask(county);
    expect((await decide(chair, second.body.id, 1, true)).body.error.code).toBe('transfer.not-yours');
    expect((await decide(county, second.body.id, 1, true)).body.error.code).toBe('transfer.own-request');
    expect((await decide(city, second.body.id, 1, true)).status).toBe(200);
    const early = await county.post(`${path}/move`, leave(held, '2026-06-01', to));
    expect(early.body.error.code).toBe('transfer.before-consent');
    const done = await county.post(`${path}/move`, leave(held, '2026-06-15', to));
    expect([done.status, done.body.error]).toEqual([200, undefined]);
    const file = (await page(county, id)).body;
    expect(file.transfers.map((f: { state: string }) => f.state)).toEqual(['done', 'objected']);
    expect(file.transfers[1].decision).toBe('换届在即');
  });

  test('a term that is over, or an end that nobody wills, needs no consent; terms that end soon are told', async () => {
    const over = await enter(
      county,
      '样例届满',
      post('910101001', { title: '副主席', termUntil: '2026-06-01' }),
    );
    const soon = await enter(
      county,
      '样例将满',
      post('910101001', { title: '副主席', termUntil: '2026-09-01', from: '2021-09-01' }),
    );
    const [one] = (await page(county, over)).body.posts;
    expect(one.needsConsent).toBe(false);
    const affairs = (await county.get(`/api/people/affairs?unit=${w.id('910101')}`)).body;
    const told = affairs.terms.map((t: { personId: string; days: number }) => [t.personId, t.days]);
    expect(told).toContainEqual([over, -14]);
    expect(told).toContainEqual([soon, 78]);
    const [two] = (await page(county, soon)).body.posts;
    const retired = await county.post(`/api/people/${soon}/posts/${two.id}/end`, {
      ...(leave(two, '2026-06-15') as object),
      reason: '到龄退休',
    });
    expect(retired.status).toBe(200);
  });
});

describe('sealed fields', () => {
  const NUMBER = '910101198503080026';
  test('stand sealed in the database, are masked on the page, and open one at a time with an audit event', async () => {
    const id = await enter(village, '样例密', post('910101001201'), {
      idNumber: NUMBER,
      phone: '13800001234',
    });
    const [row] = await w.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT * FROM person WHERE id = $1', [id]),
    );
    // The blind index of tests is readable on purpose; in a house it is a keyed print.
    expect(JSON.stringify({ ...row, number_print: null })).not.toMatch(/19850308|13800001234/);
    expect(row?.['birth_month']).toBe('1985-03-01');
    const file = (await page(village, id)).body;
    expect(JSON.stringify(file)).not.toContain('13800001234');
    expect(
      file.sealed.map((s: { field: string; has: boolean; masked: string; may: boolean }) => [
        s.field,
        s.has,
        s.masked,
        s.may,
      ]),
    ).toEqual([
      ['phone', true, '*******1234', true],
      ['idNumber', true, null, true],
      ['birthday', false, null, false],
    ]);
    const opened = await village.post(`/api/people/${id}/id-number`, {});
    expect(opened.body.value).toBe(NUMBER);
    const events = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT detail FROM audit_event WHERE action = 'person.open' AND object_id = $1`, [id]),
    );
    expect(events.map((e) => e['detail'])).toEqual([{ field: 'idNumber' }]);
    // The same number is the same person, here and wherever she is.
    const here = await village.post('/api/people', {
      requestKey: key(),
      name: '别名',
      post: post('910101001201'),
      idNumber: NUMBER,
    });
    expect(here.body.error.code).toBe('person.number-known');
    const there = await neighbour.post('/api/people', {
      requestKey: key(),
      name: '别名',
      post: post('910102'),
      idNumber: NUMBER,
    });
    expect(there.body.error.code).toBe('person.number-elsewhere');
    expect(there.body.error.message).not.toContain('样例密');
  });

  test('who opens what: by how many levels she sits above, and never where the person has left', async () => {
    const id = await enter(village, '样例层', post('910101001201'), {
      idNumber: '910101198503080042',
      phone: '13800005678',
      birthday: '1985-03-08',
    });
    const opens = async (by: Visitor, what: string): Promise<number> =>
      (await by.post(`/api/people/${id}/${what}`, {})).status;
    const table: [string, Visitor, number[]][] = [
      ['own', village, [200, 200, 200]],
      ['township', township, [200, 200, 200]],
      ['county', county, [200, 403, 403]],
      ['city', city, [403, 403, 403]],
      ['neighbour', neighbour, [404, 404, 404]],
    ];
    for (const [who, by, statuses] of table)
      expect([
        who,
        await opens(by, 'phone'),
        await opens(by, 'id-number'),
        await opens(by, 'birthday'),
      ]).toEqual([who, ...statuses]);
    const [held] = (await page(township, id)).body.posts;
    await township.post(`/api/people/${id}/posts/${held.id}/move`, {
      requestKey: key(),
      version: held.version,
      day: '2026-06-10',
      reason: '调动',
      to: { unitId: w.id('910101001202'), title: '干事' },
    });
    expect(await opens(village, 'phone')).toBe(403);
    const late = await w.enter('village-cadre', '910101001202');
    expect(await opens(late, 'phone')).toBe(200);
    w.clock.at = new Date(w.clock.at.getTime() + 11 * 60_000);
    expect([await opens(late, 'phone'), await opens(late, 'id-number')]).toEqual([200, 401]);
    w.clock.at = new Date(w.clock.at.getTime() - 11 * 60_000);
  });

  test('a birth date that came by file is sealed, its month stays', async () => {
    const id = await enter(village, '样例档', post('910101001201'));
    await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`UPDATE person SET birth = '1979-11-05' WHERE id = $1`, [id]),
    );
    while ((await tidyPersons({ worker: w.test.store.worker, vault: w.house.vault })) > 0);
    const [row] = await w.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT birth, birth_month FROM person WHERE id = $1', [id]),
    );
    expect(row).toEqual({ birth: null, birth_month: '1979-11-01' });
    expect((await village.post(`/api/people/${id}/birthday`, {})).body.value).toBe('1979-11-05');
  });
});

describe('duplicates', () => {
  test('are offered, merged with their posts, libraries, account and sealed fields, and taken apart again', async () => {
    const keep = await enter(township, '样例双', post('910101001'), {
      birthMonth: '1990-02',
      schooling: '本科',
    });
    const gone = await enter(township, '样例双', post('910101001201', { title: '网格员' }), {
      birthMonth: '1990-02',
      phone: '13800009999',
      ethnic: '回族',
    });
    await township.post('/api/people/libraries', {
      requestKey: key(),
      personId: gone,
      unitId: w.id('910101001201'),
      library: '妇代会主任',
      from: '2025-01-01',
    });
    const pairs = (await county.get(`/api/people/duplicates?unit=${w.id('910101')}`)).body.pairs;
    expect(pairs.filter((p: { one: { name: string } }) => p.one.name === '样例双')).toMatchObject([
      { why: '姓名、出生年月都相同', may: [] },
    ]);
    expect((await page(township, keep)).body.same[0].may).toEqual(['merge', 'apart']);
    const before = (await names(county, '910101', '&q=样例双')).length;
    const merged = await township.post('/api/people/merges', { keepId: keep, goneId: gone });
    expect([merged.status, merged.body.error]).toEqual([200, undefined]);
    const file = (await page(township, keep)).body;
    expect([file.posts.length, file.ethnic, file.schooling, file.libraries.length]).toEqual([
      2,
      '回族',
      '本科',
      1,
    ]);
    expect((await township.post(`/api/people/${keep}/phone`, {})).body.value).toBe('13800009999');
    expect((await page(township, gone)).body.error.code).toBe('person.merged');
    expect([before, (await names(county, '910101', '&q=样例双')).length]).toEqual([2, 1]);
    const undone = await township.post(`/api/people/merges/${merged.body.mergeId}/undo`, {});
    expect([undone.status, undone.body.error]).toEqual([200, undefined]);
    const [one, other] = [(await page(township, keep)).body, (await page(township, gone)).body];
    expect([
      one.posts.length,
      one.ethnic,
      one.sealed[0].has,
      other.posts.length,
      other.libraries.length,
    ]).toEqual([1, null, false, 1, 1]);
    expect((await township.post(`/api/people/${gone}/phone`, {})).body.value).toBe('13800009999');
    expect((await township.post(`/api/people/merges/${merged.body.mergeId}/undo`, {})).body.error.code).toBe(
      'merge.undone',
    );
    await township.post('/api/people/apart', { keepId: keep, goneId: gone });
    expect((await page(township, keep)).body.same).toEqual([]);
  });
});

describe('libraries', () => {
  test('a person in several is one person; leaving has a day', async () => {
    const id = await enter(township, '样例才', post('910101001'));
    for (const library of ['妇联干部', '女大学生村官'])
      expect(
        (
          await township.post('/api/people/libraries', {
            requestKey: key(),
            personId: id,
            unitId: w.id('910101001'),
            library,
            from: '2025-01-01',
          })
        ).status,
      ).toBe(200);
    const twice = await township.post('/api/people/libraries', {
      requestKey: key(),
      personId: id,
      unitId: w.id('910101001'),
      library: '妇联干部',
      from: '2025-02-01',
    });
    expect(twice.body.error.code).toBe('library.in');
    const seen = (await township.get(`/api/people/libraries?unit=${w.id('910101001')}`)).body;
    const mine = seen.rows.filter((r: { personId: string }) => r.personId === id);
    expect(mine.length).toBe(2);
    const people = new Set(seen.rows.map((r: { personId: string }) => r.personId)).size;
    expect([seen.people, people < seen.rows.length]).toEqual([people, true]);
    const left = await township.post(`/api/people/libraries/${mine[0].id}/leave`, {
      day: '2026-01-01',
      reason: '调离',
    });
    expect(left.status).toBe(200);
    const [then, now] = await Promise.all(
      ['2025-12-31', '2026-01-01'].map(
        async (day) =>
          (await township.get(`/api/people/libraries?unit=${w.id('910101001')}&day=${day}`)).body.rows.length,
      ),
    );
    expect((then ?? 0) - (now ?? 0)).toBe(1);
  });
});
