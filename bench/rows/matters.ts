import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../server/access/index.ts';
import { sweepClocks } from '../../server/flows/index.ts';
import { createUnit } from '../../server/org/index.ts';
import { type LoadResult, runLoad } from '../clients.ts';
import { fillMatters } from '../matters-in-bulk.ts';
import { type Finding, median, quantile, timed } from '../measure.ts';
import { seatsAt } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench, OpenHouse } from '../world.ts';
import { makeFloor } from './saves.ts';

const ROUNDS = 40;
const CLIENTS = 16;
/** Twenty for each client. */
const WARM = 320;
const DUE = 1_000;
const COUNTIES = 98;
const row = '事项';

const LEVELS: readonly (readonly [string, Role, string])[] = [
  ['全国', 'nation-cadre', '000000'],
  ['省', 'province-cadre', '910000'],
  ['市', 'city-cadre', '910100'],
  ['县', 'county-cadre', '910101'],
  ['乡', 'township-cadre', '910101001'],
  ['村', 'village-cadre', '910101001201'],
];
const WAYS: readonly (readonly [string, string])[] = [
  ['待办', 'box=todo'],
  ['少见的一种', 'box=past&flow=leave'],
  ['超期', 'box=late'],
  ['找字', `box=past&q=${encodeURIComponent('枇杷')}`],
];

/** Inbox pages, steps with 16 clients, and the sweep, over a million matters. */
export async function matters(bench: Bench): Promise<Finding[]> {
  const house = await bench.empty('matters');
  await plant(house);
  const seats = await Promise.all(
    LEVELS.map(async ([name, role, code]) => {
      const [seat] = await seatsAt(house, [code], role);
      if (!seat) throw new Error(`no seat at ${code}`);
      return { name, ...seat, ...(await postOf(house, seat.token)) };
    }),
  );
  await seatsAt(house, await counties(house), 'chair');
  await fillMatters(house, { matters: bench.lines, seats, say: bench.say });
  const findings: Finding[] = [];
  await withWeb(house, async (url) => {
    findings.push(...(await inboxes(url, seats)));
    findings.push(...(await steps(house, url, seats)));
  });
  findings.push(await sweep(house));
  return findings;
}

type Seat = { readonly name: string; readonly token: string; readonly postId: string };

async function inboxes(url: string, seats: readonly Seat[]): Promise<Finding[]> {
  const asked = Array.from({ length: ROUNDS + 1 }, () =>
    seats.flatMap(({ name, token }) =>
      WAYS.map(([way, query]) => ({ what: `${name} · ${way}`, token, path: `/api/matters?${query}` })),
    ),
  ).flat();
  const result = await runLoad({ kind: 'get', url, requests: asked, clients: 1 });
  if (result.failed > 0) throw new Error(`${result.failed} inboxes failed: ${result.firstFailure}`);
  const round = asked.length / (ROUNDS + 1);
  const times = new Map<string, number[]>();
  for (const [i, { what }] of asked.entries())
    if (i >= round) times.set(what, [...(times.get(what) ?? []), result.times[i] ?? Number.NaN]);
  return [...times].map(([what, list]) => ({
    row,
    what,
    value: quantile(list, 0.99),
    unit: 'ms',
    target: { most: 80 },
    note: `p50 ${median(list).toFixed(1)} ms`,
  }));
}

/**
 * Each matter is extended, then answered; a tenth is sent twice under one key. None may be lost and none done twice. What a
 * server does once after its start (code made ready, plans of each connection) is done by the first ones, which are not timed.
 */
async function steps(house: OpenHouse, url: string, seats: readonly Seat[]): Promise<Finding[]> {
  const open = await mattersInTurn(house, seats);
  const sent = [
    ...open.map((m) => asked(m, 2, { step: 'extend', data: { days: 5 }, opinion: '等鉴定结果' })),
    ...open.map((m) =>
      asked(m, 3, { step: 'answer', data: { answer: '已经当面答复,她清楚下一步怎么办。' } }),
    ),
  ].flatMap((r, i) => (i % 10 === 0 ? [r, r] : [r]));
  await makeFloor(house);
  const bare = { kind: 'floor', databaseUrl: house.store.ownerUrl, clients: CLIENTS, seconds: 3 } as const;
  const load = (requests: typeof sent): Promise<LoadResult> =>
    runLoad({ kind: 'get', url, requests, clients: CLIENTS });
  const warm = await load(sent.slice(0, WARM));
  const floors = [await runLoad(bare)];
  const timed = sent.slice(WARM);
  const result = await load(timed);
  floors.push(await runLoad(bare));
  for (const { failed, firstFailure } of [warm, result])
    if (failed > 0) throw new Error(`${failed} steps failed: ${firstFailure}`);
  const [made] = await house.store.owner.transaction([], (tx) =>
    tx.sql(`SELECT count(*)::int AS n FROM matter_step WHERE step IN ('answer', 'extend')`),
  );
  const floor = median(floors.map((f) => f.times.length / f.seconds));
  const wrong = Math.abs(Number(made?.['n']) - 2 * open.length);
  return [
    {
      row,
      what: `办一步,${CLIENTS} 个客户端`,
      value: timed.length / result.seconds,
      unit: '/s',
      target: { least: 200 },
      note: `${timed.length} 步,p50 ${median(result.times).toFixed(0)} ms,地板(两行的最简事务)${floor.toFixed(0)}/s`,
    },
    { row, what: '丢了的、办了两遍的', value: wrong, unit: '条', target: { most: 0 } },
  ];
}

interface OpenMatter {
  readonly token: string;
  readonly id: string;
}

/** What is open and not due yet, one of each seat after the other, as people of many offices work at once. */
async function mattersInTurn(house: OpenHouse, seats: readonly Seat[]): Promise<OpenMatter[]> {
  const of = await Promise.all(
    seats.map(({ postId, token }) =>
      house.store.owner.transaction([], async (tx) => {
        const rows = await tx.sql(
          `SELECT id FROM matter WHERE holder_post = $1 AND flow = 'first-asked' AND closed_at IS NULL AND due_at > $2 ORDER BY id`,
          [postId, new Date(Date.now() + 86_400_000)],
        );
        return rows.map((r) => ({ token, id: String(r['id']) }));
      }),
    ),
  );
  const most = Math.max(...of.map((list) => list.length));
  return Array.from({ length: most }, (_, i) => of.flatMap((list) => list[i] ?? [])).flat();
}

const asked = (
  m: OpenMatter,
  version: number,
  step: object,
): { token: string; path: string; body: object } => ({
  token: m.token,
  path: `/api/matters/${m.id}/steps`,
  body: { requestKey: randomBytes(12).toString('hex'), version, ...step },
});

async function sweep(house: OpenHouse): Promise<Finding> {
  // What the steps before have left due is not part of the measure.
  await sweepClocks(house.flows);
  const now = new Date();
  await house.store.owner.transaction([], (tx) =>
    tx.sql(
      `UPDATE matter_clock SET due_at = $1, next_at = $1 WHERE (region_code, matter_id, key) IN
         (SELECT region_code, matter_id, key FROM matter_clock WHERE stopped_at IS NULL AND late_at IS NULL ORDER BY matter_id LIMIT $2)`,
      [new Date(now.getTime() - 60_000), DUE],
    ),
  );
  let swept = 0;
  const ms = await timed(async () => {
    swept = await sweepClocks(house.flows);
  });
  if (swept !== DUE) throw new Error(`swept ${swept}`);
  return { row, what: `清理 ${DUE} 个到期的时限`, value: ms / 1000, unit: 's', target: { most: 2 } };
}

/** Nation to village, and a city of a hundred counties. */
async function plant(house: OpenHouse): Promise<void> {
  const by = { accountId: null, at: new Date(), today: new Date().toISOString().slice(0, 10) };
  await house.store.worker.transaction([], async (tx) => {
    let parentId: string | null = null;
    const tree = [
      ['000000', 'nation'],
      ['910000', 'province'],
      ['910100', 'city'],
      ['910101', 'county'],
      ['910101001', 'township'],
      ['910101001201', 'village'],
    ] as const;
    let city: string | null = null;
    for (const [code, level] of tree) {
      const made: { readonly id: string } = await createUnit(
        tx,
        { code, name: `样例${code}妇联`, kind: 'federation', level, parentId, from: null },
        by,
      );
      if (level === 'city') city = made.id;
      parentId = made.id;
    }
    for (let n = 2; n <= COUNTIES; n += 1) {
      const code = `9101${String(n).padStart(2, '0')}`;
      await createUnit(
        tx,
        { code, name: `样例${code}妇联`, kind: 'federation', level: 'county', parentId: city, from: null },
        by,
      );
    }
  });
}

async function counties(house: OpenHouse): Promise<string[]> {
  const rows = await house.store.owner.transaction([], (tx) =>
    tx.sql(`SELECT code FROM unit WHERE level = 3 AND kind = 'federation'`),
  );
  return rows.map((r) => String(r['code']));
}

async function postOf(house: OpenHouse, token: string): Promise<{ postId: string; personId: string }> {
  const rows = await house.store.owner.transaction([], (tx) =>
    tx.sql(
      'SELECT p.id, p.person_id FROM session s JOIN post p ON p.id = s.post_id WHERE s.token_hash = $1',
      [createHash('sha256').update(token).digest()],
    ),
  );
  return { postId: String(rows[0]?.['id']), personId: String(rows[0]?.['person_id']) };
}
