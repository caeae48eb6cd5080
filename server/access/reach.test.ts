import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldAll } from '../figures/index.ts';
import { contextOf, NOBODY, permits } from './actor.ts';
import type { Role } from './policy.ts';
import { withActor, withinScope } from './scope.ts';

/** Reach by subtree (SECURITY 13, 14, 18): every list, count, sum, search and line, against an oracle that knows codes only. */
const PARENT: Record<string, string> = {
  '910000': '000000',
  '920000': '000000',
  '910100': '910000',
  '910200': '910000',
  '920100': '920000',
  '910101': '910100',
  '910102': '910100',
  '910201': '910200',
  '920101': '920100',
  '910101001': '910101',
  '910101002': '910101',
  '910102001': '910102',
  '910201001': '910201',
  '920101001': '920101',
  '910101001201': '910101001',
  '910101001202': '910101001',
  '910101002201': '910101002',
  '910102001201': '910102001',
  '910201001201': '910201001',
  '920101001201': '920101001',
  '910100-B1': '910100',
  '910101-B1': '910101',
  '910101-Z1': '910101',
};
const CODES = ['000000', ...Object.keys(PARENT)];
const VILLAGES = CODES.filter((c) => c.length === 12);
const ROLE_OF: Record<number, Role> = { 6: 'county-cadre', 9: 'township-cadre', 12: 'village-cadre' };

/** True when `code` is `root` or stands under it now. */
function isUnder(code: string, root: string): boolean {
  for (let at: string | undefined = code; at; at = PARENT[at]) if (at === root) return true;
  return false;
}

const SOMEBODY = '018f0000-0000-7000-8000-000000000001';

let w: World;
const lineOf = new Map<string, string>();
const visitors = new Map<string, Visitor>();
const who = async (code: string): Promise<Visitor> => {
  const known = visitors.get(code);
  if (known) return known;
  const made = await w.enter(
    code.includes('-B') ? 'department-head' : (ROLE_OF[code.length] ?? 'county-cadre'),
    code,
  );
  visitors.set(code, made);
  return made;
};
/** A department works for its whole federation. */
const rootOf = (code: string): string => (code.includes('-B') ? (PARENT[code] ?? code) : code);
const SEATS = CODES.filter((c) => !c.includes('-Z'));

beforeAll(async () => {
  w = await openWorld();
  for (const [i, code] of VILLAGES.entries()) {
    const line = trainingLine(w.id(code), {
      data: { topic: '葡萄修剪', kind: '科技', people: 2 ** i, women: 1 },
    });
    const answer = await (await who(code)).post('/api/entries', line);
    expect(answer.status).toBe(200);
    lineOf.set(code, answer.body.entry.id);
  }
  await foldAll(w.test.store, w.test.registry);
}, 60_000);
afterAll(() => w.close());

/** Everything that one seat can be shown, held against the oracle. People are powers of two, so a sum names its lines. */
async function seesExactly(seat: string, target: string): Promise<void> {
  const visitor = await who(seat);
  const root = rootOf(seat);
  const mine = VILLAGES.filter((v) => isUnder(v, root));
  const list = await visitor.get('/api/ledgers/training/entries?limit=200');
  expect(list.body.rows.map((r: { id: string }) => r.id).sort()).toEqual(
    mine.map((v) => lineOf.get(v)).sort(),
  );
  const words = await visitor.get(
    `/api/ledgers/training/entries?q=${encodeURIComponent('葡萄')}&where=${encodeURIComponent('kind=科技')}`,
  );
  expect(words.body.rows).toHaveLength(mine.length);
  const search = await visitor.get(`/api/units?q=${encodeURIComponent('样例')}`);
  expect(search.body.units.every((u: { code: string }) => isUnder(u.code, root))).toBe(true);
  const home = await visitor.get('/api/home');
  expect(
    home.body.recent.every((r: { to: string }) => mine.some((v) => r.to.endsWith(lineOf.get(v) ?? '?'))),
  ).toBe(true);

  const inReach = isUnder(target, root);
  const under = VILLAGES.filter((v) => isUnder(v, target));
  const range = 'from=2026-01-01&to=2026-12-31';
  const absent = '018f0000-0000-7000-8000-000000000000';
  for (const path of [
    (id: string) => `/api/units/${id}`,
    (id: string) => `/api/units/${id}/history`,
    (id: string) => `/api/ledgers/training/entries?unit=${id}`,
    (id: string) => `/api/coverage?unit=${id}&ledger=training&year=2026`,
    (id: string) => `/api/figures?unit=${id}&measure=training.people&${range}`,
    (id: string) => `/api/figures/lines?unit=${id}&measure=training.people&${range}`,
    (id: string) => `/api/figures/page?unit=${id}&measures=training.people&${range}`,
  ]) {
    const answer = await visitor.get(path(w.id(target)));
    expect([path(target), answer.status]).toEqual([path(target), inReach ? 200 : 404]);
    // Not hers and not there are one answer.
    if (!inReach) expect(answer.body).toEqual((await visitor.get(path(absent))).body);
  }
  if (inReach) {
    const people = under.reduce((sum, v) => sum + 2 ** VILLAGES.indexOf(v), 0);
    const figure = await visitor.get(
      `/api/figures?unit=${w.id(target)}&measure=training.people&${range}&tree=like-for-like`,
    );
    expect(figure.body.value ?? 0).toBe(people);
  }
  const line = lineOf.get(target);
  if (line) {
    expect((await visitor.get(`/api/entries/${line}`)).status).toBe(inReach ? 200 : 404);
    const fix = await visitor.post(`/api/entries/${line}/withdraw`, { version: 999, reason: '试' });
    expect(inReach ? [403, 409] : [404]).toContain(fix.status);
  }
}

test('any seat, any target: only her subtree, and what is not hers is as if it were not', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...SEATS), fc.constantFrom(...CODES), seesExactly), {
    numRuns: 60,
    seed: 20260615,
    endOnFailure: true,
  });
}, 120_000);

test('right after a move the old superiors see nothing of it and the new ones all, in the next request', async () => {
  const province = await who('910000');
  const old = await who('910101');
  const next = await who('910102');
  const village = await who('910101001201');
  const line = lineOf.get('910101001201') ?? '';
  expect([
    (await old.get(`/api/entries/${line}`)).status,
    (await next.get(`/api/entries/${line}`)).status,
  ]).toEqual([200, 404]);
  const moved = await province.post(`/api/units/${w.id('910101001')}/move`, {
    parentId: w.id('910102'),
    day: '2026-04-01',
  });
  expect(moved.status).toBe(200);
  PARENT['910101001'] = '910102';
  expect([
    (await old.get(`/api/entries/${line}`)).status,
    (await next.get(`/api/entries/${line}`)).status,
  ]).toEqual([404, 200]);
  expect((await village.get(`/api/entries/${line}`)).status).toBe(200);
  for (const seat of [
    '910101',
    '910102',
    '910101001',
    '910101001201',
    '910101-B1',
    '910100',
    '910000',
    '920000',
  ])
    for (const target of ['910101001', '910101001201', '910101002201']) await seesExactly(seat, target);
  // The moved village's own work goes on, and its new line stands at its new place only.
  const saved = await village.post('/api/entries', trainingLine(w.id('910101001201'), { day: '2026-06-01' }));
  expect(saved.status).toBe(200);
  expect((await old.get(`/api/entries/${saved.body.entry.id}`)).status).toBe(404);
  expect((await next.get(`/api/entries/${saved.body.entry.id}`)).status).toBe(200);
}, 60_000);

test('lines saved while their township moves back and forth never keep a path of yesterday', async () => {
  const city = await w.enter('city-cadre', '910100');
  const cadre = await w.enter('township-cadre', '910101001');
  let moving = true;
  const saving = Array.from({ length: 4 }, async () => {
    const outcomes: number[] = [];
    while (moving)
      outcomes.push(
        (await cadre.post('/api/entries', trainingLine(w.id('910101001202'), { day: '2026-06-02' }))).status,
      );
    return outcomes;
  });
  for (const [i, parent] of ['910101', '910102', '910101', '910102'].entries()) {
    const answer = await city.post(`/api/units/${w.id('910101001')}/move`, {
      parentId: w.id(parent),
      day: `2026-05-0${i + 1}`,
    });
    expect(answer.status).toBe(200);
  }
  moving = false;
  const outcomes = (await Promise.all(saving)).flat();
  // Who sends in the very moment of the move may be asked to look again; nothing worse.
  expect(outcomes.filter((s) => s !== 200 && s !== 404)).toEqual([]);
  expect(outcomes.filter((s) => s === 200).length).toBeGreaterThan(0);
  for (const table of ['entry', 'entry_version', 'search_row', 'fact']) {
    const key = table === 'entry' ? 'e.id' : 't.entry_id';
    const stale = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        table === 'entry'
          ? 'SELECT 1 FROM entry e JOIN unit u ON u.id = e.unit_id WHERE e.unit_path <> u.path'
          : `SELECT 1 FROM ${table} t JOIN entry e ON e.id = ${key} JOIN unit u ON u.id = e.unit_id WHERE t.unit_path <> u.path`,
      ),
    );
    expect([table, stale.length]).toEqual([table, 0]);
  }
}, 60_000);

describe('the second wall: row-level security', () => {
  const SCOPED = [
    'entry',
    'entry_version',
    'answered_request',
    'stated_zero',
    'search_row',
    'fact',
    'cell',
    'coverage',
    'paper',
    'post',
    'taught_subject',
    'kept_text',
    'kept_print',
    'import_batch',
    'import_row',
    'import_line',
    'upload',
    'attachment',
    'saved_view',
    'reminder',
    'figure_view',
    'blank_task',
    'report_draft',
    'report_saving',
    'report_comment',
    'report_step',
    'report_arrangement',
    'matter',
    'matter_line',
    'personal_request',
    'trend_signal',
    'score_sheet',
    'point_case',
    'letter',
    'letter_word',
    'referral',
    'referral_event',
    'person_change',
    'person_merge',
    'transfer',
    'library_entry',
    'takeout',
  ];
  const village = (): { from: string; to: string } => ({
    from: `${pathOf('910101002201')}`,
    to: `${pathOf('910101002201').slice(0, -1)}0`,
  });
  const pathOf = (code: string): string => w.units.get(code)?.path ?? '';

  test('without context the app role sees no row of any scoped table, though there are rows', async () => {
    const open = await w.test.store.owner.transaction([], (tx) => tx.sql('SELECT 1 FROM entry'));
    expect(open.length).toBeGreaterThan(0);
    for (const table of SCOPED) {
      const rows = await w.test.store.app.transaction([], (tx) => tx.sql(`SELECT 1 FROM ${table} LIMIT 1`));
      expect([table, rows]).toEqual([table, []]);
    }
  });

  test('every table with a unit path is behind the wall, forced, and the roles have no way around it', async () => {
    const rows = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        `SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'unit_path'
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
      ),
    );
    const behind = rows
      .filter((r) => r['relrowsecurity'] && r['relforcerowsecurity'])
      .map((r) => r['relname']);
    expect(behind.sort()).toEqual([...SCOPED].sort());
    // The audit keeps the path as it was and is read by no request.
    expect(rows.map((r) => r['relname']).filter((t) => !behind.includes(t))).toEqual(['audit_event']);
    const roles = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        `SELECT rolname FROM pg_roles WHERE rolname LIKE 'halfsky%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
      ),
    );
    expect(roles).toEqual([]);
    const owned = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        `SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname LIKE 'halfsky%'`,
      ),
    );
    expect(owned).toEqual([]);
  });

  test('in a village the database itself shows only the village and refuses a row for another', async () => {
    const actor = { scope: village(), accountId: SOMEBODY };
    const paths = await w.test.store.app.transaction(contextOf(actor), (tx) =>
      tx.sql('SELECT DISTINCT unit_path FROM entry'),
    );
    expect(paths).toEqual([{ unit_path: pathOf('910101002201') }]);
    const insert = (code: string): Promise<unknown> =>
      w.test.store.app.transaction(contextOf(actor), (tx) =>
        tx.sql(
          `INSERT INTO stated_zero (region_code, unit_id, ledger, month, unit_path, at) VALUES ('910101', $1, 'training', '2020-01-01', $2, now())`,
          [w.id(code), pathOf(code)],
        ),
      );
    await expect(insert('910101002201')).resolves.toBeDefined();
    await expect(insert('920101001201')).rejects.toThrow('row-level security');
    await expect(
      w.test.store.app.transaction(contextOf(actor), (tx) =>
        tx.sql('UPDATE entry SET unit_path = $1', [pathOf('920101001201')]),
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      w.test.store.app.transaction(contextOf(actor), (tx) =>
        tx.sql('UPDATE audit_event SET action = $1', ['x']),
      ),
    ).rejects.toThrow('permission denied');
  });

  test('requests cannot read passwords, sessions or births that files told, give rights, change the tree, or delete a line, whatever is sent', async () => {
    for (const text of [
      'SELECT password FROM account',
      'SELECT * FROM session',
      'SELECT birth FROM person',
      "UPDATE post SET role = 'chair'",
      'DELETE FROM post',
      'DELETE FROM person',
      'SELECT * FROM first_code',
      'SELECT * FROM audit_event',
      "UPDATE unit SET path = '/'",
      'DELETE FROM unit_span',
      'DELETE FROM entry',
      "UPDATE entry_version SET reason = ''",
      'DELETE FROM entry_version',
      'UPDATE cell SET own_v = 0',
      'DELETE FROM answered_request',
    ])
      await expect(
        w.test.store.app.transaction([], (tx) => tx.sql(text)),
        text,
      ).rejects.toThrow('permission denied');
  });

  test('a scope that tries to say more than a path is refused before it reaches the database', async () => {
    for (const from of ["/'; DROP TABLE entry; --", '/a b', '/\u0000', '/人']) {
      const actor = { scope: { from, to: '~' }, accountId: 'x' };
      await expect(
        w.test.store.app.transaction(contextOf(actor), (tx) => tx.sql('SELECT 1')),
      ).rejects.toThrow('context value refused');
    }
  });

  test('both walls say the same range', async () => {
    const scope = village();
    const actor = { ...NOBODY, accountId: SOMEBODY, can: permits('village-cadre'), scope };
    const p: unknown[] = [];
    const where = withinScope(actor, 'unit_path', p);
    const byFirst = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT id FROM entry WHERE ${where}`, p),
    );
    const bySecond = await withActor(w.test.store.app, actor, (tx) => tx.sql('SELECT id FROM entry'), 'read');
    expect(byFirst).toEqual(bySecond);
    expect(byFirst.length).toBe(1);
  });
});
