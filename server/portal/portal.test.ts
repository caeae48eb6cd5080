import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST, openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import { createLimiter } from '../platform/http/index.ts';
import { portalRoutes } from './index.ts';

/** The public pages as a telephone without scripts goes through them; who answers; what is kept, and what nobody finds. */
let w: World;
let rights: Visitor;
let chair: Visitor;
let colleague: Visitor;
let city: Visitor;
const KEYS = {
  a: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a01',
  b: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a02',
};
const CANARY = '金丝雀句子:他昨晚又动了手';

beforeAll(async () => {
  w = await openWorld();
  chair = await w.enter('chair', '910101');
  rights = await w.enter('county-cadre', '910101');
  colleague = await w.enter('county-cadre', '910101');
  city = await w.enter('city-cadre', '910100');
});
afterAll(() => w.close());

async function send(
  method: string,
  path: string,
  form?: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const answer = await w.ask(method, path, {
    ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    headers: {
      origin: `https://${HOST}`,
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
  });
  return { status: answer.status, text: String(answer.body) };
}
const whole = (key: string): Record<string, string> => ({
  key,
  danger: 'now',
  whom: 'me',
  cause: 'violence',
  words: CANARY,
  place: '样例910101001201',
  placeId: w.id('910101001201'),
  reach: 'phone',
  phone: '138-0000-0000',
  'way-call': 'yes',
  when: 'hours',
  days: 'work',
  from: '09:00',
  to: '11:00',
  cover: 'disguised',
  coverName: '小区物业',
  agree: 'yes',
  step: '3',
  go: 'on',
});
const codeIn = (text: string): string => /class="code">([A-Z0-9-]+)</.exec(text)?.[1] ?? '';
const todo = async (who: Visitor): Promise<{ id: string; title: string; urgent: boolean }[]> =>
  (await who.get('/api/matters?box=todo')).body.rows;

describe('the way in', () => {
  test('the first page names the numbers first, and the title says nothing', async () => {
    const { status, text } = await send('GET', '/help');
    expect(status).toBe(200);
    expect(text).toContain('<title>便民页面</title>');
    expect(text.indexOf('tel:110')).toBeLessThan(text.indexOf('/help/ask'));
    expect(text).toContain('马上离开这一页');
    expect(Buffer.byteLength(text)).toBeLessThan(50_000);
  });

  test('each step asks again for what is missing and loses nothing that was typed', async () => {
    const first = await send('POST', '/help/ask', { key: KEYS.a, step: '1', go: 'on', whom: 'me' });
    expect(first.status).toBe(422);
    expect(first.text).toContain('请选一个:现在有没有危险');
    const second = await send('POST', '/help/ask', {
      key: KEYS.a,
      step: '2',
      go: 'on',
      danger: 'now',
      whom: 'me',
      cause: 'violence',
      words: '<b>他</b>不让我出门',
      place: '没有这个地方',
    });
    expect(second.status).toBe(422);
    expect(second.text).toContain('没有找到这个地方');
    expect(second.text).toContain('&lt;b&gt;他&lt;/b&gt;不让我出门');
    expect(second.text).toContain('name="danger" value="now"');
    // Danger was named: the numbers stand on every later page.
    expect(second.text).toContain('tel:110');
  });

  test('a name that fits several places is asked about; back keeps everything', async () => {
    const asked = await send('POST', '/help/ask', {
      ...whole(KEYS.a),
      step: '2',
      place: '样例9101010012',
      placeId: '',
    });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('同名的地方不止一个');
    const back = await send('POST', '/help/ask', { ...whole(KEYS.a), go: 'back' });
    expect(back.text).toContain(CANARY);
    expect(back.text).toContain('第 2 步');
  });

  test('a form from another site is refused', async () => {
    const answer = await w.ask('POST', '/help/ask', {
      body: new URLSearchParams(whole(KEYS.a)).toString(),
      headers: { origin: 'https://elsewhere.test', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(403);
  });
});

describe('a letter', () => {
  test('is in one person’s hands at once; a double press is one letter, one code, one matter', async () => {
    const [one, two] = await Promise.all([
      send('POST', '/help/ask', whole(KEYS.a)),
      send('POST', '/help/ask', whole(KEYS.a)),
    ]);
    expect(codeIn(one.text)).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(codeIn(two.text)).toBe(codeIn(one.text));
    const rows = await todo(chair);
    expect(rows.map((r) => [r.title, r.urgent])).toEqual([['网络 · 家庭暴力', true]]);
    const { holder, clocks } = (await chair.get(`/api/matters/${rows[0]?.id}`)).body;
    expect(holder).toBe((await chair.get('/api/me')).body.name);
    expect(clocks.map((c: { key: string }) => c.key).sort()).toEqual(['alarm', 'answer']);
  });

  test('changed and sent again, the new words are kept beside the old ones', async () => {
    const again = await send('POST', '/help/ask', { ...whole(KEYS.a), words: '我现在在邻居家' });
    const { text } = await send('POST', '/help/follow', { code: codeIn(again.text) });
    expect(text).toContain(CANARY);
    expect(text).toContain('我现在在邻居家');
    // 15 June and three days more.
    expect(text).toContain('最晚 6月18日 答复您');
    const [row] = await todo(chair);
    const { letter } = (await chair.get(`/api/matters/${row?.id}/letter`)).body;
    expect(letter.words.map((x: { words: string }) => x.words)).toEqual([CANARY, '我现在在邻居家']);
  });

  test('her code opens it however it is typed; another opens nothing and says nothing', async () => {
    const code = codeIn((await send('POST', '/help/ask', whole(KEYS.a))).text);
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect((await send('POST', '/help/follow', { code: typed })).status).toBe(200);
    const wrong = await send('POST', '/help/follow', { code: 'ABCD-EFGH-JKMN' });
    expect(wrong.status).toBe(404);
    expect(wrong.text).not.toContain(CANARY);
  });

  test('who guesses codes waits: each of her pages that takes one stands behind the tight limit', () => {
    const kit = { vault: w.house.vault, flows: w.house.flows };
    const routes = portalRoutes(...([kit, [], null] as unknown as Parameters<typeof portalRoutes>));
    const taking = routes.filter((r) => r.method === 'POST' && r.path.startsWith('/help/follow'));
    expect(taking.length).toBeGreaterThan(4);
    expect(new Set(taking.map((r) => r.rate))).toEqual(new Set(['sign-in']));
    const limiter = createLimiter();
    let tries = 0;
    while (limiter.take('203.0.113.77', 'sign-in', 0) === 0 && tries < 1_000) tries += 1;
    // Twelve of thirty signs: at this pace a code is not met in the age of the world.
    expect(tries).toBeLessThan(100);
    expect(limiter.take('203.0.113.78', 'sign-in', 0)).toBe(0);
  });

  test('what the responsible person answers reaches her; then she says whether it helped', async () => {
    const code = codeIn((await send('POST', '/help/ask', whole(KEYS.a))).text);
    const [row] = await todo(chair);
    const step = async (body: Record<string, unknown>): Promise<void> => {
      const { version } = (await chair.get(`/api/matters/${row?.id}`)).body;
      const requestKey = `letter-step-${body['step']}`;
      const done = await chair.post(`/api/matters/${row?.id}/steps`, { requestKey, version, ...body });
      expect([done.status, JSON.stringify(done.body)]).toEqual([200, expect.any(String)]);
    };
    await step({ step: 'safe', opinion: '在邻居家,邻居陪着' });
    await step({
      step: 'answer',
      data: { answer: '已请派出所上门,您今晚可以住到庇护所,明天上午我陪您去。' },
    });
    const seen = await send('POST', '/help/follow', { code });
    expect(seen.text).toContain('已经答复');
    expect(seen.text).toContain('您今晚可以住到庇护所');
    const rated = await send('POST', '/help/follow/rate', { code, rating: '3' });
    expect(rated.text).toContain('谢谢您的评价');
    expect(rated.text).not.toContain('您对办理满意吗');
  });

  test('a complaint goes to somebody who never had it in hand, who alone reads it', async () => {
    const code = codeIn((await send('POST', '/help/ask', whole(KEYS.b))).text);
    const [row] = await todo(chair);
    await send('POST', '/help/follow/complaint', { code, words: '接待的人冲我发火' });
    await send('POST', '/help/follow/complaint', { code, words: '接待的人冲我发火' });
    const mine = (await todo(chair)).filter((r) => r.title.includes('对接待的意见'));
    expect(mine).toEqual([]);
    const others = [...(await todo(rights)), ...(await todo(colleague))].filter((r) =>
      r.title.includes('对接待的意见'),
    );
    expect(others).toHaveLength(1);
    // Nor does she read it as the deputy of who looks into it.
    const investigator = (await todo(rights)).some((r) => r.id === others[0]?.id) ? rights : colleague;
    const days = { from: '2026-06-15', to: '2026-06-15', reason: '外出学习' };
    const asked = { postId: investigator.postId, deputyId: chair.accountId, ...days };
    expect((await investigator.post('/api/deputies', asked)).status).toBe(200);
    const itself = await investigator.get(`/api/matters/${others[0]?.id}/letter`);
    expect(itself.body.letter.words[0].words).toBe('接待的人冲我发火');
    expect((await chair.get(`/api/matters/${others[0]?.id}/letter`)).body.letter).toBeNull();
    expect((await chair.get(`/api/matters/${others[0]?.id}`)).status).toBe(404);
    expect((await todo(chair)).some((r) => r.id === others[0]?.id)).toBe(false);
    const shown = JSON.stringify((await chair.get(`/api/matters/${row?.id}/letter`)).body);
    expect(shown).not.toContain('发火');
    expect((await send('POST', '/help/follow', { code })).text).toContain('接待的人冲我发火');
  });

  test('withdrawn, it is over', async () => {
    const code = codeIn((await send('POST', '/help/ask', whole(KEYS.b))).text);
    expect((await send('POST', '/help/follow/add', { code, words: ' ' })).status).toBe(422);
    const gone = await send('POST', '/help/follow/withdraw', { code, words: '' });
    expect(gone.text).toContain('您撤回了');
    expect((await send('POST', '/help/follow/add', { code, words: '再补一句' })).status).toBe(409);
  });
});

describe('nobody else', () => {
  test('colleagues and superiors see no letter; the city sees no matter', async () => {
    const [row] = await todo(chair);
    if (!row) throw new Error('the second letter is still hers');
    for (const other of [colleague, city]) {
      const answer = await other.get(`/api/matters/${row.id}/letter`);
      expect([answer.status, answer.body.letter ?? null]).toEqual([200, null]);
    }
    expect(await todo(city)).toEqual([]);
    expect((await city.get(`/api/matters/${row.id}`)).status).toBe(404);
  });

  test('what she wrote stands nowhere in clear: no row of any table holds it', async () => {
    const tables = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`),
    );
    const rows = await w.test.store.owner.transaction([], async (tx) => {
      const all: string[] = [];
      for (const { relname } of tables)
        for (const r of await tx.sql(`SELECT x::text AS t FROM "${relname}" x`)) all.push(String(r['t']));
      return all.join('\n');
    });
    // The search itself finds what stands in clear.
    expect(rows).toContain('violence');
    for (const secret of ['动了手', '13800000000', '138-0000-0000', '邻居家', '发火', '庇护所'])
      expect([secret, rows.includes(secret)]).toEqual([secret, false]);
  });

  test('without her code or her matter, the wall shows no letter and no receipt', async () => {
    const context = [
      { name: 'app.path_from', value: '/' },
      { name: 'app.path_to', value: '~' },
    ] as const;
    const seen = await w.test.store.app.transaction(context, async (tx) => [
      ...(await tx.sql('SELECT 1 FROM letter')),
      ...(await tx.sql('SELECT 1 FROM letter_word')),
      ...(await tx.sql('SELECT 1 FROM letter_receipt')),
    ]);
    expect(seen).toEqual([]);
  });
});
