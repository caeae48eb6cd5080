import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HomeView } from '../../contracts/api-home.ts';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldAll } from '../figures/index.ts';
import { lastPeriod } from './open-reports.ts';

/** Home by role: what each sees, and that every count leads to the very things that it counts. */
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(() => {
  w.clock.at = new Date(w.clock.at.getTime() + 60_000);
});

const home = async (v: Visitor): Promise<HomeView> => {
  const answer = await v.get('/api/home');
  expect(answer.status).toBe(200);
  return answer.body;
};
const texts = (view: HomeView): string[] => view.todo.map((t) => t.text);
const accountsIn = async (v: Visitor, state: string): Promise<string[]> =>
  (await v.get(`/api/accounts?state=${state}&limit=200`)).body.rows.map((r: { login: string }) => r.login);
const standing = (view: HomeView, to: string): number | null | undefined =>
  view.standing.find((s) => s.to === to)?.value;

describe('grass roots', () => {
  test('a month is one piece of work, with the months that are over first; what was reported is gone from it', async () => {
    const village = await w.enter('village-cadre', '910101001201');
    const before = await home(village);
    expect(before.kind).toBe('grassroots');
    expect(before.below).toBeNull();
    expect(before.todo.map((t) => [t.to, t.urgency])).toEqual([
      ['/closing?month=2026-05', 'late'],
      ['/closing?month=2026-06', 'calm'],
    ]);
    expect(texts(before)[0]).toContain('3 本');
    const line = trainingLine(w.id('910101001201'), { day: '2026-05-20' });
    expect((await village.post('/api/entries', line)).status).toBe(200);
    const after = await home(village);
    expect(texts(after)[0]).toContain('2 本');
    expect(after.recent[0]?.to).toContain('/ledgers/training?entry=');
    expect(after.write.map((l) => l.key)).toContain('training');
  });

  test('the unit above sees who is late, reminds with one request, and the word stands first below', async () => {
    const township = await w.enter('township-cadre', '910101001');
    const village = await w.enter('village-cadre', '910101001202');
    const view = await home(township);
    expect(view.below).toMatchObject({ month: '2026-05', isLate: true, mayRemind: true });
    const unit = view.below?.units.find((u) => u.id === w.id('910101001202'));
    expect(unit).toMatchObject({ done: 0, silent: 3, reminded: null });
    expect(view.todo[0]).toMatchObject({ urgency: 'late', to: '/closing?month=2026-05' });
    const body = { unitIds: [w.id('910101001202')], month: view.below?.month, note: '' };
    expect((await township.post('/api/closing/reminders', body)).body).toEqual({ sent: 1 });
    expect(texts(await home(village))[0]).toContain('催报');
    const again = (await home(township)).below?.units.find((u) => u.id === w.id('910101001202'));
    expect(again?.reminded).not.toBeNull();
  });
});

describe('chair and office', () => {
  test('the chair has up to eight figures and no ledger to write; a report that is over and not final waits for her', async () => {
    const village = await w.enter('village-cadre', '910101002201');
    const line = trainingLine(w.id('910101002201'), { day: '2025-09-01' });
    expect((await village.post('/api/entries', line)).status).toBe(200);
    await foldAll(w.house.store, w.house.registry());
    const view = await home(await w.enter('chair', '910101'));
    expect(view.kind).toBe('chair');
    expect(view.figures.length).toBe(8);
    expect(view.figures[0]).toMatchObject({ measure: 'training.sessions' });
    expect(view.write).toEqual([]);
    expect(view.below?.units.map((u) => u.id)).toEqual(
      expect.arrayContaining([w.id('910101001'), w.id('910101002')]),
    );
    const report = view.todo.find((t) => t.to.startsWith('/reports/annual?'));
    expect(report?.text).toBe('2025年的“年度工作总结”还没有定稿');
    expect(report?.to).toContain(`unit=${w.id('910101')}`);
    // Where nothing was recorded in the year, no report is asked for.
    expect(texts(await home(await w.enter('chair', '920101')))).not.toContain(report?.text);
  });

  test('the last whole period of a report, at its edges', () => {
    expect(lastPeriod('year', '2026-01-01')).toMatchObject({ from: '2025-01-01', to: '2025-12-31' });
    expect(lastPeriod('half-year', '2026-06-30')).toMatchObject({ from: '2025-07-01', to: '2025-12-31' });
    expect(lastPeriod('half-year', '2026-07-01')).toMatchObject({ from: '2026-01-01', to: '2026-06-30' });
  });
});

describe('administrators', () => {
  test('see accounts and never a line, a figure or a unit’s month', async () => {
    for (const role of ['system-admin', 'security-admin', 'audit-admin'] as const) {
      const view = await home(await w.enter(role, '910100'));
      expect(view).toMatchObject({ kind: 'administrator', figures: [], below: null, write: [] });
      expect(view.standing.length).toBeGreaterThan(3);
      expect(JSON.stringify(view)).not.toContain('葡萄');
    }
  });

  test('each count is the length of the list behind it, inside her reach only', async () => {
    const system = await w.enter('system-admin', '910100');
    const cadre = await w.enter('county-cadre', '910101');
    const outside = await w.enter('county-cadre', '910201');
    const sql = (text: string, values: unknown[]): Promise<unknown> =>
      w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
    for (const v of [cadre, outside])
      await sql('DELETE FROM second_factor WHERE account_id = $1', [v.accountId]);
    const leaver = await w.enter('township-cadre', '910101001');
    expect(
      (await system.post(`/api/accounts/${leaver.accountId}/end-post`, { postId: leaver.postId })).status,
    ).toBe(200);
    const waiting = await system.post('/api/accounts', {
      login: 'never.came',
      name: '样例人',
      unitId: w.id('910101'),
      title: '干部',
      role: 'county-cadre',
    });
    expect(waiting.status).toBe(200);
    const wrong = { login: 'never.came', password: 'no such password' };
    for (let i = 0; i < 6; i += 1) await w.ask('POST', '/api/sign-in', { body: wrong });
    const view = await home(system);
    for (const state of ['no-second', 'locked', 'unused', 'no-post', 'active']) {
      const listed = await accountsIn(system, state);
      expect([state, standing(view, `/accounts?state=${state}`)]).toEqual([state, listed.length]);
    }
    expect(await accountsIn(system, 'locked')).toEqual(['never.came']);
    expect(await accountsIn(system, 'unused')).toEqual([]);
    expect(texts(view).join()).toContain('1 个账号输错太多');
    // Her code runs out after a day; those who wait are let go after a quarter of an hour.
    w.clock.at = new Date(w.clock.at.getTime() + 25 * 3_600_000);
    const later = await home(await w.enter('system-admin', '910100'));
    expect(standing(later, '/accounts?state=unused')).toBe(1);
    expect(standing(later, '/accounts?state=locked')).toBe(0);
    const county = await home(await w.enter('system-admin', '910102'));
    expect(standing(county, '/accounts?state=unused')).toBe(0);
  });

  test('a grant that waits stands first with the security administrator', async () => {
    const system = await w.enter('system-admin', '910100');
    const security = await w.enter('security-admin', '910100');
    const asked = await system.post('/api/accounts', {
      login: 'audit.next',
      name: '样例人',
      unitId: w.id('910101'),
      title: '审计管理员',
      role: 'audit-admin',
    });
    expect(asked.body.waits).toBe(true);
    expect((await home(security)).todo[0]).toMatchObject({
      urgency: 'late',
      to: '/accounts?state=waiting',
      text: expect.stringContaining('等您确认'),
    });
  });

  test('the audit administrator is told that the chain was not checked, what was denied, and leaves no trail by looking', async () => {
    const audit = await w.enter('audit-admin', '910100');
    const cadre = await w.enter('county-cadre', '910101');
    expect((await cadre.get('/api/accounts')).status).toBe(403);
    await expect
      .poll(async () => standing(await home(audit), '/audit?what=denied'), { timeout: 20_000 })
      .toBeGreaterThan(0);
    const view = await home(audit);
    expect(texts(view)).toContain('审计链一个月没有核对了');
    const read = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT 1 FROM audit_event WHERE account_id = $1`, [audit.accountId]),
    );
    expect(read).toEqual([]);
    expect((await audit.post('/api/audit/chain/check', { sure: true })).status).toBe(200);
    await expect
      .poll(async () => texts(await home(audit)).includes('审计链一个月没有核对了'), { timeout: 20_000 })
      .toBe(false);
  });
});
