import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../tests/kit/world.ts';
import type { Tx } from '../../platform/db/index.ts';
import { lookAhead } from './ahead.ts';
import { offeredOfLedger, openKeys } from './offered.ts';
import { groupLines, readLines } from './read-lines.ts';
import { yearOfCases } from './year-lines.ts';

/** A year with very many lines: nobody waits for it, and it is there when it was looked for ahead. */
let world: World;
const [VILLAGE, TOWNSHIP, OFFICE] = ['910101001201', '910101001', '910101-B1'];
const LINES = 25_000;

beforeAll(async () => {
  world = await openWorld();
  // Facts as saving makes them: lines by number, alike but for unit and month.
  await world.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits)
       SELECT u.region_code, lpad(i::text, 32, '0')::uuid, m.measure, 0, u.id, u.path, make_date(2026, 1 + i % 12, 9), 1, ARRAY['channel=来访', 'cause=其他']
       FROM generate_series(1, $1::int) AS i
       JOIN unit u ON u.code = CASE i WHEN 1 THEN $2 WHEN 2 THEN $3 ELSE $4 END
       CROSS JOIN (VALUES ('petitions.received'), ('petitions.closed')) AS m (measure)`,
      [LINES, OFFICE, TOWNSHIP, VILLAGE],
    ),
  );
}, 120_000);
afterAll(() => world.close());

const ledger = () => world.test.registry.ledger('petitions');
const asked = () => ({ worker: world.test.store.worker, ledger: ledger(), year: 2026, threshold: 5 });

test("lines that are alike are one group; those of an office are its federation's", async () => {
  const offered = offeredOfLedger(ledger());
  const sums = offered.sums.filter((s) => !s.startsWith('~'));
  const lines = await world.test.store.worker.transaction([], (tx: Tx) =>
    readLines(tx, 2026, sums, offered, () => undefined),
  );
  const steps = groupLines(lines, sums, offered, openKeys(offered));
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { groups, bundles } = step.value;
  expect(groups.length).toBe(14);
  expect(groups.reduce((n, g) => n + g.count, 0)).toBe(LINES);
  expect(
    groups
      .filter((g) => g.count === 1)
      .map((g) => g.at.split('/').at(-2))
      .sort(),
  ).toEqual(['910101', TOWNSHIP]);
  const [first] = groups;
  const values: number[] = [];
  bundles.each(first?.bundle ?? 0, (_, value) => values.push(value));
  // Both sums in the year, its half, quarter and month; one rate has no remainder; channel and matter of it.
  expect(values).toEqual(Array.from({ length: 2 * 4 + 2 }, () => 1));
});

test('while it is made for the first time it is told nobody; what was looked for ahead is there', async () => {
  expect(await yearOfCases(asked(), 0)).toBeNull();
  await lookAhead(world.test.store.worker, world.test.registry, new Date('2026-06-15T04:00:00Z'));
  const year = await yearOfCases(asked(), 0);
  expect(year?.keys.ofSum('petitions.received', -1)).toBe(0);
  const village = world.id(VILLAGE);
  const path = await world.test.store.owner.transaction([], (tx) =>
    tx.sql<{ path: string }>('SELECT path FROM unit WHERE id = $1', [village]),
  );
  expect(year?.knows(path[0]?.path ?? '')).toBe(true);
});
