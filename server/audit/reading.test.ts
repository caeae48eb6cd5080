import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { recordEvent, sealAudit } from './index.ts';
import { detailWords, isKnownAction, wordsOf } from './words.ts';

/** Reading the audit: what its administrator reaches, that her looking is recorded, export and verification. */
let w: World;
let city: Visitor;
let county: Visitor;
let cadre: Visitor;

beforeAll(async () => {
  w = await openWorld();
  city = await w.enter('audit-admin', '910100');
  county = await w.enter('audit-admin', '910101');
  cadre = await w.enter('county-cadre', '910101');
  await cadre.post('/api/entries', trainingLine(w.id('910101')));
  await (await w.enter('county-cadre', '910201')).post('/api/entries', trainingLine(w.id('910201')));
  await w.ask('POST', '/api/sign-in', { body: { login: 'nobody', password: 'x' } });
});
afterAll(() => w.close());

const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const rowsOf = (a: Answer): { action: string; who: { login: string } | null; unitName: string | null }[] =>
  a.body.rows;
const actions = async (by: Visitor, query = ''): Promise<string[]> =>
  rowsOf(await by.get(`/api/audit?limit=200&${query}`)).map((r) => r.action);

test('she sees what happened in her subtree, with who and where in words, and nothing of the neighbour', async () => {
  const seen = rowsOf(await county.get('/api/audit?what=entry'));
  expect(seen).toEqual([
    expect.objectContaining({
      action: 'entry.create',
      words: '新记一笔',
      unitName: '样例910101妇联',
      result: 'ok',
    }),
  ]);
  expect(seen[0]?.who?.login).toMatch(/^t/);
  expect(rowsOf(await city.get('/api/audit?what=entry'))).toHaveLength(1);
});

test('events of no unit are read by the highest reader of her line only', async () => {
  expect(await actions(city, 'what=sign-in&result=denied')).toEqual(['sign-in']);
  expect(await actions(county, 'what=sign-in&result=denied')).toEqual([]);
});

test('reading is recorded, with what was asked and without names; what cannot be recorded is not read', async () => {
  const mine = (): Promise<Record<string, unknown>[]> =>
    sql(`SELECT * FROM audit_event WHERE action = 'audit.read' AND account_id = $1 ORDER BY id DESC`, [
      county.accountId,
    ]);
  const before = (await mine()).length;
  await county.get(
    `/api/audit?who=${encodeURIComponent('样例人')}&what=entry&unit=${w.id('910101001')}&from=2026-06-01&to=2026-06-15`,
  );
  const after = await mine();
  expect(after).toHaveLength(before + 1);
  expect(after[0]).toMatchObject({
    region_code: '910101',
    detail: { from: '2026-06-01', to: '2026-06-15', what: 'entry', unit: '910101001', byPerson: true },
  });
  expect(JSON.stringify(after)).not.toContain('样例人');
  await sql('REVOKE INSERT ON audit_event FROM halfsky_worker');
  const refused = await county.get('/api/audit');
  await sql('GRANT INSERT ON audit_event TO halfsky_worker');
  expect([refused.status, refused.body.rows]).toEqual([500, undefined]);
});

test('only she reads it: administrators of other powers and cadres are refused', async () => {
  for (const role of ['system-admin', 'security-admin', 'chair', 'county-cadre'] as const) {
    const other = await w.enter(role, '910101');
    for (const path of ['/api/audit', '/api/audit/export', '/api/audit/chain', '/api/audit/kinds'])
      expect([role, path, (await other.get(path)).status]).toEqual([role, path, 403]);
  }
});

test('filters: by login, by the beginning of a name, by unit, by result, by day; outside her reach 404', async () => {
  const { login } = rowsOf(await county.get('/api/audit?what=entry'))[0]?.who ?? { login: '' };
  expect(await actions(county, `who=${login}`)).toContain('entry.create');
  expect(await actions(county, 'who=nobody-here')).toEqual([]);
  expect(await actions(county, 'what=entr')).toEqual([]);
  expect(await actions(county, `unit=${w.id('910101001')}`)).toEqual([]);
  expect(await actions(county, 'from=2026-06-16&to=2026-06-20')).toEqual([]);
  expect((await county.get(`/api/audit?unit=${w.id('910102')}`)).status).toBe(404);
  for (const bad of ['from=2026-02-30', 'what=Entry', 'result=maybe', 'after=x', 'limit=0'])
    expect([bad, (await county.get(`/api/audit?${bad}`)).status]).toEqual([bad, 422]);
});

test('pages follow each other without a gap or a double, while new events come in', async () => {
  const add = (n: number): Promise<void> =>
    w.test.store.worker.transaction([], (tx) =>
      recordEvent(tx, {
        regionCode: '910101',
        accountId: null,
        postId: null,
        unitPath: w.units.get('910101')?.path ?? null,
        action: 'report.download',
        object: 'test',
        objectId: String(n),
        result: 'ok',
        detail: {},
        at: w.clock.at,
      }),
    );
  for (let i = 0; i < 7; i += 1) await add(i);
  const ids: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Answer = await county.get(`/api/audit?what=report&limit=3${next ? `&after=${next}` : ''}`);
    ids.push(...page.body.rows.map((r: { id: string }) => r.id));
    next = page.body.next;
    w.clock.at = new Date(w.clock.at.getTime() + 5);
    if (ids.length < 7) await add(99);
  }
  expect(ids).toHaveLength(7);
  expect(ids).toEqual([...new Set(ids)].sort().reverse());
});

describe('export', () => {
  test('asks for a fresh proof, is a CSV that no spreadsheet takes for formulas, and is recorded with its rows', async () => {
    const account = (
      await sql('SELECT account_id FROM audit_event WHERE action = $1 LIMIT 1', ['entry.create'])
    )[0]?.['account_id'];
    await sql(`UPDATE account SET display_name = '=HYPERLINK("x")' WHERE id = $1`, [account]);
    const fresh = await w.enter('audit-admin', '910100');
    const answer = await fresh.get('/api/audit/export?what=entry');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-[\d-]+\.csv"$/);
    const [head, ...lines] = String(answer.body).replace('\uFEFF', '').trim().split('\r\n');
    expect(head).toContain('"时间","姓名"');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`"'=HYPERLINK(""x"")"`);
    const told = await sql(
      `SELECT action, detail FROM audit_event WHERE account_id = $1 AND action LIKE 'audit.export%' ORDER BY id`,
      [fresh.accountId],
    );
    expect(told).toEqual([
      { action: 'audit.export', detail: expect.objectContaining({ what: 'entry' }) },
      { action: 'audit.exported', detail: { rows: 1 } },
    ]);
    w.clock.at = new Date(w.clock.at.getTime() + 11 * 60_000);
    expect((await fresh.get('/api/audit/export')).body.error.code).toBe('sign-in.fresh');
  });
});

describe('verification of the chain', () => {
  const checked = async (): Promise<Answer['body']> => {
    await city.post('/api/audit/chain/check', { sure: true });
    for (let i = 0; i < 3_000; i += 1) {
      const { check } = (await city.get('/api/audit/chain')).body;
      if (check?.finishedAt) return check;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the check did not end');
  };
  const seal = async (): Promise<void> => {
    const waiting = async (): Promise<number> => (await city.get('/api/audit/chain')).body.waiting;
    for (let i = 0; i < 2_000 && (await waiting()) > 0; i += 1) {
      await sealAudit(w.test.store.worker);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };

  test('an untouched chain is said to be so, also while events go on; a changed one is named; both are recorded', async () => {
    w.clock.at = new Date(w.clock.at.getTime() - 11 * 60_000);
    await seal();
    const good = await checked();
    expect(good).toMatchObject({ faults: [], failed: false });
    expect(good.events).toBeGreaterThan(5);
    await sql(
      `UPDATE audit_event SET result = 'denied' WHERE action = 'entry.create' AND region_code = '910101'`,
    );
    const bad = await checked();
    expect(bad.faults).toEqual([
      expect.objectContaining({ region: '910101', message: '审计记录的内容被改动。' }),
    ]);
    await sql(
      `UPDATE audit_event SET result = 'ok' WHERE action = 'entry.create' AND region_code = '910101'`,
    );
    const told = await sql(`SELECT detail FROM audit_event WHERE action = 'audit.check' ORDER BY id`);
    expect(told.map((t) => (t['detail'] as { faults: number }).faults)).toEqual([0, 1]);
  });

  test('what is damaged elsewhere is the other reader’s business', async () => {
    await sql(
      `UPDATE audit_event SET result = 'denied' WHERE action = 'entry.create' AND region_code = '910201'`,
    );
    expect((await checked()).faults).toEqual([]);
  });
});

describe('words', () => {
  test('every action that a room records has Chinese words', async () => {
    const root = join(import.meta.dirname, '..');
    const missing: string[] = [];
    let found = 0;
    for await (const file of glob('**/*.ts', { cwd: root })) {
      if (/\.test\.ts$|testing-|oracle/.test(file)) continue;
      const text = readFileSync(join(root, file), 'utf8');
      if (!/recordEvent|auditAccount|recordReading/.test(text)) continue;
      for (const [, action = ''] of text.matchAll(/action: '([a-z-]+(?:\.[a-z-]+)?)'/g)) {
        found += 1;
        if (!isKnownAction(action)) missing.push(`${file}: ${action}`);
      }
    }
    expect(found).toBeGreaterThan(15);
    expect(missing).toEqual([]);
  });

  test('details are sentences of the office; an unknown action still shows', () => {
    expect(detailWords({ minutes: 30, address: '10.1.2.3', byCode: true, waited: false })).toBe(
      '网络地址 10.1.2.3 · 凭一次性口令 · 30 分钟内有效',
    );
    expect(detailWords({ role: 'chair' }, () => '主席')).toBe('角色 主席');
    const said = { by: 'person', found: 2, steps: '4 answer', digest: 'KgtOQVigoN4YOaa1', ground: 'consent' };
    expect(detailWords(said)).not.toMatch(/by|found|steps|digest|answer|consent/);
    expect(wordsOf('new.thing')).toBe('其他(new.thing)');
  });
});
