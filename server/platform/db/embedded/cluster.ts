import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { newPassword, readAccess, SUPERUSER, writeAccess, writeOwned } from './access-file.ts';
import type { Binaries } from './binaries.ts';
import { asUser } from './os-user.ts';
import { type Place, timeStamp } from './places.ts';
import { SETTINGS_FILE } from './settings.ts';

/** Environment of all PostgreSQL programs: none of Node's, so that no PGDATA or PGPORT of a shell leaks in. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'SystemRoot', 'TEMP', 'TMP'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    LC_MESSAGES: 'C',
    TZ: 'UTC',
  };
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

function run(program: string, args: readonly string[], place: Place, input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...asUser(place.user),
      cwd: '/',
      env: cleanEnvironment(),
      windowsHide: true,
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Makes sure that a finished rename survives a power cut. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Whether a usable cluster stands at the place; false when nothing does. Throws AppError `db.damaged` for a
 * cluster with its heart missing and `db.version` for another PostgreSQL's: an empty one is never put in its stead.
 */
export function clusterExists(place: Place, binaries: Binaries): boolean {
  if (!existsSync(place.cluster) || readdirSync(place.cluster).length === 0) return false;
  const versionFile = path.join(place.cluster, 'PG_VERSION');
  if (!existsSync(versionFile) || !existsSync(path.join(place.cluster, 'global', 'pg_control'))) {
    throw new AppError('db.damaged', {
      sentence: `数据库文件夹 ${place.cluster} 不完整(缺少 PG_VERSION 或 global/pg_control)。系统没有动它。请把它移到别处保存,再用 restore 恢复最近的备份。`,
    });
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== binaries.version.split('.')[0]) {
    throw new AppError('db.version', {
      sentence: `数据库 ${place.cluster} 是 PostgreSQL ${version} 的,本版自带的是 ${binaries.version}。请先用原来的版本执行 export,再在新的数据文件夹里 import。`,
    });
  }
  return true;
}

/** Half-made clusters of starts that were cut off: recognised by name, renamed and told, never deleted. */
function setHalfMadeAside(place: Place, log: (line: string) => void): void {
  for (const name of readdirSync(place.home)) {
    if (!name.startsWith('postgres.init-')) continue;
    if (name.endsWith('.password')) {
      rmSync(path.join(place.home, name), { force: true });
      continue;
    }
    const aside = path.join(place.home, `postgres.half-made-${timeStamp()}-${name.slice(14)}`);
    renameSync(path.join(place.home, name), aside);
    log(`上次建库中断,留下的半成品已移到 ${aside},可以自行删除。`);
  }
}

/**
 * Makes a new cluster: in a folder of another name, renamed to its own only when complete. Password and port file
 * come first, so that a cluster never stands without them. Throws AppError `db.init` with initdb's last words.
 */
export async function makeCluster(
  place: Place,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  setHalfMadeAside(place, log);
  const access = readAccess(place) ?? { password: newPassword(), port: null };
  writeAccess(place, access);
  const half = path.join(place.home, `postgres.init-${randomBytes(4).toString('hex')}`);
  mkdirSync(half, { mode: 0o700 });
  if (place.user) chownSync(half, place.user.uid, place.user.gid);
  const passwordFile = `${half}.password`;
  writeOwned(place, passwordFile, `${access.password}\n`);
  try {
    const attempt = (ctype: string): Promise<Outcome> =>
      run(binaries.initdb, initArguments(half, passwordFile, ctype), place);
    let outcome = await attempt(process.platform === 'win32' ? 'C' : 'C.UTF-8');
    if (outcome.code !== 0 && outcome.output.includes('invalid locale name')) outcome = await attempt('C');
    if (outcome.code !== 0) {
      throw new AppError('db.init', {
        sentence: `新建数据库没有成功(在 ${place.home}):${lastWords(outcome.output)}。请检查磁盘空间和文件夹权限后重试。`,
      });
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  appendFileSync(path.join(half, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`, {
    flush: true,
  });
  writeFileSync(path.join(half, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n', { flush: true });
  if (existsSync(place.cluster)) rmdirSync(place.cluster); // somebody's empty folder; a full one stops us here
  renameSync(half, place.cluster);
  syncFolder(place.home);
}

function initArguments(folder: string, passwordFile: string, ctype: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: order by code point and full Unicode letters, the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-collate=C',
    // Extensions (trigrams) still ask the C library what a letter is; with plain C no Chinese character is one.
    `--lc-ctype=${ctype}`,
    '--lc-messages=C',
    '--lc-monetary=C',
    '--lc-numeric=C',
    '--lc-time=C',
    '--text-search-config=simple',
    '--no-instructions',
  ];
}

/**
 * Gives the stopped cluster a new superuser password (its file was lost, or the cluster came from a backup), in
 * PostgreSQL's single-user mode: who owns the files may do that. Throws AppError `db.password`.
 */
export async function renewPassword(place: Place, binaries: Binaries): Promise<void> {
  const access = { password: newPassword(), port: null };
  const sql = `ALTER ROLE ${SUPERUSER} WITH LOGIN PASSWORD '${access.password}'\n`;
  const outcome = await run(binaries.postgres, ['--single', '-D', place.cluster, 'postgres'], place, sql);
  if (outcome.code !== 0 || /ERROR|FATAL|PANIC/.test(outcome.output)) {
    throw new AppError('db.password', {
      sentence: `数据库的口令文件 ${place.access} 丢失,重设口令没有成功:${lastWords(outcome.output)}。`,
    });
  }
  writeAccess(place, access);
}

/** The last line in which PostgreSQL says what is wrong, with the one before it, which often holds the cause. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^\S+ \S+ UTC \[\d+\] /, '').trim())
    .filter((line) => line !== '');
  const last = lines.findLastIndex((line) => /error:|ERROR|FATAL|PANIC/.test(line));
  const end = last < 0 ? lines.length - 1 : last;
  return lines.slice(Math.max(0, end - 1), end + 1).join(';') || '没有说明';
}
