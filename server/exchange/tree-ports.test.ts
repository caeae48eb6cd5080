import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../tests/kit/world.ts';
import type { Tx } from '../platform/db/index.ts';

/** Rows follow their unit when it moves (DESIGN §7 rule 10): whoever adds a table with a path hands a rewriting to the ports. */
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

/**
 * audit_event keeps the path as it was: what happened, happened there. Posts are org's own, rewritten with the units. What
 * was taken out was packed under the rights of that day and is gone after one.
 */
const HISTORY = ['audit_event', 'post', 'takeout'];

test('every table with a unit path is rewritten by a move, and by no more than its own rows', async () => {
  const { worker } = w.test.store;
  const seen: string[] = [];
  await worker.transaction([], async (tx) => {
    const watching: Tx = {
      ...tx,
      sql: (text, values, name) => {
        seen.push(text);
        return tx.sql(text, values, name);
      },
    };
    await w.house.orgPorts.pathsChanged(watching, '/nowhere/at-all/', '/nowhere/else/');
  });
  const tables = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'unit_path'
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    ),
  );
  const rewritten = (table: string): boolean =>
    seen.some((s) => new RegExp(`UPDATE ${table}\\b`).test(s) && s.includes('unit_path'));
  const left = tables.map((t) => String(t['relname'])).filter((t) => !HISTORY.includes(t) && !rewritten(t));
  expect(left).toEqual([]);
});
