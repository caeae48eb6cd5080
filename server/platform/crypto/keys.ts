import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyTree, keyIn, without } from './key-tree.ts';

/** Keys of a data folder: outside the database and outside its backups (SECURITY 24). */
export interface Keys {
  /** For blind indexes: equality without reading. */
  readonly blind: Buffer;
  /** For sealed fields: `now` names the one that seals; older ones still open what they sealed. */
  readonly field: { readonly now: string; readonly keys: ReadonlyMap<string, Buffer> };
  /** For what is somebody's (a matter, a letter): a key for each, that can be destroyed alone (SECURITY 39). Every data folder has it. */
  readonly tree?: { readonly now: string; readonly trees: ReadonlyMap<string, KeyTree> };
}

type Nodes = readonly (readonly [name: string, hex: string])[];
interface KeyFile {
  readonly blind: string;
  readonly field?: { readonly now: string; readonly keys: Readonly<Record<string, string>> };
  readonly tree?: { readonly now: string; readonly trees: Readonly<Record<string, Nodes>> };
}

const newKey = (): string => randomBytes(32).toString('hex');
const newField = (): NonNullable<KeyFile['field']> => ({ now: 'k1', keys: { k1: newKey() } });
const newTrees = (): NonNullable<KeyFile['tree']> => ({ now: 't1', trees: { t1: [['', newKey()]] } });
const fileIn = (dataDir: string): string => join(dataDir, 'keys.json');

/** Reads the keys of a data folder, making what is missing on first use (file mode 0600). */
export async function readKeys(dataDir: string): Promise<Keys> {
  const file = fileIn(dataDir);
  try {
    const text = JSON.parse(await readFile(file, 'utf8')) as KeyFile;
    if (text.field && text.tree) return toKeys(text, text.field, text.tree);
    // A folder from before there were sealed fields, or keys that can be destroyed.
    await replaceFile(file, { ...text, field: text.field ?? newField(), tree: text.tree ?? newTrees() });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dataDir, { recursive: true });
    const made: KeyFile = { blind: newKey(), field: newField(), tree: newTrees() };
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  }
  return await readKeys(dataDir);
}

const toKeys = (
  text: KeyFile,
  field: NonNullable<KeyFile['field']>,
  tree: NonNullable<KeyFile['tree']>,
): Keys => ({
  blind: Buffer.from(text.blind, 'hex'),
  field: {
    now: field.now,
    keys: new Map(Object.entries(field.keys).map(([id, hex]) => [id, Buffer.from(hex, 'hex')])),
  },
  tree: { now: tree.now, trees: new Map(Object.entries(tree.trees).map(([id, t]) => [id, toTree(t)])) },
});
const toTree = (nodes: Nodes): KeyTree =>
  new Map(nodes.map(([name, hex]) => [name, Buffer.from(hex, 'hex')]));

/** One after the other: who reads the file, changes it and writes it must not be overtaken. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Destroys the keys of these subjects for good, on the disk, and waits until that is so; answers how many were still there.
 * Before the new file takes the old one's place it is held against it: every key that stays must be the same.
 */
export async function destroyKeys(dataDir: string, subjects: readonly string[]): Promise<number> {
  const run = last.then(async () => {
    const file = fileIn(dataDir);
    const keys = await readKeys(dataDir);
    const { now, trees: before } = keys.tree ?? { now: '', trees: new Map<string, KeyTree>() };
    const trees = [...before];
    const there = subjects.filter((s) => trees.some(([, tree]) => keyIn(tree, s) !== null));
    if (there.length === 0) return 0;
    const left = trees.map(([id, tree]) => [id, without(tree, there)] as const);
    for (const [id, tree] of left) assertOthersStand(before.get(id), tree, there);
    const text = JSON.parse(await readFile(file, 'utf8')) as KeyFile;
    const kept = left.map(([id, tree]) => [id, [...tree].map(([name, key]) => [name, key.toString('hex')])]);
    await replaceFile(file, { ...text, tree: { now, trees: Object.fromEntries(kept) } });
    return there.length;
  });
  last = run.catch(() => undefined);
  return await run;
}

function assertOthersStand(before: KeyTree | undefined, after: KeyTree, gone: readonly string[]): void {
  const others = Array.from({ length: 64 }, () => randomBytes(8).toString('hex'));
  const isRight =
    before !== undefined &&
    gone.every((s) => keyIn(after, s) === null) &&
    others.every((s) => {
      const [was, is] = [keyIn(before, s), keyIn(after, s)];
      return was === null ? is === null : is?.equals(was) === true;
    });
  if (!isRight) throw new Error('keys.json was left as it was: the new tree would lose keys that must stay');
}

/** Written beside and put in place in one step: a key file cut in half would be the loss of everything it sealed. */
async function replaceFile(file: string, made: KeyFile): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(made));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  const folder = await open(join(file, '..'), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
