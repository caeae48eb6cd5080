import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainingLine } from '../kit/world.ts';
import {
  childrenOf,
  enter,
  type Folder,
  isAlive,
  postmasterPid,
  prepareFolder,
  runCommand,
  type Serving,
  startServing,
  until,
} from './serving.ts';

/** F2 of the fault plan: kill -9 of PostgreSQL, all its processes, while the server stays. */
const ROUNDS = 2;

let folder: Folder;
let serving: Serving;

beforeAll(async () => {
  folder = await prepareFolder([
    ['village-cadre', '910101001201'],
    ['township-cadre', '910101001'],
  ]);
  serving = await startServing(folder.data);
}, 90_000);
afterAll(async () => {
  await serving.stop();
  folder.remove();
}, 60_000);

test('requests are told to come back, the database returns by itself, and nothing acknowledged is lost', async () => {
  const village = await enter(serving.url, folder.logins[0] ?? '');
  const township = await enter(serving.url, folder.logins[1] ?? '');
  const unitId = folder.units.get('910101001201')?.id ?? '';
  const acknowledged: string[] = [];
  const told = { lost: 0, retryAfter: new Set<string | null>(), other: new Set<number>() };
  const save = async (i: number): Promise<boolean> => {
    const answer = await village.request(
      'POST',
      '/api/entries',
      trainingLine(unitId, { requestKey: `database-${i}` }),
    );
    if (answer.status === 200) acknowledged.push(answer.body.entry.id);
    else if (answer.status === 503) {
      told.lost += 1;
      told.retryAfter.add(answer.retryAfter);
      expect(answer.body.error.message).toMatch(/数据库暂时连不上/);
    } else told.other.add(answer.status);
    return answer.status === 200;
  };
  let next = 0;
  const fresh = (): number => {
    next += 1;
    return next;
  };
  const recoveries: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < 20; i += 1) await save(fresh());
    const postmaster = postmasterPid(folder.data);
    expect(postmaster).not.toBeNull();
    if (postmaster === null) return;
    const under = childrenOf(postmaster);
    // Saves are under way when it dies: their outcome is unknown to their sender, who will ask again.
    const underWay = Promise.all(Array.from({ length: 8 }, () => save(fresh())));
    for (const pid of [postmaster, ...under]) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await underWay;
    expect((await township.request('GET', '/api/ledgers/training/entries')).status).toSatisfy(
      (s: number) => s === 503 || s === 200,
    );
    recoveries.push(await until(10, () => save(fresh())));
    expect((await township.request('GET', '/api/ledgers/training/entries')).status).toBe(200);
    expect(isAlive(serving.pid)).toBe(true);
    expect(postmasterPid(folder.data)).not.toBe(postmaster);
  }
  expect(told.other).toEqual(new Set());
  expect(told.lost).toBeGreaterThan(0);
  expect(told.retryAfter).toEqual(new Set(['5']));
  for (const ms of recoveries) expect(ms).toBeLessThan(10_000);

  const seen = new Set<string>();
  for (let after = ''; ; ) {
    const page = await township.request('GET', `/api/ledgers/training/entries?limit=200${after}`);
    for (const row of page.body.rows) seen.add(row.id);
    if (page.body.next === null) break;
    after = `&after=${encodeURIComponent(page.body.next)}`;
  }
  expect(acknowledged.filter((id) => !seen.has(id))).toEqual([]);
  // Figures follow again: the sweeps came back too.
  const today = '2026-12-31';
  await until(10, async () => {
    const figure = await township.request(
      'GET',
      `/api/figures?unit=${folder.units.get('910101001')?.id}&measure=training.sessions&from=2026-01-01&to=${today}`,
    );
    return figure.body.value === seen.size;
  });
  const verified = await runCommand(folder.data, 'verify', '--json');
  expect(JSON.parse(verified.out.slice(verified.out.indexOf('{')))).toMatchObject({ ok: true });
}, 120_000);
