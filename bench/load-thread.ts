import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import type { LoadResult, LoadTask } from './clients.ts';

/** The clients' side of the bench: real HTTP over kept connections, or the bare transactions of the floor. */
const COOKIE = '__Host-halfsky';
const times: number[] = [];
const answeredAt: number[] = [];
let failed = 0;
let firstFailure: string | null = null;

function request(
  agent: http.Agent,
  url: string,
  token: string,
  body: string | null,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = { cookie: `${COOKIE}=${token}` };
    if (body !== null) {
      headers['content-type'] = 'application/json';
      headers['content-length'] = Buffer.byteLength(body);
    }
    const sent = http.request(url, { agent, method: body === null ? 'GET' : 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

async function measured(work: () => Promise<{ status: number; text: string }>): Promise<void> {
  const started = performance.now();
  const { status, text } = await work();
  if (status >= 200 && status < 300) {
    times.push(performance.now() - started);
    answeredAt.push(performance.timeOrigin + performance.now());
  } else {
    failed += 1;
    firstFailure ??= `${status} ${text.slice(0, 200)}`;
  }
}

async function save(task: LoadTask & { kind: 'save' }): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: task.clients });
  const started = performance.now();
  const until = started + task.seconds * 1000;
  const run = `${Date.now()}-${Math.round(Math.random() * 1e9)}`;
  let next = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const n = next;
      next += 1;
      if (task.rate !== null) {
        const due = started + (n / task.rate) * 1000;
        if (due >= until) return;
        const wait = due - performance.now();
        if (wait > 0) await new Promise((r) => setTimeout(r, wait));
      }
      const seat = task.seats[n % task.seats.length];
      if (!seat) return;
      const people = 20 + (n % 60);
      const body = JSON.stringify({
        requestKey: `${run}-${n}`,
        ledger: 'training',
        unitId: seat.unitId,
        day: task.day,
        data: {
          topic: `葡萄修剪第${n % 40}期`,
          kind: '双学双比',
          people,
          women: people - (n % 9),
          audience: '妇女群众',
          place: '村部会议室',
        },
      });
      await measured(() => request(agent, `${task.url}/api/entries`, seat.token, body));
    }
  };
  await Promise.all(Array.from({ length: task.clients }, client));
  agent.destroy();
}

async function get(task: LoadTask & { kind: 'get' }): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: task.clients });
  let next = 0;
  const client = async (): Promise<void> => {
    for (let r = task.requests[next++]; r; r = task.requests[next++]) {
      const { token, path } = r;
      const body = r.body === undefined ? null : JSON.stringify(r.body);
      await measured(() => request(agent, `${task.url}${path}`, token, body));
    }
  };
  await Promise.all(Array.from({ length: task.clients }, client));
  agent.destroy();
}

/** BEGIN, two inserts of a line's size into plain tables with a key, COMMIT: what any program must do at least. */
async function floor(task: LoadTask & { kind: 'floor' }): Promise<void> {
  const pool = new pg.Pool({ connectionString: task.databaseUrl, max: task.clients });
  const until = performance.now() + task.seconds * 1000;
  const data = JSON.stringify({
    topic: '葡萄修剪第1期',
    kind: '双学双比',
    people: 42,
    women: 40,
    place: '村部会议室',
  });
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const started = performance.now();
      const connection = await pool.connect();
      await connection.query('BEGIN');
      const made = await connection.query<{ id: string }>({
        name: 'floor-line',
        text: 'INSERT INTO floor_line (day, title, data) VALUES ($1, $2, $3) RETURNING id',
        values: ['2026-01-05', '双学双比:葡萄修剪第1期', data],
      });
      await connection.query({
        name: 'floor-version',
        text: 'INSERT INTO floor_version (line_id, version, data) VALUES ($1, 1, $2)',
        values: [made.rows[0]?.id, data],
      });
      await connection.query('COMMIT');
      connection.release();
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: task.clients }, client));
  await pool.end();
}

const task = workerData as LoadTask;
const started = performance.now();
if (task.kind === 'save') await save(task);
else if (task.kind === 'get') await get(task);
else await floor(task);
const result: LoadResult = {
  times,
  answeredAt,
  seconds: (performance.now() - started) / 1000,
  failed,
  firstFailure,
};
parentPort?.postMessage(result);
