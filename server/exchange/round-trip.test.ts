import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, TEST_BLIND, type TestStore } from '../../tests/kit/store.ts';
import { ask, foldAll } from '../figures/index.ts';
import { createShelf, type Shelf } from '../files/index.ts';
import { unitByCode } from '../org/index.ts';
import { backupLogical, exportRecords, importRecords, restoreLogical } from './index.ts';
import { smallPlace } from './small-place.fixture.ts';

const NOW = new Date('2026-11-21T04:00:00Z');
const LATER = new Date('2026-12-01T04:00:00Z');
let first: TestStore;
let second: TestStore;
let third: TestStore;

beforeAll(async () => {
  [first, second, third] = await Promise.all([openTestStore(), openTestStore(), openTestStore()]);
  const result = await importRecords(first.store, first.registry, TEST_BLIND, linesOf(smallPlace()), {
    now: NOW,
  });
  expect(result.problems).toEqual([]);
  await foldAll(first.store, first.registry);
}, 60_000);
afterAll(() => Promise.all([first, second, third].map((t) => t.close())));

const linesOf = (records: readonly unknown[]): string[] => records.map((r) => JSON.stringify(r));
const exported = async (t: TestStore): Promise<string[]> => {
  const lines: string[] = [];
  for await (const record of exportRecords(t.store)) lines.push(JSON.stringify(record));
  return lines;
};

async function figures(t: TestStore): Promise<unknown[]> {
  return await t.store.owner.transaction([], async (tx) => {
    const answers: unknown[] = [];
    for (const code of ['000000', '990100', '990101', '990103', '990102004', '990101002', '990101001001'])
      for (const measure of ['training.people', 'training.sessions', 'training.women-rate'])
        for (const [from, to] of [
          ['2012-01-01', '2012-12-31'],
          ['2013-01-01', '2013-06-30'],
          ['2013-07-01', '2013-12-31'],
          ['2013-04-01', '2013-04-30'],
        ] as const) {
          const unit = await unitByCode(tx, code);
          if (!unit) throw new Error(code);
          const q = { unit, measure, from, to, where: {}, tree: 'as-it-was' } as const;
          answers.push([code, measure, from, to, await ask(tx, t.registry, q)]);
        }
    return answers;
  });
}

test('lines count by the tree of their day, as corrected, withdrawn and restored', async () => {
  const answers = (await figures(first)) as [string, string, string, string, { value: number | null }][];
  const value = (code: string, from: string): number | null | undefined =>
    answers.find((a) => a[0] === code && a[1] === 'training.people' && a[2] === from)?.[4].value;
  expect(value('990101', '2013-01-01')).toBe(44 + 20 + 50);
  expect(value('990103', '2013-07-01')).toBe(33);
  expect(value('990103', '2012-01-01')).toBe(500);
  expect(value('000000', '2013-07-01')).toBe(33 + 12);
  expect(value('990101001001', '2013-04-01')).toBe(0);
  expect(value('990101002', '2013-07-01')).toBe(null);
});

test('the same file again changes nothing', async () => {
  const before = await exported(first);
  const again = await importRecords(first.store, first.registry, TEST_BLIND, linesOf(smallPlace()), {
    now: LATER,
  });
  expect(again.problems).toEqual([]);
  expect(Object.values(again.counts).map((tally) => tally.new)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(again.counts).toMatchObject({
    units: { unchanged: 14 },
    lines: { unchanged: 7 },
    corrections: { unchanged: 2 },
  });
  const own = await importRecords(first.store, first.registry, TEST_BLIND, before, { now: LATER });
  expect([own.problems, Object.values(own.counts).reduce((n, tally) => n + tally.new, 0)]).toEqual([[], 0]);
  expect(await exported(first)).toEqual(before);
});

test('an export taken in elsewhere gives the same figures and the same bytes', async () => {
  const lines = await exported(first);
  const result = await importRecords(second.store, second.registry, TEST_BLIND, lines, { now: LATER });
  expect(result.problems).toEqual([]);
  await foldAll(second.store, second.registry);
  expect(await exported(second)).toEqual(lines);
  expect(await figures(second)).toEqual(await figures(first));
});

/** Two attachments with one line, one of which has lost its bytes; answers the place of the other. */
async function attach(t: TestStore, shelf: Shelf, bytes: Buffer): Promise<string> {
  const place = 'ab'.repeat(16);
  await shelf.write(place, 0, bytes, null);
  await t.store.owner.transaction([], (tx) =>
    tx.sql(
      `INSERT INTO attachment (region_code, id, entry_id, ledger, unit_id, unit_path, name, kind, bytes, sha256, place, state, at)
       SELECT e.region_code, f.id, e.id, e.ledger, e.unit_id, e.unit_path, f.name, 'image/jpeg', $1, $2, f.place, 'kept', $3
       FROM (SELECT * FROM entry ORDER BY id LIMIT 1) AS e,
         (VALUES ('018f0000-0000-7000-8000-00000000000a'::uuid, '现场.jpg', $4), ('018f0000-0000-7000-8000-00000000000b', '丢了.jpg', repeat('c', 32))) AS f (id, name, place)`,
      [bytes.length, createHash('sha256').update(bytes).digest('hex'), NOW, place],
    ),
  );
  return place;
}
const attachmentsIn = (t: TestStore): Promise<unknown[]> =>
  t.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT f.id, f.entry_id, f.name, f.sha256, f.place, f.state, u.code FROM attachment f JOIN unit u ON u.id = f.unit_id AND u.path = f.unit_path ORDER BY 1`,
    ),
  );

test('a logical backup comes back whole into an empty store only, and a changed one not at all', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'halfsky-logical-'));
  const out = path.join(folder, 'copy');
  const photo = Buffer.from('the bytes of a photo');
  const before = createShelf(path.join(folder, 'before'));
  const after = createShelf(path.join(folder, 'after'));
  const attached = await attach(first, before, photo);
  const manifest = await backupLogical(first.store, before, out, NOW);
  expect(manifest.attachments).toMatchObject({ count: 2, bytes: photo.length, missing: ['丢了.jpg'] });
  expect(manifest.counts).toMatchObject({ unit: 14, line: 7, restoration: 1 });
  const restore = (t: TestStore): Promise<unknown> =>
    restoreLogical(t.store, after, t.registry, TEST_BLIND, out, LATER);
  expect(await restore(third)).toMatchObject({ attachments: 2 });
  expect(await attachmentsIn(third)).toEqual(await attachmentsIn(first));
  expect(await after.read(attached, null)).toEqual(photo);
  expect(await exported(third)).toEqual(await exported(first));
  await expect(restore(third)).rejects.toThrow('只能恢复到空库');
  const file = path.join(out, 'files', attached.slice(0, 2), attached);
  await appendFile(file, 'x');
  await expect(restore(second)).rejects.toThrow('附件「现场.jpg」缺失或被改动');
  await writeFile(file, photo);
  await appendFile(path.join(out, manifest.file), 'x');
  await expect(restore(third)).rejects.toThrow('缺失或被改动');
  await rm(folder, { recursive: true });
});

test('one branch goes out with the units it hangs on, and nothing of its neighbours', async () => {
  const unit = await first.store.owner.transaction([], (tx) => unitByCode(tx, '990101002'));
  if (!unit) throw new Error('no unit');
  const records = [];
  for await (const r of exportRecords(first.store, { unit })) records.push(r);
  expect(records.flatMap((r) => (r.type === 'unit' ? [r.code] : [])).sort()).toEqual([
    '000000',
    '990000',
    '990100',
    '990101',
    '990101002',
    '990101002001',
    '990102',
  ]);
  expect(records.filter((r) => r.type === 'line')).toHaveLength(2);
});
