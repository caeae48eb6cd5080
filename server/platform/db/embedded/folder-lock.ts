import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { isAlive, pause, processMark } from './processes.ts';

/** The one application process that uses a data folder; PostgreSQL's own lock guards only PostgreSQL. */
export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** ISO time at which the holder took the lock, for the person who reads the message. */
  readonly startedAt: string;
  /** See `processMark`; null on systems that have none. */
  readonly mark: string | null;
  readonly token: string;
}

const LOCK = 'halfsky.lock';

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, startedAt, mark, token } = value as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof startedAt !== 'string' || typeof token !== 'string') return null;
    return { pid, startedAt, mark: typeof mark === 'string' ? mark : null, token };
  } catch {
    return null;
  }
}

/** Text of the lock; waits a moment while another process is between making the file and filling it. */
async function readLock(file: string): Promise<string | null> {
  for (let tries = 0; ; tries += 1) {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    if (parseHolder(text) !== null || tries >= 20) return text;
    await pause(25);
  }
}

/** A holder lives when its pid runs and is still the same process (a pid may be given to another after it died). */
function holderLives(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false;
  return holder.mark === null || holder.mark === processMark(holder.pid);
}

function localTime(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { hour12: false });
}

/** Takes a dead holder's lock away; false when somebody else was quicker, so that the caller looks again. */
function removeStale(file: string, stale: string): boolean {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  const isTheStaleOne = readFileSync(aside, 'utf8') === stale;
  if (!isTheStaleOne) {
    // Between reading and renaming, another process took over: its fresh lock goes back where it was.
    try {
      linkSync(aside, file);
    } catch {}
  }
  rmSync(aside, { force: true });
  return isTheStaleOne;
}

/** Who holds the folder now (alive, checked against pid reuse); null when nobody does. Takes nothing. */
export async function folderHolder(dataDir: string): Promise<{ pid: number; startedAt: string } | null> {
  const text = await readLock(path.join(path.resolve(dataDir), LOCK));
  const holder = text === null ? null : parseHolder(text);
  return holder && holderLives(holder) ? { pid: holder.pid, startedAt: holder.startedAt } : null;
}

/**
 * Takes `<dataDir>/halfsky.lock` for this process; makes the folder if needed. A dead holder's lock is taken
 * over. Throws AppError `folder.busy` (details: pid, startedAt) when a living process holds it, this one too.
 */
export async function acquireFolderLock(dataDir: string, name = LOCK): Promise<FolderLock> {
  const folder = path.resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  const mine: Holder = {
    pid: process.pid,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    mark: processMark(process.pid),
    token: randomUUID(),
  };
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      writeFileSync(file, `${JSON.stringify(mine)}\n`, { flag: 'wx', mode: 0o644 });
      return { release: () => release(file, mine.token) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(folder, error);
    }
    const text = await readLock(file);
    if (text === null) continue;
    const holder = parseHolder(text);
    if (holder && holderLives(holder)) {
      throw new AppError('folder.busy', {
        sentence: `数据文件夹 ${folder} 正被另一个半边天进程使用(进程号 ${holder.pid},启动于 ${localTime(holder.startedAt)})。请先停止那个进程,或用 HALFSKY_DATA 换一个数据文件夹。`,
        pid: holder.pid,
        startedAt: holder.startedAt,
      });
    }
    removeStale(file, text);
  }
  throw unwritable(folder, new Error('the lock file changes hands all the time'));
}

async function release(file: string, token: string): Promise<void> {
  const text = await readLock(file);
  if (text !== null && parseHolder(text)?.token === token) rmSync(file, { force: true });
}

function unwritable(folder: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('folder.unwritable', {
    sentence: `不能在数据文件夹 ${folder} 里写入锁文件${describe(folder)}(${why})。请检查文件夹的权限和磁盘空间。`,
  });
}

function describe(folder: string): string {
  try {
    return statSync(folder).isDirectory() ? '' : ',它不是一个文件夹';
  } catch {
    return ',它不存在';
  }
}
