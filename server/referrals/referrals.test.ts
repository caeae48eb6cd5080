import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../tests/kit/world.ts';
import { newKey, problemsOf, take } from '../flows/testing-office.ts';
import { log } from '../platform/log/index.ts';
import { sweepReferrals } from './index.ts';
import {
  ABOUT,
  AGENCY,
  CANARIES,
  CONTACT,
  dyingOnce,
  openReferrals,
  type Referrals,
  WHO,
  wordsOf,
} from './testing-referral.ts';

/** 转办 (issue 5 §3): what comes back, silence that is chased, and nobody else who learns of it. */
let k: Referrals;
/** Everything that was logged, of every level. */
const logged: string[] = [];
const ONE_FORM = '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a01';

beforeAll(async () => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    const real = log[level].bind(log) as (...args: unknown[]) => void;
    vi.spyOn(log, level).mockImplementation((...args: unknown[]) => {
      logged.push(args.map((a) => (a instanceof Error ? a.stack : JSON.stringify(a))).join(' '));
      const { err } = (args[0] ?? {}) as { err?: unknown };
      if (err instanceof Error) logged.push(`${err.message} ${err.stack} ${JSON.stringify(err)}`);
      real(...args);
    });
  }
  k = await openReferrals();
});
afterAll(() => k.o.world.close());

describe('what comes back', () => {
  test('accepted by a named person, asked back, replied; our days are not theirs', async () => {
    const given = await k.sent({ days: 5 });
    const a = k.agency(given.path);
    await a.open(given.pin);
    expect((await a.say('answer', { outcome: 'done', answer: '金丝雀答复' })).status).toBe(409);
    const bad = await a.say('accept', { person: '', phone: '不告诉' });
    expect([bad.status, bad.text.includes('请写接收人'), bad.text.includes('不告诉')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await a.say('accept', { person: '金丝雀接收人', phone: '0591-110110' })).text).toContain(
      '已接收',
    );
    await k.o.at('2026-11-05T10:00');
    const key = crypto.randomUUID();
    await a.open(given.pin);
    await a.say('ask', { key, ask: '金丝雀反问:她住哪个街道' });
    await a.say('ask', { key, ask: '金丝雀反问:她住哪个街道' });
    let r = await k.one(given.id);
    expect([r.needs, r.accepted?.person, r.dueDay]).toEqual(['reply', '金丝雀接收人', '2026-11-08']);
    expect(r.events.filter((e) => e.kind === 'asked')).toHaveLength(1);
    // The day passes while their question waits for us: they are not late, nobody chases them.
    await k.o.at('2026-11-09T10:00');
    await sweepReferrals(k.o.world.house.flows);
    expect((await k.one(given.id)).needs).toBe('reply');
    await k.act(given.id, { kind: 'reply', words: '样例回复' });
    r = await k.one(given.id);
    expect([r.needs, r.dueDay, r.isLate]).toEqual([null, '2026-11-12', false]);
    await a.open(given.pin);
    expect((await a.look()).text).toContain('样例回复');
    expect((await k.o.staff.get(`/api/matters/${k.matter}`)).body.holder).toBe('样例人');
    await k.o.at('2026-11-03T09:00');
  });

  test('answered twice at once: one stands, the other reads that it was answered; then the link is used up', async () => {
    const given = await k.sent();
    const [one1, two] = [await k.accepted(given), k.agency(given.path)];
    await two.open(given.pin);
    const answers = await Promise.all([
      one1.say('answer', { outcome: 'done', answer: '金丝雀答复一' }),
      two.say('answer', { outcome: 'refused', answer: '金丝雀答复二' }),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 410]);
    const r = await k.one(given.id);
    expect([r.state, r.needs, r.events.filter((e) => e.kind === 'answered').length]).toEqual([
      'answered',
      'read',
      1,
    ]);
    expect((await one1.look()).text).toContain('答复已经收到');
    expect((await k.act(given.id, { kind: 'withdraw', words: '样例收回' })).body.error.code).toBe(
      'referral.over',
    );
    expect(
      (await k.o.staff.get('/api/home')).body.todo.some((t: { text: string }) => t.text.includes('转办')),
    ).toBe(true);
    await k.act(given.id, { kind: 'read' });
    expect((await k.one(given.id)).needs).toBeNull();
  });

  test.each(['before', 'after'] as const)(
    'killed %s the answer was kept: pressed again, it stands once',
    async (when) => {
      const given = await k.sent();
      const a = await k.accepted(given);
      const press = () => a.say('answer', { key: ONE_FORM, outcome: 'done', answer: '金丝雀答复' });
      expect((await dyingOnce(k.o, 'app.referral', when, press)).status).toBe(500);
      const again = await press();
      // Kept and not heard of, or not kept and kept now: she reads in both that it is there.
      expect([when, again.status, again.text.includes('答复')]).toEqual([
        when,
        when === 'before' ? 200 : 410,
        true,
      ]);
      expect((await k.one(given.id)).events.filter((e) => e.kind === 'answered')).toHaveLength(1);
    },
  );

  test('an old page is told that something changed', async () => {
    const given = await k.sent();
    const { version } = await k.one(given.id);
    await k.accepted(given);
    const answer = await k.o.staff.post(`/api/referrals/${given.id}/acts`, {
      requestKey: newKey(),
      version,
      act: { kind: 'withdraw', words: '样例收回' },
    });
    expect(answer.body.error.code).toBe('referral.moved');
  });
});

describe('silence', () => {
  test('at the second after its last day she is told to call, three days on to write; each once', async () => {
    const given = await k.sent({ days: 7 });
    await k.o.at('2026-11-10T23:59:59');
    await sweepReferrals(k.o.world.house.flows);
    expect((await k.one(given.id)).needs).toBeNull();
    expect(problemsOf(await paper(given.id, { reason: 'silent' }))).toContain('还没有到期');
    await k.o.at('2026-11-11T00:00:00');
    await Promise.all([sweepReferrals(k.o.world.house.flows), sweepReferrals(k.o.world.house.flows)]);
    expect((await k.one(given.id)).needs).toBe('chase');
    await k.act(given.id, { kind: 'chase', words: '样例:打了电话,值班的接的' });
    expect((await k.one(given.id)).needs).toBeNull();
    await k.o.at('2026-11-14T00:00:00');
    await sweepReferrals(k.o.world.house.flows);
    const r = await k.one(given.id);
    expect([r.needs, r.isLate, r.may.includes('paper')]).toEqual(['urge', true, true]);
    for (const kind of ['due', 'silent']) expect(r.events.filter((e) => e.kind === kind)).toHaveLength(1);

    const words = wordsOf(await paperFile(given.id, { reason: 'silent', fields: ['她说了什么'] }));
    for (const said of [
      '督促处理意见',
      '第七十三条',
      AGENCY,
      '2026年11月3日',
      ABOUT,
      '至今没有收到答复',
      '样例910101妇联',
    ])
      expect([said, words.includes(said)]).toEqual([said, true]);
    // No more than went: her name was agreed to and not sent, how she is reached neither.
    for (const kept of [WHO, CONTACT]) expect(words).not.toContain(kept);
    expect(problemsOf(await paper(given.id, { reason: 'silent', fields: ['怎么联系她'] }))).toContain(
      '只能写上',
    );
    expect(
      (await k.act(given.id, { kind: 'paper-sent', day: '2026-11-14', number: '样妇〔2026〕3号' })).status,
    ).toBe(200);
    const after = await k.one(given.id);
    expect([after.needs, after.events.at(-1)?.words.includes('样妇〔2026〕3号')]).toEqual([null, true]);
    // What came on paper closes it, late.
    const way = { kind: 'answered', day: '2026-11-14', way: '来函', outcome: 'done', words: '金丝雀答复' };
    expect((await k.act(given.id, way)).status).toBe(200);
    expect(await k.one(given.id)).toMatchObject({ state: 'answered', isLate: true });
  });

  test('a court gets a letter that asks, not the opinion', async () => {
    await k.o.at('2026-11-15T09:00');
    const given = await k.sent({ kind: 'court', agency: '样例法院', days: 1 });
    await k.o.at('2026-11-17T00:00:00');
    const words = wordsOf(await paperFile(given.id, { reason: 'silent' }));
    expect([words.includes('商请告知'), words.includes('督促处理')]).toEqual([true, false]);
  });

  test('superiors see numbers: sent, in time, late, silent, waiting, withdrawn', async () => {
    const counts = (await k.o.above.get(`/api/referral-counts?unit=${k.o.world.id('910100')}`)).body;
    const states = (await k.all()).referrals;
    expect(counts).toEqual({
      sent: states.length,
      inTime: states.filter((r) => r.state === 'answered' && !r.isLate).length,
      late: states.filter((r) => r.state === 'answered' && r.isLate).length,
      waiting: states.filter((r) => ['sent', 'accepted'].includes(r.state) && !r.isLate).length,
      silent: states.filter((r) => ['sent', 'accepted', 'expired'].includes(r.state) && r.isLate).length,
      withdrawn: states.filter((r) => r.state === 'withdrawn').length,
    });
    expect([counts.inTime, counts.late]).toEqual([3, 1]);
    expect((await k.o.colleague.get(`/api/referral-counts?unit=${k.o.world.id('920000')}`)).status).toBe(404);
  });
});

describe('nobody else', () => {
  test('no word of it stands in clear in any row, no link, no PIN; the wall shows none of it without post or link', async () => {
    const given = await k.sent();
    await k.accepted(given);
    const { owner, app } = k.o.world.test.store;
    const rows = await owner.transaction([], async (tx) => {
      const tables = await tx.sql(
        `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
      );
      const texts: string[] = [];
      for (const { relname } of tables)
        for (const r of await tx.sql(`SELECT x::text AS t FROM "${relname}" x`)) texts.push(String(r['t']));
      return texts.join('\n');
    });
    expect(rows).toContain('referral.accept');
    const token = given.path.slice(3);
    const hex = Buffer.from(token, 'base64url').toString('hex');
    for (const secret of [...CANARIES, '金丝雀', '样例法院', '110110', token, hex])
      expect([secret, rows.includes(secret)]).toEqual([secret, false]);
    const seen = await app.transaction(
      [
        { name: 'app.path_from', value: '/' },
        { name: 'app.path_to', value: '~' },
      ],
      async (tx) => [
        ...(await tx.sql('SELECT 1 FROM referral')),
        ...(await tx.sql('SELECT 1 FROM referral_event')),
        ...(await tx.sql('SELECT 1 FROM referral_link')),
      ],
    );
    expect(seen).toEqual([]);
  });

  test('no log line holds a word of it, a link or a PIN, also where something broke', () => {
    const text = logged.join('\n');
    // Something was logged: the deaths above, by their routes.
    expect(text).toContain('/r/:token/answer');
    const tokens = k.links.map((l) => l.path.slice(3));
    expect(tokens.length).toBeGreaterThan(5);
    for (const secret of ['金丝雀', ...tokens, ...k.links.map((l) => `"${l.pin}"`)])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });

  test('handed over, the new responsible person has the referrals in hand; who handed over reads only', async () => {
    const offered = await take(k.o.staff, k.matter, 'introduce', {
      to: k.o.colleague.postId,
      opinion: '样例',
    });
    expect(offered.status).toBe(200);
    expect((await k.o.colleague.get(`/api/matters/${k.matter}/referrals`)).status).toBe(404);
    await take(k.o.colleague, k.matter, 'accept');
    expect((await k.all(k.o.colleague)).maySend).toBe(true);
    const given = (await k.all()).referrals[0];
    expect([given?.may, (await k.send()).status]).toEqual([[], 403]);
  });
});

const paper = (id: string, more: Record<string, unknown>): Promise<Answer> =>
  k.o.staff.post(`/api/referrals/${id}/paper`, { words: '', fields: [], ...more });
async function paperFile(id: string, more: Record<string, unknown>): Promise<Buffer> {
  const answer = await k.o.staff.raw(
    'POST',
    `/api/referrals/${id}/paper`,
    Buffer.from(JSON.stringify({ words: '', fields: [], ...more })),
    { 'content-type': 'application/json' },
  );
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}
