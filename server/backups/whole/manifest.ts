import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CopySeal, manifestMac } from '../../platform/crypto/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { damaged, damageOf, type Kept } from './chest.ts';

/** What a whole export (整体导出) holds; written last, so a folder without it is not one. */
export interface WholeManifest {
  readonly format: 'halfsky-whole-1';
  /** All tables are of one moment, a little after this. */
  readonly madeAt: string;
  readonly postgres: string;
  /** The database's migrations: it is read in by exactly these, and then moved on to the program's own. */
  readonly migrations: readonly string[];
  readonly tables: readonly (Kept & {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: number;
    /** Sum over the rows of the first 60 bits of the MD5 of each. */
    readonly print: string;
  })[];
  /** Tables and schemas that do not go along, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Bytes that lie beside the database: one line a file in the list. */
  readonly files: {
    readonly list: Kept;
    readonly count: number;
    readonly bytes: number;
    /** Rows whose bytes were not on the disk. */
    readonly missing: number;
  };
  /** Heads of the audit chains, where some were written. */
  readonly anchors?: Kept;
  readonly seal?: CopySeal;
}

/** One line of the list of files. `path` is where it stood in the folder of files. */
export type KeptFile = Kept & { readonly path: string };

const MANIFEST = 'manifest.json';
const MAC = 'manifest.json.mac';

export async function writeWhole(folder: string, manifest: WholeManifest, key: Buffer | null): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  if (key)
    await writeFile(path.join(folder, MAC), `${manifestMac(key, text)}\n`, { mode: 0o600, flush: true });
  await writeFile(path.join(folder, MANIFEST), text, { mode: 0o600, flush: true });
}

/** The format of whatever copy lies in a folder; null where there is none that we know. */
export async function formatOf(folder: string): Promise<string | null> {
  try {
    const { format } = JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')) as {
      format?: unknown;
    };
    return typeof format === 'string' ? format : null;
  } catch {
    return null;
  }
}

/** The manifest of a whole export, as it was written. Errors: backup.unreadable. */
export async function readWhole(folder: string): Promise<WholeManifest> {
  try {
    const manifest = JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')) as WholeManifest;
    if (manifest.format !== 'halfsky-whole-1') throw new Error('format');
    return manifest;
  } catch {
    throw new AppError('backup.unreadable', {
      sentence: `${folder} 不是一份完整的备份:清单 ${MANIFEST} 缺失、被截断,或不是本系统的格式。请换一份备份。`,
    });
  }
}

/** Throws backup.damaged when somebody without the key has changed the manifest. */
export async function assertOurs(folder: string, key: Buffer): Promise<void> {
  const mac = await readFile(path.join(folder, MAC), 'utf8').catch(() => '');
  const text = await readFile(path.join(folder, MANIFEST), 'utf8');
  if (mac.trim() !== manifestMac(key, text)) throw damaged(folder, `清单 ${MANIFEST} 被没有钥匙的人改动过`);
}

/** Compares the tables, the list and the anchors with the manifest; throws backup.damaged, naming up to five. */
export async function assertWhole(folder: string, manifest: WholeManifest): Promise<void> {
  const wrong: string[] = [];
  const all = [...manifest.tables, manifest.files.list, ...(manifest.anchors ? [manifest.anchors] : [])];
  for (const kept of all) {
    const damage = await damageOf(folder, kept);
    if (damage) wrong.push(damage);
  }
  if (wrong.length > 0)
    throw damaged(
      folder,
      `${wrong.slice(0, 5).join(';')}${wrong.length > 5 ? `;共 ${wrong.length} 处` : ''}`,
    );
}
