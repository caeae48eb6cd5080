import { spawnSync } from 'node:child_process';
import { AppError } from '../../errors/index.ts';

/** The operating-system user that PostgreSQL runs as; null: the user who runs Node. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root has to hand it to somebody else. */
export const isRoot = (): boolean => process.getuid?.() === 0;

function lookUp(name: string): OsUser | null {
  const answer = spawnSync('getent', ['passwd', name], { encoding: 'utf8' });
  const [, , uid, gid] = answer.status === 0 ? answer.stdout.split(':') : [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/**
 * The unprivileged user for PostgreSQL when Node runs as root: `postgres` if the system has one, else `halfsky`,
 * made as a system user without home, shell or password. Throws AppError `db.user` when it cannot be made.
 */
export function dedicatedUser(log: (line: string) => void): OsUser {
  const existing = lookUp('postgres') ?? lookUp('halfsky');
  if (existing) return existing;
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      'halfsky',
    ],
    { encoding: 'utf8' },
  );
  const user = lookUp('halfsky');
  if (user) {
    log('已新建系统用户 halfsky,内嵌数据库用它运行(PostgreSQL 不允许以 root 运行)。');
    return user;
  }
  throw new AppError('db.user', {
    sentence: `内嵌数据库不能以 root 运行,也没能新建系统用户 halfsky(${made.stderr?.trim() || made.error?.message || '未知原因'})。请先执行 useradd --system halfsky,或改用普通用户启动,或用 DATABASE_URL 指定一个 PostgreSQL。`,
  });
}

/**
 * Whether a user can step into a directory. Asked of the system itself by trying (a shell as that user), since
 * mode bits alone do not know of access lists and security modules. Always true when no switch is needed.
 */
export function canEnter(user: OsUser | null, directory: string): boolean {
  if (!user) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

/** Spawn options that make a child run as the user, with no group of root's left. */
export const asUser = (user: OsUser | null): { uid?: number; gid?: number } =>
  user ? { uid: user.uid, gid: user.gid } : {};
