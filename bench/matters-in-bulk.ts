import { withoutIndexes } from './indexes-later.ts';
import type { OpenHouse } from './world.ts';

/**
 * A million matters, written by SQL as the engine would have left them: each with its parts and a clock, those under way with their steps. Six seats
 * of six levels have ten thousand each behind them (three hundred open); the others are spread over forty thousand posts.
 */
export async function fillMatters(
  house: OpenHouse,
  o: { matters: number; seats: readonly { postId: string; personId: string }[]; say: (line: string) => void },
): Promise<void> {
  const { owner } = house.store;
  const run = async (text: string, values: unknown[] = []): Promise<void> => {
    await owner.transaction([], (tx) => tx.sql(text, values));
  };
  o.say(`  ${o.matters} matters …`);
  // md5 of a number is an id that stays the same from table to table; every hundredth belongs to one of the six.
  await run(
    `CREATE UNLOGGED TABLE bench_matter AS
     SELECT n, overlay(overlay(md5('m' || n) placing '7' from 13) placing '8' from 17)::uuid AS id,
       CASE WHEN n % 16 = 0 THEN ($2::uuid[])[1 + (n / 16) % 6] ELSE md5('p' || n % 40000)::uuid END AS post,
       CASE WHEN n % 16 = 0 THEN ($3::uuid[])[1 + (n / 16) % 6] ELSE md5('q' || n % 40000)::uuid END AS person,
       md5('p' || (n * 7) % 40000)::uuid AS first,
       (n / 96) % 33 = 0 OR n % 16 <> 0 AND n % 10 = 0 AS open,
       u.id AS unit_id, u.path, u.region_code
     FROM generate_series(1, $1::int) AS n
     JOIN (SELECT id, path, region_code, row_number() OVER (ORDER BY path) - 1 AS k, count(*) OVER () AS all FROM unit WHERE level = 3) u
       ON u.k = n % u.all`,
    [o.matters, o.seats.map((s) => s.postId), o.seats.map((s) => s.personId)],
  );
  const versions = await Promise.all(
    ['leave', 'first-asked'].map(async (key) => (await house.flows.flows.flow(key)).definition.version),
  );
  const fill = async (): Promise<void> => {
    await run(
      `INSERT INTO matter (region_code, id, flow, flow_version, number, unit_id, unit_path, state, starter_post, starter_person,
       starter_name, starter_rank, holder_post, holder_person, holder_name, title, data, urgent, transfers, readers, seq, due_at,
       started_at, moved_at, closed_at, outcome)
     SELECT region_code, id, CASE WHEN n % 97 = 0 THEN 'leave' ELSE 'first-asked' END,
       CASE WHEN n % 97 = 0 THEN $2::int ELSE $3::int END, '首问〔2026〕' || n || '号', unit_id, path,
       CASE WHEN open THEN 'in-hand' ELSE 'answered' END, first, first, '样例', 'staff', post, person, '样例',
       CASE WHEN n % 211 = 0 THEN '来访 · 枇杷 ' || n ELSE '来访 · 婚姻家庭' END, '{"danger":"没有","channel":"来访","cause":"婚姻家庭"}', false, 1, ARRAY[first, post], 2,
       CASE WHEN open THEN $1::timestamptz + make_interval(hours => n % 400 - 40) END, $1::timestamptz - interval '9 days',
       $1::timestamptz - make_interval(mins => n % 500000), CASE WHEN NOT open THEN $1::timestamptz END, CASE WHEN NOT open THEN 'done' END
     FROM bench_matter`,
      [new Date(), ...versions],
    );
    o.say('  parts, steps, clocks …');
    await run(
      `INSERT INTO matter_seat (region_code, matter_id, post_id, person_id, person_name, lane, why, flow, number, title, state, rank, due_at, moved_at)
     SELECT m.region_code, m.id, s.post, s.post, '样例', CASE WHEN s.holds AND b.open THEN 'todo' ELSE 'past' END,
       CASE WHEN s.holds AND b.open THEN 'hold' ELSE 'past' END, m.flow, m.number, m.title, m.state, 1, COALESCE(m.due_at, 'infinity'), m.moved_at
     FROM bench_matter b JOIN matter m USING (region_code, id)
     CROSS JOIN LATERAL (VALUES (b.post, true), (b.first, false)) AS s (post, holds) WHERE s.holds OR b.first <> b.post`,
    );
    await run(
      `INSERT INTO matter_step (region_code, matter_id, seq, at, step, step_name, from_state, to_state, post_id, person_id, by_name, by_title,
       holder_post, holder_person, holder_name, data)
     SELECT m.region_code, m.id, s.seq, m.started_at, s.step, s.step, NULL, 'in-hand', m.starter_post, m.starter_person, '样例', '干部',
       m.holder_post, m.holder_person, '样例', '{}'
     FROM matter m CROSS JOIN (VALUES (1, 'start'), (2, 'take-up')) AS s (seq, step) WHERE m.closed_at IS NULL`,
    );
    await run(
      `INSERT INTO matter_clock (region_code, matter_id, key, name, unit, length, ceiling, counts_first, started_at, due_at, ceiling_at, paused,
       stopped_at, next_at)
     SELECT region_code, id, 'answer', '答复', 'calendar', 3, 7, false, started_at, COALESCE(due_at, started_at), due_at, 0, closed_at,
       CASE WHEN closed_at IS NULL THEN $1::timestamptz + interval '300 days' END FROM matter`,
      [new Date()],
    );
  };
  // Keys and indexes are made at once afterwards: row by row they took nearly all of the time.
  await owner.withClient((c) =>
    withoutIndexes(c, 'matter_step', () =>
      withoutIndexes(c, 'matter_seat', () => withoutIndexes(c, 'matter_clock', fill)),
    ),
  );
  await run('DROP TABLE bench_matter');
  await owner.withClient(async (c) => {
    for (const t of ['matter', 'matter_seat', 'matter_step', 'matter_clock'])
      await c.query(`VACUUM (ANALYZE) ${t}`);
  });
}
