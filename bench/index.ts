import type { Finding } from './measure.ts';
import { freshness } from './rows/freshness.ts';
import { saves } from './rows/saves.ts';
import type { Bench } from './world.ts';

export { type Finding, isMet, printed } from './measure.ts';
export { openBench } from './world.ts';

export interface BenchRow {
  readonly name: string;
  readonly about: string;
  readonly run: (bench: Bench) => Promise<Finding[]>;
}

/** The rows of the table, in the order in which they run. */
export const ROWS: readonly BenchRow[] = [
  { name: 'saves', about: '16 个客户端经 HTTP 保存,对最简事务', run: saves },
  { name: 'freshness', about: '从答复保存到全国数字看得见', run: freshness },
];
