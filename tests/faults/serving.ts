import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../bin/gates.ts';
import type { Role } from '../../server/access/index.ts';
import { compose } from '../../server/compose.ts';
import { hashPassword } from '../../server/identity/index.ts';
import { codeAt } from '../../server/identity/totp.ts';
import type { Unit } from '../../server/org/index.ts';
import { systemClock } from '../../server/platform/clock/index.ts';
import { readConfig } from '../../server/platform/config/index.ts';
import { COOKIE, plantTree, seat, TEST_SECRET } from '../kit/world.ts';

const MAIN = join(ROOT, 'server', 'main.ts');
const PASSWORD = randomBytes(9).toString('base64url');

/** A data folder with the test tree and a few accounts, made as an operator's command would make it. */
export interface Folder {
  readonly data: string;
  readonly units: ReadonlyMap<string, Unit>;
  readonly logins: readonly string[];
  remove(): void;
}

/** One login a seat. `at` puts the folder elsewhere than under the system's temporary folder (a small disk). */
export async function prepareFolder(
  seats: readonly (readonly [Role, string])[],
  at?: string,
): Promise<Folder> {
  const base = at ?? mkdtempSync(join(tmpdir(), 'halfsky-fault-'));
  chmodSync(base, 0o755);
  const data = join(base, 'data');
  mkdirSync(data);
  const config = { ...readConfig(environment(data)), poolSize: 4 };
  const house = await compose(config, systemClock, { beside: true, quiet: true });
  const logins: string[] = [];
  try {
    const now = new Date();
    const units = await plantTree(house.store.worker, now);
    const password = await hashPassword(PASSWORD);
    await house.store.worker.transaction([], async (tx) => {
      for (const [role, code] of seats) {
        const unit = units.get(code);
        if (!unit) throw new Error(`no unit ${code}`);
        logins.push((await seat(tx, { role, unit, password, vault: house.vault, at: now })).login);
      }
    });
    return { data, units, logins, remove: () => rmSync(base, { recursive: true, force: true }) };
  } finally {
    await house.close();
  }
}

const environment = (data: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HALFSKY_PORT: '0',
  HALFSKY_HOST: '127.0.0.1',
  HALFSKY_DATA: data,
  HALFSKY_LOG: 'warn',
  DATABASE_URL: '',
});

export interface Serving {
  readonly url: string;
  readonly pid: number;
  /** Everything it has said. */
  said(): string;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** As a service manager would: SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

/** ./halfsky serve as a child process, ready to answer. */
export async function startServing(data: string): Promise<Serving> {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: environment(data),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = listenTo(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await Promise.race([
    heard.first(/打开\s+(http:\S+)/),
    ended.then((code) => Promise.reject(new Error(`serve ended with ${code}: ${heard.text()}`))),
  ]);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    said: heard.text,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
}

/** Any ./halfsky command on a folder, to its end. */
export async function runCommand(data: string, ...args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment(data),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = listenTo(child);
  const code = await new Promise<number | null>((resolve) => child.once('close', (c) => resolve(c)));
  return { code, out: heard.text() };
}

function listenTo(child: ChildProcess): { text(): string; first(pattern: RegExp): Promise<string> } {
  let said = '';
  const waiting: (() => void)[] = [];
  const hear = (chunk: Buffer): void => {
    said += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return {
    text: () => said,
    first: (pattern) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = pattern.exec(said)?.[1];
          if (found) resolve(found);
        };
        waiting.push(look);
        look();
      }),
  };
}

export interface Client {
  request(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; retryAfter: string | null; body: Json }>;
}
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
type Json = any;

/** A person signed in over real HTTP. Her session lives in the database, so it also works after a restart. */
export async function enter(url: string, login: string): Promise<Client & { at(url: string): Client }> {
  const send = (code: string): Promise<Response> =>
    fetch(`${url}/api/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ login, password: PASSWORD, code }),
    });
  let answer = await send(codeAt(TEST_SECRET, new Date()));
  // Each code serves once; the next one is good already.
  if (answer.status === 401) answer = await send(codeAt(TEST_SECRET, new Date(Date.now() + 30_000)));
  const token = new RegExp(`${COOKIE}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (!token) throw new Error(`sign-in gave ${answer.status}: ${await answer.text()}`);
  const at = (base: string): Client => ({
    async request(method, path, body) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { cookie: `${COOKIE}=${token}` },
        signal: AbortSignal.timeout(20_000),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return {
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        body: await response.json(),
      };
    },
  });
  return { ...at(url), at };
}

/** Pid of the embedded PostgreSQL of a folder, from its own pid file; null when there is none. */
export function postmasterPid(data: string): number | null {
  for (const file of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('postmaster.pid')) return Number(readFileSync(join(data, file), 'utf8').split('\n')[0]);
  }
  return null;
}

/** The processes that a process started, by the kernel's own account. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Asks again until it is so; fails after `seconds`. Answers how many milliseconds it took. */
export async function until(seconds: number, isSo: () => Promise<boolean> | boolean): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > seconds * 1000) throw new Error(`not so after ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return performance.now() - began;
}
