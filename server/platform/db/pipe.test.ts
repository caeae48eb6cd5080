import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../../tests/kit/store.ts';
import { type Outcome, type Pipe, pipeOf } from './pipe.ts';

let kit: TestStore;
const onPipe = <T>(fn: (pipe: Pipe) => Promise<T>): Promise<T> =>
  kit.store.owner.withClient((client) => fn(pipeOf(client)));
const rowsOf = async (asked: Promise<Outcome>): Promise<unknown[]> => (await asked).rows;
const codes = (settled: PromiseSettledResult<unknown>[]): unknown[] =>
  settled.map((s) => (s.status === 'rejected' ? (s.reason as { code?: string }).code : 'ok'));

beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(() => kit.close());

describe('a packet of statements', () => {
  test('answers each its own, in order, named or not, with every kind of value', async () => {
    await onPipe(async (pipe) => {
      const long = '妇'.repeat(20_000);
      for (let round = 0; round < 2; round += 1) {
        const answers = await Promise.all([
          rowsOf(pipe.send('SELECT $1::text AS a, $2::int AS b', [long, 7], 'two')),
          rowsOf(pipe.send('SELECT $1::bytea AS c, $2::date AS d', [Buffer.from([0, 255]), '2026-01-05'])),
          rowsOf(pipe.send('SELECT $1::text[] AS e, $2::text AS f', [['甲', '乙"\\', null], null], 'list')),
          rowsOf(pipe.send('SELECT $1::text AS a, $2::int AS b', ['', -1], 'two')),
        ]);
        expect(answers).toEqual([
          [{ a: long, b: 7 }],
          [{ c: Buffer.from([0, 255]), d: '2026-01-05' }],
          [{ e: ['甲', '乙"\\', null], f: null }],
          [{ a: '', b: -1 }],
        ]);
      }
    });
  });

  test('a failed one is told why, those behind it that they were skipped, those before it stand', async () => {
    await onPipe(async (pipe) => {
      const settled = await Promise.allSettled([
        pipe.send('BEGIN', []),
        pipe.send('CREATE TABLE pipe_kept (n int)', []),
        pipe.send('SELECT 1 / $1::int', [0], 'division'),
        pipe.send('SELECT 1', [], 'one'),
      ]);
      expect(codes(settled)).toEqual(['ok', 'ok', '22012', '25P02']);
      expect((await pipe.send('ROLLBACK', [])).command).toBe('ROLLBACK');
      // Both names are usable afterwards, though the server kept one of them and never saw the other.
      expect(await rowsOf(pipe.send('SELECT 1 / $1::int', [1], 'division'))).toEqual([{ '?column?': 1 }]);
      expect(await rowsOf(pipe.send('SELECT 1', [], 'one'))).toEqual([{ '?column?': 1 }]);
      expect(await rowsOf(pipe.send("SELECT to_regclass('pipe_kept') AS t", []))).toEqual([{ t: null }]);
    });
  });

  test('several statements in one text travel ahead of the packet; the last one answers', async () => {
    await onPipe(async (pipe) => {
      const head = pipe.send("BEGIN; SET LOCAL app.path_from = '/11/'; SELECT 5 AS n", []);
      const inside = rowsOf(pipe.send("SELECT current_setting('app.path_from') AS p", [], 'setting'));
      const again = rowsOf(pipe.send("SELECT 1; SELECT current_setting('app.path_from') AS p", []));
      const end = pipe.send('COMMIT', [], 'commit');
      expect((await head).rows).toEqual([{ n: 5 }]);
      expect(await inside).toEqual([{ p: '/11/' }]);
      expect(await again).toEqual([{ p: '/11/' }]);
      expect((await end).command).toBe('COMMIT');
    });
  });

  test('when its head fails, nothing of it is kept', async () => {
    await onPipe(async (pipe) => {
      const settled = await Promise.allSettled([
        pipe.send('BEGIN; SELECT 1 / 0', []),
        pipe.send('CREATE TABLE pipe_kept (n int)', []),
        pipe.send('COMMIT', [], 'commit'),
      ]);
      expect(codes(settled)).toEqual(['22012', '25P02', '25P02']);
      await pipe.send('ROLLBACK', []);
      expect(await rowsOf(pipe.send("SELECT to_regclass('pipe_kept') AS t", []))).toEqual([{ t: null }]);
    });
  });

  test('two texts under one name are refused, and the connection lives on', async () => {
    await onPipe(async (pipe) => {
      await pipe.send('SELECT 1 AS n', [], 'same');
      await expect(pipe.send('SELECT 2 AS n', [], 'same')).rejects.toThrow(/share the name same/);
      expect(await rowsOf(pipe.send('SELECT 1 AS n', [], 'same'))).toEqual([{ n: 1 }]);
    });
  });

  test('a connection that is ended under it refuses what waits, and the pool gives another', async () => {
    const lost = kit.store.app.transaction([], async (tx) => {
      const [me] = await tx.sql('SELECT pg_backend_pid() AS pid');
      await kit.store.owner.single('SELECT pg_terminate_backend($1)', [me?.['pid']], 'terminate');
      await tx.sql('SELECT 1', [], 'one');
    });
    await expect(lost).rejects.toMatchObject({ code: 'database.lost' });
    expect(await kit.store.app.single('SELECT 1 AS n', [], 'one')).toEqual([{ n: 1 }]);
  });
});
