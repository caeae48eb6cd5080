import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  checkWhole,
  forgetRestored,
  formatOf,
  importWhole,
  noteRestored,
  openersOf,
  type Restored,
} from '../backups/index.ts';
import { restoreLogical } from '../exchange/index.ts';
import { foldAll } from '../figures/index.ts';
import { createShelf } from '../files/index.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { type Config, readConfig } from '../platform/config/index.ts';
import type { Openers } from '../platform/crypto/index.ts';
import { acquireFolderLock, folderHolder, openStore, restorePhysical } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { print } from './output.ts';
import { findings, findingsText, isWhole } from './verify.ts';
import { withHouse } from './with-house.ts';

interface Options {
  readonly from: string;
  readonly keys?: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

/** ./halfsky restore: any copy of ours, told by its manifest, into an empty data folder or an empty database. */
export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .description('从备份恢复到空的数据文件夹(HALFSKY_DATA)或空的数据库(DATABASE_URL)')
    .requiredOption('--from <文件夹>', '备份在哪里')
    .option('--keys <文件>', '当时那台服务器的 keys.json;恢复后放进数据文件夹')
    .option('--passphrase-file <文件>', '备份时设的口令:文件的第一行')
    .option('--kind <方式>', '不用写:看清单就知道')
    .option('--json', '输出 JSON')
    .action(async (o: Options) => {
      const config = readConfig();
      const format = await formatOf(o.from);
      if (format === 'halfsky-logical-1') return await records(o);
      const by = await openersOf({
        dataDir: config.dataDir,
        keysFile: o.keys,
        passphraseFile: o.passphraseFile ?? config.backupPassphrase,
      });
      if (format === 'halfsky-whole-1') return await whole(config, o, by);
      await physical(config, o, by);
    });
}

async function physical(config: Config, o: Options, by: Openers): Promise<void> {
  if (config.databaseUrl)
    throw new AppError('backup.not-embedded', {
      sentence:
        '整库备份只能恢复到内嵌数据库的数据文件夹,不能装进 DATABASE_URL 的数据库。请去掉 DATABASE_URL,或用 logical 方式的备份。',
    });
  await locked(config, async () => {
    const { manifest } = await noted(config, o, 'physical', () =>
      restorePhysical({ from: o.from, dataDir: config.dataDir, log: () => {}, by }),
    );
    const has = await putKeys(config, o);
    print(
      o.json,
      { endedAt: manifest.endedAt, files: manifest.files.length, ...has },
      () => `已恢复到 ${config.dataDir},数据截至 ${manifest.endedAt}。\n${keysText(config, has)}`,
    );
  });
}

/** Every table, by the migrations of the copy first; then the house opens it, moves it on, and counts everything again. */
async function whole(config: Config, o: Options, by: Openers): Promise<void> {
  // Not held while the database is open: who holds the folder counts as a server, and the last command would leave it running.
  if (await folderHolder(config.dataDir)) throw new AppError('folder.busy');
  const known = MIGRATIONS.map((m) => m.name);
  const checked = await checkWhole(o.from, { by, known });
  const then = new Set(checked.manifest.migrations);
  const store = await openStore(config, {
    migrations: MIGRATIONS.filter((m) => then.has(m.name)),
    now: new Date(),
    log: () => {},
    beside: true,
  }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'database.newer' ? new AppError('backup.older') : error;
  });
  let done: Awaited<ReturnType<typeof importWhole>>;
  try {
    done = await noted(config, o, 'whole', () => importWhole(checked, { store, dataDir: config.dataDir }));
  } finally {
    await store.close();
  }
  const has = await putKeys(config, o);
  const found = has.keys ? await withHouse((house, opened) => findings(house, opened)) : null;
  const behind = MIGRATIONS.filter((m) => !then.has(m.name)).length;
  print(o.json, { madeAt: checked.manifest.madeAt, ...done, ...has, verified: found }, () =>
    [
      `已装入 ${done.tables} 张表、${done.rows} 行、${done.files} 个附件文件,行数和内容与清单一致${behind > 0 ? `;数据库已从旧版本升上来(${behind} 步)` : ''}。`,
      ...(found ? findingsText(found) : ['还没有核验数字和审计链:缺 keys.json。']),
      keysText(config, has),
    ].join('\n'),
  );
  if (found && !isWhole(found)) process.exitCode = 2;
}

/** A copy of the exchange format, as logical backups once were. */
async function records(o: Options): Promise<void> {
  await withHouse(async (house, config) => {
    const shelf = createShelf(join(config.dataDir, 'files'));
    const result = await noted(config, o, 'records', () =>
      restoreLogical(house.store, shelf, house.registry(), house.blind, o.from, house.now()),
    );
    await foldAll(house.store, house.registry());
    print(o.json, result, () => `已恢复:${JSON.stringify(result.counts)},附件 ${result.attachments} 个`);
  });
}

async function locked(config: Config, work: () => Promise<void>): Promise<void> {
  await mkdir(config.dataDir, { recursive: true });
  const lock = await acquireFolderLock(config.dataDir);
  try {
    await work();
  } finally {
    await lock.release();
  }
}

/** The next start is told that its database came out of a copy; nobody is where the restore was refused. */
async function noted<T>(
  config: Config,
  o: Options,
  kind: Restored['kind'],
  work: () => Promise<T>,
): Promise<T> {
  await noteRestored(config.dataDir, { kind, from: resolve(o.from), at: new Date().toISOString() });
  try {
    return await work();
  } catch (error) {
    await forgetRestored(config.dataDir);
    throw error;
  }
}

interface Put {
  readonly keys: boolean;
  readonly erasures: boolean;
}

/**
 * Lays the named keys.json into the data folder where none is, and with it the list of erasures that lies beside it: without
 * the list, what was erased after the copy was made would come back. Answers which of the two are there now.
 */
async function putKeys(config: Config, o: Options): Promise<Put> {
  const list = o.keys === undefined ? undefined : join(dirname(o.keys), 'erasures.ndjson');
  const isListed = list !== undefined && (await stat(list).catch(() => null)) !== null;
  return {
    keys: await put(config, 'keys.json', o.keys),
    erasures: await put(config, 'erasures.ndjson', isListed ? list : undefined),
  };
}

async function put(config: Config, name: string, from: string | undefined): Promise<boolean> {
  const target = join(config.dataDir, name);
  if (await stat(target).catch(() => null)) return true;
  if (from === undefined) return false;
  await copyFile(from, target, constants.COPYFILE_EXCL);
  await chmod(target, 0o600);
  return true;
}

const keysText = (config: Config, has: Put): string =>
  [
    has.keys
      ? '数据文件夹里有 keys.json;启动时会核对它是不是这个数据库用的那一份。'
      : `请把当时的 keys.json 放进 ${config.dataDir} 再启动:没有它,加密的内容打不开,本程序也不会启动。然后执行 ./halfsky verify。`,
    has.erasures
      ? '数据文件夹里有 erasures.ndjson:备份以后依法删除过的个人信息,启动时会再删一次。'
      : `数据文件夹里没有 erasures.ndjson:依法删除过个人信息的,请先把和 keys.json 一起另存的 erasures.ndjson 放进 ${config.dataDir} 再启动,不然备份以后删的会回来。`,
  ].join('\n');
