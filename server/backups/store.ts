import type { Row, Tx } from '../platform/db/index.ts';

/** A backup or a tried restore (备份、试恢复): asked for, under way, ended. */
export interface Run {
  readonly id: string;
  readonly kind: 'physical' | 'logical' | 'trial';
  readonly occasion: 'nightly' | 'hand' | 'command';
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly folder: string;
  readonly bytes: number | null;
  readonly files: number | null;
  /** It lies enciphered. */
  readonly sealed: boolean;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly problem: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly removedAt: Date | null;
}

const toRun = (r: Row): Run => ({
  id: String(r['id']),
  kind: r['kind'] as Run['kind'],
  occasion: r['occasion'] as Run['occasion'],
  state: r['state'] as Run['state'],
  folder: String(r['folder']),
  bytes: (r['bytes'] as number | null) ?? null,
  files: (r['files'] as number | null) ?? null,
  sealed: r['sealed'] === true,
  counts: (r['counts'] as Run['counts']) ?? null,
  problem: (r['problem'] as string | null) ?? null,
  startedAt: r['started_at'] as Date,
  endedAt: (r['ended_at'] as Date | null) ?? null,
  removedAt: (r['removed_at'] as Date | null) ?? null,
});

export async function insertRun(
  tx: Tx,
  r: Pick<Run, 'id' | 'kind' | 'occasion' | 'folder' | 'startedAt'>,
): Promise<void> {
  await tx.sql(
    `INSERT INTO backup_run (id, kind, occasion, state, folder, started_at) VALUES ($1, $2, $3, 'waiting', $4, $5)`,
    [r.id, r.kind, r.occasion, r.folder, r.startedAt],
  );
}

/** The oldest that waits. */
export async function nextWaiting(tx: Tx): Promise<Run | null> {
  const rows = await tx.sql(`SELECT * FROM backup_run WHERE state = 'waiting' ORDER BY started_at LIMIT 1`);
  return rows[0] ? toRun(rows[0]) : null;
}

export async function beginRun(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.sql(`UPDATE backup_run SET state = 'running', started_at = $2 WHERE id = $1`, [id, at]);
}

export async function endRun(
  tx: Tx,
  id: string,
  end: {
    readonly state: 'done' | 'failed';
    readonly at: Date;
    readonly bytes?: number;
    readonly files?: number;
    readonly sealed?: boolean;
    readonly counts?: Readonly<Record<string, number>>;
    readonly problem?: string;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE backup_run SET state = $2, ended_at = $3, bytes = $4, files = $5, counts = $6, problem = $7, sealed = $8 WHERE id = $1`,
    [
      id,
      end.state,
      end.at,
      end.bytes ?? null,
      end.files ?? null,
      end.counts ? JSON.stringify(end.counts) : null,
      end.problem ?? null,
      end.sealed ?? false,
    ],
  );
}

/** Those said to be under way although nobody holds the lock: their process is gone. */
export async function failAbandoned(tx: Tx, at: Date, problem: string): Promise<void> {
  await tx.sql(
    `UPDATE backup_run SET state = 'failed', ended_at = $1, problem = $2 WHERE state = 'running'`,
    [at, problem],
  );
}

export async function newestRuns(tx: Tx, most: number): Promise<Run[]> {
  const rows = await tx.sql('SELECT * FROM backup_run ORDER BY started_at DESC, id DESC LIMIT $1', [most]);
  return rows.map(toRun);
}

/** Is one of these kinds waiting or under way, or was one of an occasion begun since a moment? */
export async function isThere(
  tx: Tx,
  q: { readonly trial: boolean; readonly occasion: string; readonly since: Date | null },
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM backup_run WHERE (kind = 'trial') = $1
       AND (state IN ('waiting', 'running') OR occasion = $2 AND state = 'done' AND started_at > $3) LIMIT 1`,
    [q.trial, q.occasion, q.since],
  );
  return rows.length > 0;
}

/** The newest good copy that still lies in its folder. */
export async function newestCopy(tx: Tx): Promise<Run | null> {
  const rows = await tx.sql(
    `SELECT * FROM backup_run WHERE kind = 'physical' AND state = 'done' AND removed_at IS NULL ORDER BY ended_at DESC LIMIT 1`,
  );
  return rows[0] ? toRun(rows[0]) : null;
}

/** Nightly ones beyond the newest `keep`, and failed ones' folders. */
export async function overdue(tx: Tx, keep: number): Promise<Run[]> {
  const rows = await tx.sql(
    `SELECT * FROM backup_run WHERE occasion = 'nightly' AND kind <> 'trial' AND state = 'done' AND removed_at IS NULL
     ORDER BY ended_at DESC OFFSET $1`,
    [keep],
  );
  return rows.map(toRun);
}

export async function noteRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.sql('UPDATE backup_run SET removed_at = $2 WHERE id = $1', [id, at]);
}
