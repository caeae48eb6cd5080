import { afterEach, expect, test } from 'vitest';
import { openReader, type Reader } from './reader.ts';

let reader: Reader;
afterEach(() => reader.close());

test('reads one text after the other in its thread, and says how far it is', async () => {
  reader = openReader();
  const steps: number[] = [];
  const texts = await Promise.all([
    reader.read('共12人。', (step) => steps.push(step)),
    reader.read('共13人,其中妇女9人。'),
  ]);
  expect(texts.map((t) => t.figures.map((f) => f.value))).toEqual([[12], [13, 9]]);
  expect(steps).toEqual([1, 2, 3]);
});

test('a text that takes too long is given up, the one behind it is read all the same', async () => {
  reader = openReader(5_000);
  // Started and warm, so that only the long text meets the limit: about a minute's reading, twelve times the limit.
  await reader.read('暖身1次。');
  const long = reader.read('走访慰问困难妇女1,234人次,发放慰问金5.6万元。'.repeat(1_200_000)).then(
    () => 'read',
    (e) => e.code,
  );
  const short = reader.read('共14人。');
  expect(await long).toBe('reading.too-long');
  expect((await short).figures).toHaveLength(1);
}, 90_000);

test('more than twenty waiting are asked to come back; closing refuses what waits', async () => {
  reader = openReader();
  const all = Array.from({ length: 22 }, () =>
    reader.read('共12人。'.repeat(20_000)).then(
      () => 'read',
      (e) => e.code,
    ),
  );
  await reader.close();
  const outcomes = await Promise.all(all);
  expect(outcomes).toHaveLength(22);
  expect(new Set(outcomes)).toEqual(new Set(['reading.crowded']));
});
