import type { Command } from 'commander';
import { compose } from '../compose.ts';
import { createFirstCode } from '../identity/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { type Config, describeConfig, isLoopback, readConfig } from '../platform/config/index.ts';
import { acquireFolderLock } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { assertMayServe, listen } from '../platform/http/index.ts';
import { sampleAccounts } from '../sample-accounts.ts';
import { ensureSampleWorld, isSampleWorld } from '../sample-world.ts';
import { createWeb } from '../web.ts';
import { startWork } from '../work.ts';

/** ./halfsky start (sample world, loopback only) and ./halfsky serve (production). */
export function serveCommands(program: Command): void {
  program
    .command('start')
    .description('样例世界:装入样例,只在本机打开')
    .action(async () => await run(readConfig(), true));
  program
    .command('serve')
    .description('正式运行:空库,第一位管理员凭一次性口令进入')
    .action(async () => await run(readConfig(), false));
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function run(config: Config, sample: boolean): Promise<void> {
  if (sample && !isLoopback(config.host)) throw new AppError('serve.sample-loopback');
  assertMayServe(config);
  // A worker of its own (HALFSKY_WORKER=only) works beside the server that holds this folder.
  const isWorker = config.worker === 'only';
  const lock = isWorker ? null : await acquireFolderLock(config.dataDir);
  say(describeConfig(config));
  const house = await compose(config, systemClock, { beside: isWorker, say });
  if (sample) {
    say('正在准备样例世界(第一次约需十几秒)…');
    const { loaded } = await ensureSampleWorld(house);
    say(loaded ? '样例已装入。' : '样例已在。');
  } else if (await isSampleWorld(house.store.worker)) {
    await house.close();
    await lock?.release();
    throw new AppError('serve.sample-folder');
  }
  const work = await startWork(house, config);
  const web = isWorker
    ? null
    : await listen(await createWeb(house, config, sample ? { limits: 10 } : {}), config);
  // Before it says that it is open: whoever reads that may ask it to stop in the same moment.
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    say(`收到 ${signal},正在停止…`);
    void (async () => {
      await web?.close();
      await work.stop();
      await house.close();
      await lock?.release();
      process.exit(0);
    })();
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  if (web) say(`\n  打开  ${web.url}\n`);
  if (sample) {
    for (const a of await sampleAccounts({ db: house.store.worker, vault: house.vault }, house.now()))
      say(`  ${a.login.padEnd(9)} ${a.password}  ${a.unitName} ${a.post} · ${a.hint}`);
    say('\n  这些账号只在样例世界里有,只在本机能用;要验证码的,登录页上写着现在的码。按 Ctrl+C 停止。');
  } else if (!isWorker) {
    const code = await createFirstCode(house.store.worker, systemClock.now());
    if (code)
      say(
        `  第一位系统管理员的一次性口令(24 小时内有效,只显示这一次):${code}\n  请打开 ${web?.url ?? ''}/sign-in/first,或用 ./halfsky account first,见 docs/operating.md`,
      );
  }
}
