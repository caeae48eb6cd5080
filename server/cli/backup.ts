import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { closingOf, exportWhole, noteCommand } from '../backups/index.ts';
import type { House } from '../compose.ts';
import { backupLogical } from '../exchange/index.ts';
import { createShelf } from '../files/index.ts';
import type { Config } from '../platform/config/index.ts';
import { backupPhysical, type Closing, findRunning } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

type Kind = 'physical' | 'logical' | 'records';

interface Options {
  readonly out: string;
  readonly kind: Kind;
  readonly plain?: boolean;
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

/** ./halfsky backup. Physical: the cluster as it lies, quick, same PostgreSQL only. Logical: every table, for any. Records: the exchange format. */
export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('备份(可在运行时做);默认加密,用数据文件夹里的 keys.json 打开')
    .requiredOption('--out <文件夹>', '备份放在哪里(空文件夹)')
    .addOption(
      new Option(
        '--kind <方式>',
        'physical 整库(最快,只能恢复到同版本数据库) · logical 全部表(可搬到任何 PostgreSQL) · records 交换格式(只有组织、人员、记录,不加密)',
      )
        .choices(['physical', 'logical', 'records'])
        .default('physical'),
    )
    .option('--plain', '不加密(比如要交给别的程序读)')
    .option('--passphrase-file <文件>', '另加一道口令:文件的第一行;没有 keys.json 时凭它也能打开')
    .option('--json', '输出 JSON')
    .action(async (o: Options) => {
      await withHouse(async (house, config) => {
        if (o.kind === 'records') return await records(house, config, o);
        const closing = o.plain
          ? null
          : await closingOf(config.dataDir, o.passphraseFile ?? config.backupPassphrase);
        if (o.kind === 'logical') return await logical(house, config, o, closing);
        await physical(house, config, o, closing);
      });
    });
}

const sealedText = (config: Config, closing: Closing | null): string =>
  closing
    ? `已加密。恢复时要有 ${join(config.dataDir, 'keys.json')}${closing.seal.slots.length > 1 ? ' 或口令' : ''};keys.json 不在备份里,请另存一份。`
    : '没有加密:谁拿到都能读,请自己加密保管。';

async function physical(house: House, config: Config, o: Options, closing: Closing | null): Promise<void> {
  const running = await findRunning(config.dataDir);
  if (!running || config.databaseUrl) throw new AppError('backup.not-embedded');
  const manifest = await backupPhysical({
    url: running.url,
    pgDataDir: running.clusterDir,
    outDir: o.out,
    filesDir: join(config.dataDir, 'files'),
    ...(closing ? { closing } : {}),
  });
  const beside = manifest.attachments?.files.length ?? 0;
  const files = manifest.files.length + beside;
  await noteCommand(house.store.worker, {
    kind: 'physical',
    folder: basename(o.out),
    bytes: manifest.bytes,
    files,
    sealed: closing !== null,
    startedAt: new Date(manifest.startedAt),
    endedAt: new Date(manifest.endedAt),
  });
  print(
    o.json,
    { endedAt: manifest.endedAt, files, bytes: manifest.bytes, sealed: closing !== null },
    () =>
      `已备份 ${files} 个文件(含附件 ${beside} 个)到 ${o.out},到 ${manifest.endedAt} 为止的都在其中。${sealedText(config, closing)}`,
  );
}

async function logical(house: House, config: Config, o: Options, closing: Closing | null): Promise<void> {
  const startedAt = house.now();
  const manifest = await exportWhole({ store: house.store, dataDir: config.dataDir }, o.out, {
    now: startedAt,
    ...(closing ? { closing } : {}),
  });
  const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0);
  const bytes = manifest.tables.reduce((sum, t) => sum + t.size, 0) + manifest.files.bytes;
  await noteCommand(house.store.worker, {
    kind: 'logical',
    folder: basename(o.out),
    bytes,
    files: manifest.tables.length + manifest.files.count + 2,
    sealed: closing !== null,
    startedAt,
    endedAt: house.now(),
  });
  const { count, missing } = manifest.files;
  print(
    o.json,
    {
      madeAt: manifest.madeAt,
      tables: manifest.tables.length,
      rows,
      bytes,
      files: count,
      missing,
      sealed: closing !== null,
    },
    () =>
      `已导出 ${manifest.tables.length} 张表、${rows} 行、${count} 个附件文件到 ${o.out}${missing > 0 ? `;有 ${missing} 处附件在磁盘上找不到` : ''}。${sealedText(config, closing)}`,
  );
}

async function records(house: House, config: Config, o: Options): Promise<void> {
  const startedAt = house.now();
  const shelf = createShelf(join(config.dataDir, 'files'));
  const manifest = await backupLogical(house.store, shelf, o.out, startedAt);
  const files = 2 + (manifest.attachments?.count ?? 0);
  const bytes = (await stat(join(o.out, manifest.file))).size + (manifest.attachments?.bytes ?? 0);
  const { count, missing } = manifest.attachments ?? { count: 0, missing: [] };
  print(
    o.json,
    { ...manifest, files, bytes },
    () =>
      `已按交换格式导出到 ${o.out}(附件 ${count} 个${missing.length > 0 ? `,其中 ${missing.length} 个在磁盘上找不到:${missing.slice(0, 5).join('、')}` : ''})。里面只有组织、人员、职务、记录和附件,没有账号、事项、来信、审计,不能当作整库备份。`,
  );
}
