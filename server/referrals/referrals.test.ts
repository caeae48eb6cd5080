import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReferralsView, ReferralView } from '../../contracts/api-referrals.ts';
import type { Answer, Visitor } from '../../tests/kit/world.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { log } from '../platform/log/index.ts';
import { sweepReferrals } from './index.ts';

/** 转办 (issue 5 §3): what she agreed may go, by a link of its own; silence is chased; the responsible person stays. */
let o: Office;
let matter = '';
const WHO = '样例女士·金丝雀·4C1D';
const CONTACT = '金丝雀电话 139-0000-4C1D';
const ABOUT = '金丝雀经过:他昨晚又动了手';
const ASK = '金丝雀请求:请依法处理,出具告诫书';
const AGENCY = '金丝雀派出所';
const CANARIES = [WHO, CONTACT, ABOUT, ASK, AGENCY, '金丝雀答复', '金丝雀接收人', '金丝雀反问'];

/** Everything that was logged, of every level. */
const logged: string[] = [];
const links: Given[] = [];

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
  o = await openOffice();
  await o.at('2026-11-03T09:00');
  const begun = await begin(o.staff, {
    requestKey: newKey(),
    flow: 'first-asked',
    data: {
      danger: '没有',
      channel: '来访',
      cause: '家庭暴力',
      who: WHO,
      contact: CONTACT,
      about: ABOUT,
    },
  });
  expect(begun.status).toBe(200);
  matter = begun.body.id;
});
afterAll(() => o.world.close());

const body = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  requestKey: newKey(),
  kind: 'police',
  agency: AGENCY,
  ask: ASK,
  callBack: '0591-000000',
  fields: ['cause', 'about'],
  consent: { fields: ['cause', 'about', 'who'], way: 'face', day: '2026-11-03', words: '' },
  ...more,
});
const send = (more: Record<string, unknown> = {}, v: Visitor = o.staff): Promise<Answer> =>
  v.post(`/api/matters/${matter}/referrals`, body(more));
interface Given {
  id: string;
  path: string;
  pin: string;
}
const sent = async (more: Record<string, unknown> = {}): Promise<Given> => {
  const answer = await send(more);
  expect([answer.status, answer.body]).toEqual([200, { link: expect.anything() }]);
  links.push(answer.body.link);
  return answer.body.link;
};
const all = async (v: Visitor = o.staff): Promise<ReferralsView> =>
  (await v.get(`/api/matters/${matter}/referrals`)).body;
const one = async (id: string): Promise<ReferralView> => {
  const found = (await all()).referrals.find((r) => r.id === id);
  if (!found) throw new Error(`no referral ${id}`);
  return found;
};
const act = async (id: string, what: Record<string, unknown>, v: Visitor = o.staff): Promise<Answer> => {
  const { version } = await one(id);
  return await v.post(`/api/referrals/${id}/acts`, { requestKey: newKey(), version, act: what });
};

/** A browser at the agency: keeps the cookie that the page gives. */
function agency(path: string) {
  let cookie = '';
  const ask = async (method: string, sub: string, form?: Record<string, string>) => {
    const answer = await o.world.ask(method, `${path}${sub}`, {
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      // What a browser says of a page that lets no referrer out.
      headers: {
        ...(form ? { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...(cookie ? { cookie } : {}),
      },
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: answer.status, text: String(answer.body), headers: answer.headers };
  };
  return {
    look: () => ask('GET', ''),
    open: (pin: string) => ask('POST', '', { pin }),
    say: (what: string, form: Record<string, string>) =>
      ask('POST', `/${what}`, { key: crypto.randomUUID(), ...form }),
  };
}
const accepted = async (given: Given) => {
  const a = agency(given.path);
  await a.open(given.pin);
  await a.say('accept', { person: '金丝雀接收人', phone: '0591-110110' });
  return a;
};

describe('what may go', () => {
  test('nothing goes without her consent or a law; no more than she agreed to; not before she agreed', async () => {
    expect(problemsOf(await send({ consent: null }))).toContain('没有她的同意');
    const beyond = await send({ fields: ['cause', 'contact'] });
    expect(problemsOf(beyond)).toContain('她没有同意交出:怎么联系她');
    const consent = { fields: ['cause', 'about'], way: 'phone', words: '' };
    expect(problemsOf(await send({ consent: { ...consent, day: '2026-11-04' } }))).toContain('还没有到');
    expect(problemsOf(await send({ fields: ['nothing'] }))).toContain('这件事里没有');
    expect((await all()).referrals).toEqual([]);
  });

  test('a law allows what it names: to whom it says, with the facts; the law stands on the referral', async () => {
    const law = { key: 'minor', why: '孩子 9 岁,身上有伤' };
    expect(problemsOf(await send({ consent: null, law, kind: 'court' }))).toContain('只能交给');
    expect(problemsOf(await send({ consent: null, law: { key: 'minor', why: '' } }))).toContain('什么情况');
    expect(problemsOf(await send({ law }))).toContain('只留一样');
    const given = await sent({ consent: null, law });
    const r = await one(given.id);
    // Three days by the rule of 2020 (V), not the setting of the kind.
    expect([r.ground, r.dueDay]).toEqual([expect.stringContaining('未成年人保护法第十一条'), '2026-11-06']);
    expect((await act(given.id, { kind: 'withdraw', words: '样例收回' })).status).toBe(200);
  });

  test('only who is responsible sends, and only with a fresh proof; others do not know that there is any', async () => {
    for (const other of [o.colleague, o.head, o.chair, o.above]) {
      expect((await send({}, other)).status).toBe(404);
      expect((await other.get(`/api/matters/${matter}/referrals`)).status).toBe(404);
    }
    o.world.clock.at = new Date('2026-11-03T09:11:00+08:00');
    expect((await send()).body.error.code).toBe('sign-in.fresh');
    await o.at('2026-11-03T09:30');
  });
});

describe('the link', () => {
  test('the same press twice is one referral and one link; the answer that was lost is given again', async () => {
    const same = body();
    const press = () => o.staff.post(`/api/matters/${matter}/referrals`, same);
    const [one, two] = await Promise.all([press(), press()]);
    expect(two.body).toEqual(one.body);
    expect((await press()).body).toEqual(one.body);
    const other = await o.staff.post(`/api/matters/${matter}/referrals`, { ...same, ask: '别的请求' });
    expect(other.body.error.code).toBe('save.key-reused');
    expect((await all()).referrals.filter((r) => r.state === 'sent')).toHaveLength(1);
  });

  test('killed between the write and the answer: sent again, it stands once, with a link that opens', async () => {
    const { flows } = o.world.house;
    const real = flows.db.transaction;
    let isDying = true;
    const dying: typeof real = async (context, fn, mode) => {
      const result = await real(context, fn, mode);
      const wrote = mode === undefined || mode === 'write';
      if (isDying && wrote && context.some((c) => c.name === 'app.posts')) throw new Error('killed');
      return result;
    };
    Object.assign(flows.db, { transaction: dying });
    const same = body({ agency: '样例第二派出所' });
    try {
      expect((await o.staff.post(`/api/matters/${matter}/referrals`, same)).status).toBe(500);
      isDying = false;
      const again = await o.staff.post(`/api/matters/${matter}/referrals`, same);
      const { link } = again.body;
      expect((await agency(link.path).open(link.pin)).status).toBe(200);
      expect((await all()).referrals.filter((r) => r.agency === '样例第二派出所')).toHaveLength(1);
    } finally {
      Object.assign(flows.db, { transaction: real });
    }
  });

  test('without the PIN it shows nothing; with it what was chosen and no more, on a page without scripts', async () => {
    const given = await sent();
    const a = agency(given.path);
    const before = await a.look();
    expect(before.status).toBe(200);
    for (const c of CANARIES) expect(before.text).not.toContain(c);
    const page = await a.open(` ${given.pin.slice(0, 3)} ${given.pin.slice(3)}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(ABOUT);
    expect(page.text).toContain('已征得本人同意');
    // She agreed to her name too, and it was not chosen; how she is reached she did not agree to.
    for (const kept of [WHO, CONTACT]) expect(page.text).not.toContain(kept);
    expect(page.text).toContain('<title>办件页面</title>');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(Buffer.byteLength(page.text)).toBeLessThan(50_000);
    expect((await one(given.id)).opens).toBe(1);
    // The cookie opens this link for a while, and no other.
    expect((await a.look()).text).toContain(ABOUT);
    const other = await sent();
    const wrongPage = await o.world.ask('GET', other.path, {
      headers: { cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '' },
    });
    expect(String(wrongPage.body)).not.toContain(ABOUT);
  });

  test('PIN guessing: forty guesses at once are six, then the link is locked for the right one too', async () => {
    const given = await sent();
    const wrong = Array.from({ length: 40 }, (_, i) => String((Number(given.pin) + 1 + i) % 1_000_000));
    const answers = await Promise.all(wrong.map((pin) => agency(given.path).open(pin.padStart(6, '0'))));
    expect(answers.filter((a) => a.status === 422)).toHaveLength(5);
    expect(answers.filter((a) => a.status === 403)).toHaveLength(35);
    const right = await agency(given.path).open(given.pin);
    expect([right.status, right.text.includes(ABOUT)]).toEqual([403, false]);
    const r = await one(given.id);
    expect([r.isLocked, r.opens, r.events.filter((e) => e.kind === 'wrong-pin').length]).toEqual([
      true,
      0,
      5,
    ]);
    // A new link opens, the old one says so and nothing else.
    const { version } = r;
    const renewed = await o.staff.post(`/api/referrals/${given.id}/link`, { requestKey: newKey(), version });
    expect((await agency(renewed.body.link.path).open(renewed.body.link.pin)).status).toBe(200);
    const old = await agency(given.path).open(given.pin);
    expect([old.status, old.text.includes('换成新的')]).toEqual([410, true]);
  });

  test('withdrawn, expired, unknown: a clear sentence, and nothing of what it was', async () => {
    const given = await sent();
    const a = await accepted(given);
    await act(given.id, { kind: 'withdraw', words: '她撤回了同意' });
    for (const page of [await a.look(), await a.open(given.pin), await a.say('answer', { answer: '晚了' })]) {
      expect([page.status, page.text.includes('已经收回')]).toEqual([410, true]);
      for (const c of CANARIES) expect(page.text).not.toContain(c);
    }
    const late = await sent();
    await o.at('2026-12-03T23:59:59');
    expect((await agency(late.path).look()).status).toBe(200);
    await o.at('2026-12-04T00:00:00');
    const gone = await agency(late.path).open(late.pin);
    expect([gone.status, gone.text.includes('已经过期')]).toEqual([410, true]);
    for (const c of CANARIES) expect(gone.text).not.toContain(c);
    const unknown = await agency(`/r/${'A'.repeat(43)}`).look();
    expect([unknown.status, unknown.text.includes('链接不对')]).toEqual([404, true]);
    expect((await agency('/r/x').open('123456')).status).toBe(404);
    await o.at('2026-11-03T09:00');
  });
});

describe('what comes back', () => {
  test('accepted by a named person, asked back, replied; our days are not theirs', async () => {
    const given = await sent({ days: 5 });
    const a = agency(given.path);
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
    await o.at('2026-11-05T10:00');
    const key = crypto.randomUUID();
    await a.open(given.pin);
    await a.say('ask', { key, ask: '金丝雀反问:她住哪个街道' });
    await a.say('ask', { key, ask: '金丝雀反问:她住哪个街道' });
    let r = await one(given.id);
    expect([r.needs, r.accepted?.person, r.dueDay]).toEqual(['reply', '金丝雀接收人', '2026-11-08']);
    expect(r.events.filter((e) => e.kind === 'asked')).toHaveLength(1);
    // The day passes while their question waits for us: they are not late, nobody chases them.
    await o.at('2026-11-09T10:00');
    await sweepReferrals(o.world.house.flows);
    expect((await one(given.id)).needs).toBe('reply');
    await act(given.id, { kind: 'reply', words: '样例回复' });
    r = await one(given.id);
    expect([r.needs, r.dueDay, r.isLate]).toEqual([null, '2026-11-12', false]);
    await a.open(given.pin);
    expect((await a.look()).text).toContain('样例回复');
    expect((await o.staff.get(`/api/matters/${matter}`)).body.holder).toBe('样例人');
    await o.at('2026-11-03T09:00');
  });

  test('answered twice at once: one stands, the other reads that it was answered; then the link is used up', async () => {
    const given = await sent();
    const [one1, two] = [await accepted(given), agency(given.path)];
    await two.open(given.pin);
    const answers = await Promise.all([
      one1.say('answer', { outcome: 'done', answer: '金丝雀答复一' }),
      two.say('answer', { outcome: 'refused', answer: '金丝雀答复二' }),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 410]);
    const r = await one(given.id);
    expect([r.state, r.needs, r.events.filter((e) => e.kind === 'answered').length]).toEqual([
      'answered',
      'read',
      1,
    ]);
    expect((await one1.look()).text).toContain('答复已经收到');
    expect((await act(given.id, { kind: 'withdraw', words: '样例收回' })).body.error.code).toBe(
      'referral.over',
    );
    expect(
      (await o.staff.get('/api/home')).body.todo.some((t: { text: string }) => t.text.includes('转办')),
    ).toBe(true);
    await act(given.id, { kind: 'read' });
    expect((await one(given.id)).needs).toBeNull();
  });

  test('an old page is told that something changed', async () => {
    const given = await sent();
    const { version } = await one(given.id);
    await accepted(given);
    const answer = await o.staff.post(`/api/referrals/${given.id}/acts`, {
      requestKey: newKey(),
      version,
      act: { kind: 'withdraw', words: '样例收回' },
    });
    expect(answer.body.error.code).toBe('referral.moved');
  });
});

describe('silence', () => {
  test('at the second after its last day she is told to call, three days on to write; each once', async () => {
    const given = await sent({ days: 7 });
    await o.at('2026-11-10T23:59:59');
    await sweepReferrals(o.world.house.flows);
    expect((await one(given.id)).needs).toBeNull();
    expect(problemsOf(await paper(given.id, { reason: 'silent' }))).toContain('还没有到期');
    await o.at('2026-11-11T00:00:00');
    await Promise.all([sweepReferrals(o.world.house.flows), sweepReferrals(o.world.house.flows)]);
    expect((await one(given.id)).needs).toBe('chase');
    await act(given.id, { kind: 'chase', words: '样例:打了电话,值班的接的' });
    expect((await one(given.id)).needs).toBeNull();
    await o.at('2026-11-14T00:00:00');
    await sweepReferrals(o.world.house.flows);
    const r = await one(given.id);
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
      (await act(given.id, { kind: 'paper-sent', day: '2026-11-14', number: '样妇〔2026〕3号' })).status,
    ).toBe(200);
    const after = await one(given.id);
    expect([after.needs, after.events.at(-1)?.words.includes('样妇〔2026〕3号')]).toEqual([null, true]);
    // What came on paper closes it, late.
    const way = { kind: 'answered', day: '2026-11-14', way: '来函', outcome: 'done', words: '金丝雀答复' };
    expect((await act(given.id, way)).status).toBe(200);
    expect(await one(given.id)).toMatchObject({ state: 'answered', isLate: true });
  });

  test('a court gets a letter that asks, not the opinion', async () => {
    await o.at('2026-11-15T09:00');
    const given = await sent({ kind: 'court', agency: '样例法院', days: 1 });
    await o.at('2026-11-17T00:00:00');
    const words = wordsOf(await paperFile(given.id, { reason: 'silent' }));
    expect([words.includes('商请告知'), words.includes('督促处理')]).toEqual([true, false]);
  });

  test('superiors see numbers: sent, in time, late, silent, waiting, withdrawn', async () => {
    const counts = (await o.above.get(`/api/referral-counts?unit=${o.world.id('910100')}`)).body;
    const states = (await all()).referrals;
    expect(counts).toEqual({
      sent: states.length,
      inTime: states.filter((r) => r.state === 'answered' && !r.isLate).length,
      late: states.filter((r) => r.state === 'answered' && r.isLate).length,
      waiting: states.filter((r) => ['sent', 'accepted'].includes(r.state) && !r.isLate).length,
      silent: states.filter((r) => ['sent', 'accepted', 'expired'].includes(r.state) && r.isLate).length,
      withdrawn: 2,
    });
    expect([counts.inTime, counts.late]).toEqual([1, 1]);
    expect((await o.colleague.get(`/api/referral-counts?unit=${o.world.id('920000')}`)).status).toBe(404);
  });
});

describe('nobody else', () => {
  test('no word of it stands in clear in any row, no link, no PIN; the wall shows none of it without post or link', async () => {
    const given = await sent();
    await accepted(given);
    const { owner, app } = o.world.test.store;
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
    // Something was logged: the death above, by its route.
    expect(text).toContain('/api/matters/:id/referrals');
    const tokens = links.map((l) => l.path.slice(3));
    expect(tokens.length).toBeGreaterThan(10);
    for (const secret of ['金丝雀', ...tokens, ...links.map((l) => `"${l.pin}"`)])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });

  test('handed over, the new responsible person has the referrals in hand; who handed over reads only', async () => {
    const offered = await take(o.staff, matter, 'introduce', { to: o.colleague.postId, opinion: '样例' });
    expect(offered.status).toBe(200);
    expect((await o.colleague.get(`/api/matters/${matter}/referrals`)).status).toBe(404);
    await take(o.colleague, matter, 'accept');
    expect((await all(o.colleague)).maySend).toBe(true);
    const given = (await all()).referrals[0];
    expect([given?.may, (await send()).status]).toEqual([[], 403]);
  });
});

const paper = (id: string, more: Record<string, unknown>): Promise<Answer> =>
  o.staff.post(`/api/referrals/${id}/paper`, { words: '', fields: [], ...more });
async function paperFile(id: string, more: Record<string, unknown>): Promise<Buffer> {
  const answer = await o.staff.raw(
    'POST',
    `/api/referrals/${id}/paper`,
    Buffer.from(JSON.stringify({ words: '', fields: [], ...more })),
    { 'content-type': 'application/json' },
  );
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** The words of a Word file: its document part, unpacked by its central directory. */
function wordsOf(file: Buffer): string {
  for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 4)) {
    const name = file.subarray(at + 46, at + 46 + file.readUInt16LE(at + 28)).toString('utf8');
    if (name !== 'word/document.xml') continue;
    const start = file.readUInt32LE(at + 42);
    const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const packed = file.subarray(data, data + file.readUInt32LE(at + 20));
    return inflateRawSync(packed)
      .toString('utf8')
      .replace(/<[^>]+>/g, '');
  }
  throw new Error('no document part');
}
