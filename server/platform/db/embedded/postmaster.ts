import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '../../errors/index.ts';
import { asUser } from './os-user.ts';
import { type Place, timeStamp } from './places.ts';
import { hasProc, isAlive, pause, processesIn, workingDirectory } from './processes.ts';

/** What PostgreSQL's main process writes about itself into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`; empty in the first moments. */
  readonly status: string;
}

const pidFile = (place: Place): string => path.join(place.cluster, 'postmaster.pid');

/** Content of `postmaster.pid`; null when there is none. Says nothing about whether that process still lives. */
export function readPidFile(place: Place): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(place), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  // Lines: pid, data directory, start time, port, socket directory, address, shared memory, status.
  const pid = Math.abs(Number(lines[0]));
  return Number.isInteger(pid) && pid > 0
    ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() }
    : null;
}

function realCluster(place: Place): string {
  try {
    return realpathSync(place.cluster);
  } catch {
    return place.cluster;
  }
}

/** The living PostgreSQL of this place; null when none, also when its pid now belongs to some other program. */
export function runningPostmaster(place: Place): Postmaster | null {
  const found = readPidFile(place);
  if (!found || !isAlive(found.pid)) return null;
  if (hasProc && workingDirectory(found.pid) !== realCluster(place)) return null;
  return found;
}

/**
 * Clears the way for a start after a crash, and touches nothing that lives. Children of a killed main process
 * are waited for (they leave by themselves). The pid file of a dead process stays: PostgreSQL replaces it.
 * Only when its pid meanwhile names some other program (usual after a container restarts, where pids begin at 1
 * again; PostgreSQL would refuse) and no process at all stands in the data directory, it is renamed.
 */
export async function clearAfterCrash(place: Place, log: (line: string) => void): Promise<void> {
  const left = readPidFile(place);
  if (!left || runningPostmaster(place)) return;
  for (let waited = 0; (processesIn(realCluster(place)) ?? []).length > 0; waited += 100) {
    if (waited >= 15_000) {
      throw new AppError('db.remains', {
        sentence: `数据库主进程已不在,但它的子进程还没有退出(进程号 ${(processesIn(realCluster(place)) ?? []).join('、')})。请稍等片刻再启动;若一直如此,请重启机器。`,
      });
    }
    await pause(100);
  }
  log('上次数据库没有正常停止,这次启动会自动恢复。');
  if (processesIn(realCluster(place)) === null || !answersSignals(left.pid)) return;
  const aside = `${pidFile(place)}.reused-${timeStamp()}`;
  renameSync(pidFile(place), aside);
  log(`进程号 ${left.pid} 已属于别的程序,旧的 postmaster.pid 已移到 ${aside}。`);
}

/** PostgreSQL's own question. Also true for threads and for dead processes that nobody collected. */
function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** How a login attempt ended: proven to be this place's cluster, a wrong password, somebody else's, or no answer. */
export type Proof = 'ours' | 'wrong-password' | 'foreign' | 'no-answer';

/** Asks the server behind a connection string which data directory it serves. */
export async function prove(place: Place, url: string): Promise<Proof> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // a server that dies meanwhile is an answer, not a crash of ours
  try {
    await client.connect();
    const answer = await client.query<{ dir: string }>(`SELECT current_setting('data_directory') AS dir`);
    const dir = answer.rows[0]?.dir ?? '';
    return realpathSync(dir) === realCluster(place) ? 'ours' : 'foreign';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong-password' : 'no-answer';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Stops a running PostgreSQL by a fast shutdown: open transactions are rolled back, everything acknowledged is
 * on disk. Throws AppError `db.stop` when it has not ended after a minute; never kills it harder by itself.
 */
export async function stopPostmaster(place: Place, running: Postmaster, pgCtl: string | null): Promise<void> {
  if (process.platform === 'win32' && pgCtl) {
    // Windows has no SIGINT between processes; PostgreSQL's own tool speaks to it through a named pipe.
    spawnSync(pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w'], { ...asUser(place.user) });
  } else {
    try {
      process.kill(running.pid, 'SIGINT');
    } catch {}
  }
  for (let waited = 0; waited < 60_000; waited += 20) {
    const now = runningPostmaster(place);
    // Its pid file goes a moment before the process itself: only then is the port free and the folder quiet.
    if (now?.pid !== running.pid && !isAlive(running.pid)) return;
    await pause(20);
  }
  throw new AppError('db.stop', {
    sentence: `数据库(进程号 ${running.pid})一分钟内没有停下来,可能磁盘很慢。数据没有危险;请稍后再看,不要强行结束它。`,
  });
}
