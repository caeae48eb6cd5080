import { Command } from 'commander';
import { accountCommand } from './cli/account.ts';
import { backupCommand } from './cli/backup.ts';
import { benchCommand } from './cli/bench.ts';
import { doctorCommand } from './cli/doctor.ts';
import { exchangeCommands } from './cli/exchange.ts';
import { figureCommand } from './cli/figure.ts';
import { keysCommand } from './cli/keys.ts';
import { ledgersCommand } from './cli/ledgers.ts';
import { fail } from './cli/output.ts';
import { projectCommand } from './cli/project.ts';
import { readCommand } from './cli/read.ts';
import { reportCommand } from './cli/report.ts';
import { restoreCommand } from './cli/restore.ts';
import { serveCommands } from './cli/serve.ts';
import { verifyCommand } from './cli/verify.ts';

/** The operator's command line: ./halfsky <command>. Each command stands in its own file under cli/. */
const program = new Command('halfsky')
  .description('半边天 · 妇联工作平台。设置见 docs/operating.md(HALFSKY_PORT、HALFSKY_DATA、DATABASE_URL …)')
  .helpOption('-h, --help', '显示用法')
  .helpCommand(false)
  .showHelpAfterError('(用 --help 看用法)');

for (const add of [
  serveCommands,
  exchangeCommands,
  figureCommand,
  ledgersCommand,
  reportCommand,
  readCommand,
  verifyCommand,
  projectCommand,
  backupCommand,
  restoreCommand,
  keysCommand,
  accountCommand,
  doctorCommand,
  benchCommand,
]) {
  add(program);
}

// `halfsky export | head`: the reader has enough, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  fail(error, process.argv.includes('--json'));
}
