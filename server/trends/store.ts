import type { Level } from '../../contracts/ledger.ts';
import { levelNumber, levelOf, rewritesPathsOf, subtreeOf } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import type { Happening } from './rules.ts';

/** Rows follow their unit when it moves. */
export const rewriteTrendPaths = rewritesPathsOf('trend_signal');

const text = (v: unknown): string => String(v ?? '');

/** A federation of a county, a city or a province, whose rights people are told. */
export interface Watcher {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly level: Level;
}
/** From below upwards: what a county has warned of is known when its city looks. */
export const WATCHING: readonly Level[] = ['county', 'city', 'province'];

export interface Seen extends Happening {
  readonly placeName: string;
  readonly placePath: string;
}

/** What happened since a day: valid lines of these ledgers, each with its root, cause and place. */
export async function happenings(tx: Tx, ledgers: readonly string[], since: string): Promise<Seen[]> {
  const rows = await tx.sql(
    `SELECT COALESCE(l.root_id, e.id) AS root, e.day, e.data->>'cause' AS cause, COALESCE(l.grave, '{}') AS grave,
       p.id AS place_id, p.name AS place_name, p.path AS place_path
     FROM entry e LEFT JOIN matter_line l ON l.region_code = e.region_code AND l.entry_id = e.id
     JOIN unit p ON p.id = COALESCE(l.place_id, e.unit_id)
     WHERE e.ledger = ANY ($1) AND e.day > $2 AND e.state = 'valid' AND e.opening IS NULL ORDER BY e.day, e.id`,
    [ledgers, since],
    'trend-happenings',
  );
  return rows.map(
    (r): Seen => ({
      root: text(r['root']),
      day: text(r['day']),
      cause: text(r['cause']),
      grave: r['grave'] as string[],
      placeId: text(r['place_id']),
      placeName: text(r['place_name']),
      placePath: text(r['place_path']),
    }),
  );
}

/** Everybody who watches, by path. */
export async function watchers(tx: Tx): Promise<Watcher[]> {
  const rows = await tx.sql(
    `SELECT id, path, name, level FROM unit WHERE level = ANY ($1) AND kind = 'federation' AND to_day IS NULL ORDER BY path`,
    [WATCHING.map(levelNumber)],
    'trend-watchers',
  );
  return rows.map((r) => ({
    id: text(r['id']),
    path: text(r['path']),
    name: text(r['name']),
    level: levelOf(Number(r['level'])),
  }));
}

/** A warning as it was counted, open or ended. */
export interface Signal {
  readonly regionCode: string;
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly rule: string;
  readonly subject: string;
  readonly grade: string;
  /** How many, day by day on which it changed. */
  readonly counts: readonly { readonly day: string; readonly count: number }[];
  readonly matterId: string | null;
  readonly endedDay: string | null;
}
const toSignal = (r: Row): Signal => ({
  regionCode: text(r['region_code']),
  id: text(r['id']),
  unitId: text(r['unit_id']),
  unitPath: text(r['unit_path']),
  rule: text(r['rule']),
  subject: text(r['subject']),
  grade: text(r['grade']),
  counts: r['counts'] as Signal['counts'],
  matterId: (r['matter_id'] as string | null) ?? null,
  endedDay: (r['ended_day'] as string | null) ?? null,
});

/** Signals at and below a unit that are open, or ended so lately that what they were about still lies in the stretch. */
export async function signalsUnder(tx: Tx, path: string, since: string): Promise<Signal[]> {
  const { from, to } = subtreeOf(path);
  const rows = await tx.sql(
    `SELECT * FROM trend_signal WHERE unit_path >= $1 AND unit_path < $2 AND (ended_day IS NULL OR ended_day > $3) ORDER BY at, id`,
    [from, to, since],
    'trend-signals-under',
  );
  return rows.map(toSignal);
}

/** A new open signal; false when there is one for the same thing already. */
export async function insertSignal(
  tx: Tx,
  s: Signal & { readonly from: string; readonly until: string; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO trend_signal (region_code, id, unit_id, unit_path, rule, subject, grade, counts, first_day, until_day, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (region_code, unit_id, rule, subject) WHERE ended_day IS NULL DO NOTHING RETURNING id`,
    [
      ...[s.regionCode, s.id, s.unitId, s.unitPath, s.rule, s.subject, s.grade],
      ...[JSON.stringify(s.counts), s.from, s.until, s.at],
    ],
  );
  return rows.length > 0;
}

export async function noteMatter(
  tx: Tx,
  s: Pick<Signal, 'regionCode' | 'id'>,
  matterId: string,
): Promise<void> {
  await tx.sql('UPDATE trend_signal SET matter_id = $3 WHERE region_code = $1 AND id = $2', [
    s.regionCode,
    s.id,
    matterId,
  ]);
}

/** What has been counted since; a number that has not changed says nothing new. */
export async function noteCount(tx: Tx, s: Signal, today: string, count: number, at: Date): Promise<void> {
  if (s.counts.at(-1)?.count === count) return;
  const counts = [...s.counts, { day: today, count }];
  await tx.sql(
    'UPDATE trend_signal SET counts = $3, until_day = $4, at = $5 WHERE region_code = $1 AND id = $2',
    [s.regionCode, s.id, JSON.stringify(counts), today, at],
  );
}

/** Signals whose warning has been lifted or found false end with it. */
export async function endWithMatters(tx: Tx): Promise<void> {
  await tx.sql(
    `UPDATE trend_signal s SET ended_day = (m.closed_at AT TIME ZONE 'Asia/Shanghai')::date, outcome = m.outcome
     FROM matter m WHERE s.ended_day IS NULL AND m.region_code = s.region_code AND m.id = s.matter_id AND m.closed_at IS NOT NULL`,
  );
}

/** Open warnings whose matter she has a part in, gravest and newest first; asked with her posts and her scope. */
export async function ownSignals(
  tx: Tx,
): Promise<(Signal & { placeName: string; state: string; number: string })[]> {
  const rows = await tx.sql(
    `SELECT s.*, u.name AS place_name, m.state, m.number FROM trend_signal s JOIN matter m ON m.id = s.matter_id
     JOIN unit u ON u.id = s.unit_id WHERE s.ended_day IS NULL AND m.closed_at IS NULL
     ORDER BY s.grade = '严重' DESC, s.grade = '较重' DESC, s.at DESC, s.id LIMIT 50`,
  );
  return rows.map((r) => ({
    ...toSignal(r),
    placeName: text(r['place_name']),
    state: text(r['state']),
    number: text(r['number']),
  }));
}
