import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { splitLines } from '../../exchange/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { bytesOf, type Chest, damaged, damageOf, inside, type Kept } from './chest.ts';
import type { KeptFile, WholeManifest } from './manifest.ts';

/** Tables whose rows name a file on the shelf (附件文件夹). */
const NAMED_BY = ['attachment', 'upload', 'matter_file', 'evidence_pack'] as const;

/**
 * Copies the folder of files, as it lies on the disk: what is enciphered there stays so. After the tables, so that each
 * row of the copy has its bytes. Answers with the list of them.
 */
export async function copyFiles(chest: Chest, filesDir: string, tx: Tx): Promise<WholeManifest['files']> {
  const tally = { count: 0, bytes: 0 };
  const there = new Set<string>();
  async function* lines(): AsyncGenerator<Buffer> {
    for await (const name of filesIn(filesDir)) {
      const kept = await chest
        .put(`files/${name}`, bytesOf(path.join(filesDir, name)), { smaller: false })
        .catch((error: NodeJS.ErrnoException) => {
          // Swept away a moment ago: no row names it any more.
          if (error.code === 'ENOENT') return null;
          throw error;
        });
      if (!kept) continue;
      tally.count += 1;
      tally.bytes += kept.plain;
      there.add(path.basename(name));
      yield Buffer.from(`${JSON.stringify({ path: name, ...kept } satisfies KeptFile)}\n`);
    }
  }
  const list = await chest.put('files.ndjson', lines(), { smaller: true });
  return { list, ...tally, missing: await missingOf(tx, there) };
}

/** How many rows name bytes that are not there. */
async function missingOf(tx: Tx, there: ReadonlySet<string>): Promise<number> {
  const named = await tx.sql(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'place' AND table_name = ANY ($1)`,
    [NAMED_BY],
  );
  let missing = 0;
  for (const { name } of named) {
    const rows = await tx.sql(`SELECT place FROM "${String(name)}" WHERE place IS NOT NULL`);
    missing += rows.filter((r) => !there.has(path.basename(String(r['place'])))).length;
  }
  return missing;
}

async function* filesIn(folder: string, under = ''): AsyncGenerator<string> {
  const entries = await readdir(path.join(folder, under), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(folder, name);
    else if (entry.isFile()) yield name;
  }
}

export async function* listedFiles(chest: Chest, manifest: WholeManifest): AsyncGenerator<KeptFile> {
  for await (const line of splitLines(chest.get(manifest.files.list)))
    if (line !== '') yield JSON.parse(line) as KeptFile;
}

/** Throws backup.damaged where one of the files is missing or was changed. */
export async function assertFiles(chest: Chest, manifest: WholeManifest): Promise<void> {
  let count = 0;
  for await (const kept of listedFiles(chest, manifest)) {
    const damage = await damageOf(chest.folder, kept);
    if (damage) throw damaged(chest.folder, damage);
    count += 1;
  }
  if (count !== manifest.files.count)
    throw damaged(chest.folder, `附件清单有 ${count} 个文件,应有 ${manifest.files.count} 个`);
}

/** Puts the files to their places. Answers with what it has made, so that a restore that fails can take it away again. */
export async function bringFiles(
  chest: Chest,
  manifest: WholeManifest,
  filesDir: string,
  made: string[],
): Promise<void> {
  for await (const kept of listedFiles(chest, manifest))
    await bring(chest, kept, inside(filesDir, kept.path), made);
}

/** One file, complete or not at all. One that is there already stays. */
export async function bring(chest: Chest, kept: Kept, target: string, made: string[]): Promise<void> {
  if (await stat(target).catch(() => null)) return;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const half = `${target}.half`;
  await rm(half, { force: true });
  const file = await open(half, 'wx', 0o600);
  try {
    for await (const part of chest.get(kept)) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, target);
  made.push(target);
}
