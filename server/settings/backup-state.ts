import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { numberOf } from './front.ts';

/** How backups stand (备份情况), for whoever must worry: the home page, the page of backups. */
export interface BackupState {
  readonly last: {
    readonly kind: 'physical' | 'logical';
    readonly endedAt: Date;
    readonly bytes: number;
  } | null;
  readonly lastTrial: { readonly endedAt: Date; readonly ok: boolean } | null;
  /** The last good one (or, without any, this house's first day) is older than the setting allows (SECURITY 38: 26 h). */
  readonly isStale: boolean;
  readonly alarmHours: number;
}

/** Reads it in any transaction; the tables carry no scope. */
export async function backupState(tx: Tx, now: Date): Promise<BackupState> {
  const alarmHours = await numberOf(tx, null, 'backup.alarm-hours', chinaDay(now));
  const rows = await tx.sql(
    `(SELECT kind, state, ended_at, bytes FROM backup_run WHERE kind <> 'trial' AND state = 'done' ORDER BY ended_at DESC LIMIT 1)
     UNION ALL (SELECT kind, state, ended_at, bytes FROM backup_run WHERE kind = 'trial' AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1)
     UNION ALL SELECT 'founded', 'done', min(published_at), 0 FROM definition`,
  );
  const last = rows.find((r) => r['kind'] === 'physical' || r['kind'] === 'logical');
  const trial = rows.find((r) => r['kind'] === 'trial');
  const since = (last ?? rows.find((r) => r['kind'] === 'founded'))?.['ended_at'] as Date | null | undefined;
  return {
    last: last
      ? {
          kind: last['kind'] as 'physical' | 'logical',
          endedAt: last['ended_at'] as Date,
          bytes: Number(last['bytes']),
        }
      : null,
    lastTrial: trial ? { endedAt: trial['ended_at'] as Date, ok: trial['state'] === 'done' } : null,
    isStale: since ? now.getTime() - since.getTime() > alarmHours * 3_600_000 : false,
    alarmHours,
  };
}
