import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { sayMore, takeIn } from '../cases/index.ts';
import { ask, foldAll, verifyFigures } from '../figures/index.ts';
import { sweepClocks } from '../flows/index.ts';
import { publish } from '../flows/testing-flow.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { unitById } from '../org/index.ts';
import { writeLine } from './actions/write-line.ts';
import { graveClasses } from './grave-words.ts';
import { holdMatter } from './hold-matter.ts';
import { sweepProjection } from './sweep.ts';
import { CASE } from './testing-flow.ts';
import { projectAll, verifyProjection } from './verify.ts';

/** Matters become lines (DESIGN §5): the figures are those of the matters, whatever happens to them. */
let o: Office;
const NAME = '样例女士·不可外泄·7C2F';
beforeAll(async () => {
  o = await openOffice();
  await publish(o.world, CASE);
});
afterAll(() => o.world.close());

const kit = () => o.world.house.projection;
const db = () => o.world.test.store;
const rows = (sql: string, values: unknown[] = []) => db().owner.transaction([], (tx) => tx.sql(sql, values));
const settle = async (): Promise<void> => {
  await sweepClocks(o.world.house.flows);
  await sweepProjection(kit());
  await foldAll(db(), o.world.house.registry());
};
const register = async (v: Visitor, more: Record<string, unknown> = {}): Promise<string> => {
  const data = { channel: '来访', cause: '婚姻家庭', who: NAME, said: `她说:${NAME}`, ...more };
  const answer = await begin(v, { requestKey: newKey(), flow: 'test-case', data });
  expect(answer.status).toBe(200);
  return answer.body.id;
};
const step = async (
  v: Visitor,
  id: string,
  key: string,
  more: Record<string, unknown> = {},
): Promise<void> => {
  const answer = await take(v, id, key, more);
  expect([key, answer.status, problemsOf(answer)]).toEqual([key, 200, expect.anything()]);
};
const figure = async (measure: string, from: string, to: string, code = '910101', where = '') => {
  const by = code === '910101' ? o.chair : o.above;
  const path = `/api/figures?unit=${o.world.id(code)}&measure=contacts.${measure}&from=${from}&to=${to}`;
  const answer = await by.get(where ? `${path}&where=${encodeURIComponent(where)}` : path);
  expect(answer.status).toBe(200);
  return answer.body.value as number | null;
};
/** As the house itself counts: whoever stands above is told no small count (SECURITY 16). */
const counted = async (measure: string, from: string, to: string, code: string) =>
  await db().worker.transaction([], async (tx) => {
    const unit = await unitById(tx, o.world.id(code));
    if (!unit) throw new Error(`no unit ${code}`);
    const q = { unit, measure: `contacts.${measure}`, from, to, where: {}, tree: 'as-it-was' } as const;
    return (await ask(tx, o.world.house.registry(), q)).value;
  });
const lineOf = async (id: string) =>
  (
    await rows(
      'SELECT e.*, l.grave FROM matter_line l JOIN entry e ON e.id = l.entry_id WHERE l.matter_id = $1',
      [id],
    )
  )[0];

/** What the model knows of a matter: what was done to it, on which days. Nothing of the house counts here. */
interface Known {
  id: string;
  day: string;
  channel: string;
  cause: string;
  holder: Visitor;
  hands: number;
  since: string;
  missed: boolean;
  closed: string | null;
  mistaken: boolean;
  /** When its clock stopped. */
  stopped: string | null;
}
const plus = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
/** Three days after the first, to the end of the third; what was missed once is not made good by opening it again. */
const keptBy = (k: Known, today: string): boolean | null =>
  k.missed ? false : k.closed ? k.closed <= plus(k.since, 3) : today > plus(k.since, 3) ? false : null;

const CHANNELS = ['来访', '来电', '妇女热线'] as const;
const CAUSES = ['婚姻家庭', '家庭暴力', '土地权益'] as const;
const op = fc.record({
  what: fc.constantFrom('begin', 'begin', 'close', 'close', 'reopen', 'pass', 'mend', 'mistake', 'days'),
  which: fc.nat(50),
  channel: fc.constantFrom(...CHANNELS),
  cause: fc.constantFrom(...CAUSES),
  days: fc.integer({ min: 1, max: 6 }),
});
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never;

const all: Known[] = [];
let today = '2026-06-16';

async function follow(c: Op): Promise<void> {
  const of = (fits: (k: Known) => boolean): Known | undefined => {
    const some = all.filter(fits);
    return some[c.which % (some.length || 1)];
  };
  const isOpen = (k: Known): boolean => !k.closed && !k.mistaken;
  if (c.what === 'days') {
    today = plus(today, c.days);
    await o.at(`${today}T10:00`);
    return;
  }
  if (c.what === 'begin') {
    const id = await register(o.staff, { channel: c.channel, cause: c.cause });
    const { channel, cause } = c;
    all.push({
      id,
      day: today,
      channel,
      cause,
      holder: o.staff,
      hands: 0,
      since: today,
      missed: false,
      closed: null,
      mistaken: false,
      stopped: null,
    });
    return;
  }
  const k = of((x) => (c.what === 'reopen' ? !isOpen(x) : isOpen(x)));
  if (!k) return;
  if (c.what === 'close') {
    await step(k.holder, k.id, 'close');
    Object.assign(k, { closed: today, stopped: today });
  } else if (c.what === 'mistake') {
    await step(k.holder, k.id, 'mistake');
    Object.assign(k, { mistaken: true, stopped: today });
  } else if (c.what === 'reopen') {
    await step(k.holder, k.id, 'reopen');
    const missed = k.missed || (k.stopped ?? '') > plus(k.since, 3);
    Object.assign(k, { closed: null, mistaken: false, since: today, stopped: null, missed });
  } else if (c.what === 'mend') {
    await step(k.holder, k.id, 'mend', { data: { cause: c.cause } });
    k.cause = c.cause;
  } else {
    const to = k.holder === o.staff ? o.colleague : o.staff;
    await step(k.holder, k.id, 'pass', { to: to.postId });
    Object.assign(k, { holder: to, hands: k.hands + 1 });
  }
}

async function compare(): Promise<void> {
  await settle();
  const from = '2026-06-01';
  for (const [first, last] of [
    [from, '2026-06-30'],
    [from, today],
  ] as const) {
    const counted = all.filter((k) => !k.mistaken && k.day >= first && k.day <= last);
    const n = (fits: (k: Known) => boolean): number => counted.filter(fits).length;
    const want: Record<string, number> = {
      received: n(() => true),
      answered: n((k) => k.closed !== null),
      'on-time': n((k) => keptBy(k, today) === true),
      judged: n((k) => keptBy(k, today) !== null),
      moved: n((k) => k.hands > 0),
      hotline: n((k) => k.channel === '妇女热线'),
    };
    for (const [measure, value] of Object.entries(want))
      expect([measure, last, (await figure(measure, first, last)) ?? 0]).toEqual([measure, last, value]);
    for (const cause of CAUSES)
      expect([cause, (await figure('received', first, last, '910101', `cause=${cause}`)) ?? 0]).toEqual([
        cause,
        n((k) => k.cause === cause),
      ]);
    const open = all.filter(
      (k) => !k.mistaken && k.day <= last && (k.closed === null || k.closed > last),
    ).length;
    expect((await figure('pending', first, last)) ?? 0).toBe(open);
    const rate = await figure('answer-rate', first, last);
    // One open is enough: it is not 100.
    if (counted.some((k) => k.closed === null)) expect(rate).toBeLessThan(100);
    if (counted.length > 0) expect(rate).toBeCloseTo((100 * (want['answered'] ?? 0)) / counted.length, 2);
  }
  const proof = await verifyProjection(kit());
  expect(proof.faults).toEqual([]);
  expect(proof.matters).toBe(all.length);
}

test('random walks of matters: every figure is an independent count of them', async () => {
  await o.at(`${today}T10:00`);
  const first = { what: 'begin', which: 0, channel: '来电', cause: '家庭暴力', days: 1 } as const;
  for (let i = 0; i < 4; i += 1) await follow(first);
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 12, maxLength: 18 }), async (ops) => {
      for (const c of ops) await follow(c);
      await compare();
    }),
    { numRuns: 2, endOnFailure: true },
  );
  expect(all.length).toBeGreaterThan(3);
  // All of them once more: nothing is written, nothing counts twice.
  expect(await projectAll(kit())).toEqual({ matters: all.length, written: 0, refused: [] });
  await compare();
  const { store } = o.world.test;
  expect((await verifyFigures(store.owner, o.world.house.registry(), o.world.house.blind)).faults).toEqual(
    [],
  );
});

test('closed in one month, opened again in the next: the month of its first day is corrected, and no other', async () => {
  await o.at('2026-09-29T10:00');
  const id = await register(o.staff);
  await step(o.staff, id, 'close');
  await settle();
  const september = ['2026-09-01', '2026-09-30'] as const;
  expect([await figure('received', ...september), await figure('answer-rate', ...september)]).toEqual([
    1, 100,
  ]);
  await o.at('2026-10-02T10:00');
  // Somebody stated that nothing happened; the late word of a matter does not ask her (月结: late lines count).
  const zero = { unitId: o.world.id('910101'), ledger: 'contacts', month: '2026-10', nothing: true };
  expect((await o.chair.post('/api/zeros', zero)).status).toBe(200);
  await step(o.staff, id, 'reopen');
  await settle();
  expect([await figure('received', ...september), await figure('answer-rate', ...september)]).toEqual([1, 0]);
  expect(await figure('received', '2026-10-01', '2026-10-31')).toBe(0);
  const second = await register(o.staff);
  await settle();
  expect(await figure('received', '2026-10-01', '2026-10-31')).toBe(1);
  for (const m of [id, second]) await step(o.staff, m, 'close');
  await settle();
  expect(await figure('answer-rate', ...september)).toBe(100);
  const versions = await rows(
    'SELECT change, reason, account_id FROM entry_version WHERE entry_id = $1 ORDER BY version',
    [(await lineOf(id))?.['id']],
  );
  expect(versions.map((v) => v['change'])).toEqual(['create', 'correct', 'correct']);
});

test('killed between the step and its line, between the line and the end, and two at once: one line', async () => {
  await o.at('2026-10-05T10:00');
  const id = await register(o.staff);
  const dying = db().worker.transaction([], async (tx) => {
    const held = await holdMatter(kit(), tx, id);
    expect(held && (await writeLine(kit(), tx, held))).toEqual({ done: 'written' });
    throw new Error('killed');
  });
  await expect(dying).rejects.toThrow('killed');
  expect(await lineOf(id)).toBeUndefined();
  expect((await verifyProjection(kit())).faults).toEqual([]);
  await Promise.all([sweepProjection(kit()), sweepProjection(kit())]);
  expect(await rows('SELECT 1 FROM matter_line WHERE matter_id = $1', [id])).toHaveLength(1);
  expect((await lineOf(id))?.['version']).toBe(1);
  expect(await rows('SELECT 1 FROM projection_due')).toEqual([]);
  // A line that vanished, one that was changed behind the house's back: named, and made good by projecting again.
  await rows(`UPDATE entry SET data = data || '{"channel":"来电"}' WHERE id = $1`, [
    (await lineOf(id))?.['id'],
  ]);
  expect((await verifyProjection(kit())).faults).toEqual([
    { where: `事项 ${id}`, message: expect.stringContaining('和它不一致') },
  ]);
  expect(await projectAll(kit())).toMatchObject({ written: 1 });
  expect((await verifyProjection(kit())).faults).toEqual([]);
});

test('no hand changes a matter’s line; who has the matter is led to it, nobody else', async () => {
  await o.at('2026-10-08T10:00');
  const id = await register(o.staff, { cause: '土地权益' });
  await settle();
  const entry = String((await lineOf(id))?.['id']);
  const tries = [
    await o.chair.post(`/api/entries/${entry}/correct`, {
      version: 1,
      set: { channel: '来电' },
      reason: '改一改',
    }),
    await o.chair.post(`/api/entries/${entry}/withdraw`, { version: 1, reason: '不要了' }),
  ];
  for (const t of tries) {
    expect([t.status, t.body.error.code]).toEqual([409, 'entry.of-matter']);
    expect(t.body.error.message).toContain('由事项自动形成');
    expect(JSON.stringify(t.body)).not.toContain(id);
  }
  const files = await o.chair.get(`/api/entries/${entry}/attachments`);
  expect([files.status, files.body.may]).toEqual([200, []]);
  const page = await o.chair.get(`/api/entries/${entry}`);
  expect([page.status, page.body.may]).toEqual([200, []]);
  expect(JSON.stringify(page.body)).not.toContain('不可外泄');
  expect((await o.staff.get(`/api/entries/${entry}/matter`)).body).toMatchObject({
    ofMatter: true,
    matter: { id },
  });
  // The chair sees the line and that a matter made it; the matter is not hers to know.
  expect((await o.chair.get(`/api/entries/${entry}/matter`)).body).toEqual({ ofMatter: true, matter: null });
  expect((await o.chair.get(`/api/matters/${id}`)).status).toBe(404);
  // From the figure down to the lines: kinds and days, nobody's name. The level above ends at counts.
  const path = `/api/figures/lines?measure=contacts.received&from=2026-10-08&to=2026-10-08&scope=total&unit=`;
  const down = await o.chair.get(path + o.world.id('910101'));
  expect(down.body.rows.map((r: { id: string }) => r.id)).toEqual([entry]);
  expect(JSON.stringify(down.body)).not.toContain('不可外泄');
  expect((await o.above.get(path + o.world.id('910101'))).body.rows ?? []).toEqual([]);
});

test('typed by hand for the same thing: asked first; another thing counts beside it', async () => {
  await o.at('2026-10-12T10:00');
  await register(o.staff, { channel: '来电', cause: '家庭暴力' });
  await settle();
  const line = (explanation: string | null, channel = '来电') => ({
    requestKey: newKey(),
    ledger: 'contacts',
    unitId: o.world.id('910101'),
    day: '2026-10-12',
    until: null,
    data: { channel, cause: '家庭暴力' },
    opening: null,
    joint: [],
    explanation,
  });
  const twice = await o.chair.post('/api/entries', line(null));
  expect([twice.status, problemsOf(twice)]).toEqual([422, expect.stringContaining('由事项自动形成')]);
  expect((await o.chair.post('/api/entries', line('另一位来电的人'))).status).toBe(200);
  expect((await o.chair.post('/api/entries', line(null, '来信'))).status).toBe(200);
  await settle();
  expect(await figure('received', '2026-10-12', '2026-10-12')).toBe(3);
  // An opening line says the whole of a month: who works with matters in it is told so.
  const opening = { ...line(null), day: '2026-10-01', until: '2026-10-12', opening: 'covers' };
  const clash = await o.chair.post('/api/entries', {
    ...opening,
    data: { totals: { 'contacts.received': 5 } },
  });
  expect(clash.status).toBe(422);
});

test('the unit moves in between: before it counts there, after it here, and its matter goes on', async () => {
  await o.at('2026-11-02T10:00');
  const before = await register(o.staff);
  await settle();
  await o.at('2026-11-03T10:00');
  const province = await o.world.enter('province-cadre', '910000');
  const moved = await province.post(`/api/units/${o.world.id('910101')}/move`, {
    parentId: o.world.id('910200'),
    day: '2026-11-03',
  });
  expect(moved.status).toBe(200);
  await o.at('2026-11-04T10:00');
  const after = await register(o.staff);
  await step(o.staff, before, 'close');
  await settle();
  const november = ['2026-11-01', '2026-11-30'] as const;
  expect(await figure('received', ...november)).toBe(2);
  expect([
    await counted('answered', ...november, '910100'),
    await counted('received', ...november, '910100'),
    await counted('received', ...november, '910200'),
  ]).toEqual([1, 1, 1]);
  expect(await figure('received', ...november, '910100')).toBeNull();
  expect(String((await lineOf(after))?.['unit_path'])).toContain('910200');
  expect((await verifyProjection(kit())).faults).toEqual([]);
});

test('a letter of the public pages counts with the county, at the place that she named; its complaint by itself', async () => {
  await o.at('2026-11-10T10:00');
  const cases = { vault: o.world.house.vault, flows: o.world.house.flows };
  const text = {
    words: `${NAME}要问一件事`,
    name: '',
    reach: 'code',
    phone: '',
  } as const;
  const letter = { key: newKey(), whom: 'me', danger: 'no', cause: 'land', text, contact: null } as const;
  const code = await takeIn(cases, { ...letter, placeId: o.world.id('910101001201') });
  await sayMore(cases, code, 'complaint', { words: '一直没有人理我', rating: null });
  await settle();
  const day = ['2026-11-10', '2026-11-10'] as const;
  expect(await figure('received', ...day, '910101', 'channel=网络')).toBe(1);
  expect(await figure('received', ...day, '910101', 'place=样例910101001201妇联')).toBe(1);
  const complaints = await rows("SELECT unit_id, data FROM entry WHERE ledger = 'service-complaints'");
  expect(complaints).toEqual([{ unit_id: o.world.id('910101'), data: {} }]);
  expect((await verifyProjection(kit())).faults).toEqual([]);
});

test('of what she said only the class of a grave word is kept', async () => {
  expect(
    graveClasses('她说 不 想 活 了,要同归于尽', { 轻生: ['不想活'], 伤人: ['同归于尽'], 拐卖: ['拐卖'] }),
  ).toEqual(['轻生', '伤人']);
  const id = await register(o.staff, { said: `${NAME}说不想活了` });
  await settle();
  expect((await lineOf(id))?.['grave']).toEqual(['轻生']);
  const kept =
    await rows(`SELECT (SELECT jsonb_agg(e) FROM entry e)::text || (SELECT jsonb_agg(v) FROM entry_version v)::text
    || (SELECT jsonb_agg(l) FROM matter_line l)::text || (SELECT jsonb_agg(s) FROM search_row s)::text AS t`);
  expect(String(kept[0]?.['t'])).not.toMatch(/不想活|不可外泄/);
});
