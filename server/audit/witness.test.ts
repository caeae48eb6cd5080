import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type World } from '../../tests/kit/world.ts';

/** What is audited, and that an act without its audit does not happen (SECURITY 20, 22). */
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const count = async (table: string): Promise<number> =>
  Number((await sql(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']);

test('a save, a correction, a stated zero and a change of the tree roll back when the audit cannot be written', async () => {
  const village = await w.enter('village-cadre', '910101001201');
  const county = await w.enter('county-cadre', '910101');
  const unitId = w.id('910101001201');
  const line = trainingLine(unitId);
  const made = (await village.post('/api/entries', line)).body.entry;
  const tables = [
    'entry',
    'entry_version',
    'answered_request',
    'fact',
    'search_row',
    'fold_outbox',
    'stated_zero',
    'unit',
    'unit_span',
    'unit_event',
    'audit_event',
  ];
  const before = await Promise.all(tables.map(count));
  await sql('REVOKE INSERT ON audit_event FROM halfsky_app, halfsky_worker');
  const quiet = [
    await village.post('/api/entries', trainingLine(unitId)),
    await village.post(`/api/entries/${made.id}/correct`, { version: 1, set: { people: 99 }, reason: '改' }),
    await village.post(`/api/entries/${made.id}/withdraw`, { version: 1, reason: '改' }),
    await village.post('/api/zeros', { unitId, ledger: 'training', month: '2025-02', nothing: true }),
    await county.post(`/api/units/${unitId}/rename`, { name: '新名', day: '2026-01-01' }),
  ];
  await sql('GRANT INSERT ON audit_event TO halfsky_app, halfsky_worker');
  for (const answer of quiet) {
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error: { code: 'unexpected', message: expect.stringContaining('没有完成') },
    });
  }
  expect(await Promise.all(tables.map(count))).toEqual(before);
  expect(
    (await village.post(`/api/entries/${made.id}/correct`, { version: 1, set: { people: 99 }, reason: '改' }))
      .status,
  ).toBe(200);
});

test('refusals are audited, and no event carries a word of the line, a password or a token', async () => {
  const admin = await w.enter('security-admin', '910101');
  await admin.get('/api/ledgers');
  const village = await w.enter('village-cadre', '910101001202');
  const secret = '金丝雀秘语';
  await village.post(
    '/api/entries',
    trainingLine(w.id('910101001202'), {
      data: { topic: secret, kind: '科技', people: 3, women: 2 },
      explanation: secret,
    }),
  );
  await w.ask('POST', '/api/sign-in', { body: { login: 'nobody', password: 'canary-password-1' } });
  for (
    let i = 0;
    i < 20 && (await sql(`SELECT 1 FROM audit_event WHERE action = 'denied'`)).length === 0;
    i += 1
  )
    await new Promise((resolve) => setTimeout(resolve, 50));
  const events = await sql('SELECT * FROM audit_event');
  expect(events.find((e) => e['action'] === 'denied')).toMatchObject({
    account_id: admin.accountId,
    result: 'denied',
    object: 'GET /api/ledgers',
  });
  expect(events.find((e) => e['action'] === 'sign-in')).toMatchObject({ result: 'denied' });
  const text = JSON.stringify(events);
  for (const canary of [secret, 'canary-password-1', village.token, '样例人'])
    expect(text).not.toContain(canary);
});
