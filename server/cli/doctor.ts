import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { freemem } from 'node:os';
import type { Command } from 'commander';
import { describeConfig, readConfig } from '../platform/config/index.ts';
import { findRunning, folderHolder } from '../platform/db/index.ts';
import { print } from './output.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly say: string;
}

/** ./halfsky doctor: what is wrong with this machine, and how to mend it. Changes nothing. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('检查这台机器')
    .option('--json', '输出 JSON')
    .action(async (o: { json?: boolean }) => {
      const config = readConfig();
      const findings: Finding[] = [
        nodeVersion(),
        await folder(config.dataDir),
        await space(config.dataDir),
        memory(),
        await port(config.port, config.host, config.dataDir),
        await database(config.dataDir, config.databaseUrl),
      ];
      const ok = findings.every((f) => f.ok);
      print(o.json, { ok, findings }, () =>
        [describeConfig(config), ...findings.map((f) => `${f.ok ? '好  ' : '要改'} ${f.what}:${f.say}`)].join(
          '\n',
        ),
      );
      if (!ok) process.exitCode = 2;
    });
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major === 24 && minor >= 15;
  return {
    what: 'Node',
    ok,
    say: ok
      ? process.versions.node
      : `${process.versions.node},需要 24.15 以上的 24 版。请用 ./halfsky 启动,它会带上自己的 Node。`,
  };
}

async function folder(dataDir: string): Promise<Finding> {
  try {
    await access(dataDir, constants.W_OK);
    return { what: '数据文件夹', ok: true, say: dataDir };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      what: '数据文件夹',
      ok: missing,
      say: missing
        ? `${dataDir}(还没有,启动时会建立)`
        : `${dataDir} 不能写。请改权限,或用 HALFSKY_DATA 换一个。`,
    };
  }
}

const GIB = 1024 ** 3;
async function space(dataDir: string): Promise<Finding> {
  const at = await statfs(dataDir).catch(() => statfs('.'));
  const free = (at.bavail * at.bsize) / GIB;
  return {
    what: '磁盘',
    ok: free > 2,
    say: `还有 ${free.toFixed(1)} GiB${free > 2 ? '' : ',不到 2 GiB,快要不能保存了'}`,
  };
}

function memory(): Finding {
  const free = freemem() / GIB;
  return {
    what: '内存',
    ok: free > 0.4,
    say: `可用 ${free.toFixed(1)} GiB${free > 0.4 ? '' : ',至少要 0.4 GiB'}`,
  };
}

async function port(number: number, host: string, dataDir: string): Promise<Finding> {
  const holder = await folderHolder(dataDir);
  if (holder) return { what: '端口', ok: true, say: `本系统正在运行(进程 ${holder.pid})` };
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(number, host, () => probe.close(() => resolve(true)));
  });
  return {
    what: '端口',
    ok: free,
    say: free ? `${number} 空着` : `${number} 被别的程序占用,请用 HALFSKY_PORT 换一个`,
  };
}

async function database(dataDir: string, url: string | undefined): Promise<Finding> {
  if (url) return { what: '数据库', ok: true, say: '用 DATABASE_URL 指定的数据库(启动时检查版本)' };
  const running = await findRunning(dataDir);
  return {
    what: '数据库',
    ok: true,
    say: running ? `内嵌 PostgreSQL 正在运行(进程 ${running.pid})` : '内嵌 PostgreSQL,启动时打开',
  };
}
