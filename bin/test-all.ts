/**
 * `npm test`: everything that decides whether a change may land. What cannot run here is listed as NOT RUN, never as
 * passed. Ends with one line `N passed, N failed`: gates and tests together.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGates } from './check.ts';
import { ROOT } from './gates.ts';
import { BROWSER_TOOLS, provide } from './test-tools.ts';

interface Tally {
  passed: number;
  failed: number;
  readonly notRun: string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs one project of vitest.config.ts and adds up what its JSON report says; a run without a report is one failure. */
function runTests(project: string, tally: Tally): void {
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-report-'));
  const file = join(folder, 'report.json');
  const vitest = join(ROOT, 'node_modules', '.bin', 'vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const done = spawnSync(vitest, ['run', '--project', project, '--passWithNoTests', ...reporters], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    tally.passed += report.numPassedTests;
    tally.failed += report.numFailedTests;
    // A file that fell over before its first test counts as one failure.
    tally.failed += report.testResults.filter(
      (f) => f.status === 'failed' && !f.assertionResults.some((t) => t.status === 'failed'),
    ).length;
    for (const { name, assertionResults } of report.testResults) {
      for (const t of assertionResults.filter((a) => a.status !== 'passed' && a.status !== 'failed')) {
        tally.notRun.push(`${name.slice(ROOT.length + 1)}: ${t.fullName}`);
      }
    }
    if (done.status !== 0 && tally.failed === 0) tally.failed += 1;
  } else {
    console.log(`${project}: no report (exit ${done.status ?? done.signal})`);
    tally.failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
}

const began = performance.now();
const tally: Tally = { passed: 0, failed: 0, notRun: ['bench/ (measured by hand: ./halfsky bench)'] };
const missing = provide(BROWSER_TOOLS);

const pages = spawnSync(process.execPath, [join(ROOT, 'bin', 'bootstrap.mjs'), 'ready', 'start'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (pages.status !== 0) tally.failed += 1;

for (const result of await runGates()) tally[result.ok ? 'passed' : 'failed'] += 1;
runTests('unit', tally);
if (missing.length === 0) runTests('journeys', tally);
else tally.notRun.push(`tests/journeys (missing: ${missing.join(', ')})`);

console.log(`\nNOT RUN:\n${tally.notRun.map((n) => `  ${n}`).join('\n')}`);
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
