import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Openers } from '../../platform/crypto/index.ts';
import { bindTx, openSeal, type Store, type Tx, translate } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { assertFiles, bring, bringFiles } from './beside.ts';
import { type Chest, damaged, openChest } from './chest.ts';
import { ANCHORS, FILES } from './export-whole.ts';
import { withoutKeysAndIndexes } from './later.ts';
import { assertOurs, assertWhole, readWhole, type WholeManifest } from './manifest.ts';
import { LEFT_OUT, printOf, SAME_WORDS, type Table, tablesToCopy } from './tables.ts';

/** A whole export that was found complete and unchanged, and can be opened. */
export interface Checked {
  readonly manifest: WholeManifest;
  readonly chest: Chest;
}

/**
 * Compares everything of a whole export with its manifest, before a database is touched. Errors: backup.unreadable,
 * backup.sealed, backup.wrong-key, backup.damaged (which file, and where), backup.too-new (of a newer program).
 */
export async function checkWhole(
  from: string,
  o: { readonly by: Openers; readonly known: readonly string[] },
): Promise<Checked> {
  const folder = path.resolve(from);
  const manifest = await readWhole(folder);
  const unknown = manifest.migrations.filter((name) => !o.known.includes(name));
  if (unknown.length > 0) throw new AppError('backup.too-new', { names: unknown.join('、') });
  const key = manifest.seal ? await openSeal(folder, manifest.seal, o.by) : null;
  if (key) await assertOurs(folder, key);
  await assertWhole(folder, manifest);
  const chest = openChest(folder, key);
  await assertFiles(chest, manifest);
  return { manifest, chest };
}

/**
 * Brings a checked export into an empty database that stands at exactly its migrations, and its files into the data folder:
 * all of it or nothing. Each table is counted and its contents' print compared before anything is kept.
 * Errors: folder.not-empty, backup.older, backup.damaged.
 */
export async function importWhole(
  { manifest, chest }: Checked,
  to: { readonly store: Pick<Store, 'owner'>; readonly dataDir: string },
): Promise<{ rows: number; tables: number; files: number }> {
  const made: string[] = [];
  const client = await to.store.owner.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query(SAME_WORDS);
    const rows = await fill(bindTx(client), client, manifest, chest);
    await bringFiles(chest, manifest, path.join(to.dataDir, FILES), made);
    if (manifest.anchors) await bring(chest, manifest.anchors, path.join(to.dataDir, ANCHORS), made);
    await client.query('COMMIT');
    await client.query('ANALYZE').catch(() => undefined);
    return { rows, tables: manifest.tables.length, files: manifest.files.count };
  } catch (error) {
    await client.query('ROLLBACK').catch((rollback: Error) => {
      broken = rollback;
    });
    for (const file of made) await rm(file, { force: true });
    throw translate(error);
  } finally {
    client.release(broken);
  }
}

async function fill(tx: Tx, client: pg.ClientBase, manifest: WholeManifest, chest: Chest): Promise<number> {
  const tables = await tablesToCopy(tx);
  await assertFits(tx, tables, manifest);
  const names = [
    ...tables.map((t) => t.name),
    ...Object.keys(LEFT_OUT).filter((name) => name !== 'migration'),
  ];
  // What a first start publishes (definitions, settings) comes with the export, as it was.
  await tx.sql(`TRUNCATE ${names.map((name) => `"${name}"`).join(', ')}`);
  const walled = tables.filter((t) => t.isWalled);
  for (const t of walled) await tx.sql(`ALTER TABLE "${t.name}" NO FORCE ROW LEVEL SECURITY`);
  const many = new Set(manifest.tables.flatMap((t) => (t.rows > 5_000 ? [t.name] : [])));
  let rows = 0;
  await withoutKeysAndIndexes(tx, names, many, async () => {
    for (const kept of manifest.tables) {
      await copyIn(client, chest, kept);
      rows += kept.rows;
    }
  });
  for (const kept of manifest.tables) {
    const found = await printOf(
      tx,
      kept.name,
      kept.columns.map((c) => `"${c}"`),
    );
    if (found.rows !== kept.rows || found.print !== kept.print)
      throw damaged(
        chest.folder,
        `${kept.file} 装入后有 ${found.rows} 行,应有 ${kept.rows} 行,或内容与清单不符`,
      );
  }
  for (const t of walled) await tx.sql(`ALTER TABLE "${t.name}" FORCE ROW LEVEL SECURITY`);
  return rows;
}

/** Throws where the database holds something, or its tables are not those of the export. */
async function assertFits(tx: Tx, tables: readonly Table[], manifest: WholeManifest): Promise<void> {
  const [used] = await tx.sql(
    `SELECT EXISTS (SELECT 1 FROM unit) OR EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM entry) AS yes`,
  );
  if (used?.['yes'])
    throw new AppError('folder.not-empty', {
      sentence: '这个库里已经有组织、人员或账号,备份只能恢复到空库。请换一个空的数据文件夹或空的数据库。',
    });
  const applied = (await tx.sql('SELECT name FROM migration ORDER BY name')).map((r) => String(r['name']));
  if (applied.join() !== manifest.migrations.toSorted().join()) throw new AppError('backup.older');
  const shape = (all: readonly { readonly name: string; readonly columns: readonly string[] }[]): string =>
    all
      .map((t) => `${t.name}(${t.columns.toSorted().join()})`)
      .toSorted()
      .join();
  if (shape(tables) !== shape(manifest.tables))
    throw new AppError('backup.older', {
      sentence: '这份备份的表与本程序同一版本的表不一样,没有恢复。请用做备份时的程序恢复。',
    });
}

async function copyIn(
  client: pg.ClientBase,
  chest: Chest,
  kept: WholeManifest['tables'][number],
): Promise<void> {
  const columns = kept.columns.map((c) => `"${c}"`).join(', ');
  const sink = client.query(
    copyFrom(`COPY "${kept.name}" (${columns}) FROM STDIN (FORMAT csv, HEADER MATCH, ENCODING 'UTF8')`),
  );
  try {
    await pipeline(Readable.from(chest.get(kept), { objectMode: false }), sink);
  } catch (error) {
    const { code = '', where = '' } = error as { code?: string; where?: string };
    const line = /line (\d+)/.exec(where)?.[1];
    // What the database says of a value that is none (22…, 23…).
    if (/^2[23]/.test(code))
      throw damaged(chest.folder, `${kept.file}${line ? ` 第 ${line} 行` : ''}不是这张表的内容`);
    throw error;
  }
}
