import { afterAll, beforeAll, expect, test } from 'vitest';
import { enter, type Folder, prepareFolder, type Serving, startServing } from './serving.ts';

/** kill -9 between a step of a matter and its answer: whoever sent it asks again with the same key; it is done once. */
const ROUNDS = 2;
const AT_ONCE = 6;

let folder: Folder;
let serving: Serving;
beforeAll(async () => {
  folder = await prepareFolder([['village-cadre', '910101001201']]);
  serving = await startServing(folder.data);
}, 90_000);
afterAll(async () => {
  await serving.stop();
  folder.remove();
}, 60_000);

test('contacts and their steps are there once each, with one responsible person, whatever moment the server died in', async () => {
  const keys: { key: string; id: string | null; seq: number | null }[] = [];
  const signedIn = await enter(serving.url, folder.logins[0] ?? '');
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = signedIn.at(serving.url);
    const begin = (ask: typeof before, key: string) =>
      ask.request('POST', '/api/matters', {
        requestKey: key,
        flow: 'first-asked',
        data: { danger: '没有', channel: '来访', cause: '婚姻家庭' },
      });
    const extend = (ask: typeof before, id: string, key: string, version: number) =>
      ask.request('POST', `/api/matters/${id}/steps`, {
        requestKey: `${key}-step`,
        version,
        step: 'extend',
        data: { days: 5 },
        opinion: '等鉴定',
      });
    const under = Array.from({ length: AT_ONCE }, (_, i) => `killed-${round}-${i}-key`);
    const known = await begin(before, `${under[0]}`);
    expect(known.status).toBe(200);
    const underWay = Promise.allSettled([
      ...under.slice(1).map((key) => begin(before, key)),
      extend(before, known.body.id, `${under[0]}`, known.body.seq),
    ]);
    // Some answers come, some do not: dies after the first of them.
    await Promise.race([begin(before, `${under[1]}`).catch(() => null)]);
    process.kill(serving.pid, 'SIGKILL');
    await underWay;
    serving = await startServing(folder.data);
    const after = signedIn.at(serving.url);
    for (const key of under) {
      const once = await begin(after, key);
      const twice = await begin(after, key);
      expect([once.status, twice.status, once.body.id]).toEqual([200, 200, twice.body.id]);
      keys.push({ key, id: once.body.id, seq: once.body.seq });
    }
    expect((await extend(after, known.body.id, `${under[0]}`, known.body.seq)).status).toBe(200);
    const page = await after.request('GET', `/api/matters/${known.body.id}`);
    expect(page.body.steps.map((s: { step: string }) => s.step)).toEqual(['start', 'take-up', 'extend']);
  }
  const ask = signedIn.at(serving.url);
  const inbox = await ask.request('GET', '/api/matters?limit=100');
  const mine = inbox.body.rows
    .filter((r: { why: string }) => r.why === 'hold')
    .map((r: { id: string }) => r.id);
  // As many matters as keys, none lost and none twice, each in her hand.
  expect(mine.sort()).toEqual(keys.map((k) => k.id).sort());
}, 180_000);
