import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, HOST, openWorld, type Visitor, type World } from '../../../tests/kit/world.ts';
import { createHttpApp, createLimiter, defineRoute, type Route } from './index.ts';

/** The gates that every route passes (SECURITY 10, 12, 33, 40), held against the list of routes that the house itself gives. */
let w: World;
let county: Visitor;
let routes: { method: string; path: string; permission: string }[] = [];
const SOME_ID = '018f0000-0000-7000-8000-000000000000';

beforeAll(async () => {
  w = await openWorld();
  county = await w.enter('county-cadre', '910101');
  const { paths } = (await county.get('/api/openapi.json')).body;
  routes = Object.entries(paths as Record<string, Record<string, { 'x-permission': string }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, o]) => ({
        method: method.toUpperCase(),
        path: path.replace('{id}', SOME_ID).replace(/\{\w+\}/, 'training'),
        permission: o['x-permission'],
      })),
  );
});
afterAll(() => w.close());

const send = (r: { method: string; path: string }, headers: Record<string, string>): Promise<Answer> =>
  w.ask(r.method, r.path, { headers, ...(r.method === 'GET' ? {} : { body: {} }) });
const cookie = (): Record<string, string> => ({ cookie: `__Host-halfsky=${county.token}` });

test('the description lists the routes of every room, each with its permission', () => {
  const known = routes.map((r) => `${r.method} ${r.path}`);
  expect(known.length).toBeGreaterThanOrEqual(28);
  for (const needed of [
    'POST /api/sign-in',
    'GET /api/units',
    'POST /api/entries',
    'GET /api/figures',
    'GET /api/reports/training',
    'GET /api/home',
  ])
    expect(known).toContain(needed);
  expect(routes.filter((r) => !r.permission)).toEqual([]);
  // Open to nobody in particular is only the way in.
  expect(routes.filter((r) => r.permission === 'public').map((r) => r.path)).toEqual(['/api/sign-in']);
});

test('a route that names an unknown permission stops the start', () => {
  const caller = { can: () => true, limitKey: 'x', fresh: true, owes: null };
  const build = (permission: string): unknown => {
    const route: Route = defineRoute({
      method: 'GET',
      path: '/x',
      permission,
      rate: 'read',
      summary: '',
      handle: async () => ({}),
    });
    return createHttpApp({
      routes: [route],
      identify: async () => null,
      nobody: caller,
      knownPermissions: new Set(['entry.read']),
      limiter: createLimiter(),
      addressOf: () => '',
    });
  };
  expect(() => build('entry.raed')).toThrow('unknown permission entry.raed');
  expect(() => build('')).toThrow('unknown permission');
  expect(() => build('entry.read')).not.toThrow();
});

describe('every route', () => {
  test('that is not public answers 401 without a session', async () => {
    for (const r of routes.filter((x) => x.permission !== 'public')) {
      const answer = await send(r, {});
      expect([r.path, answer.status, answer.body.error.code]).toEqual([r.path, 401, 'sign-in.required']);
    }
  });

  test("that changes something refuses another site, by Origin and by the browser's own mark", async () => {
    const changing = routes.filter((r) => r.method !== 'GET');
    expect(changing.length).toBeGreaterThanOrEqual(14);
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `https://${HOST}.evil.example` },
      { origin: `https://${HOST}:8443` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const r of changing)
      for (const headers of foreign) {
        const answer = await send(r, { ...cookie(), ...headers });
        expect([r.path, headers, answer.status, answer.body.error.code]).toEqual([
          r.path,
          headers,
          403,
          'request.foreign',
        ]);
      }
    for (const r of changing.filter((x) => x.path !== '/api/sign-out'))
      expect((await send(r, { ...cookie(), origin: `https://${HOST}` })).body.error?.code).not.toBe(
        'request.foreign',
      );
  });

  test('with wild input answers 4xx in Chinese, never 500, and tells nothing of the inside', async () => {
    const wild = [
      'unit=x',
      'from=2026-02-30&to=2026-13-01',
      'after=5~x',
      `after=2026-02-30~${SOME_ID}`,
      'where=%00',
      'q=%00',
      'limit=1e9',
      'sort=id;drop',
      'year=99999',
      `unit=${SOME_ID}'--`,
      `measures=${'x,'.repeat(500)}`,
      `q=${'%E5%A5%B3'.repeat(90)}`,
    ];
    const full = `unit=${w.id('910101')}&measure=training.people&from=2026-01-01&to=2026-12-31&ledger=training&year=2026&measures=training.people`;
    const own = { ...cookie() };
    for (const r of routes.filter((x) => x.method === 'GET'))
      for (const query of wild) {
        const answer = await send({ ...r, path: `${r.path}?${full}&${query}` }, own);
        expect([r.path, query, answer.status < 500]).toEqual([r.path, query, true]);
        if (answer.status >= 400) expectPlain(answer);
      }
    for (const r of routes.filter((x) => x.method !== 'GET' && x.path !== '/api/sign-out'))
      for (const body of [
        '[]',
        '1',
        'null',
        '{"a":',
        '{"unitId":{}}',
        '{"__proto__":{"x":1}}',
        '"x"',
        '{"day":"2026-02-30","unitId":"x"}',
      ]) {
        const answer = await w.ask(r.method, r.path, { body, headers: own });
        expect([r.path, body, answer.status]).toEqual([
          r.path,
          body,
          expect.toSatisfy((s: number) => s >= 400 && s < 500),
        ]);
        expectPlain(answer);
      }
  }, 240_000);

  test('carries the headers that keep browsers careful', async () => {
    const answers = [
      await county.get('/api/me'),
      await county.get('/api/nothing'),
      await county.get('/'),
      await w.ask('GET', '/'),
      await w.ask('GET', '/api/me'),
      await county.get('/assets/none.js'),
    ];
    for (const a of answers)
      expect(Object.fromEntries(a.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
    const [one, two] = [await county.get('/'), await county.get('/')].map(
      (a) => a.headers.get('content-security-policy') ?? '',
    );
    expect(one).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{22,}'/);
    expect(one).not.toMatch(/script-src[^;]*unsafe/);
    expect(one).not.toBe(two);
  });
});

/** A sentence for a person; no stack, no SQL, no path of a file, no name of a table. */
function expectPlain(answer: Answer): void {
  expect(answer.body.error.message).toMatch(/[\u4e00-\u9fff].*[。?]$/);
  expect(JSON.stringify(answer.body)).not.toMatch(
    /\bat \/|node_modules|SELECT|INSERT|unit_path|\.ts\b|syntax error|invalid input/,
  );
}

test('a body that comes in pieces is cut off where it grows too large', async () => {
  const piece = new TextEncoder().encode('x'.repeat(100_000));
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(out) {
      sent += 1;
      if (sent > 1_000) out.close();
      else out.enqueue(piece);
    },
  });
  const answer = await w.ask('POST', '/api/entries', { body, headers: cookie() });
  expect([answer.status, sent < 40]).toEqual([413, true]);
});

test('a filter by an unknown dimension is refused and not counted as nothing', async () => {
  const range = 'measure=training.people&from=2026-01-01&to=2026-12-31';
  const answer = await county.get(`/api/figures?unit=${w.id('910101')}&${range}&where=colour%3Dred`);
  expect([answer.status, answer.body.error.code]).toEqual([422, 'figure.no-dimension']);
});

test('files are served from the built folder only', async () => {
  for (const path of [
    '/assets/..%2F..%2Fpackage.json',
    '/assets/%2e%2e%2fpackage.json',
    '/assets/....json',
    '/assets/x.html',
  ])
    expect((await w.ask('GET', path)).status).toSatisfy((s: number) => s === 404 || s === 422);
});

test('who asks too often is told when to come back, and nobody else is slowed down', () => {
  const limiter = createLimiter();
  let refused = 0;
  for (let i = 0; i < 150; i += 1) refused = limiter.take('a', 'write', 0);
  expect(refused).toBeGreaterThan(0);
  expect(limiter.take('b', 'write', 0)).toBe(0);
  expect(limiter.take('a', 'read', 0)).toBe(0);
  expect(limiter.take('a', 'write', refused * 1000)).toBe(0);
});
