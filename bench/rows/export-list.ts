import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, median } from '../measure.ts';
import { seatsAt } from '../seats.ts';
import type { Bench } from '../world.ts';
import { serve, stop } from './at-rest.ts';

const ROUNDS = 3;
const row = '导出';
/** Half of the lines are classes, so that a good hundred thousand of them are taken out. */
const LINES = 210_000;

/** A list of a hundred thousand lines as a workbook over HTTP: when it begins, how long it takes, what the house holds meanwhile. */
export async function exportList(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('export', LINES, { search: false, facts: false, figures: false });
  const [seat] = await seatsAt(house, ['000000'], 'nation-cadre');
  if (!seat) throw new Error('no seat');
  const rounds: { first: number; whole: number; rows: number }[] = [];
  // A process of its own, as an office runs it: this one holds what the bench itself has loaded.
  const server = await serve(join(bench.folder, 'export'), { DATABASE_URL: house.store.ownerUrl });
  let memory = 0;
  const before = memoryOf(server.child.pid ?? 0);
  try {
    const headers = { cookie: `__Host-halfsky=${seat.token}` };
    for (let i = 0; i < ROUNDS; i += 1) {
      const ticket = `bench-export-${i}`;
      const started = performance.now();
      const answer = await fetch(`${server.url}/api/ledgers/training/export?ticket=${ticket}`, { headers });
      if (!answer.ok) throw new Error(`export: ${answer.status} ${await answer.text()}`);
      let first = 0;
      let bytes = 0;
      for await (const piece of answer.body ?? []) {
        if (bytes === 0) first = performance.now() - started;
        bytes += piece.length;
      }
      const whole = performance.now() - started;
      const told = (await (await fetch(`${server.url}/api/exports/${ticket}`, { headers })).json()) as {
        rows: number;
      };
      rounds.push({ first, whole, rows: told.rows });
      bench.say(`  ${told.rows} rows, ${(bytes / 1e6).toFixed(1)} MB in ${(whole / 1000).toFixed(1)} s`);
    }
    memory = memoryOf(server.child.pid ?? 0).most;
  } finally {
    await stop(server.child);
  }
  const rows = rounds[0]?.rows ?? 0;
  return [
    { row, what: '导出的行', value: rows, unit: '条', target: { least: 100_000 } },
    { row, what: '开始', value: median(rounds.map((r) => r.first)), unit: 'ms', target: { most: 1_000 } },
    { row, what: '全部', value: median(rounds.map((r) => r.whole)) / 1000, unit: 's' },
    {
      row,
      what: '导出的进程,内存最多时',
      value: memory,
      unit: 'MB',
      target: { most: 300 },
      note: `刚启动 ${before.now.toFixed(0)} MB,启动时最多 ${before.most.toFixed(0)} MB`,
    },
  ];
}

/** What a process holds in memory, and the most it ever held, in MB. Linux only. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { now: read('VmRSS'), most: read('VmHWM') };
}
