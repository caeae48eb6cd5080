import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { to as copyTo } from 'pg-copy-streams';
import { sealAudit } from '../../audit/index.ts';
import { bindTx, type Closing, type Store, translate } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { copyFiles } from './beside.ts';
import { bytesOf, type Chest, openChest } from './chest.ts';
import { type WholeManifest, writeWhole } from './manifest.ts';
import { LEFT_OUT, printOf, SAME_WORDS, SCHEMAS_LEFT_OUT, type Table, tablesToCopy } from './tables.ts';

/** What a whole export works with. */
export interface WholeKit {
  readonly store: Pick<Store, 'owner' | 'worker'>;
  readonly dataDir: string;
}

/** The audit chains' heads, as the nightly job writes them beside the database. */
export const ANCHORS = 'audit-anchors.ndjson';
/** The folder of files inside a data folder. */
export const FILES = 'files';

/**
 * Whole export (整体导出): every table of the database as CSV, of one moment, with the files that lie beside it, into a folder
 * that does not exist yet; for another PostgreSQL of any version from 16. Writers go on meanwhile; memory stays flat.
 * Errors: folder.not-empty, backup.walled, disk.full. Leaves nothing half.
 */
export async function exportWhole(
  kit: WholeKit,
  outDir: string,
  o: { readonly now: Date; readonly closing?: Closing },
): Promise<WholeManifest> {
  const out = path.resolve(outDir);
  if ((await readdir(out).catch(() => [])).length > 0)
    throw new AppError('folder.not-empty', {
      sentence: `${out} 里已经有东西,请为这份备份指定一个新的文件夹。`,
    });
  const half = `${out}.half-${process.pid}-${o.now.getTime()}`;
  await mkdir(half, { recursive: true, mode: 0o700 });
  try {
    // Events that wait for the seal would carry numbers of this database's transactions; as good as none are left.
    await sealAudit(kit.store.worker);
    const key = o.closing?.key ?? null;
    const chest = openChest(half, key);
    const copied = await copyTables(kit, chest);
    const anchors = path.join(kit.dataDir, ANCHORS);
    const kept = await chest
      .put(ANCHORS, bytesOf(anchors), { smaller: true })
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
    const manifest: WholeManifest = {
      format: 'halfsky-whole-1',
      madeAt: o.now.toISOString(),
      ...copied,
      leftOut: { ...LEFT_OUT, ...SCHEMAS_LEFT_OUT },
      ...(kept ? { anchors: kept } : {}),
      ...(o.closing ? { seal: o.closing.seal } : {}),
    };
    await writeWhole(half, manifest, key);
    await rename(half, out);
    return manifest;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('disk.full');
    throw translate(error);
  }
}

type Copied = Pick<WholeManifest, 'postgres' | 'migrations' | 'tables' | 'files'>;

/** All tables from one snapshot, and then the files that their rows name. */
async function copyTables(kit: WholeKit, chest: Chest): Promise<Copied> {
  const client = await kit.store.owner.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tx = bindTx(client);
    await client.query(SAME_WORDS);
    const [head] = await tx.sql(
      `SELECT current_setting('server_version') AS version,
         ARRAY(SELECT name FROM migration ORDER BY name) AS migrations`,
    );
    const tables: WholeManifest['tables'][number][] = [];
    for (const table of await tablesToCopy(tx)) {
      const print = await printOf(tx, table.name, table.reads);
      const source = client.query(copyTo(copyStatement(table)));
      const kept = await chest.put(`tables/${table.name}.csv`, source, { smaller: true });
      tables.push({ name: table.name, columns: table.columns, ...print, ...kept });
    }
    const files = await copyFiles(chest, path.join(kit.dataDir, FILES), tx);
    return {
      postgres: String(head?.['version']).split(' ')[0] ?? '',
      migrations: head?.['migrations'] as string[],
      tables,
      files,
    };
  } finally {
    await client.query('ROLLBACK').catch((error: Error) => {
      broken = error;
    });
    client.release(broken);
  }
}

const copyStatement = (t: Table): string =>
  `COPY (SELECT ${t.reads.map((read, i) => `${read} AS "${t.columns[i] ?? ''}"`).join(', ')} FROM "${t.name}") TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')`;
