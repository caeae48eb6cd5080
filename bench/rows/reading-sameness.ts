import {
  compare,
  fingerprint,
  prepare,
  questionOf,
  samenessIndex,
  samenessWithin,
} from '../../server/reading/sameness/index.ts';
import { copied, inventedReport } from '../invented-reports.ts';
import { type Finding, median, quantile } from '../measure.ts';
import type { Bench } from '../world.ts';

const row = '读报告:雷同';
const STORED = 100_000;
const ASKED = 200;
const CHARS = 3_000;
const BOOK = 10_000_000;

/** Finding a copied report among 100,000: by the index alone, and with the exact comparison of the five likeliest. */
export async function readingSameness(bench: Bench): Promise<Finding[]> {
  const index = samenessIndex();
  let prints = 0;
  const started = performance.now();
  for (let n = 0; n < STORED; n += 1) {
    const kept = fingerprint(inventedReport(n, CHARS));
    prints += kept.length;
    index.add(String(n), kept);
    if (n % 20_000 === 19_999) bench.say(`  ${n + 1} reports`);
  }
  const perReport = (performance.now() - started) / STORED;
  // The first question sorts what came last; it is not one of those that are measured.
  index.query(questionOf(inventedReport(0, CHARS)));
  const lookups: number[] = [];
  const wholes: number[] = [];
  const shares: number[] = [];
  let first = 0;
  for (let i = 0; i < ASKED; i += 1) {
    const source = (i * 499) % STORED;
    const text = copied(inventedReport(source, CHARS), STORED + i);
    const began = performance.now();
    const mine = prepare(text);
    const found = index.query(questionOf(mine.symbols));
    lookups.push(performance.now() - began);
    const stored = found.slice(0, 5).map((c) => inventedReport(Number(c.name), CHARS));
    const again = performance.now();
    const compared = stored.map((other) => compare(mine, prepare(other)).share);
    wholes.push((lookups.at(-1) ?? 0) + performance.now() - again);
    if (found[0]?.name === String(source)) first += 1;
    shares.push(compared[0] ?? 0);
  }
  return [
    {
      row,
      what: '十万份里查一份,第 99 百分位',
      value: quantile(lookups, 0.99),
      unit: 'ms',
      target: { most: 200 },
      note: `中位 ${median(lookups).toFixed(1)} ms`,
    },
    {
      row,
      what: '同上,连同逐字比对最像的五份',
      value: quantile(wholes, 0.99),
      unit: 'ms',
      target: { most: 200 },
      note: `中位 ${median(wholes).toFixed(1)} ms`,
    },
    {
      row,
      what: '抄来的排在第一',
      value: (100 * first) / ASKED,
      unit: '%',
      target: { least: 99 },
      note: `查得雷同比例的中位 ${(100 * median(shares)).toFixed(0)}%`,
    },
    {
      row,
      what: '指纹占用',
      value: (prints * 8) / 1e6,
      unit: 'MB',
      target: { most: 205 },
      note: `每份 ${(prints / STORED).toFixed(0)} 个;入库每份 ${perReport.toFixed(2)} ms(含编造)`,
    },
    ...book(),
  ];
}

/** A book of ten million characters that holds half of itself twice. */
function book(): Finding[] {
  const half = inventedReport(STORED * 2, BOOK / 2);
  const text = half + copied(half, 3);
  const began = performance.now();
  const { share } = samenessWithin(prepare(text));
  const seconds = (performance.now() - began) / 1000;
  return [
    { row, what: '一千万字自身重复', value: seconds, unit: 's', note: `重复 ${(100 * share).toFixed(0)}%` },
  ];
}
