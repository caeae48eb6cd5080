import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trainingLine } from '../kit/world.ts';
import {
  enter,
  type Folder,
  prepareFolder,
  runCommand,
  type Serving,
  startServing,
  until,
} from './serving.ts';

/** F3 of the fault plan: a full disk. Needs a small disk of its own, which only root can mount. */
const disk = mountSmallDisk();

describe.skipIf(disk === null)('full disk (needs root, to mount a small tmpfs)', () => {
  let folder: Folder;
  let serving: Serving;

  beforeAll(async () => {
    folder = await prepareFolder(
      [
        ['village-cadre', '910101001201'],
        ['nation-cadre', '000000'],
      ],
      disk ?? '',
    );
    serving = await startServing(folder.data);
  }, 90_000);
  afterAll(async () => {
    await serving.stop();
    if (disk) spawnSync('umount', [disk]);
    if (disk) rmSync(disk, { recursive: true, force: true });
  }, 60_000);

  test('saves are refused in plain words, reading goes on, and with room again saves go on and everything agrees', async () => {
    const village = await enter(serving.url, folder.logins[0] ?? '');
    const nation = await enter(serving.url, folder.logins[1] ?? '');
    const unitId = folder.units.get('910101001201')?.id ?? '';
    const acknowledged: string[] = [];
    const refused = new Map<string, string>();
    const save = async (i: number): Promise<number> => {
      // Long texts, so that the tables need new pages soon.
      const data = {
        topic: `第${i}期`,
        kind: '科技',
        people: 10,
        women: 5,
        partner: '合'.repeat(60),
        place: '地'.repeat(60),
      };
      const answer = await village.request(
        'POST',
        '/api/entries',
        trainingLine(unitId, { requestKey: `full-disk-${i}`, data }),
      );
      if (answer.status === 200) acknowledged.push(answer.body.entry.id);
      else if (answer.status !== 429)
        refused.set(`${answer.status} ${answer.body.error.code}`, answer.body.error.message);
      return answer.status;
    };
    for (let i = 0; i < 20; i += 1) expect(await save(i)).toBe(200);

    const ballast = join(disk ?? '', 'ballast');
    fill(ballast);
    let tries = 20;
    const fresh = (): number => {
      tries += 1;
      return tries;
    };
    await until(40, async () => (await save(fresh())) === 507);
    const plain = ['507 disk.full', '503 database.lost'];
    expect([...refused.keys()].filter((k) => !plain.includes(k))).toEqual([]);
    expect(refused.get('507 disk.full')).toMatch(/磁盘已满,暂时不能保存,可以照常查看/);
    for (const path of [
      '/api/ledgers/training/entries',
      `/api/figures?unit=${folder.units.get('000000')?.id}&measure=training.sessions&from=2026-01-01&to=2026-12-31`,
      `/api/units/${folder.units.get('000000')?.id}`,
      '/api/me',
    ])
      expect([path, (await nation.request('GET', path)).status]).toEqual([path, 200]);

    rmSync(ballast);
    await until(10, async () => (await save(fresh())) === 200);
    const seen = new Set<string>();
    for (let after = ''; ; ) {
      const page = await village.request('GET', `/api/ledgers/training/entries?limit=200${after}`);
      for (const row of page.body.rows) seen.add(row.id);
      if (page.body.next === null) break;
      after = `&after=${encodeURIComponent(page.body.next)}`;
    }
    expect(acknowledged.filter((id) => !seen.has(id))).toEqual([]);
    const verified = await runCommand(folder.data, 'verify', '--json');
    expect(JSON.parse(verified.out.slice(verified.out.indexOf('{')))).toMatchObject({ ok: true });
  }, 150_000);
});

function mountSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  chmodSync(folder, 0o755);
  return folder;
}

/** Takes every byte that is left. */
function fill(file: string): void {
  const out = openSync(file, 'w');
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeSync(out, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(out);
}
