import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { foldAll } from '../figures/index.ts';
import { makeReport, renderDocx, toDocument } from '../papers/index.ts';
import { chinaDay, isRealDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { isSampleWorld } from '../sample-world.ts';
import { unitAsked } from './asking/units.ts';
import { print } from './output.ts';
import { withHouse } from './with-house.ts';

interface ReportOptions {
  unit: string;
  kind: string;
  year?: string;
  half?: '1' | '2';
  from?: string;
  to?: string;
  out?: string;
  draft?: boolean;
  json?: boolean;
}

/**
 * ./halfsky report: writes a report from the ledgers. Findings are answered, not failures; exit 3 only when a file was asked
 * for and figures are missing: none is written then, unless --draft, which prints 〔缺〕 in their places.
 */
export function reportCommand(program: Command): void {
  program
    .command('report')
    .description('出一份报告')
    .requiredOption('--unit <代码>', '组织代码')
    .addOption(new Option('--kind <报告>', 'annual 年度总结 · half-year 半年总结').default('annual'))
    .option('--year <年>', '年份')
    .addOption(new Option('--half <半年>', '上半年 1、下半年 2;半年总结不写就是上半年').choices(['1', '2']))
    .option('--from <日期>', '任意时间:起')
    .option('--to <日期>', '任意时间:止')
    .option('--out <文件>', '写成 Word 文件(.docx)')
    .option('--draft', '缺数也写成文件,缺处标明')
    .option('--json', '输出 JSON')
    .action(async (o: ReportOptions) => {
      await withHouse(async (house) => {
        await foldAll(house.store, house.registry());
        const report = await house.store.worker.transaction([], async (tx) => {
          const unit = await unitAsked(tx, o.unit);
          const year = o.year === undefined ? undefined : yearOf(o.year);
          for (const day of [o.from, o.to])
            if (day !== undefined && !isRealDay(day)) throw new AppError('command.bad-day', { day });
          return await makeReport(tx, house.registry(), {
            unit,
            kind: o.kind,
            year,
            half: o.half,
            from: o.from,
            to: o.to,
          });
        });
        const isWhole = report.missing.length === 0;
        if (o.out && (isWhole || o.draft)) {
          const sample = await isSampleWorld(house.store.worker);
          await writeFile(
            o.out,
            await renderDocx(toDocument(report, { today: chinaDay(house.now()), sample }), {
              created: house.now(),
            }),
          );
        }
        print(
          o.json,
          {
            title: report.title,
            missing: report.missing,
            failed: report.failed,
            omitted: report.omitted,
            figures: report.figures,
            written: Boolean(o.out && (isWhole || o.draft)),
          },
          () =>
            [
              report.title,
              ...report.missing.map((m) => m.message),
              ...report.failed.map((f) => `对不上  ${f.message}`),
              ...report.omitted.map((m) => m.message),
              `共 ${report.figures.length} 个数字${o.out ? (isWhole || o.draft ? `,已写入 ${o.out}` : ',因为缺数没有写文件(--draft 可先写草稿)') : ''}`,
            ].join('\n'),
        );
        if (o.out && !isWhole && !o.draft) process.exitCode = 3;
      });
    });
}

/** A year as typed; anything else would end in dates that do not exist. Throws report.period. */
function yearOf(text: string): number {
  if (/^(19|20)\d\d$/.test(text)) return Number(text);
  throw new AppError('report.period', { need: `年份 ${text} 要写成 2013 这样` });
}
