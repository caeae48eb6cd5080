import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { noteCommand } from '../backups/index.ts';
import { backupLogical, restoreLogical } from '../exchange/index.ts';
import { foldAll } from '../figures/index.ts';
import { createShelf, type Shelf } from '../files/index.ts';
import { type Config, readConfig } from '../platform/config/index.ts';
import { acquireFolderLock, backupPhysical, findRunning, restorePhysical } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

const shelf = (config: Config): Shelf => createShelf(join(config.dataDir, 'files'));

type Kind = 'physical' | 'logical';

/** ./halfsky backup, restore. Physical: the whole cluster, quick, same PostgreSQL only. Logical: the exchange format, for any. */
export function backupCommands(program: Command): void {
  const kind = (): Option =>
    new Option('--kind <方式>', 'physical 整库 · logical 交换格式')
      .choices(['physical', 'logical'])
      .default('physical');
  program
    .command('backup')
    .description('备份(可在运行时做)')
    .requiredOption('--out <文件夹>', '备份放在哪里(空文件夹)')
    .addOption(kind())
    .option('--json', '输出 JSON')
    .action(async (o: { out: string; kind: Kind; json?: boolean }) => {
      await withHouse(async (house, config) => {
        if (o.kind === 'logical') {
          const startedAt = house.now();
          const manifest = await backupLogical(house.store, shelf(config), o.out, startedAt);
          const files = 2 + (manifest.attachments?.count ?? 0);
          const bytes = (await stat(join(o.out, manifest.file))).size + (manifest.attachments?.bytes ?? 0);
          const made = { kind: 'logical', folder: basename(o.out), bytes, files } as const;
          await noteCommand(house.store.worker, { ...made, startedAt, endedAt: house.now() });
          const { count, missing } = manifest.attachments ?? { count: 0, missing: [] };
          return print(
            o.json,
            manifest,
            () =>
              `已备份到 ${o.out}(附件 ${count} 个${missing.length > 0 ? `,其中 ${missing.length} 个在磁盘上找不到:${missing.slice(0, 5).join('、')}` : ''})`,
          );
        }
        const running = await findRunning(config.dataDir);
        if (!running || config.databaseUrl) throw new AppError('backup.not-embedded');
        const manifest = await backupPhysical({
          url: running.url,
          pgDataDir: running.clusterDir,
          outDir: o.out,
          filesDir: join(config.dataDir, 'files'),
        });
        const files = manifest.files.length + (manifest.attachments?.files.length ?? 0);
        await noteCommand(house.store.worker, {
          kind: 'physical',
          folder: basename(o.out),
          bytes: manifest.bytes,
          files,
          startedAt: new Date(manifest.startedAt),
          endedAt: new Date(manifest.endedAt),
        });
        print(
          o.json,
          { endedAt: manifest.endedAt, files, bytes: manifest.bytes },
          () =>
            `已备份 ${files} 个文件(含附件 ${manifest.attachments?.files.length ?? 0} 个)到 ${o.out},到 ${manifest.endedAt} 为止的都在其中`,
        );
      });
    });
  program
    .command('restore')
    .description('从备份恢复到空的数据文件夹(HALFSKY_DATA)')
    .requiredOption('--from <文件夹>', '备份在哪里')
    .addOption(kind())
    .option('--json', '输出 JSON')
    .action(async (o: { from: string; kind: Kind; json?: boolean }) => {
      const config = readConfig();
      if (o.kind === 'physical') {
        const lock = await acquireFolderLock(config.dataDir);
        try {
          const { manifest } = await restorePhysical({
            from: o.from,
            dataDir: config.dataDir,
            log: () => {},
          });
          print(
            o.json,
            { endedAt: manifest.endedAt, files: manifest.files.length },
            () => `已恢复到 ${join(config.dataDir)},数据截至 ${manifest.endedAt}`,
          );
        } finally {
          await lock.release();
        }
        return;
      }
      await withHouse(async (house, opened) => {
        const result = await restoreLogical(
          house.store,
          shelf(opened),
          house.registry(),
          house.blind,
          o.from,
          house.now(),
        );
        await foldAll(house.store, house.registry());
        print(o.json, result, () => `已恢复:${JSON.stringify(result.counts)},附件 ${result.attachments} 个`);
      });
    });
}
