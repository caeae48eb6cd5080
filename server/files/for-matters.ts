import { createHash } from 'node:crypto';
import { type AttachmentKind, LARGEST_ATTACHMENT } from '../../contracts/api-files.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { checkedBytes, type OpenedFile } from './actions/open-file.ts';
import { plainName } from './actions/upload.ts';
import { keyOf, sealKey } from './kit.ts';
import { assertName, lookAt } from './look-at.ts';
import { newFileKey, newPlace, type Shelf } from './shelf.ts';
import {
  deleteUpload,
  insertUpload,
  noteLookedAt,
  ownUpload,
  type Upload,
  uploadByKey,
} from './store-uploads.ts';

/**
 * Files that stand with a matter and not with a line (材料). They come by the same pieces, are looked at by the same eyes
 * and lie on the same shelf; always enciphered, and their names are sealed too: 「伤情照片」 says more than a line's file.
 * Who may was asked by the caller.
 */
const LEDGER = 'matter';
const namePlace = (id: string) => ({ table: 'upload', column: 'name', row: id });
const nameOf = (vault: Vault, u: Upload): string => vault.open(namePlace(u.id), u.name);

export interface Coming {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
  readonly kind: AttachmentKind | null;
}
/** A file that is whole: what its row keeps. */
export interface WholeFile {
  readonly id: string;
  readonly matterId: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly place: string;
  readonly sealedKey: string;
}

/** Begins one, or answers that of the same key. Errors: file.refused, file.too-large, save.key-reused. */
export async function beginMatterUpload(
  tx: Tx,
  vault: Vault,
  o: {
    readonly unit: { readonly id: string; readonly path: string; readonly regionCode: string };
    readonly accountId: string;
    readonly matterId: string;
    readonly requestKey: string;
    readonly name: string;
    readonly bytes: number;
    readonly at: Date;
  },
): Promise<Coming> {
  const name = plainName(o.name);
  assertName(name);
  if (o.bytes < 1) throw new AppError('file.refused', { sentence: `「${name}」是空的。` });
  if (o.bytes > LARGEST_ATTACHMENT) throw new AppError('file.too-large', { name });
  const [id, place] = [newId(o.at), newPlace()];
  const upload: Upload = {
    regionCode: o.unit.regionCode,
    id,
    requestKey: o.requestKey,
    unitId: o.unit.id,
    unitPath: o.unit.path,
    ledger: LEDGER,
    entryId: o.matterId,
    name: vault.seal(namePlace(id), name),
    bytes: o.bytes,
    received: 0,
    place,
    sealedKey: sealKey(vault, place, newFileKey()),
    kind: null,
    sha256: null,
    width: null,
    height: null,
    accountId: o.accountId,
    at: o.at,
  };
  if (await insertUpload(tx, upload)) return { ...upload, name };
  const before = await uploadByKey(tx, o.unit.regionCode, o.accountId, o.requestKey);
  if (before?.bytes !== o.bytes || before.entryId !== o.matterId) throw new AppError('save.key-reused');
  return { ...before, name };
}

/** For which matter an upload of hers is; null where there is none on its way. */
export async function matterOfUpload(tx: Tx, accountId: string, id: string): Promise<string | null> {
  const u = await ownUpload(tx, accountId, id, 'look');
  return u?.ledger === LEDGER ? u.entryId : null;
}

/**
 * Looks at an upload of hers as what it is, and takes it off the way: its caller keeps it in the same transaction. Null
 * where there is none any more. Errors: file.offset, file.refused, file.damaged.
 */
export async function takeWhole(
  kit: { readonly shelf: Shelf; readonly vault: Vault },
  tx: Tx,
  accountId: string,
  id: string,
): Promise<WholeFile | null> {
  const u = await ownUpload(tx, accountId, id, 'lock');
  if (!u || u.ledger !== LEDGER || u.entryId === null || u.sealedKey === null) return null;
  if (u.received !== u.bytes) throw new AppError('file.offset', { current: { received: u.received } });
  const name = nameOf(kit.vault, u);
  const bytes = await kit.shelf.read(u.place, keyOf(kit.vault, u));
  if (bytes.length !== u.bytes)
    throw new AppError('file.refused', { sentence: '文件没有传完整,请再传一次。' });
  const { kind } = await lookAt(name, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await noteLookedAt(tx, { ...u, kind, sha256 });
  await deleteUpload(tx, u);
  const { matterId, sealedKey } = { matterId: u.entryId, sealedKey: u.sealedKey };
  return { id: u.id, matterId, name, kind, bytes: u.bytes, sha256, place: u.place, sealedKey };
}

/** Puts text of our own on the shelf, enciphered; answers where. */
export async function shelve(
  kit: { readonly shelf: Shelf; readonly vault: Vault },
  bytes: Buffer,
): Promise<{ readonly place: string; readonly sealedKey: string }> {
  const place = newPlace();
  const sealedKey = sealKey(kit.vault, place, newFileKey());
  await kit.shelf.write(place, 0, bytes, keyOf(kit.vault, { place, sealedKey }));
  return { place, sealedKey };
}

/** Bytes as they were put there, held against their digest. What is said of damage names no file of a case. Errors: file.damaged. */
export async function openShelved(
  kit: { readonly shelf: Shelf; readonly vault: Vault },
  file: Pick<WholeFile, 'name' | 'sha256' | 'place' | 'sealedKey'> & { readonly kind: string },
): Promise<OpenedFile> {
  return { ...(await checkedBytes(kit, { ...file, name: '材料' })), name: file.name };
}
