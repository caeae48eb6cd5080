import { z } from 'zod';

/** Backups (备份) as the system administrator sees them. */

export const startBackupBody = z.strictObject({ what: z.enum(['backup', 'trial']) });

export interface BackupRunView {
  readonly id: string;
  readonly kind: 'physical' | 'logical' | 'trial';
  /** nightly by the clock · hand from this page · command at the server. */
  readonly occasion: 'nightly' | 'hand' | 'command';
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly bytes: number | null;
  readonly files: number | null;
  /** It lies enciphered (加密). */
  readonly sealed: boolean;
  /** What a tried restore found: 组织, 记录 … in the copy. */
  readonly found: readonly { readonly name: string; readonly count: number }[];
  readonly problem: string | null;
  /** Taken away since, to keep the newest only. */
  readonly removed: boolean;
  /** Last part of its folder's name; null for who does not run the server. */
  readonly folder: string | null;
}

export interface BackupsView {
  readonly state: {
    readonly last: {
      readonly kind: 'physical' | 'logical';
      readonly endedAt: string;
      readonly bytes: number;
    } | null;
    readonly lastTrial: { readonly endedAt: string; readonly ok: boolean } | null;
    readonly isStale: boolean;
    readonly alarmHours: number;
  };
  readonly nightly: { readonly at: string; readonly keep: number };
  readonly room: { readonly free: number; readonly total: number } | null;
  readonly folder: string | null;
  readonly runs: readonly BackupRunView[];
  readonly may: readonly ('start' | 'try')[];
}
