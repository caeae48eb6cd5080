import type { Command } from 'commander';
import { acceptKeys } from '../backups/index.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { openStore } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { print } from './output.ts';

/** ./halfsky keys-lost: goes on although the keys.json that a database was sealed with is gone for good. */
export function keysCommand(program: Command): void {
  program
    .command('keys-lost')
    .description('承认原来的 keys.json 找不回来了:用现在的(或新做的)继续,旧的加密内容永远打不开')
    .option('--yes', '我确认已经找遍了,包括纸上、保险柜里和别的机器上')
    .option('--json', '输出 JSON')
    .action(async (o: { yes?: boolean; json?: boolean }) => {
      if (!o.yes) throw new AppError('command.needs', { what: '--yes' });
      const config = readConfig();
      const now = new Date();
      const store = await openStore(config, { migrations: MIGRATIONS, now, log: () => {}, beside: true });
      try {
        const mark = await acceptKeys(store.owner, config.dataDir, now);
        print(
          o.json,
          { print: mark },
          () =>
            `已改用印记 ${mark} 的钥匙。用旧钥匙封的内容(来信、个案、证件号、电话、加密附件、第二步验证)再也打不开,按人数去重的数字会对不上旧的:请给各账号重设第二步验证,并执行 ./halfsky verify。现在就把新的 keys.json 另存一份。`,
        );
      } finally {
        await store.close();
      }
    });
}
