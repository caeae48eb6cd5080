import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Command } from 'commander';
import { exportRecords, type ImportResult, importRecords, loadTree, splitLines } from '../exchange/index.ts';
import { foldAll } from '../figures/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { unitAsked } from './asking/units.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

/** ./halfsky load-tree, import, export. The format is docs/exchange-format.md. */
export function exchangeCommands(program: Command): void {
  program
    .command('load-tree')
    .description('装入全国组织树(省、市、县、乡、村)')
    .option('--all', '全国')
    .option('--under <代码>', '只装某一支,如 3501;可重复', (v: string, all: string[]) => [...all, v], [])
    .option('--json', '输出 JSON')
    .action(async (o: { all?: boolean; under: string[]; json?: boolean }) => {
      if (!o.all && o.under.length === 0)
        throw new AppError('command.needs', { what: '--all 或 --under <代码>' });
      await withHouse(async (house) => {
        const result = await loadTree(house.store, { ...(o.all ? {} : { under: o.under }), log: () => {} });
        print(
          o.json,
          result,
          () => `装入 ${result.units} 个组织,已有 ${result.skipped} 个,用时 ${result.seconds.toFixed(1)} 秒`,
        );
      });
    });
  program
    .command('import')
    .description('导入记录(NDJSON,可 .gz);先全部检查,有一处不对就一行也不存')
    .argument('<文件>', '文件名,- 表示标准输入')
    .option('--dry-run', '只检查,不保存')
    .option('--json', '输出 JSON')
    .action(async (file: string, o: { dryRun?: boolean; json?: boolean }) => {
      await withHouse(async (house) => {
        const lines = splitLines(await openInput(file));
        const result = await importRecords(house.store, house.registry(), house.blind, lines, {
          now: house.now(),
          ...(o.dryRun ? { dryRun: true } : {}),
        });
        if (result.ok && !o.dryRun) await foldAll(house.store, house.registry());
        print(o.json, result, () => importText(result, o.dryRun === true));
        if (!result.ok) process.exitCode = 2;
      });
    });
  program
    .command('export')
    .description('导出组织、人员、记录(NDJSON)')
    .option('--unit <代码>', '只导出某个组织及其下级')
    .option('--ledger <台账>', '只导出某些台账,可重复', (v: string, all: string[]) => [...all, v], [])
    .option('--out <文件>', '写入文件(.gz 则压缩);不写则输出到屏幕')
    .action(async (o: { unit?: string; ledger: string[]; out?: string }) => {
      await withHouse(async (house) => {
        const asked = o.unit;
        const unit = asked ? await house.store.worker.transaction([], (tx) => unitAsked(tx, asked)) : null;
        for (const key of o.ledger) house.registry().ledger(key);
        const records = exportRecords(house.store, {
          ...(unit ? { unit } : {}),
          ...(o.ledger.length > 0 ? { ledgers: o.ledger } : {}),
        });
        const text = Readable.from(
          (async function* () {
            for await (const record of records) yield `${JSON.stringify(record)}\n`;
          })(),
        );
        if (!o.out) await pipeline(text, process.stdout, { end: false });
        else if (o.out.endsWith('.gz'))
          await pipeline(text, createGzip(), createWriteStream(o.out, { mode: 0o600 }));
        else await pipeline(text, createWriteStream(o.out, { mode: 0o600 }));
      });
    });
}

/** Opened before it is read, so that a file that is not there is a sentence and no crash. */
async function openInput(file: string): Promise<NodeJS.ReadableStream> {
  if (file === '-') return process.stdin;
  const handle = await open(file);
  if ((await handle.stat()).isDirectory())
    throw new AppError('input.unreadable', { sentence: `${file} 是文件夹,不是文件。` });
  const raw = handle.createReadStream();
  if (!file.endsWith('.gz')) return raw;
  // A broken archive ends the reading with its error.
  const gunzip = createGunzip();
  pipeline(raw, gunzip).catch(() => {});
  return gunzip;
}

const COUNTED: Readonly<Record<keyof ImportResult['counts'], string>> = {
  units: '组织',
  changes: '组织变动',
  persons: '人员',
  posts: '职务',
  lines: '记录',
  corrections: '更正',
  withdrawals: '撤回',
  restorations: '恢复',
  zeros: '本月无',
};

/** What an import did, or what stopped it, for a person. */
function importText(result: ImportResult, dryRun: boolean): string {
  if (!result.ok)
    return [
      '没有导入,请改正后重来:',
      ...result.problems.map((p) => `第 ${p.line} 行${p.field ? ` ${p.field}` : ''}:${p.message}`),
      `共 ${result.problemsTotal} 处${result.problemsTotal > result.problems.length ? `,以上是前 ${result.problems.length} 处` : ''}。`,
    ].join('\n');
  const counted = (Object.keys(COUNTED) as (keyof typeof COUNTED)[])
    .map((key) => ({ name: COUNTED[key], ...result.counts[key] }))
    .filter((c) => c.new > 0 || c.unchanged > 0)
    .map((c) => `${c.name} ${c.new}${c.unchanged > 0 ? `(另有 ${c.unchanged} 条已在库里)` : ''}`);
  return `${dryRun ? '检查通过,没有保存' : '已导入'}:${counted.join('、') || '文件里没有记录'},用时 ${result.seconds.toFixed(1)} 秒`;
}
