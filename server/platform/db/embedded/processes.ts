import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** State letter and start tick of a process from Linux's own book; null where there is no such book or process. */
function linuxStat(pid: number): { state: string; startTick: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in brackets and may itself hold blanks and brackets: read after the last one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '?', startTick: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** True where the system keeps `/proc` (Linux); elsewhere the checks below fall back to weaker ones. */
export const hasProc = linuxStat(process.pid) !== null;

/**
 * Whether a process runs. A zombie (dead, not yet collected by its parent) counts as dead: after a killed
 * parent in a container nobody may ever collect it, and `kill(pid, 0)` would call it alive for ever.
 */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (hasProc) {
    const stat = linuxStat(pid);
    return stat !== null && stat.state !== 'Z' && stat.state !== 'X';
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A mark that no other process of this machine ever shares, so that a reused pid is not taken for the old one:
 * boot id + start tick on Linux, start time as `ps` tells it on macOS, null where neither exists (Windows).
 */
export function processMark(pid: number): string | null {
  const stat = linuxStat(pid);
  if (stat) {
    try {
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${stat.startTick}`;
    } catch {
      return `:${stat.startTick}`;
    }
  }
  if (process.platform === 'win32' || hasProc) return null;
  const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.trim() !== '' ? answer.stdout.trim() : null;
}

/** Working directory of a process; null when unknown (no `/proc`, not ours to read, gone). */
export function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/**
 * Ids of all processes that stand in a directory. Every process of a PostgreSQL cluster stands in its data
 * directory, so an empty answer means that no part of the cluster runs. Null where this cannot be known.
 */
export function processesIn(directory: string): number[] | null {
  if (!hasProc) return null;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && workingDirectory(pid) === directory);
}

/** Waits the given milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
