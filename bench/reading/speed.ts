import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFigures, readFigures } from '../../server/reading/index.ts';

/**
 * node bench/reading/speed.ts [DIR]: signs a second for figures and cross-checks on 10 thousand, 100 thousand and 10 million
 * signs, so that one sees whether it stays linear. DIR holds texts; the default is a report of each kind from tests.
 */
const dir = process.argv[2] ?? join(import.meta.dirname, '../../tests/reading-cases/dev/invented');
const text = readdirSync(dir)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(dir, name), 'utf8'))
  .join('\n');

for (const length of [10_000, 10_000, 100_000, 1_000_000, 10_000_000]) {
  const whole = text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const begin = process.cpuUsage();
  const figures = readFigures(whole);
  const read = process.cpuUsage(begin).user / 1e6;
  const checks = checkFigures(whole, figures);
  const both = process.cpuUsage(begin).user / 1e6;
  const rate = (seconds: number) => `${(length / 1e6 / seconds).toFixed(2)} M/s`;
  console.log(
    `${length} signs: ${figures.length} figures at ${rate(read)}, with ${checks.length} checks ${rate(both)}, heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`,
  );
}
