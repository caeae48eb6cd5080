import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainingLine } from '../kit/world.ts';
import {
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

/** F1 and F6 of the fault plan: kill -9 of the server during 2,000 saves; double start; stopping in good order. */
const SAVES = 2_000;
const CLIENTS = 8;
/** Villages of several counties and provinces, so that every level has something to agree about. */
const VILLAGES = [
  '910101001201',
  '910101001202',
  '910101002201',
  '910102001201',
  '910201001201',
  '920101001201',
];

let folder: Folder;
let serving: Serving;
const journal = (): string => join(folder.data, '..', 'journal');

beforeAll(async () => {
  folder = await prepareFolder(
    Array.from(
      { length: CLIENTS },
      (_, i) => ['village-cadre', VILLAGES[i % VILLAGES.length] ?? ''] as const,
    ),
  );
  serving = await startServing(folder.data);
}, 90_000);
afterAll(async () => {
  await serving.stop();
  folder.remove();
  rmSync(journal(), { force: true });
}, 60_000);

test('a second start names the process that holds the folder and leaves it alone', async () => {
  const second = await runCommand(folder.data, 'serve');
  expect(second.code).not.toBe(0);
  expect(second.out).toContain(`进程号 ${serving.pid}`);
  expect((await fetch(`${serving.url}/health`)).status).toBe(200);
}, 60_000);

test('kill -9 during 2,000 saves: every acknowledged line is there once, and every level agrees', async () => {
  const clients = await Promise.all(folder.logins.map((login) => enter(serving.url, login)));
  const file = openSync(journal(), 'a');
  const plan = Array.from({ length: SAVES }, (_, i) => ({
    client: i % CLIENTS,
    line: trainingLine(folder.units.get(VILLAGES[(i % CLIENTS) % VILLAGES.length] ?? '')?.id ?? '', {
      requestKey: `fault-save-${i}`,
      data: { topic: `第${i}期`, kind: '科技', people: 10 + (i % 7), women: 5 },
    }),
  }));
  const answered: { acknowledged: number; kills: number } = { acknowledged: 0, kills: 0 };
  const restarts: number[] = [];

  // Killed twice: at a quarter and at about two thirds. A save without an answer is sent again with its own key.
  const killAt = [Math.floor(SAVES / 4), Math.floor((SAVES * 2) / 3)];
  let restarting: Promise<void> | null = null;
  const restart = async (): Promise<void> => {
    const database = postmasterPid(folder.data);
    await serving.kill();
    expect(database !== null && isAlive(database)).toBe(true);
    const began = performance.now();
    serving = await startServing(folder.data);
    restarts.push(performance.now() - began);
    // The orphan was adopted and not doubled.
    expect(postmasterPid(folder.data)).toBe(database);
  };
  await Promise.all(
    clients.map(async (client, c) => {
      for (const step of plan.filter((p) => p.client === c)) {
        for (let tries = 0; ; tries += 1) {
          if (tries > 400) throw new Error('no answer');
          await restarting;
          try {
            const answer = await client.at(serving.url).request('POST', '/api/entries', step.line);
            if (answer.status === 200) {
              appendFileSync(file, `${String(step.line['requestKey'])} ${answer.body.entry.id}\n`);
              fsyncSync(file);
              answered.acknowledged += 1;
              break;
            }
            if (answer.status !== 429 && answer.status !== 503)
              throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
          } catch (error) {
            if (!(error instanceof TypeError)) throw error; // fetch's own word for a broken connection
          }
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const due = killAt[answered.kills];
        if (due !== undefined && answered.acknowledged >= due) {
          answered.kills += 1;
          restarting = restart();
        }
      }
    }),
  );
  closeSync(file);
  expect(restarts).toHaveLength(killAt.length);
  for (const ms of restarts) expect(ms).toBeLessThan(15_000);

  const acknowledged = readFileSync(journal(), 'utf8')
    .trim()
    .split('\n')
    .map((l) => l.split(' '));
  expect(acknowledged).toHaveLength(SAVES);
  const listed = new Map<string, number>();
  for (const client of clients.slice(0, VILLAGES.length)) {
    for (let after = ''; ; ) {
      const page = await client
        .at(serving.url)
        .request('GET', `/api/ledgers/training/entries?limit=200${after}`);
      for (const row of page.body.rows) listed.set(row.id, (listed.get(row.id) ?? 0) + 1);
      if (page.body.next === null) break;
      after = `&after=${encodeURIComponent(page.body.next)}`;
    }
  }
  expect(acknowledged.filter(([, id]) => listed.get(id ?? '') !== 1)).toEqual([]);
  expect(listed.size).toBe(SAVES);

  const verified = await runCommand(folder.data, 'verify', '--json');
  const report = JSON.parse(verified.out.slice(verified.out.indexOf('{')));
  expect(report).toMatchObject({ ok: true, figures: { lines: SAVES, faults: [] }, audit: { faults: [] } });
  expect(report.audit.events).toBeGreaterThanOrEqual(SAVES);
  const figure = await runCommand(
    folder.data,
    'figure',
    '--unit',
    '000000',
    '--measure',
    'training.sessions',
    '--from',
    '2026-01-01',
    '--to',
    '2026-12-31',
    '--json',
  );
  expect(JSON.parse(figure.out.slice(figure.out.indexOf('{')))).toMatchObject({ value: SAVES, lines: SAVES });
}, 150_000);

test('SIGTERM stops server and database in good order', async () => {
  const database = postmasterPid(folder.data);
  expect(database).not.toBeNull();
  expect(await serving.stop()).toBe(0);
  await until(10, () => database === null || !isAlive(database));
  serving = await startServing(folder.data);
}, 60_000);
