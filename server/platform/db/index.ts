import { mkdir } from 'node:fs/promises';
import type { Config } from '../config/index.ts';
import { AppError } from '../errors/index.ts';
import { type Database, openDatabase } from './database.ts';
import { inTurn, keepEmbedded, shareEmbedded } from './embedded/index.ts';
import { type Migration, migrate } from './migrate.ts';
import { ensureRoles, rolePasswords, urlFor } from './roles.ts';

export { type CopyValue, copyRows } from './copy.ts';
export {
  BY_KEYS,
  bindTx,
  type ContextSetting,
  type Database,
  openDatabase,
  type Row,
  type Tx,
  translate,
} from './database.ts';
export type { Migration } from './migrate.ts';

/** The store (数据库) with its three ways in. */
export interface Store {
  /** For requests: row-level security applies. */
  readonly app: Database;
  /** For sweeps and jobs. */
  readonly worker: Database;
  /** For migrations, bulk loads, verification and backup: the operator's hand. */
  readonly owner: Database;
  readonly ownerUrl: string;
  readonly appliedMigrations: readonly string[];
  /** True with the embedded server; `close` stops it, for a command only when no other command uses it. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly migrations: readonly Migration[];
  readonly now: Date;
  readonly log: (line: string) => void;
  /** For what an operator should read while it serves; `log` when absent. */
  readonly tell?: (line: string) => void;
  /** Operator commands use a running server where there is one and start their own otherwise. */
  readonly beside?: boolean;
}

/** Opens the store of a configuration: embedded PostgreSQL or DATABASE_URL, roles, migrations, pools. */
export async function openStore(config: Config, options: OpenOptions): Promise<Store> {
  await mkdir(config.dataDir, { recursive: true });
  const server = config.databaseUrl ? undefined : await embedded(config, options);
  const ownerUrl = config.databaseUrl ?? server?.url ?? '';
  const owner = openDatabase(ownerUrl, 3, 'halfsky-owner');
  try {
    const passwords = await rolePasswords(config.dataDir);
    const appliedMigrations = await owner.withClient(async (client) => {
      const version = await client.query<{ v: number }>(
        "SELECT current_setting('server_version_num')::int AS v",
      );
      if ((version.rows[0]?.v ?? 0) < 160_000) throw new AppError('database.too-old');
      await ensureRoles(client, passwords);
      return await migrate(client, options.migrations, options.now);
    });
    const app = openDatabase(urlFor(ownerUrl, 'halfsky_app', passwords.app), config.poolSize, 'halfsky-app');
    const worker = openDatabase(urlFor(ownerUrl, 'halfsky_worker', passwords.worker), 3, 'halfsky-worker');
    return {
      app,
      worker,
      owner,
      ownerUrl,
      appliedMigrations,
      embedded: server?.stop !== undefined,
      async close() {
        await Promise.all([app.close(), worker.close(), owner.close()]);
        await server?.stop?.();
      },
    };
  } catch (error) {
    await owner.close();
    await server?.stop?.();
    throw error;
  }
}

async function embedded(
  config: Config,
  options: OpenOptions,
): Promise<{ url: string; stop?: () => Promise<void> }> {
  if (options.beside) {
    const { url, leave } = await shareEmbedded({ dataDir: config.dataDir, log: options.log });
    return { url, stop: leave };
  }
  // A server that serves keeps its database alive: killed by the system or by hand, it is back on its port in a second.
  return await inTurn(config.dataDir, () =>
    keepEmbedded({
      dataDir: config.dataDir,
      log: options.tell ?? options.log,
      onMoved: () => {
        // The pools know the old port only. Ending in good order lets the service manager start everything anew.
        (options.tell ?? options.log)('数据库换了端口,程序将停止。请重新启动。');
        process.kill(process.pid, 'SIGTERM');
      },
    }),
  );
}

export { openSeal } from './backup/manifest.ts';
export { backupPhysical, type Closing } from './backup/physical.ts';
export { restorePhysical } from './backup/restore-physical.ts';
export { checkIndexes } from './check-indexes.ts';
export { acquireFolderLock, findRunning, folderHolder, startEmbedded } from './embedded/index.ts';
