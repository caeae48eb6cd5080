import { stat } from 'node:fs/promises';
import path from 'node:path';
import { recordEvent } from '../audit/index.ts';
import {
  createVault,
  houseCopyKey,
  type Keys,
  type Place,
  readKeys,
  type Vault,
} from '../platform/crypto/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { HOUSE } from './after-restore.ts';

/** The one row of a known value. */
const CHECK = 'keys.json';
const KNOWN = '半边天';
const place: Place = { table: 'key_check', column: 'sealed', row: CHECK };

/** Where something sealed may be found in a database from before there was a known value: table, column, the row's id. */
const OLD_SEALS = [
  ['second_factor', 'secret', 'account_id'],
  ['person', 'sealed_birth', 'id'],
  ['person', 'sealed_number', 'id'],
  ['person', 'sealed_phone', 'id'],
] as const;

/**
 * The keys of a data folder, when they are those that this database was sealed with. A restored or moved database without
 * its keys.json would otherwise go on with new ones: what was sealed could not be read, persons would be counted twice, and
 * nobody would be told. Errors: keys.missing, keys.other; the sentence names the keys.json that it wants by its print.
 */
export async function keysThatFit(owner: Database, dataDir: string, now: Date): Promise<Keys> {
  const kept = await owner.transaction([], check, 'read');
  const there = await stat(path.join(dataDir, 'keys.json')).catch(() => null);
  const sealed = kept ? { at: place, text: kept.sealed } : await owner.transaction([], oldSeal, 'read');
  const known = kept?.print ?? '不详';
  const where = path.resolve(dataDir);
  if (!there && sealed) throw new AppError('keys.missing', { print: known, place: where });
  const keys = await readKeys(dataDir);
  const { print } = houseCopyKey(keys);
  const vault = createVault(keys);
  if (sealed && ((kept && kept.print !== print) || !opens(vault, sealed)))
    throw new AppError('keys.other', { print: known, given: print, place: where });
  if (!kept) await owner.transaction([], (tx) => plant(tx, vault, print, now));
  return keys;
}

/**
 * Goes on with the keys that are in the data folder, new ones where there are none: what was sealed with the lost ones stays
 * closed for ever. Answers with their print.
 */
export async function acceptKeys(owner: Database, dataDir: string, now: Date): Promise<string> {
  const keys = await readKeys(dataDir);
  const { print } = houseCopyKey(keys);
  await owner.transaction([], async (tx) => {
    await tx.sql('DELETE FROM key_check WHERE name = $1', [CHECK]);
    await plant(tx, createVault(keys), print, now);
    await recordEvent(tx, {
      regionCode: HOUSE,
      accountId: null,
      postId: null,
      unitPath: null,
      action: 'backup.keys-lost',
      object: 'keys',
      objectId: null,
      result: 'ok',
      detail: { keys: print, byOperator: true },
      at: now,
    });
  });
  return print;
}

async function plant(tx: Tx, vault: Vault, print: string, now: Date): Promise<void> {
  await tx.sql(
    'INSERT INTO key_check (name, sealed, print, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [CHECK, vault.seal(place, KNOWN), print, now],
  );
}

async function check(tx: Tx): Promise<{ sealed: string; print: string } | null> {
  const [row] = await tx.sql('SELECT sealed, print FROM key_check WHERE name = $1', [CHECK]);
  return row ? { sealed: String(row['sealed']), print: String(row['print']) } : null;
}

async function oldSeal(tx: Tx): Promise<{ at: Place; text: string } | null> {
  for (const [table, column, id] of OLD_SEALS) {
    const [row] = await tx.sql(
      `SELECT ${id}::text AS id, ${column} AS sealed FROM ${table} WHERE ${column} LIKE 'v1|%' LIMIT 1`,
    );
    if (row) return { at: { table, column, row: String(row['id']) }, text: String(row['sealed']) };
  }
  return null;
}

function opens(vault: Vault, sealed: { at: Place; text: string }): boolean {
  try {
    vault.open(sealed.at, sealed.text);
    return true;
  } catch {
    return false;
  }
}
