import type { Row, Tx } from '../platform/db/index.ts';

/** A unit's data being taken out (取走数据). */
export interface Takeout {
  readonly regionCode: string;
  readonly id: string;
  readonly requestKey: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly accountId: string;
  readonly postId: string;
  readonly persons: boolean;
  readonly reason: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'gone';
  readonly done: number;
  readonly total: number;
  readonly place: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly problem: string | null;
  readonly at: Date;
  readonly expiresAt: Date | null;
}

const toTakeout = (r: Row): Takeout => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  requestKey: String(r['request_key']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  unitName: String(r['unit_name']),
  accountId: String(r['account_id']),
  postId: String(r['post_id']),
  persons: r['persons'] === true,
  reason: String(r['reason']),
  state: r['state'] as Takeout['state'],
  done: Number(r['done']),
  total: Number(r['total']),
  place: (r['place'] as string | null) ?? null,
  bytes: (r['bytes'] as number | null) ?? null,
  sha256: (r['sha256'] as string | null) ?? null,
  counts: (r['counts'] as Takeout['counts']) ?? null,
  problem: (r['problem'] as string | null) ?? null,
  at: r['at'] as Date,
  expiresAt: (r['expires_at'] as Date | null) ?? null,
});

const FROM = 'SELECT t.*, u.name AS unit_name FROM takeout t JOIN unit u ON u.id = t.unit_id';

/** False when the same request was there before. */
export async function insertTakeout(
  tx: Tx,
  t: Pick<
    Takeout,
    | 'regionCode'
    | 'id'
    | 'requestKey'
    | 'unitId'
    | 'unitPath'
    | 'accountId'
    | 'postId'
    | 'persons'
    | 'reason'
    | 'at'
  > & { readonly scope: { readonly from: string; readonly to: string } },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO takeout (region_code, id, request_key, unit_id, unit_path, scope_from, scope_to, account_id, post_id, persons, reason, state, done, total, at, beat)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', 0, 0, $12, $12) ON CONFLICT DO NOTHING RETURNING id`,
    [
      t.regionCode,
      t.id,
      t.requestKey,
      t.unitId,
      t.unitPath,
      t.scope.from,
      t.scope.to,
      t.accountId,
      t.postId,
      t.persons,
      t.reason,
      t.at,
    ],
  );
  return rows.length > 0;
}

export async function takeoutById(tx: Tx, id: string): Promise<Takeout | null> {
  const rows = await tx.sql(`${FROM} WHERE t.id = $1`, [id]);
  return rows[0] ? toTakeout(rows[0]) : null;
}

export async function takeoutsSeen(tx: Tx, since: Date): Promise<Takeout[]> {
  const rows = await tx.sql(`${FROM} WHERE t.at > $1 ORDER BY t.at DESC, t.id DESC LIMIT 20`, [since]);
  return rows.map(toTakeout);
}

/** How many of her packages are being made. */
export async function underWayOf(tx: Tx, accountId: string): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*)::int AS n FROM takeout WHERE account_id = $1 AND state IN ('waiting', 'running')`,
    [accountId],
  );
  return Number(rows[0]?.['n']);
}

export async function noteProgress(
  tx: Tx,
  t: Pick<Takeout, 'regionCode' | 'id'>,
  done: number,
  total: number,
  at: Date,
): Promise<void> {
  await tx.sql(
    `UPDATE takeout SET state = 'running', done = $3, total = $4, beat = $5 WHERE region_code = $1 AND id = $2`,
    [t.regionCode, t.id, done, total, at],
  );
}

export async function endTakeout(
  tx: Tx,
  t: Pick<Takeout, 'regionCode' | 'id'>,
  end: {
    readonly state: 'done' | 'failed';
    readonly at: Date;
    readonly place?: string;
    readonly bytes?: number;
    readonly sha256?: string;
    readonly counts?: Readonly<Record<string, number>>;
    readonly expiresAt?: Date;
    readonly problem?: string;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE takeout SET state = $3, ended_at = $4, place = $5, bytes = $6, sha256 = $7, counts = $8, expires_at = $9, problem = $10,
       done = CASE WHEN $3 = 'done' THEN total ELSE done END
     WHERE region_code = $1 AND id = $2`,
    [
      t.regionCode,
      t.id,
      end.state,
      end.at,
      end.place ?? null,
      end.bytes ?? null,
      end.sha256 ?? null,
      end.counts ? JSON.stringify(end.counts) : null,
      end.expiresAt ?? null,
      end.problem ?? null,
    ],
  );
}

/** Packages past their day, whose files go. */
export async function takeExpired(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.sql(
    `UPDATE takeout SET state = 'gone' WHERE state = 'done' AND expires_at <= $1 RETURNING place`,
    [now],
  );
  return rows.flatMap((r) => (r['place'] ? [String(r['place'])] : []));
}

/** Those that nobody works on any more: the house was stopped. */
export async function failSilent(tx: Tx, before: Date, at: Date, problem: string): Promise<void> {
  await tx.sql(
    `UPDATE takeout SET state = 'failed', ended_at = $2, problem = $3 WHERE state IN ('waiting', 'running') AND beat < $1`,
    [before, at, problem],
  );
}

/** Lines and attachments within the caller's context: what the progress is measured by. */
export async function countAll(tx: Tx): Promise<{ lines: number; files: number }> {
  const rows = await tx.sql(
    `SELECT (SELECT count(*) FROM entry) AS lines, (SELECT count(*) FROM attachment) AS files`,
  );
  return { lines: Number(rows[0]?.['lines']), files: Number(rows[0]?.['files']) };
}
