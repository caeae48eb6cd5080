import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { canEnter, dedicatedUser, isRoot, type OsUser } from './os-user.ts';
import { processesIn } from './processes.ts';

/** Where a data folder's cluster lives and as whom it runs. */
export interface Place {
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** Password and remembered port, 0600. */
  readonly access: string;
  readonly logFile: string;
  /** The folder that holds the three: the data folder itself, or its stand-in. */
  readonly home: string;
  readonly user: OsUser | null;
}

/** Root's stand-in for data folders and packages that an unprivileged user cannot reach. */
export const SHARED_FOLDER = '/var/lib/halfsky';
const NOTE = 'postgres.elsewhere.json';

interface Note {
  readonly note: string;
  /** The stand-in folder. */
  readonly home: string;
  /** Same as in the stand-in's own `owner.json`: proves that both belong together. */
  readonly id: string;
  /** The data folder it was made for; another one after a move or a copy. */
  readonly dataDir: string;
}

/** The user who owns an existing cluster; null when it is the one who runs Node, or no switch is possible. */
function ownerOf(cluster: string): OsUser | null {
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { uid, gid };
}

function placeIn(home: string, user: OsUser | null): Place {
  return {
    home,
    user,
    cluster: path.join(home, 'postgres'),
    access: path.join(home, 'postgres.access.json'),
    logFile: path.join(home, 'postgres.log'),
  };
}

function readNote(file: string): Note | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note;
  } catch {
    return null;
  }
}

/** The note of a data folder, if it has one. Throws AppError when the note was copied or its stand-in is gone. */
function checkedNote(folder: string): Note | null {
  const note = readNote(path.join(folder, NOTE));
  if (!note) return null;
  if (note.dataDir !== folder && readNote(path.join(note.dataDir, NOTE))?.id === note.id) {
    throw new AppError('db.note-copied', {
      sentence: `${folder} 是从 ${note.dataDir} 复制来的,里面的 ${NOTE} 指着那边的数据库(${note.home})。两个文件夹不能共用一个数据库:请删除这边的 ${NOTE} 从空库开始,或用 backup 和 restore 复制数据。`,
    });
  }
  if (!existsSync(note.home)) {
    throw new AppError('db.gone', {
      sentence: `${path.join(folder, NOTE)} 说数据库放在 ${note.home},但那里已经没有了。请把它恢复到原处;若确实要从空库开始,请删除这个说明文件。`,
    });
  }
  return note;
}

/**
 * The place of an existing cluster, by the note in the data folder or in the folder itself; null when none.
 * Throws AppError `db.note-copied` or `db.gone` when the note cannot be followed.
 */
export function findPlace(dataDir: string): Place | null {
  const folder = path.resolve(dataDir);
  for (const home of [checkedNote(folder)?.home, folder]) {
    if (home === undefined) continue;
    const cluster = path.join(home, 'postgres');
    if (existsSync(cluster)) return placeIn(home, isRoot() ? ownerOf(cluster) : null);
  }
  return null;
}

/**
 * The place of the data folder's cluster, existing or to be made. As root, and with a data folder that the
 * dedicated user cannot enter (a clone in root's home), it is `<shared>/<hash of the data folder>`, and a note
 * in the data folder says so; every later command follows the note. Throws AppError `db.unreachable` when an
 * existing cluster stands where its user cannot go any more: never answers with a new, empty one instead.
 */
export function choosePlace(dataDir: string, shared: string, log: (line: string) => void): Place {
  const folder = path.resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const existing = findPlace(folder);
  if (existing) {
    const user = isRoot() ? (existing.user ?? dedicatedUser(log)) : null;
    if (canEnter(user, existing.home)) return { ...existing, user };
    throw new AppError('db.unreachable', {
      sentence: `数据库在 ${existing.cluster},但运行它的系统用户(uid ${user?.uid})进不去这个文件夹。请给它的各级上级文件夹加上通行权限(chmod o+x),再重新启动。`,
    });
  }
  if (!isRoot()) return placeIn(folder, null);
  const user = dedicatedUser(log);
  if (canEnter(user, folder)) return placeIn(folder, user);
  return placeIn(makeStandIn(folder, shared, log), user);
}

function makeStandIn(folder: string, shared: string, log: (line: string) => void): string {
  const home = path.join(shared, createHash('sha256').update(folder).digest('hex').slice(0, 12));
  const note = path.join(folder, NOTE);
  const id = readNote(note)?.id ?? randomUUID();
  if (existsSync(home) && readNote(path.join(home, 'owner.json'))?.id !== id) setAside(home, log);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const text = `系统用户进不去 ${folder},内嵌数据库放在 ${home}。这个文件夹要备份、移动或删除时,那边也要一起。`;
  const content = `${JSON.stringify({ note: text, home, id, dataDir: folder }, null, 2)}\n`;
  // The stand-in first: a note that leads nowhere would be followed, an unnoted stand-in is only set aside.
  writeFileSync(path.join(home, 'owner.json'), content);
  writeFileSync(note, content);
  log(text);
  return home;
}

/**
 * A stand-in without a note that knows it was left by a data folder of the same name that somebody removed.
 * A new folder must not wake up with the old one's data, and nobody said that the old data may be lost.
 */
function setAside(home: string, log: (line: string) => void): void {
  const running = processesIn(path.join(home, 'postgres')) ?? [];
  if (running.length > 0) {
    throw new AppError('db.leftover', {
      sentence: `${home} 里还有以前同名数据文件夹留下的数据库在运行(进程号 ${running.join('、')})。请先停止它(kill -INT ${Math.min(...running)}),再重新启动。`,
    });
  }
  const aside = `${home}.aside-${timeStamp()}`;
  renameSync(home, aside);
  log(`${home} 是以前同名数据文件夹留下的,已移到 ${aside},没有删除。确认不再需要后可以自行删除。`);
}

/** `20260102T030405`, for names of things set aside. */
export const timeStamp = (): string => new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
