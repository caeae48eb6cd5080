import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sayMore, takeIn } from '../cases/index.ts';
import { begin, newKey, problemsOf } from '../flows/testing-office.ts';
import {
  ABOUT,
  bodyOf as body,
  CANARIES,
  CONTACT,
  dyingOnce,
  openReferrals,
  type Referrals,
  WHO,
} from './testing-referral.ts';

/** 转办 (issue 5 §3): what may go and what not, and a link that tells nothing without its PIN. */
let k: Referrals;
beforeAll(async () => {
  k = await openReferrals();
});
afterAll(() => k.o.world.close());

describe('what may go', () => {
  test('nothing goes without her consent or a law; no more than she agreed to; not before she agreed', async () => {
    expect(problemsOf(await k.send({ consent: null }))).toContain('没有她的同意');
    const beyond = await k.send({ fields: ['cause', 'contact'] });
    expect(problemsOf(beyond)).toContain('她没有同意交出:她的电话或地址');
    const consent = { fields: ['cause', 'about'], way: 'phone', words: '' };
    expect(problemsOf(await k.send({ consent: { ...consent, day: '2026-11-04' } }))).toContain('还没有到');
    expect(problemsOf(await k.send({ fields: ['nothing'] }))).toContain('这件事里没有');
    expect((await k.all()).referrals).toEqual([]);
  });

  test('a law allows what it names: to whom it says, with the facts; the law stands on the referral', async () => {
    const law = { key: 'minor', why: '孩子 9 岁,身上有伤' };
    expect(problemsOf(await k.send({ consent: null, law, kind: 'court' }))).toContain('只能交给');
    expect(problemsOf(await k.send({ consent: null, law: { key: 'minor', why: '' } }))).toContain('什么情况');
    expect(problemsOf(await k.send({ law }))).toContain('只留一样');
    const given = await k.sent({ consent: null, law });
    const r = await k.one(given.id);
    // Three days by the rule of 2020 (V), not the setting of the kind.
    expect([r.ground, r.dueDay]).toEqual([expect.stringContaining('未成年人保护法第十一条'), '2026-11-06']);
    expect((await k.act(given.id, { kind: 'withdraw', words: '样例收回' })).status).toBe(200);
  });

  test('an accusation is never passed to whom it accuses (信访工作条例 30); to others it goes', async () => {
    const data = {
      danger: '没有',
      kind: '检举控告',
      channel: '来访',
      'handed-down': '不是',
      'brought-by': '本人',
      cause: '土地权益',
      who: WHO,
      phone: '13800009999',
      about: ABOUT,
      'accused-unit': '样例水部派出所',
    };
    const accusation = await begin(k.o.staff, { requestKey: newKey(), flow: 'petition-case', data });
    expect([accusation.status, problemsOf(accusation)]).toEqual([200, '']);
    const consent = { fields: ['about'], way: 'written', day: '2026-11-03', words: '' };
    const to = (agency: string) =>
      k.o.staff.post(
        `/api/matters/${accusation.body.id}/referrals`,
        body({ agency, fields: ['about'], consent }),
      );
    for (const agency of ['样例水部派出所', '样例市公安局样例水部派出所'])
      expect(problemsOf(await to(agency))).toContain('不能转给被反映的一方');
    expect((await to('样例市公安局督察支队')).status).toBe(200);
  });

  test('only who is responsible sends, and only with a fresh proof; others do not know that there is any', async () => {
    for (const other of [k.o.colleague, k.o.head, k.o.chair, k.o.above]) {
      expect((await k.send({}, other)).status).toBe(404);
      expect((await other.get(`/api/matters/${k.matter}/referrals`)).status).toBe(404);
    }
    k.o.world.clock.at = new Date('2026-11-03T09:11:00+08:00');
    expect((await k.send()).body.error.code).toBe('sign-in.fresh');
    await k.o.at('2026-11-03T09:30');
  });
});

describe('the link', () => {
  test('the same press twice is one referral and one link; the answer that was lost is given again', async () => {
    const same = body();
    const press = () => k.o.staff.post(`/api/matters/${k.matter}/referrals`, same);
    const [one, two] = await Promise.all([press(), press()]);
    expect(two.body).toEqual(one.body);
    expect((await press()).body).toEqual(one.body);
    const other = await k.o.staff.post(`/api/matters/${k.matter}/referrals`, { ...same, ask: '别的请求' });
    expect(other.body.error.code).toBe('save.key-reused');
    expect((await k.all()).referrals.filter((r) => r.state === 'sent')).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)(
    'killed %s the write was kept: sent again, it stands once, with a link that opens',
    async (when) => {
      const name = `样例第二派出所(${when})`;
      const same = body({ agency: name });
      const press = () => k.o.staff.post(`/api/matters/${k.matter}/referrals`, same);
      expect((await dyingOnce(k.o, 'app.posts', when, press)).status).toBe(500);
      const { link } = (await press()).body;
      expect((await k.agency(link.path).open(link.pin)).status).toBe(200);
      expect((await k.all()).referrals.filter((r) => r.agency === name)).toHaveLength(1);
    },
  );

  test('without the PIN it shows nothing; with it what was chosen and no more, on a page without scripts', async () => {
    const given = await k.sent();
    const a = k.agency(given.path);
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
    expect((await k.one(given.id)).opens).toBe(1);
    // The cookie opens this link for a while, and no other.
    expect((await a.look()).text).toContain(ABOUT);
    const other = await k.sent();
    const wrongPage = await k.o.world.ask('GET', other.path, {
      headers: { cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '' },
    });
    expect(String(wrongPage.body)).not.toContain(ABOUT);
  });

  test('PIN guessing: twenty guesses at once are six, then the link is locked for the right one too', async () => {
    const given = await k.sent();
    const wrong = Array.from({ length: 20 }, (_, i) => String((Number(given.pin) + 1 + i) % 1_000_000));
    const answers = await Promise.all(wrong.map((pin) => k.agency(given.path).open(pin.padStart(6, '0'))));
    expect(answers.filter((a) => a.status === 422)).toHaveLength(5);
    expect(answers.filter((a) => a.status === 403)).toHaveLength(15);
    const right = await k.agency(given.path).open(given.pin);
    expect([right.status, right.text.includes(ABOUT)]).toEqual([403, false]);
    const r = await k.one(given.id);
    expect([r.isLocked, r.opens, r.events.filter((e) => e.kind === 'wrong-pin').length]).toEqual([
      true,
      0,
      5,
    ]);
    // A new link opens, the old one says so and nothing else.
    const { version } = r;
    const renewed = await k.o.staff.post(`/api/referrals/${given.id}/link`, {
      requestKey: newKey(),
      version,
    });
    expect((await k.agency(renewed.body.link.path).open(renewed.body.link.pin)).status).toBe(200);
    const old = await k.agency(given.path).open(given.pin);
    expect([old.status, old.text.includes('换成新的')]).toEqual([410, true]);
  });

  test('she withdraws by her code: what went by her consent is taken back, what a law wanted stays; ours sees it', async () => {
    const kit = { vault: k.o.world.house.vault, flows: k.o.world.house.flows };
    const hands = [k.o.staff, k.o.head, k.o.chair, k.o.colleague, k.o.vice, k.o.otherVice];
    const boxes = async () =>
      await Promise.all(hands.map(async (v) => (await v.get('/api/matters')).body.rows));
    const before = new Set((await boxes()).flat().map((r) => r.id));
    const code = await takeIn(kit, {
      key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0d11',
      whom: 'me',
      danger: 'no',
      cause: 'work',
      placeId: k.o.world.id('910101001201'),
      text: { words: '工资没有发', name: '', reach: 'code', phone: '' },
      contact: null,
    });
    const at = (await boxes()).findIndex((rows) => rows.some((r: { id: string }) => !before.has(r.id)));
    const who = hands[at];
    const id = (await who?.get('/api/matters'))?.body.rows.find((r: { id: string }) => !before.has(r.id)).id;
    const send = async (more: Record<string, unknown>) =>
      (await who?.post(`/api/matters/${id}/referrals`, body({ fields: ['about'], ...more })))?.body.link;
    const agreed = await send({ consent: { fields: ['about'], way: 'face', day: '2026-11-03', words: '' } });
    const must = await send({
      consent: null,
      kind: 'police',
      law: { key: 'minor', why: '孩子身上有伤,依法报告' },
    });
    expect([agreed?.path, must?.path]).toEqual([expect.any(String), expect.any(String)]);
    const opened = await k.agency(agreed.path).open(agreed.pin);
    // Not asked yet how she may be reached: the agency is told to go through us.
    expect(opened.text).toContain('请不要自己联系她');
    await sayMore(kit, code, 'withdraw', { words: '不想办了', rating: null });
    const gone = await k.agency(agreed.path).look();
    expect([gone.status, gone.text.includes('已经收回'), gone.text.includes('工资')]).toEqual([
      410,
      true,
      false,
    ]);
    expect((await k.agency(must.path).look()).status).toBe(200);
    const { referrals } = (await who?.get(`/api/matters/${id}/referrals`))?.body ?? {};
    expect(referrals.map((r: { state: string; needs: string | null }) => [r.state, r.needs])).toEqual([
      ['sent', null],
      ['withdrawn', 'read'],
    ]);
    expect(JSON.stringify(referrals)).toContain('她撤回了,链接已经自动收回');
  });

  test('withdrawn, expired, unknown: a clear sentence, and nothing of what it was', async () => {
    const given = await k.sent();
    const a = await k.accepted(given);
    await k.act(given.id, { kind: 'withdraw', words: '她撤回了同意' });
    for (const page of [await a.look(), await a.open(given.pin), await a.say('answer', { answer: '晚了' })]) {
      expect([page.status, page.text.includes('已经收回')]).toEqual([410, true]);
      for (const c of CANARIES) expect(page.text).not.toContain(c);
    }
    const late = await k.sent();
    await k.o.at('2026-12-03T23:59:59');
    expect((await k.agency(late.path).look()).status).toBe(200);
    await k.o.at('2026-12-04T00:00:00');
    const gone = await k.agency(late.path).open(late.pin);
    expect([gone.status, gone.text.includes('已经过期')]).toEqual([410, true]);
    for (const c of CANARIES) expect(gone.text).not.toContain(c);
    const unknown = await k.agency(`/r/${'A'.repeat(43)}`).look();
    expect([unknown.status, unknown.text.includes('链接不对')]).toEqual([404, true]);
    expect((await k.agency('/r/x').open('123456')).status).toBe(404);
    await k.o.at('2026-11-03T09:00');
  });
});
