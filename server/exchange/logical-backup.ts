import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { BlindKey } from '../figures/index.ts';
import type { Shelf } from '../files/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Store } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { exportRecords } from './export/export-records.ts';
import { type ImportResult, importRecords } from './import/import-records.ts';
import { backupFiles, damageOfFiles, type LogicalFiles, restoreFiles } from './logical-files.ts';
import { splitLines } from './split-lines.ts';

/** What a logical backup (逻辑备份) holds; written last, so a folder without it is not one. */
export interface LogicalManifest {
  readonly format: 'halfsky-logical-1';
  readonly madeAt: string;
  /** Records by type. */
  readonly counts: Readonly<Record<string, number>>;
  readonly file: string;
  /** Of the compressed file. */
  readonly sha256: string;
  /** Attachments; absent in backups from before they were taken along. */
  readonly attachments?: LogicalFiles;
  /** The definitions under which the lines were written. */
  readonly definitions: readonly { kind: string; key: string; version: number; hash: string }[];
}

const MANIFEST = 'manifest.json';
const RECORDS = 'records.ndjson.zst';

/**
 * Writes the whole store as exchange records, with the attachments of its lines, into an empty folder. Accounts and the
 * audit chain are not in it.
 */
export async function backupLogical(
  store: Store,
  shelf: Shelf,
  outDir: string,
  now: Date,
): Promise<LogicalManifest> {
  await mkdir(outDir, { recursive: true, mode: 0o700 });
  if ((await readdir(outDir)).length > 0)
    throw new AppError('folder.not-empty', { sentence: `${outDir} 里已经有东西,请指定一个空文件夹放备份。` });
  const attachments = await backupFiles(store.worker, shelf, outDir);
  const counts: Record<string, number> = {};
  const text = Readable.from(lines(store, counts), { objectMode: false });
  const file = path.join(outDir, RECORDS);
  await pipeline(text, createZstdCompress(), createWriteStream(file, { mode: 0o600, flush: true }));
  const manifest: LogicalManifest = {
    format: 'halfsky-logical-1',
    madeAt: now.toISOString(),
    counts,
    file: RECORDS,
    sha256: await hashOf(file),
    attachments,
    definitions: await definitionsOf(store),
  };
  const target = path.join(outDir, MANIFEST);
  await writeFile(target, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
  return manifest;
}

async function* lines(store: Store, counts: Record<string, number>): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const record of exportRecords(store)) {
    counts[record.type] = (counts[record.type] ?? 0) + 1;
    chunk += `${JSON.stringify(record)}\n`;
    if (chunk.length < 65_536) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

/**
 * Brings a logical backup into an empty store; the caller folds afterwards. Errors: backup.unreadable (no manifest, or
 * a changed file or attachment), folder.not-empty (the store holds something), definition.changed (the platform is too old for it),
 * input.invalid with the problems.
 */
export async function restoreLogical(
  store: Store,
  shelf: Shelf,
  registry: Registry,
  blind: BlindKey,
  from: string,
  now: Date,
): Promise<ImportResult & { attachments: number }> {
  const manifest = await readLogicalManifest(from);
  const [found] = await store.owner.transaction([], (tx) =>
    tx.sql('SELECT EXISTS (SELECT 1 FROM unit) OR EXISTS (SELECT 1 FROM person) AS used'),
  );
  if (found?.['used'])
    throw new AppError('folder.not-empty', {
      sentence: '这个库里已经有组织或人员,备份只能恢复到空库。请换一个空的数据文件夹。',
    });
  const missing = manifest.definitions.filter((d) => d.kind === 'ledger' && !registry.ledgers.has(d.key));
  if (missing.length > 0)
    throw new AppError('backup.too-new', {
      sentence: `备份里有本程序没有的台账:${missing.map((d) => d.key).join('、')}。请用同样新或更新的程序恢复。`,
    });
  const file = createReadStream(path.join(from, manifest.file));
  const text = file.pipe(createZstdDecompress());
  file.on('error', (error) => text.destroy(error));
  const result = await importRecords(store, registry, blind, splitLines(text), { now, trusted: true });
  if (!result.ok)
    throw new AppError('input.invalid', {
      problems: result.problems,
      sentence: '备份里有读不懂的记录,没有恢复。',
    });
  const attachments = manifest.attachments
    ? await restoreFiles(store.worker, shelf, from, manifest.attachments)
    : 0;
  return { ...result, attachments };
}

/** The manifest of a whole and unchanged backup. */
async function readLogicalManifest(folder: string): Promise<LogicalManifest> {
  const damaged = (what: string): AppError =>
    new AppError('backup.unreadable', {
      sentence: `${folder} 不是一份完整的逻辑备份:${what}。请换一份备份。`,
    });
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => {
    throw damaged(`没有清单 ${MANIFEST}`);
  });
  let manifest: LogicalManifest;
  try {
    manifest = JSON.parse(text) as LogicalManifest;
  } catch {
    throw damaged(`清单 ${MANIFEST} 读不懂`);
  }
  if (manifest.format !== 'halfsky-logical-1') throw damaged('不是本系统的格式');
  const sum = await hashOf(path.join(folder, path.basename(manifest.file))).catch(() => '');
  if (sum !== manifest.sha256) throw damaged(`${manifest.file} 缺失或被改动`);
  const damage = manifest.attachments ? await damageOfFiles(folder, manifest.attachments) : null;
  if (damage) throw damaged(damage);
  return manifest;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}

async function definitionsOf(store: Store): Promise<LogicalManifest['definitions']> {
  const rows = await store.owner.transaction(
    [],
    (tx) => tx.sql('SELECT kind, key, version, hash FROM definition ORDER BY kind, key, version'),
    'read',
  );
  return rows.map((r) => ({
    kind: String(r['kind']),
    key: String(r['key']),
    version: Number(r['version']),
    hash: String(r['hash']),
  }));
}
