import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Level, UnitKind } from '../../contracts/ledger.ts';
import type { Role } from '../../server/access/index.ts';
import { type House, wireHouse } from '../../server/compose.ts';
import { hashToken } from '../../server/identity/index.ts';
import { createUnit, noteReach, type Unit, unitByCode } from '../../server/org/index.ts';
import type { Config } from '../../server/platform/config/index.ts';
import type { Vault } from '../../server/platform/crypto/index.ts';
import type { Database, Tx } from '../../server/platform/db/index.ts';
import { newId } from '../../server/platform/ids/index.ts';
import { createWeb } from '../../server/web.ts';
import { openTestStore, TEST_BLIND, TEST_VAULT, type TestStore } from './store.ts';

/** Code, level, parent's code, kind: six levels with a sibling at each, departments and a venue. Names are invented. */
const TREE: readonly (readonly [code: string, level: Level, parent: string | null, kind?: UnitKind])[] = [
  ['000000', 'nation', null],
  ['910000', 'province', '000000'],
  ['920000', 'province', '000000'],
  ['910100', 'city', '910000'],
  ['910200', 'city', '910000'],
  ['920100', 'city', '920000'],
  ['910101', 'county', '910100'],
  ['910102', 'county', '910100'],
  ['910201', 'county', '910200'],
  ['920101', 'county', '920100'],
  ['910101001', 'township', '910101'],
  ['910101002', 'township', '910101'],
  ['910102001', 'township', '910102'],
  ['910201001', 'township', '910201'],
  ['920101001', 'township', '920101'],
  ['910101001201', 'village', '910101001'],
  ['910101001202', 'village', '910101001'],
  ['910101002201', 'village', '910101002'],
  ['910102001201', 'village', '910102001'],
  ['910201001201', 'village', '910201001'],
  ['920101001201', 'village', '920101001'],
  ['910100-B1', 'city', '910100', 'department'],
  ['910101-B1', 'county', '910101', 'department'],
  ['910101-Z1', 'county', '910101', 'venue'],
];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
  readonly body: any;
}

/** One person signed in: her requests go through the whole web application, without a socket. */
export interface Visitor {
  readonly accountId: string;
  readonly postId: string;
  readonly token: string;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Any request as hers, with a body as it is: a piece of a file. */
  raw(method: string, path: string, body?: Uint8Array, headers?: Record<string, string>): Promise<Response>;
}

export interface World {
  readonly test: TestStore;
  readonly house: House;
  readonly units: ReadonlyMap<string, Unit>;
  /** Set it to let time pass. */
  readonly clock: { at: Date };
  id(code: string): string;
  /** A new account with one post, signed in. */
  enter(role: Role, code: string): Promise<Visitor>;
  /** Any request, as nobody. */
  ask(
    method: string,
    path: string,
    o?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  close(): Promise<void>;
}

export const WORLD_DAY = new Date('2026-06-15T04:00:00Z');

/** Founds the test tree (also for the process tests). */
export async function plantTree(worker: Database, at: Date): Promise<Map<string, Unit>> {
  const units = new Map<string, Unit>();
  const by = { accountId: null, at, today: at.toISOString().slice(0, 10) };
  await worker.transaction([], async (tx) => {
    for (const [code, level, parent, kind = 'federation'] of TREE) {
      const parentId = parent === null ? null : (units.get(parent)?.id ?? null);
      const name = kind === 'federation' ? `样例${code}妇联` : `样例${code}`;
      units.set(code, await createUnit(tx, { code, name, kind, level, parentId, from: null }, by));
    }
  });
  return units;
}

export const TEST_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** An account with one post at a unit; `password` is stored as given, so that no test waits for a hash it does not need. */
export async function seat(
  tx: Tx,
  o: {
    role: Role;
    unit: Unit;
    login?: string;
    password?: string;
    /** Secret of its authenticator; null = none. */
    secondStep?: string | null;
    vault?: Vault;
    at: Date;
  },
): Promise<{ accountId: string; postId: string; login: string }> {
  const [accountId, personId, postId] = [newId(o.at), newId(o.at), newId(o.at)];
  const login = o.login ?? `t${randomBytes(5).toString('hex')}`;
  await tx.sql('INSERT INTO person (region_code, id, name) VALUES ($1, $2, $3)', [
    o.unit.regionCode,
    personId,
    '样例人',
  ]);
  await tx.sql(
    `INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role) VALUES ($1, $2, $1, $3, $4, $5, $6, $7)`,
    [o.unit.regionCode, postId, personId, o.unit.id, o.unit.path, '干部', o.role],
  );
  await noteReach(tx, [{ personId, unitPath: o.unit.path }]);
  await tx.sql(
    'INSERT INTO account (id, login, password, display_name, created_at) VALUES ($1, $2, $3, $4, $5)',
    [accountId, login, o.password ?? 'none', '样例人', o.at],
  );
  await tx.sql('INSERT INTO account_post (account_id, post_id, region_code) VALUES ($1, $2, $3)', [
    accountId,
    postId,
    o.unit.regionCode,
  ]);
  // Set up long ago, so that no test that is about something else stops at the door.
  if (o.secondStep !== null)
    await tx.sql('INSERT INTO second_factor (account_id, secret, confirmed_at) VALUES ($1, $2, $3)', [
      accountId,
      (o.vault ?? TEST_VAULT).seal(
        { table: 'second_factor', column: 'secret', row: accountId },
        o.secondStep ?? TEST_SECRET,
      ),
      o.at,
    ]);
  return { accountId, postId, login };
}

export const HOST = 'halfsky.test';
export const COOKIE = '__Host-halfsky';

/** The test tree with the real web application over it, in a second. */
export async function openWorld(o: { dataDir?: string } = {}): Promise<World> {
  const test = await openTestStore();
  const clock = { at: WORLD_DAY };
  const house = wireHouse({
    store: test.store,
    registry: test.registry,
    blind: TEST_BLIND,
    vault: TEST_VAULT,
    now: () => clock.at,
  });
  // Files that a test keeps go with its world.
  const ownDir = o.dataDir ? null : mkdtempSync(join(tmpdir(), 'halfsky-test-data-'));
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: o.dataDir ?? ownDir ?? '',
    databaseUrl: undefined,
    tls: undefined,
    trustedProxy: undefined,
    worker: 'none',
    poolSize: 16,
    passwords: 'plain',
  };
  const units = await plantTree(test.store.worker, clock.at);
  const app = await createWeb(house, config, { limits: 1_000 });
  const ask: World['ask'] = async (method, path, o = {}) => {
    const isRaw = typeof o.body === 'string' || o.body instanceof ReadableStream;
    const request = new Request(`https://${HOST}${path}`, {
      method,
      headers: { host: HOST, ...o.headers },
      ...(o.body === undefined ? {} : { body: isRaw ? (o.body as string) : JSON.stringify(o.body) }),
      ...(o.body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
    const response = await app.fetch(request);
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const id = (code: string): string => units.get(code)?.id ?? 'no such unit';
  return {
    test,
    house,
    units,
    clock,
    id,
    ask,
    async enter(role, code) {
      const token = randomBytes(32).toString('base64url');
      const who = await test.store.owner.transaction([], async (tx) => {
        const unit = await unitByCode(tx, code);
        if (!unit) throw new Error(`no unit ${code}`);
        const made = await seat(tx, { role, unit, at: clock.at });
        await tx.sql(
          'INSERT INTO session (token_hash, id, account_id, post_id, created_at, seen_at, fresh_at) VALUES ($1, $5, $2, $3, $4, $4, $4)',
          [hashToken(token), made.accountId, made.postId, clock.at, newId(clock.at)],
        );
        return made;
      });
      const cookie = { cookie: `${COOKIE}=${token}` };
      return {
        ...who,
        token,
        get: (path) => ask('GET', path, { headers: cookie }),
        post: (path, body, headers) => ask('POST', path, { body, headers: { ...cookie, ...headers } }),
        raw: async (method, path, body, headers) =>
          await app.fetch(
            new Request(`https://${HOST}${path}`, {
              method,
              headers: { host: HOST, ...cookie, ...headers },
              ...(body ? { body: new Uint8Array(body) } : {}),
            }),
          ),
      };
    },
    async close() {
      await test.close();
      if (ownDir) rmSync(ownDir, { recursive: true, force: true });
    },
  };
}

let lineNumber = 0;
/** A training class as the page would send it; change what the test is about. */
export function trainingLine(unitId: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  lineNumber += 1;
  return {
    requestKey: `test-line-${lineNumber}-${randomBytes(4).toString('hex')}`,
    ledger: 'training',
    unitId,
    day: '2026-05-06',
    data: { topic: '葡萄修剪', kind: '科技', people: 42, women: 40 },
    ...change,
  };
}
