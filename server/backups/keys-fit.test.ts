import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { createVault, readKeys } from '../platform/crypto/index.ts';
import {
  acceptKeys,
  auditRestored,
  closingOf,
  finishRestore,
  forgetRestored,
  keysThatFit,
  noteRestored,
  openersOf,
} from './index.ts';

/** A database and the keys it was sealed with belong together (SECURITY 24): a start with others is none. */
let t: TestStore;
let folder: string;
const NOW = new Date('2026-06-16T02:00:00Z');
const at = (name: string): string => join(folder, name);
const start = (name: string) => keysThatFit(t.store.owner, at(name), NOW);
const ACCOUNT = '018f0000-0000-7000-8000-00000000000a';

beforeAll(async () => {
  t = await openTestStore();
  folder = mkdtempSync(join(tmpdir(), 'halfsky-keys-fit-'));
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a database of before knows its keys by what they sealed; from then on by a known value', async () => {
  const vault = createVault(await readKeys(at('own')));
  const sealed = vault.seal({ table: 'second_factor', column: 'secret', row: ACCOUNT }, 'JBSWY3DP');
  await t.store.owner.transaction([], async (tx) => {
    await tx.sql(
      `INSERT INTO account (id, login, password, display_name, created_at) VALUES ($1, 'a', 'none', '样例', $2)`,
      [ACCOUNT, NOW],
    );
    await tx.sql('INSERT INTO second_factor (account_id, secret, confirmed_at) VALUES ($1, $2, $3)', [
      ACCOUNT,
      sealed,
      NOW,
    ]);
  });
  await readKeys(at('other'));
  await expect(start('none')).rejects.toMatchObject({ code: 'keys.missing' });
  expect(existsSync(at('none/keys.json'))).toBe(false);
  await expect(start('other')).rejects.toMatchObject({ code: 'keys.other' });
  expect((await start('own')).blind.equals((await readKeys(at('own'))).blind)).toBe(true);
  await t.store.owner.transaction([], (tx) => tx.sql('DELETE FROM second_factor'));
  await expect(start('none')).rejects.toThrow(/印记 [0-9a-f]{8}\).*运行手册/);
  await expect(start('other')).rejects.toThrow('不是这个数据库用的那一份');
  await start('own');
});

test('one of the two keys alone does not make it the right file', async () => {
  const own = JSON.parse(readFileSync(at('own/keys.json'), 'utf8'));
  const other = JSON.parse(readFileSync(at('other/keys.json'), 'utf8'));
  writeFileSync(at('other/keys.json'), JSON.stringify({ ...own, field: other.field }));
  await expect(start('other')).rejects.toMatchObject({ code: 'keys.other' });
  writeFileSync(at('other/keys.json'), JSON.stringify({ ...own, blind: other.blind }));
  await expect(start('other')).rejects.toMatchObject({ code: 'keys.other' });
});

test('keys lost for good: said once, and the house goes on with new ones', async () => {
  const print = await acceptKeys(t.store.owner, at('new'), NOW);
  expect((await openersOf({ dataDir: at('new') })).house?.print).toBe(print);
  await start('new');
  await expect(start('own')).rejects.toMatchObject({ code: 'keys.other' });
  await auditRestored(t.store.owner, { kind: 'whole', from: '/copy', at: '' }, { again: 2, now: NOW });
  const events = await t.store.owner.transaction([], (tx) =>
    tx.sql("SELECT action, detail FROM audit_event WHERE region_code = '000000' ORDER BY action"),
  );
  expect(events).toEqual([
    { action: 'backup.keys-lost', detail: { keys: print, byOperator: true } },
    { action: 'backup.restored', detail: { copy: 'whole', erasedAgain: 2 } },
  ]);
});

test('what must be done after a restore is done once, before anybody; a step that fails is asked again', async () => {
  const did: string[] = [];
  const step = async (r: { kind: string; from: string }): Promise<void> =>
    void did.push(`${r.kind} ${r.from}`);
  await finishRestore(at('own'), [step]);
  await noteRestored(at('own'), { kind: 'whole', from: '/copy', at: NOW.toISOString() });
  const fails = async (): Promise<void> => {
    throw new Error('not yet');
  };
  await expect(finishRestore(at('own'), [step, fails])).rejects.toThrow('not yet');
  await finishRestore(at('own'), [step]);
  await finishRestore(at('own'), [step]);
  expect(did).toEqual(['whole /copy', 'whole /copy']);
  expect(readdirSync(at('own')).filter((f) => f.startsWith('restored'))).toHaveLength(1);
  await noteRestored(at('own'), { kind: 'whole', from: '/copy', at: NOW.toISOString() });
  await forgetRestored(at('own'));
  await finishRestore(at('own'), [fails]);
});

test('a passphrase is a line of a file that nobody else reads', async () => {
  const file = at('passphrase');
  for (const [text, mode] of [
    ['四个字\n', 0o600],
    ['一句足够长的口令,没有人猜得到\n', 0o644],
  ] as const) {
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode });
    await expect(closingOf(at('own'), file)).rejects.toMatchObject({ code: 'backup.passphrase' });
  }
  await expect(closingOf(at('own'), at('nowhere'))).rejects.toMatchObject({ code: 'backup.passphrase' });
  await expect(openersOf({ dataDir: at('own'), keysFile: at('nowhere') })).rejects.toMatchObject({
    code: 'keys.unreadable',
  });
});
