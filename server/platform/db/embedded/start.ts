import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fchownSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { writeOwned } from './access-file.ts';
import type { Binaries } from './binaries.ts';
import { cleanEnvironment, lastWords } from './cluster.ts';
import { asUser } from './os-user.ts';
import type { Place } from './places.ts';
import { type Postmaster, readPidFile } from './postmaster.ts';
import { isAlive, pause } from './processes.ts';
import { fixedArguments, SETTINGS_FILE, settingsText } from './settings.ts';

/** A log that grew past this is put by at the next start; one old one is kept. */
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** The remembered port if nobody else took it, else any free one. */
async function choosePort(remembered: number | null): Promise<number> {
  const port = (remembered ? await tryPort(remembered) : null) ?? (await tryPort(0));
  if (port !== null) return port;
  throw new AppError('db.port', {
    sentence: '这台机器上找不到空闲的端口给内嵌数据库用(127.0.0.1)。请检查本机网络设置。',
  });
}

function openLog(place: Place): { handle: number; from: number } {
  if (existsSync(place.logFile) && statSync(place.logFile).size > LOG_LIMIT_BYTES) {
    renameSync(place.logFile, `${place.logFile}.1`);
  }
  const handle = openSync(place.logFile, 'a+', 0o600);
  if (place.user) fchownSync(handle, place.user.uid, place.user.gid);
  return { handle, from: fstatSync(handle).size };
}

function readLogFrom(place: Place, from: number): string {
  const handle = openSync(place.logFile, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(64 * 1024, Math.max(0, fstatSync(handle).size - from)));
    readSync(handle, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/**
 * Starts PostgreSQL's main process for a stopped cluster and waits until it takes connections, however long a
 * crash recovery takes. Answers with pid and port. Throws AppError `db.start` with the server's last words.
 */
export async function launch(
  place: Place,
  binaries: Binaries,
  options: { port: number | null; settings: Readonly<Record<string, string>>; log: (line: string) => void },
): Promise<Postmaster> {
  const settingsFile = path.join(place.cluster, SETTINGS_FILE);
  const text = settingsText(options.settings);
  // Written only when changed: with a full disk the server must still come up for reading.
  if (!existsSync(settingsFile) || readFileSync(settingsFile, 'utf8') !== text)
    writeOwned(place, settingsFile, text);
  let remembered = options.port;
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(remembered);
    const { handle, from } = openLog(place);
    const failed = spawnServer(place, binaries, port, handle);
    closeSync(handle);
    const started = await waitUntilReady(place, failed, options.log);
    if (started) return started;
    const output = readLogFrom(place, from);
    // Somebody took the port between our look and the server's.
    if (attempt < 4 && output.includes('could not bind')) {
      remembered = null;
      continue;
    }
    throw new AppError('db.start', {
      sentence: `内嵌数据库没有启动起来:${lastWords(output)}。详细记录在 ${place.logFile}。`,
    });
  }
}

interface Launched {
  readonly pid: number | null;
  /** True once the process that we started has ended. */
  ended: boolean;
}

function spawnServer(place: Place, binaries: Binaries, port: number, logHandle: number): Launched {
  const windows = process.platform === 'win32';
  const args = ['-D', place.cluster, ...fixedArguments(port)];
  // On Windows only pg_ctl can shed an administrator's rights, which the server refuses to run with.
  const quoted = args
    .slice(2)
    .map((arg) => `"${arg}"`)
    .join(' ');
  const [program, list] = windows
    ? [binaries.pgCtl, ['start', '-W', '-D', place.cluster, '-l', place.logFile, '-o', quoted]]
    : [binaries.postgres, args];
  const child = spawn(program, list, {
    ...asUser(place.user),
    cwd: windows ? place.home : '/',
    env: cleanEnvironment(),
    // A session of its own: Ctrl-C in the terminal must reach Node only, which then stops the server in order.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', logHandle],
  });
  const launched: Launched = { pid: windows ? null : (child.pid ?? null), ended: false };
  child.on('error', () => {
    launched.ended = true;
  });
  child.on('exit', () => {
    launched.ended = !windows;
  });
  child.unref(); // a command that ends must be able to end
  return launched;
}

/** The server once `postmaster.pid` says ready; null when it ended before. Its status line is what pg_ctl reads, too. */
async function waitUntilReady(
  place: Place,
  launched: Launched,
  log: (line: string) => void,
): Promise<Postmaster | null> {
  for (let waited = 0; ; waited += 10) {
    const now = readPidFile(place);
    const isMine = now !== null && (launched.pid === null ? isAlive(now.pid) : now.pid === launched.pid);
    if (isMine && now.status === 'ready') return now;
    if (launched.ended) return null;
    if (launched.pid === null && waited > 60_000 && !isMine) return null;
    if (waited > 0 && waited % 10_000 === 0) log('数据库正在恢复上次未写完的记录,请稍候……');
    await pause(10);
  }
}
