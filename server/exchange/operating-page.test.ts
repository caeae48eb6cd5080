import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, TEST_BLIND, type TestStore } from '../../tests/kit/store.ts';
import { ask, foldAll } from '../figures/index.ts';
import { parseWhere } from '../ledgers/index.ts';
import { findUnit } from '../org/index.ts';
import { importRecords } from './index.ts';

/** The place that docs/operating.md loads, and every figure that it says comes out: an outsider has nothing else. */
const PAGE = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const place = PAGE.split('```json\n')[1]?.split('\n```')[0]?.split('\n') ?? [];
const asked = [...PAGE.matchAll(/^\.\/halfsky figure (--unit .+?) +# (null|[\d.]+)/gm)].map(
  ([, options = '', value = '']) => ({ options, value: value === 'null' ? null : Number(value) }),
);
const option = (options: string, name: string): string[] =>
  [...options.matchAll(new RegExp(`--${name} (\\S+)`, 'g'))].map((m) => (m[1] ?? '').replaceAll("'", ''));

let t: TestStore;
beforeAll(async () => {
  t = await openTestStore();
  const now = new Date('2026-01-01T00:00:00Z');
  const result = await importRecords(t.store, t.registry, TEST_BLIND, place, { now });
  expect(result.problems).toEqual([]);
  const again = await importRecords(t.store, t.registry, TEST_BLIND, place, { now });
  expect(Object.values(again.counts).map((c) => c.new)).toEqual(Object.values(again.counts).map(() => 0));
  await foldAll(t.store, t.registry);
});
afterAll(async () => await t.close());

it('shows a place of every kind of record and some figures of it', () => {
  expect(new Set(place.map((line) => (JSON.parse(line) as { type: string }).type)).size).toBe(8);
  expect(asked.length).toBeGreaterThan(20);
});

it.each(asked)('$options is $value', async ({ options, value }) => {
  const [unit, measure, from, to, tree] = ['unit', 'measure', 'from', 'to', 'tree'].map(
    (name) => option(options, name)[0] ?? '',
  );
  const answer = await t.store.worker.transaction([], async (tx) => {
    const found = await findUnit(tx, unit ?? '');
    if (!found) throw new Error(`no unit ${unit}`);
    return await ask(tx, t.registry, {
      unit: found,
      measure: measure ?? '',
      from: from ?? '',
      to: to ?? '',
      where: parseWhere(option(options, 'where').join(';')),
      tree: tree === 'like-for-like' ? tree : 'as-it-was',
    });
  });
  expect(answer.value).toBe(value);
});
