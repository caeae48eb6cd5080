import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { AppError } from '../../errors/index.ts';
import type { Place } from './places.ts';

/** What a connection needs besides the address; kept beside the cluster, readable by its owner only. */
export interface Access {
  readonly password: string;
  /** Port of the last start; tried first next time. */
  readonly port: number | null;
}

/** The cluster's superuser; the platform's migrations run as this one, requests never do. */
export const SUPERUSER = 'postgres';

/** The kept password and port; null when there is no such file (first start, restored folder). */
export function readAccess(place: Place): Access | null {
  let text: string;
  try {
    text = readFileSync(place.access, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AppError('db.access', {
      sentence: `读不了数据库的口令文件 ${place.access}。它只许启动数据库的那个系统用户读;请用同一个用户(或 root)运行。`,
    });
  }
  try {
    const value = JSON.parse(text) as Partial<Access>;
    if (typeof value.password === 'string' && value.password !== '') {
      return { password: value.password, port: typeof value.port === 'number' ? value.port : null };
    }
  } catch {}
  return null; // unreadable content: a new password is set, see `renewPassword`
}

/** A password of 192 random bits that needs no escaping in URLs, SQL or files. */
export const newPassword = (): string => randomBytes(24).toString('base64url');

/** Writes a file of the cluster's owner, whole or not at all and kept through a power cut; mode 0600. */
export function writeOwned(place: Place, file: string, text: string): void {
  const half = `${file}.half`;
  const handle = openSync(half, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(half, { force: true }); // a full disk must not be filled further
    throw error;
  } finally {
    closeSync(handle);
  }
  if (place.user) chownSync(half, place.user.uid, place.user.gid);
  renameSync(half, file);
}

export function writeAccess(place: Place, access: Access): void {
  writeOwned(place, place.access, `${JSON.stringify(access, null, 2)}\n`);
}

/** Connection string of the superuser, always over 127.0.0.1. */
export const urlOf = (password: string, port: number): string =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
