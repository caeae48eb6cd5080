import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVault, destroyKeys, type Keys, readKeys } from './index.ts';

/** Sealed fields (SECURITY 23, 24). */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const place = { table: 'second_factor', column: 'secret', row: 'a' };

test('what is sealed opens at its own place only, and looks different each time', async () => {
  const vault = createVault(await readKeys(folder));
  const sealed = vault.seal(place, '秘密 JBSWY3DP');
  expect(vault.open(place, sealed)).toBe('秘密 JBSWY3DP');
  expect(sealed).not.toContain('JBSWY3DP');
  expect(vault.seal(place, '秘密 JBSWY3DP')).not.toBe(sealed);
  for (const other of [{ row: 'b' }, { column: 'x' }, { table: 'y' }])
    expect(() => vault.open({ ...place, ...other }, sealed)).toThrow();
  for (const part of [3, 4, 5]) {
    const parts = sealed.split('|');
    parts[part] = Buffer.from('changed-chan').toString('base64url');
    expect(() => vault.open(place, parts.join('|'))).toThrow();
  }
});

test('after a change of keys old texts still open, and new ones are sealed with the new key', async () => {
  const keys = await readKeys(folder);
  const sealed = createVault(keys).seal(place, 'old');
  const turned: Keys = {
    ...keys,
    field: { now: 'k2', keys: new Map([...keys.field.keys, ['k2', Buffer.alloc(32, 7)]]) },
  };
  const vault = createVault(turned);
  expect(vault.open(place, sealed)).toBe('old');
  expect(vault.seal(place, 'new').split('|')[2]).toBe('k2');
  expect(() => createVault(keys).open(place, vault.seal(place, 'new'))).toThrow('k2');
});

test('a print is the same for the same secret at the same place, and another elsewhere', async () => {
  const vault = createVault(await readKeys(folder));
  expect(vault.print(place, 'x').equals(vault.print(place, 'x'))).toBe(true);
  expect(vault.print(place, 'x').equals(vault.print({ ...place, row: 'b' }, 'x'))).toBe(false);
});

test('a folder of before keeps its blind key and gets a field key; the file is its owner’s only', async () => {
  const blind = 'ab'.repeat(32);
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ blind }), { mode: 0o600 });
  const keys = await readKeys(folder);
  expect(keys.blind.toString('hex')).toBe(blind);
  const again = await readKeys(folder);
  expect(again.field.keys.get('k1')).toEqual(keys.field.keys.get('k1'));
  expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')).blind).toBe(blind);
});

const hers = { ...place, table: 'letter', of: 'letter/a' };
const another = { ...place, table: 'letter', of: 'letter/b' };

test('what is somebody’s has a key of its own, and opens under no other name', async () => {
  const vault = createVault(await readKeys(folder));
  const sealed = vault.seal(hers, '原话');
  expect(vault.open(hers, sealed)).toBe('原话');
  expect(() => vault.open(another, sealed)).toThrow();
  expect(() => vault.open({ ...place, table: 'letter' }, sealed)).toThrow();
});

test('a destroyed key opens nothing any more, here and after a start anew; all others stay as they were', async () => {
  const vault = createVault(await readKeys(folder));
  const gone = vault.seal(hers, '要删的');
  const rest = Array.from({ length: 40 }, (_, i) => ({ ...place, of: `matter/${i}` }));
  const sealed = rest.map((p) => vault.seal(p, p.of));
  const old = vault.seal(place, '早先的');
  vault.forget(['letter/a']);
  expect(() => vault.open(hers, gone)).toThrow('依法删除');
  expect(await destroyKeys(folder, ['letter/a'])).toBe(1);
  expect(await destroyKeys(folder, ['letter/a'])).toBe(0);
  // Two at once: neither takes back what the other did.
  await Promise.all([destroyKeys(folder, ['matter/7']), destroyKeys(folder, ['matter/8', 'letter/a'])]);
  const anew = createVault(await readKeys(folder));
  expect(() => anew.open(hers, gone)).toThrow('依法删除');
  expect(() => anew.seal(hers, 'x')).toThrow('依法删除');
  expect(anew.open(place, old)).toBe('早先的');
  for (const [i, p] of rest.entries())
    if (i === 7 || i === 8) expect(() => anew.open(p, sealed[i] ?? '')).toThrow('依法删除');
    else expect(anew.open(p, sealed[i] ?? '')).toBe(p.of);
  expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain('["",');
  expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('what was sealed before there were keys of their own still opens', async () => {
  const keys = await readKeys(folder);
  const { of, ...before } = hers;
  const sealed = createVault(keys).seal(before, '旧的');
  expect(of).toBe('letter/a');
  expect(createVault(keys).open(hers, sealed)).toBe('旧的');
});
