import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { log } from '../platform/log/index.ts';
import { inForce } from './rules.ts';
import { settingDefined, valuesAt } from './store.ts';

/** How long another process may go on with what it knew; this one is told at once. */
const BELIEVED_MS = 5_000;

/** Numbers that hold for the whole server and are asked on every request: kept in memory, refreshed beside the requests. */
export interface HouseValues {
  /** The last known value; never waits. */
  number(key: string): number;
  /** Reads them again; a database that is away leaves what was known. */
  refresh(): Promise<void>;
}

/** Reads the values of `keys` and keeps them. Throws when one of them is not defined as a number. */
export async function openHouseValues(
  db: Database,
  keys: readonly string[],
  now: () => Date,
): Promise<HouseValues> {
  let known = new Map<string, number>();
  let at = 0;
  const load = async (): Promise<void> => {
    const day = chinaDay(now());
    known = await db.transaction(
      [],
      async (tx) => {
        const values = await valuesAt(tx, [], keys);
        const found = new Map<string, number>();
        for (const key of keys) {
          const setting = await settingDefined(tx, key);
          const value = setting ? inForce(setting, values, day).value : null;
          if (typeof value !== 'number') throw new Error(`setting ${key} is no number`);
          found.set(key, value);
        }
        return found;
      },
      'read',
    );
    at = Date.now();
  };
  await load();
  const refresh = async (): Promise<void> => {
    at = Date.now();
    await load().catch((error: unknown) => log.warn({ err: error }, 'settings of the house not read'));
  };
  return {
    refresh,
    number(key) {
      if (Date.now() - at > BELIEVED_MS) void refresh();
      const value = known.get(key);
      if (value === undefined) throw new Error(`setting ${key} is not kept`);
      return value;
    },
  };
}
