import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { readAccess, urlOf, writeAccess } from './access-file.ts';
import { type Binaries, packageFolder, prepareBinaries } from './binaries.ts';
import { clusterExists, makeCluster, renewPassword } from './cluster.ts';
import { isRoot } from './os-user.ts';
import { choosePlace, findPlace, type Place, SHARED_FOLDER } from './places.ts';
import {
  clearAfterCrash,
  type Postmaster,
  prove,
  readPidFile,
  runningPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { hasProc, pause } from './processes.ts';
import { launch } from './start.ts';

export interface EmbeddedServer {
  /** Connection string of the superuser, on 127.0.0.1. */
  readonly url: string;
  readonly port: number;
  /** Process id of PostgreSQL's main process. */
  readonly pid: number;
  /** True when it ran already (its former parent was killed) and was taken over. */
  readonly adopted: boolean;
  /** PostgreSQL's data directory; a physical backup copies it. */
  readonly clusterDir: string;
  /** Fast shutdown; returns when the server has ended. Harmless when it already has. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The platform's data folder, e.g. `./var`. */
  readonly dataDir: string;
  /** Told in Chinese what an operator should know; one line each. */
  readonly log: (line: string) => void;
  /** Extra PostgreSQL settings; they win over ours, except address, port and durability. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder of the platform package, when it is not the installed one. */
  readonly packageDir?: string;
  /** Where root puts clusters and programs that the dedicated user cannot reach in place. */
  readonly sharedDir?: string;
}

/** Starts of one cluster inside this process wait for each other. */
const underWay = new Map<string, Promise<EmbeddedServer>>();

/**
 * Starts the cluster in `<dataDir>/postgres`, adopts it when it runs already, makes it when there is none.
 * May be called again at any time, after the server died, too. Throws AppError with a Chinese sentence.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const key = path.resolve(options.dataDir);
  const before = underWay.get(key);
  const mine = (before ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => startOnce(options))
    .catch((error: unknown) => {
      throw inWords(error, key);
    });
  underWay.set(key, mine);
  try {
    return await mine;
  } finally {
    if (underWay.get(key) === mine) underWay.delete(key);
  }
}

/** What the system says about files and folders, for a person. */
function inWords(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk.full', {
      sentence: `数据文件夹 ${folder} 所在的磁盘已满,数据库启动不了。请清理磁盘后再启动。`,
    });
  }
  return new AppError('db.folder', {
    sentence: `数据库在 ${folder} 启动不了:${message}。请检查这个文件夹和它的权限。`,
  });
}

async function startOnce(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log } = options;
  const shared = options.sharedDir ?? SHARED_FOLDER;
  const place = choosePlace(options.dataDir, shared, log);
  const programs = (): Binaries =>
    prepareBinaries(options.packageDir ?? packageFolder(), place.user, isRoot() ? shared : place.home);

  const adopted = await adopt(place, programs, log);
  if (adopted) return adopted;

  const binaries = programs();
  await clearAfterCrash(place, log);
  if (!clusterExists(place, binaries)) {
    log(`第一次启动,正在 ${place.cluster} 新建数据库。`);
    await makeCluster(place, binaries, log);
  } else if (!readAccess(place)) {
    log('没有找到数据库的口令文件,正在重设口令。');
    await renewPassword(place, binaries);
  }
  const access = requireAccess(place);
  const server = await launch(place, binaries, { port: access.port, settings: options.settings ?? {}, log });
  if (server.port !== access.port) writeAccess(place, { ...access, port: server.port });
  return handleOf(place, server, false, binaries.pgCtl);
}

/** A server that outlived its parent: proven to be ours by logging in, then used as it is. */
async function adopt(
  place: Place,
  programs: () => Binaries,
  log: (line: string) => void,
): Promise<EmbeddedServer | null> {
  const running = await settled(place);
  if (!running) return null;
  const access = readAccess(place);
  const proof = access ? await prove(place, urlOf(access.password, running.port)) : 'wrong-password';
  const pgCtl = process.platform === 'win32' ? programs().pgCtl : null;
  if (proof === 'ours') {
    log(`数据库已在运行(进程号 ${running.pid}),接着使用它。`);
    return handleOf(place, running, true, pgCtl);
  }
  if (proof === 'foreign' || !hasProc) return null; // a reused pid: PostgreSQL itself will judge the pid file
  // It stands in our data directory, so it is ours, but it does not let us in: begin anew in good order.
  log(`数据库在运行(进程号 ${running.pid})但登录不了(${proof}),先停止它再启动。`);
  await stopPostmaster(place, running, pgCtl);
  if (proof === 'wrong-password') await renewPassword(place, programs());
  return null;
}

/** The running server once it has finished starting, or null once it has finished stopping. */
async function settled(place: Place): Promise<Postmaster | null> {
  for (let waited = 0; waited < 120_000; waited += 20) {
    const running = runningPostmaster(place);
    if (!running || running.status === 'ready') return running;
    await pause(20);
  }
  throw new AppError('db.start', {
    sentence: `数据库(进程号 ${readPidFile(place)?.pid})两分钟还没有准备好,可能正在恢复。请稍后再启动。`,
  });
}

function requireAccess(place: Place): { password: string; port: number | null } {
  const access = readAccess(place);
  if (access) return access;
  throw new AppError('db.access', {
    sentence: `数据库的口令文件 ${place.access} 读不出来。请删除它后重新启动,系统会重设口令。`,
  });
}

function handleOf(place: Place, server: Postmaster, adopted: boolean, pgCtl: string | null): EmbeddedServer {
  return {
    url: urlOf(requireAccess(place).password, server.port),
    port: server.port,
    pid: server.pid,
    adopted,
    clusterDir: place.cluster,
    stop: async () => {
      if (runningPostmaster(place)?.pid === server.pid) await stopPostmaster(place, server, pgCtl);
    },
  };
}

/** A running cluster of this folder, for operator commands beside a server; null when none. Never starts one. */
export async function findRunning(
  dataDir: string,
): Promise<{ url: string; port: number; pid: number; clusterDir: string } | null> {
  const place = findPlace(dataDir);
  const running = place ? runningPostmaster(place) : null;
  if (!place || !running || running.status !== 'ready') return null;
  const access = readAccess(place);
  if (!access) return null;
  const url = urlOf(access.password, running.port);
  if (!hasProc && (await prove(place, url)) !== 'ours') return null;
  return { url, port: running.port, pid: running.pid, clusterDir: place.cluster };
}

/** Stops the cluster of this folder by a fast shutdown; false when none ran. Throws AppError `db.stop`. */
export async function stopEmbedded(dataDir: string): Promise<boolean> {
  const place = findPlace(dataDir);
  const running = place ? runningPostmaster(place) : null;
  if (!place || !running) return false;
  const pgCtl =
    process.platform === 'win32' ? prepareBinaries(packageFolder(), place.user, place.home).pgCtl : null;
  await stopPostmaster(place, running, pgCtl);
  return true;
}
