import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../platform/config/index.ts';
import { AppError } from '../platform/errors/index.ts';

interface BenchOptions {
  lines: number;
  seconds: number;
  json?: boolean;
}

/** ./halfsky bench: measures this machine beside its own floors, in a `bench` folder below the data folder (测速). */
export function benchCommand(program: Command): void {
  program
    .command('bench')
    .description('测速:每一项都和同一台机器上的最简做法比;用数据文件夹下面的 bench 文件夹,不碰真数据')
    .argument('[项目...]', '只测这几项;不写就全测')
    .option('--lines <条数>', '大库的记录条数', wholeNumber, 1_000_000)
    .option('--seconds <秒>', '保存一项每轮的秒数', wholeNumber, 5)
    .option('--json', '输出 JSON')
    .action(async (names: string[], o: BenchOptions) => {
      // Loaded here only: a server that serves never carries the bench.
      const { isMet, openBench, printed, ROWS } = await import('../../bench/index.ts');
      const unknown = names.filter((n) => !ROWS.some((r) => r.name === n));
      if (unknown.length > 0)
        throw new AppError('command.needs', {
          what: `测速项目(没有「${unknown.join('、')}」,有:${ROWS.map((r) => r.name).join('、')})`,
        });
      const say = (line: string): void => void process.stderr.write(`${line}\n`);
      const bench = await openBench({
        folder: readConfig().dataDir,
        lines: o.lines,
        seconds: o.seconds,
        say,
      });
      const findings = [];
      const broken: { name: string; why: string }[] = [];
      try {
        for (const row of ROWS.filter((r) => names.length === 0 || names.includes(r.name))) {
          say(`${row.name}: ${row.about}`);
          try {
            for (const finding of await row.run(bench)) {
              findings.push({ ...finding, met: isMet(finding) });
              if (!o.json) process.stdout.write(`${printed(finding)}\n`);
            }
          } catch (error) {
            // One broken row must not hide the others; it is told at the end and the command fails.
            broken.push({ name: row.name, why: error instanceof Error ? error.message : String(error) });
            say(`  ${row.name} 没有测成:${broken.at(-1)?.why}`);
          }
        }
      } finally {
        await bench.close();
      }
      if (o.json) process.stdout.write(`${JSON.stringify({ lines: o.lines, findings, broken })}\n`);
      if (broken.length > 0) process.exitCode = 1;
    });
}

function wholeNumber(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('要写大于 0 的整数。');
  return n;
}
