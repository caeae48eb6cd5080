import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { INSTITUTIONS } from '../institutions/index.ts';
import { compose, type House } from '../server/compose.ts';
import { loadTree } from '../server/exchange/index.ts';
import { MIGRATIONS } from '../server/migrations/index.ts';
import { systemClock } from '../server/platform/clock/index.ts';
import { type Config, readConfig } from '../server/platform/config/index.ts';
import { type BulkParts, fillLines } from './bulk-lines.ts';

export type OpenHouse = House & { readonly config: Config; close(): Promise<void> };

/** What a row of the bench stands on: one embedded server of its own, with a database for each world. */
export interface Bench {
  readonly folder: string;
  readonly lines: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
  /** The nation's tree, with `lines` generated lines; made once and kept for the next run. */
  world(name: string, lines: number, parts: BulkParts): Promise<OpenHouse>;
  /** An empty, migrated house in a database of its own. */
  empty(name: string): Promise<OpenHouse>;
  close(): Promise<void>;
}

const NATION = 'bench_nation';

/** Starts the bench's own server below the data folder; nothing of a real folder is touched. */
export async function openBench(o: {
  folder: string;
  lines: number;
  seconds: number;
  say: (line: string) => void;
}): Promise<Bench> {
  const folder = await folderOfThisHouse(join(o.folder, 'bench'));
  const config: Config = {
    ...readConfig(),
    dataDir: folder,
    databaseUrl: undefined,
    port: 0,
    host: '127.0.0.1',
  };
  const base = await compose(config, systemClock, { beside: false, quiet: true });
  const opened: OpenHouse[] = [];
  const urlOf = (database: string): string => {
    const url = new URL(base.store.ownerUrl);
    url.pathname = `/${database}`;
    return url.toString();
  };
  const open = async (database: string): Promise<OpenHouse> => {
    const own = { ...config, databaseUrl: urlOf(database) };
    const house = { ...(await compose(own, systemClock, { beside: true, quiet: true })), config: own };
    opened.push(house);
    return house;
  };
  const exists = async (database: string): Promise<boolean> =>
    await base.store.owner.withClient(
      async (c) => (await c.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])).rowCount === 1,
    );
  const create = (database: string, template?: string): Promise<unknown> =>
    base.store.owner.withClient((c) =>
      c.query(`CREATE DATABASE ${database}${template ? ` TEMPLATE ${template}` : ''}`),
    );
  const drop = (database: string): Promise<unknown> =>
    base.store.owner.withClient((c) => c.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
  const nation = async (): Promise<void> => {
    if (await exists(NATION)) return;
    await drop(`${NATION}_half`);
    await create(`${NATION}_half`);
    const house = await open(`${NATION}_half`);
    await loadTree(house.store, { log: o.say });
    await house.close();
    opened.splice(opened.indexOf(house), 1);
    await base.store.owner.withClient((c) => c.query(`ALTER DATABASE ${NATION}_half RENAME TO ${NATION}`));
  };
  return {
    ...o,
    folder,
    async world(name, lines, parts) {
      const database = `bench_${name}_${lines}`;
      await nation();
      if (await exists(database)) return await open(database);
      await drop(`${database}_half`);
      await create(`${database}_half`, NATION);
      const half = await open(`${database}_half`);
      if (lines > 0) await fillLines(half, lines, parts, o.say);
      await half.close();
      opened.splice(opened.indexOf(half), 1);
      // A world that was cut off while it grew keeps its other name and is made anew.
      await base.store.owner.withClient((c) =>
        c.query(`ALTER DATABASE ${database}_half RENAME TO ${database}`),
      );
      return await open(database);
    },
    async empty(name) {
      const database = `bench_${name}`;
      await drop(database);
      await create(database);
      return await open(database);
    },
    async close() {
      for (const house of opened) await house.close();
      await base.close();
    },
  };
}

/** Worlds made for other tables or definitions measure another house: they go, and a new folder comes. */
async function folderOfThisHouse(home: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o755 });
  const name = createHash('sha256')
    .update(JSON.stringify([MIGRATIONS, INSTITUTIONS]))
    .digest('hex')
    .slice(0, 12);
  for (const other of await readdir(home))
    if (other !== name) await rm(join(home, other), { recursive: true });
  const folder = join(home, name);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** A plain connection, as an operator's program would hold it, for floors. */
export async function onClient<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
