import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BatchCheck, BatchTexts } from '../../../../contracts/api-account-batches.ts';
import { type Answer, COOKIE, openWorld, type Visitor, type World } from '../../../../tests/kit/world.ts';
import { readBook } from '../../../workbooks/book/read-book.ts';
import { bookOf } from '../../../workbooks/testing-books.ts';
import { loginOf } from './choose-logins.ts';

/** Accounts from a table: checked by cell, made together, handed over as slips, undone while unused. */
let w: World;
let system: Visitor;
let clicks = 0;

beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  w.clock.at = new Date(w.clock.at.getTime() + 3_600_000);
  system = await w.enter('system-admin', '910100');
});

/** What a file sent as bytes is answered with. */
const fileAnswer = async (
  bytes: Uint8Array,
): Promise<BatchCheck & { readonly error?: { readonly code: string } }> =>
  (await (await system.raw('PUT', '/api/account-batches/file', bytes)).json()) as never;
const row = (o: Partial<BatchTexts>): BatchTexts => ({
  name: '',
  unit: '',
  role: '',
  title: '',
  login: '',
  ...o,
});
const key = (): string => {
  clicks += 1;
  return `batch-click-${clicks}`;
};
const check = (rows: BatchTexts[]): Promise<Answer> => system.post('/api/account-batches/check', { rows });
const make = (rows: BatchTexts[], o: { mode?: string; requestKey?: string } = {}): Promise<Answer> =>
  system.post('/api/account-batches', { rows, mode: 'good', fileName: '名单.xlsx', requestKey: key(), ...o });
const signIn = (login: string, password: string): Promise<Answer> =>
  w.ask('POST', '/api/sign-in', { body: { login, password } });
const problemsOf = (a: Answer): [number, string, string][] =>
  a.body.rows.flatMap((r: { n: number; problems: { field: string; message: string }[] }) =>
    r.problems.map((p) => [r.n, p.field, p.message]),
  );

describe('the check', () => {
  test('names every bad cell, and says what would be made of the good ones', async () => {
    const answer = await check([
      row({ name: '张莉', unit: '样例910101001妇联' }),
      row({ name: '', unit: '910101001' }),
      row({ name: '王芳', unit: '没有这个村' }),
      row({ name: '李梅', unit: '910201' }),
      row({ name: '陈静', unit: '910101', role: '系统管理员' }),
      row({ name: '赵敏', unit: '910101', role: '村(社区)妇联干部' }),
      row({ name: '孙燕', unit: '910101', login: '孙 燕' }),
      row({ name: '张莉', unit: '910102' }),
    ]);
    expect(answer.body).toMatchObject({ good: 2, bad: 6, known: 0 });
    expect(answer.body.rows[0].made).toEqual({
      unitName: '样例910101001妇联',
      roleName: '乡镇(街道)妇联干部',
      title: '干部',
      login: 'zhangli',
    });
    expect(answer.body.rows[7].made.login).toBe('zhangli2');
    expect(problemsOf(answer).map(([n, field]) => [n, field])).toEqual([
      [2, 'name'],
      [3, 'unit'],
      [4, 'unit'],
      [5, 'role'],
      [6, 'role'],
      [7, 'login'],
    ]);
    for (const [, , message] of problemsOf(answer)) expect(message).toMatch(/[一-鿿].*。$/);
    // A unit of another's reach reads like one that is not there.
    expect(problemsOf(answer)[2]?.[2]).toContain('没有找到“910201”');
  });

  test('who is there already is passed over, twins in the table are told, a taken login is told', async () => {
    const one = await make([row({ name: '周颖', unit: '910101', login: 'zhou.ying' })]);
    expect(one.status).toBe(200);
    const answer = await check([
      row({ name: '周颖', unit: '910101' }),
      row({ name: '吴桐', unit: '910101', login: 'zhou.ying' }),
      row({ name: '郑爽', unit: '910101', login: 'zheng' }),
      row({ name: '郑双', unit: '910101', login: 'zheng' }),
      row({ name: '郑爽', unit: '910101' }),
    ]);
    expect(answer.body).toMatchObject({ known: 1, good: 1, bad: 3 });
    expect(answer.body.rows[0].known).toBe('zhou.ying');
    expect(problemsOf(answer).map(([n, field]) => [n, field])).toEqual([
      [2, 'login'],
      [4, 'login'],
      [5, 'name'],
    ]);
  });

  test('is for system administrators only, and says so of wild bodies', async () => {
    const security = await w.enter('security-admin', '910100');
    const chair = await w.enter('chair', '910100');
    for (const v of [security, chair]) {
      expect(
        (await v.post('/api/account-batches/check', { rows: [row({ name: '甲', unit: '910101' })] })).status,
      ).toBe(403);
      expect((await v.get('/api/account-batches')).status).toBe(403);
    }
    for (const rows of [[], [{ name: 1 }], Array.from({ length: 301 }, () => row({ name: '甲' })), 'x'])
      expect((await system.post('/api/account-batches/check', { rows })).status).toBe(422);
  });
});

describe('a batch', () => {
  test('only the good rows, each with a slip that opens its account once; the codes lie nowhere', async () => {
    const made = await make([
      row({ name: '何花', unit: '910101001201' }),
      row({ name: '', unit: '910101001201' }),
      row({ name: '何叶', unit: '910101001202', title: '主席' }),
    ]);
    expect(made.body.slips.map((s: { login: string; title: string }) => [s.login, s.title])).toEqual([
      ['hehua', '干部'],
      ['heye', '主席'],
    ]);
    expect(Date.parse(made.body.expiresAt) - w.clock.at.getTime()).toBe(72 * 3_600_000);
    const [slip] = made.body.slips;
    const entered = await signIn(slip.login, slip.code);
    expect(entered.status).toBe(200);
    const token = /halfsky=([^;]*)/.exec(entered.headers.get('set-cookie') ?? '')?.[1];
    const desk = await w.ask('GET', '/api/home', { headers: { cookie: `${COOKIE}=${token}` } });
    expect(desk.body.error.code).toBe('account.owes-password');
    expect((await signIn(slip.login, slip.code)).status).toBe(401);
    for (const table of ['account', 'account_code', 'account_batch', 'account_log', 'audit_event']) {
      const dump = await w.test.store.owner.transaction([], (tx) =>
        tx.sql(`SELECT t::text AS row FROM ${table} t`),
      );
      expect(JSON.stringify(dump)).not.toContain(made.body.slips[1].code);
    }
  });

  test('all or nothing leaves nothing when one row is bad', async () => {
    const before = await w.test.store.owner.transaction([], (tx) => tx.sql('SELECT 1 FROM account'));
    const refused = await make([row({ name: '柳絮', unit: '910101' }), row({ name: '', unit: '910101' })], {
      mode: 'all',
    });
    expect([refused.status, refused.body.error.code]).toEqual([422, 'batch.has-bad']);
    expect(await w.test.store.owner.transaction([], (tx) => tx.sql('SELECT 1 FROM account'))).toHaveLength(
      before.length,
    );
    expect((await make([row({ name: '', unit: '910101' })])).body.error.code).toBe('batch.nothing-good');
  });

  test('a double click makes one batch; the second learns where to get new codes', async () => {
    const requestKey = key();
    const rows = [row({ name: '双双', unit: '910101' })];
    const both = await Promise.all([make(rows, { requestKey }), make(rows, { requestKey })]);
    expect(both.map((a) => a.status).sort()).toEqual([200, 409]);
    const batch = (await system.get('/api/account-batches')).body.rows[0];
    expect(batch).toMatchObject({ total: 1, used: 0, may: ['codes', 'undo'] });
    const again = await system.post(`/api/account-batches/${batch.id}/codes`, { sure: true });
    expect(again.body.slips).toHaveLength(1);
    expect((await signIn('shuangshuang', again.body.slips[0].code)).status).toBe(200);
    const spent = await system.post(`/api/account-batches/${batch.id}/codes`, { sure: true });
    expect([spent.status, spent.body.error.code]).toEqual([409, 'batch.all-used']);
  });

  test('undone: who never came in is disabled, who did stays and is named; not by a stranger', async () => {
    const made = await make([row({ name: '春兰', unit: '910101' }), row({ name: '秋菊', unit: '910101' })]);
    const [first, second] = made.body.slips;
    expect((await signIn(first.login, first.code)).status).toBe(200);
    const stranger = await w.enter('system-admin', '910102');
    const undo = (v: Visitor): Promise<Answer> =>
      v.post(`/api/account-batches/${made.body.id}/undo`, { sure: true });
    expect((await undo(stranger)).status).toBe(404);
    expect((await undo(system)).body).toEqual({ disabled: 1, kept: ['春兰'] });
    expect((await signIn(second.login, second.code)).status).toBe(401);
    expect((await undo(system)).body).toEqual({ disabled: 0, kept: ['春兰'] });
    const batch = (await system.get('/api/account-batches')).body.rows.find(
      (b: { id: string }) => b.id === made.body.id,
    );
    expect(batch).toMatchObject({ used: 1, disabled: 1, may: [] });
    expect(batch.undoneAt).not.toBeNull();
  });
});

describe('the table', () => {
  test('the template comes back empty of people, and filled in it is read: head below a title, columns in any order', async () => {
    const template = await system.raw('GET', '/api/account-batches/template');
    expect(template.status).toBe(200);
    const bytes = new Uint8Array(await template.arrayBuffer());
    expect((await readBook(bytes, 'xlsx'))[0]?.rows[0]?.slice(0, 2)).toEqual(['姓名*', '组织*']);
    expect((await fileAnswer(bytes)).error?.code).toBe('batch.nothing');
    const book = await bookOf([
      ['某县妇联干部名单'],
      ['序号', '所在组织', '姓名', '职务'],
      ['1', '910101', '江雪', '秘书'],
    ]);
    const read = await fileAnswer(book);
    expect(read).toMatchObject({ good: 1, bad: 0 });
    expect(read.rows[0]?.made).toMatchObject({ title: '秘书', login: 'jiangxue' });
    const wrong = await bookOf([
      ['甲', '乙'],
      ['1', '2'],
    ]);
    expect((await fileAnswer(wrong)).error?.code).toBe('batch.no-head');
    expect((await system.raw('PUT', '/api/account-batches/file', new Uint8Array([1, 2, 3]))).status).toBe(
      422,
    );
  });

  test('logins from names', async () => {
    expect(await Promise.all(['欧阳娜娜', '单红', '吕丽', 'Anna', '〇'].map(loginOf))).toEqual([
      'ouyangnana',
      'shanhong',
      'lvli',
      'anna',
      expect.stringMatching(/^[a-z0-9]{2,}$/),
    ]);
  });
});
