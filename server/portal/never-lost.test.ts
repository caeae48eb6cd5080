import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST, openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import { createHttpApp } from '../platform/http/index.ts';
import { portalRoutes } from './index.ts';

/** Letters as the office has them: nobody deletes one, and to whom one is only offered it stays shut. */
let w: World;
let chair: Visitor;
let rights: Visitor;
beforeAll(async () => {
  w = await openWorld();
  chair = await w.enter('chair', '910101');
  rights = await w.enter('county-cadre', '910101');
});
afterAll(() => w.close());

test('R-36 Bad: neither the office nor the house deletes a letter, nor what was done with it', async () => {
  const rows = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT t, has_table_privilege('halfsky_app', t, 'DELETE') OR has_table_privilege('halfsky_app', t, 'TRUNCATE') AS may
       FROM unnest($1::text[]) AS t`,
      [
        [
          ...[
            'letter',
            'letter_word',
            'letter_receipt',
            'matter',
            'matter_step',
            'matter_clock',
            'matter_read',
          ],
          ...['urgent_view', 'matter_file', 'evidence_pack', 'referral', 'referral_event', 'audit_event'],
        ],
      ],
    ),
  );
  expect(rows.filter((r) => r['may'] === true).map((r) => r['t'])).toEqual([]);
  expect(rows).toHaveLength(13);
  // And what was written once is not written over: history, looks and packs only grow.
  const changed = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(`SELECT t FROM unnest($1::text[]) AS t WHERE has_table_privilege('halfsky_app', t, 'UPDATE')`, [
      ['letter_receipt', 'matter_step', 'matter_read', 'evidence_pack', 'referral_event', 'audit_event'],
    ]),
  );
  expect(changed).toEqual([]);
});

const HEADERS = { origin: `https://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' };
const send = async (form: Record<string, string>): Promise<{ status: number; text: string }> => {
  const body = new URLSearchParams(form).toString();
  const answer = await w.ask('POST', '/help/ask', { body, headers: HEADERS });
  return { status: answer.status, text: String(answer.body) };
};

test('what she typed comes back with the reason: too long, nobody to receive it, too many at once', async () => {
  const typed = {
    key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0b37',
    danger: 'no',
    whom: 'me',
    cause: 'advice',
    words: '样例:写了很久的话',
    place: '样例910201',
    placeId: w.id('910201'),
    reach: 'code',
    agree: 'yes',
    go: 'on',
  };
  const long = await send({ ...typed, step: '2', words: '很'.repeat(30_000) });
  expect([
    long.status,
    long.text.includes('写了 30000 个字'),
    long.text.includes('很'.repeat(30_000)),
  ]).toEqual([422, true, true]);
  const nobody = await send({ ...typed, step: '3' });
  expect(nobody.status).toBeGreaterThanOrEqual(400);
  for (const kept of ['role="alert"', typed.words, typed.key, '第 3 步']) expect(nobody.text).toContain(kept);
  const many = createHttpApp({
    routes: portalRoutes({} as never, [], {} as never),
    identify: async () => null,
    nobody: { owes: null, fresh: false, limitKey: '', can: () => false },
    knownPermissions: new Set(),
    limiter: { take: () => 7 },
    addressOf: () => '203.0.113.9',
  });
  const ask = (headers: Record<string, string>): Response | Promise<Response> =>
    many.request('https://house.test/help/ask', {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: new URLSearchParams({ ...typed, step: '3' }).toString(),
    });
  const waits = await ask({ origin: 'https://house.test', host: 'house.test' });
  const text = await waits.text();
  expect(waits.status).toBe(429);
  for (const kept of ['请 7 秒后再试', typed.words, typed.key]) expect(text).toContain(kept);
});

test('a letter that is only offered shows nothing; accepted, it is read', async () => {
  const form = {
    key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0b36',
    danger: 'no',
    whom: 'me',
    cause: 'advice',
    words: '样例:给主席的一封信',
    place: '样例910101001201',
    placeId: w.id('910101001201'),
    reach: 'code',
    agree: 'yes',
    step: '3',
    go: 'on',
  };
  const sent = await send(form);
  expect([sent.status, sent.text.includes('class="code"')]).toEqual([200, true]);
  const id = (await chair.get('/api/matters')).body.rows[0].id;
  const step = async (v: Visitor, name: string, more: Record<string, unknown> = {}): Promise<number> => {
    const { version } = (await v.get(`/api/matters/${id}`)).body;
    const body = { requestKey: `never-lost-${name}`, version, step: name, ...more };
    return (await v.post(`/api/matters/${id}/steps`, body)).status;
  };
  // Zero-width spaces are no answer.
  expect(await step(chair, 'answer', { data: { answer: '\u200b\u200b' } })).toBe(422);
  expect(await step(chair, 'introduce', { to: rights.postId, opinion: '请权益部办' })).toBe(200);
  const letter = async (): Promise<unknown> => (await rights.get(`/api/matters/${id}/letter`)).body.letter;
  expect(await letter()).toBeNull();
  expect(await step(rights, 'accept')).toBe(200);
  expect(JSON.stringify(await letter())).toContain('给主席的一封信');
});
