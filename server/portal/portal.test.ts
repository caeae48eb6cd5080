import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEST_VAULT } from '../../tests/kit/store.ts';
import { openWorld, type World } from '../../tests/kit/world.ts';
import { createHttpApp, createLimiter } from '../platform/http/index.ts';
import type { LetterHead, SaidAfter } from './ports.ts';
import { portalRoutes } from './routes.ts';

/** The public pages as a telephone without scripts goes through them; what is kept, and what nobody may find. */
let w: World;
const begun: LetterHead[] = [];
const saidAfter: string[] = [];
let send: (
  method: string,
  path: string,
  form?: Record<string, string>,
) => Promise<{ status: number; text: string }>;
const LINES = [{ number: '110', name: '报警', when: '有人打您。', hours: '全天' }];
const KEYS = {
  a: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a01',
  b: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a02',
};
const CANARY = '金丝雀句子:他昨晚又动了手';

beforeAll(async () => {
  w = await openWorld();
  const app = createHttpApp({
    routes: portalRoutes(
      {
        db: w.test.store.app,
        vault: TEST_VAULT,
        now: () => w.clock.at,
        ports: {
          begin: async (_tx, head) => {
            begun.push(head);
            return '0199aaaa-0000-7000-8000-000000000001';
          },
          said: async (_tx, matterId, what: SaidAfter) => {
            saidAfter.push(`${matterId} ${what}`);
          },
          due: async () => '2026-06-18',
        },
      },
      LINES,
    ),
    identify: async () => null,
    nobody: { can: () => false, limitKey: 'nobody', fresh: false, owes: null },
    knownPermissions: new Set(),
    limiter: createLimiter(100),
    addressOf: () => '127.0.0.1',
  });
  send = async (method, path, form) => {
    const answer = await app.request(path, {
      method,
      ...(form
        ? {
            body: new URLSearchParams(form).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }
        : {}),
    });
    return { status: answer.status, text: await answer.text() };
  };
});
afterAll(() => w.close());

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
  hours: '上午',
  cover: 'disguised',
  agree: 'yes',
  step: '3',
  go: 'on',
});
const codeIn = (text: string): string => /class="code">([A-Z0-9-]+)</.exec(text)?.[1] ?? '';

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
    const form = { ...whole(KEYS.a), step: '2', place: '样例9101010012', placeId: '' };
    const asked = await send('POST', '/help/ask', form);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('同名的地方不止一个');
    const back = await send('POST', '/help/ask', { ...whole(KEYS.a), go: 'back' });
    expect(back.text).toContain(CANARY);
    expect(back.text).toContain('第 2 步');
  });
});

describe('a letter', () => {
  test('lies with the county, in one hand at once; a double press is one letter and one code', async () => {
    const [one, two] = await Promise.all([
      send('POST', '/help/ask', whole(KEYS.a)),
      send('POST', '/help/ask', whole(KEYS.a)),
    ]);
    expect(codeIn(one.text)).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(codeIn(two.text)).toBe(codeIn(one.text));
    expect(begun).toHaveLength(1);
    expect(begun[0]?.unitId).toBe(w.id('910101'));
    expect(JSON.stringify(begun)).not.toContain('动了手');
  });

  test('changed and sent again, the new words are kept beside the old ones', async () => {
    const again = await send('POST', '/help/ask', { ...whole(KEYS.a), words: '我现在在邻居家' });
    const { text } = await send('POST', '/help/follow', { code: codeIn(again.text) });
    expect(text).toContain(CANARY);
    expect(text).toContain('我现在在邻居家');
    expect(text).toContain('最晚 6月18日 答复您');
  });

  test('her code opens it however it is typed; another opens nothing and says nothing', async () => {
    const code = codeIn((await send('POST', '/help/ask', whole(KEYS.a))).text);
    expect(
      (await send('POST', '/help/follow', { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` })).status,
    ).toBe(200);
    const wrong = await send('POST', '/help/follow', { code: 'ABCD-EFGH-JKMN' });
    expect(wrong.status).toBe(404);
    expect(wrong.text).not.toContain(CANARY);
  });

  test('she adds, complains, rates and withdraws; then it is over', async () => {
    const code = codeIn((await send('POST', '/help/ask', whole(KEYS.b))).text);
    const add = await send('POST', '/help/follow/add', { code, words: '补一句' });
    expect(add.text).toContain('补充的话收到了');
    expect((await send('POST', '/help/follow/add', { code, words: ' ' })).status).toBe(422);
    await send('POST', '/help/follow/complaint', { code, words: '没人理我' });
    const gone = await send('POST', '/help/follow/withdraw', { code, words: '' });
    expect(gone.text).toContain('您撤回了');
    const late = await send('POST', '/help/follow/add', { code, words: '再补一句' });
    expect(late.status).toBe(409);
    expect(saidAfter.map((s) => s.split(' ')[1]).slice(-3)).toEqual(['add', 'complaint', 'withdraw']);
  });
});

describe('nobody else', () => {
  test('what she wrote stands nowhere in clear: not in the rows, not in the audit', async () => {
    const rows = await w.test.store.owner.transaction([], async (tx) => [
      ...(await tx.sql('SELECT l::text AS t FROM letter l')),
      ...(await tx.sql('SELECT l::text AS t FROM letter_word l')),
      ...(await tx.sql('SELECT l::text AS t FROM letter_receipt l')),
      ...(await tx.sql('SELECT l::text AS t FROM audit_event l')),
    ]);
    const all = rows.map((r) => String(r['t'])).join('\n');
    expect(all).toContain('violence');
    for (const secret of ['动了手', '13800000000', '138-0000-0000', '邻居家', '没人理我'])
      expect(all).not.toContain(secret);
  });

  test('superiors and villages reach no letter; the county’s own rows are behind its very path', async () => {
    const count = (path: string, to: string): Promise<number> =>
      w.test.store.app.transaction(
        [
          { name: 'app.path_from', value: path },
          { name: 'app.path_to', value: to },
        ],
        async (tx) => Number((await tx.sql('SELECT count(*)::int AS n FROM letter'))[0]?.['n']),
      );
    const county = begun[0] ? (w.units.get('910101')?.path ?? '') : '';
    expect(await count(county, `${county}~`)).toBe(2);
    expect(await count('/', '~')).toBe(0);
    expect(await count(w.units.get('910100')?.path ?? '', '~')).toBe(0);
    expect(await count(`${county}910101001/`, '~')).toBe(0);
    const receipts = await w.test.store.app.transaction([{ name: 'app.path_from', value: county }], (tx) =>
      tx.sql('SELECT 1 FROM letter_receipt'),
    );
    expect(receipts).toEqual([]);
  });
});
