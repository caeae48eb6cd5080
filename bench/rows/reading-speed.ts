import { checkFigures, readFigures } from '../../server/reading/index.ts';
import { inventedReport } from '../invented-reports.ts';
import { type Finding, median } from '../measure.ts';
import type { Bench } from '../world.ts';

const row = '读报告:速度';
const SIZES = [10_000, 100_000, 10_000_000] as const;

/** Characters a second for figures and checks together on one core, and whether a long text costs more for each character. */
export async function readingSpeed(bench: Bench): Promise<Finding[]> {
  const book = inventedReport(7, SIZES[2]);
  // Several parts warm the compiler, as a reader of many reports would.
  for (let i = 0; i < 20; i += 1) read(book.slice(i * 20_000, (i + 1) * 20_000));
  const findings: Finding[] = [];
  const perChar: number[] = [];
  for (const size of SIZES) {
    const rounds = size > 1_000_000 ? 1 : 9;
    const before = process.memoryUsage().rss;
    const times: number[] = [];
    let found = '';
    for (let i = 0; i < rounds; i += 1) {
      const text = book.slice(i * size, (i + 1) * size);
      const started = performance.now();
      found = read(text);
      times.push(performance.now() - started);
    }
    bench.say(`  ${size}: ${median(times).toFixed(0)} ms`);
    perChar.push(median(times) / size);
    findings.push({
      row,
      what: `${size.toLocaleString('en')} 字`,
      value: size / (median(times) / 1000),
      unit: '/s',
      target: { least: 500_000 },
      note: `${found};内存多用 ${Math.max(0, (process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB`,
    });
  }
  findings.push({
    row,
    what: '一千万字 ÷ 十万字,每字',
    value: (perChar[2] ?? Number.NaN) / (perChar[1] ?? Number.NaN),
    unit: '×',
    target: { most: 1.5 },
  });
  return findings;
}

function read(text: string): string {
  const figures = readFigures(text);
  return `${figures.length} 个数字,${checkFigures(text, figures).length} 处勾稽`;
}
