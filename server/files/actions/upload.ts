import { createHash } from 'node:crypto';
import { LARGEST_ATTACHMENT, MOST_ATTACHMENTS, PIECE } from '../../../contracts/api-files.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { numberOf } from '../../settings/index.ts';
import { type FileKit, keyOf, sealKey } from '../kit.ts';
import { assertName, lookAt } from '../look-at.ts';
import { lineForHer, unitToWriteFor } from '../reach.ts';
import { newFileKey, newPlace } from '../shelf.ts';
import { type Attachment, attachmentById, attachmentsOf, bytesOfUnit } from '../store.ts';
import {
  deleteUpload,
  insertUpload,
  noteLookedAt,
  noteReceived,
  ownUpload,
  type Upload,
  uploadByKey,
} from '../store-uploads.ts';
import { keepUpload } from './keep-upload.ts';

const gone = (): AppError => new AppError('not-found', { what: '这个文件' });

/**
 * Begins an upload (开始上传), or answers the one that the same key began before. Name, size, count and the unit's quota are
 * asked before a byte is sent. Throws file.refused, file.too-many, file.quota, not-found, forbidden.
 */
export async function beginUpload(
  kit: FileKit,
  actor: Actor,
  input: {
    requestKey: string;
    unitId: string;
    ledger: string;
    entryId: string | null;
    name: string;
    bytes: number;
  },
): Promise<Upload> {
  const name = plainName(input.name);
  assertName(name);
  if (input.bytes < 1) throw new AppError('file.refused', { sentence: `「${name}」是空的。` });
  if (input.bytes > LARGEST_ATTACHMENT) throw new AppError('file.too-large', { name });
  const privacy = kit.registry().ledger(input.ledger).definition.privacy;
  return await withActor(kit.db, actor, async (tx) => {
    const unit = await unitToWriteFor(tx, actor, input.unitId);
    if (input.entryId) {
      const line = await lineForHer(kit, tx, actor, input.entryId);
      if (line.unit.id !== unit.id || line.entry.ledger !== input.ledger) throw gone();
      if ((await kit.ports?.ofMatters(tx, [input.entryId]))?.size) throw new AppError('entry.of-matter');
      const kept = (await attachmentsOf(tx, input.entryId)).filter((a) => a.attachment.state === 'kept');
      if (kept.length >= MOST_ATTACHMENTS) throw new AppError('file.too-many', { most: MOST_ATTACHMENTS });
    }
    const [place, at] = [newPlace(), kit.now()];
    const quota = await numberOf(tx, unit, 'files.unit-quota-mb', chinaDay(at));
    if ((await bytesOfUnit(tx, unit.id)) + input.bytes > quota * 1_000_000)
      throw new AppError('file.quota', { unit: unit.name, quota });
    const upload: Upload = {
      regionCode: unit.regionCode,
      id: newId(at),
      requestKey: input.requestKey,
      unitId: unit.id,
      unitPath: unit.path,
      ledger: input.ledger,
      entryId: input.entryId,
      name,
      bytes: input.bytes,
      received: 0,
      place,
      sealedKey: privacy === 'open' ? null : sealKey(kit.vault, place, newFileKey()),
      kind: null,
      sha256: null,
      width: null,
      height: null,
      accountId: actor.accountId,
      at,
    };
    if (await insertUpload(tx, upload)) return upload;
    const before = await uploadByKey(tx, unit.regionCode, actor.accountId, input.requestKey);
    if (!before || before.bytes !== input.bytes) throw new AppError('save.key-reused');
    return before;
  });
}

/** Takes the next piece (接着传). A piece that came already is answered with how far it is; another place is a 409 that says it. */
export async function takePiece(
  kit: Pick<FileKit, 'db' | 'vault' | 'shelf'>,
  actor: Actor,
  id: string,
  offset: number,
  piece: Buffer,
): Promise<Upload> {
  if (piece.length === 0 || piece.length > PIECE) throw new AppError('input.too-large');
  return await withActor(kit.db, actor, async (tx) => {
    const upload = await ownUpload(tx, actor.accountId, id, 'lock');
    if (!upload) throw gone();
    const end = offset + piece.length;
    if (upload.kind !== null || end <= upload.received) return upload;
    if (offset !== upload.received || end > upload.bytes)
      throw new AppError('file.offset', { current: { received: upload.received } });
    // On the disk before the row says so: after a power cut the row never promises more than there is.
    await kit.shelf.write(upload.place, offset, piece, keyOf(kit.vault, upload));
    await noteReceived(tx, upload, end);
    return { ...upload, received: end };
  });
}

/**
 * Ends an upload (传完): the whole is looked at as what it is, its digest is noted, and where its line stands already it is
 * put to it. Twice is once. What is refused is taken away, so that the same file may be mended and sent again.
 */
export async function completeUpload(
  kit: FileKit,
  actor: Actor,
  id: string,
): Promise<{ upload: Upload; attachment: Attachment | null }> {
  const found = await withActor(kit.db, actor, (tx) => ownUpload(tx, actor.accountId, id, 'look'), 'read');
  if (!found) return await endedBefore(kit, actor, id);
  if (found.received !== found.bytes)
    throw new AppError('file.offset', { current: { received: found.received } });
  const looked = found.kind === null ? await lookedAt(kit, actor, found) : found;
  return await withActor(kit.db, actor, async (tx) => {
    const upload = await ownUpload(tx, actor.accountId, id, 'lock');
    // Asked twice at once: the other one was faster, and asking again will find what it made.
    if (!upload) throw new AppError('database.busy', { retryAfter: 1 });
    if (upload.kind === null) await noteLookedAt(tx, looked);
    if (!looked.entryId) return { upload: looked, attachment: null };
    const { entry } = await lineForHer(kit, tx, actor, looked.entryId);
    return { upload: looked, attachment: await keepUpload(tx, actor, looked, entry, kit.now()) };
  });
}

/** It stands with its line already: the answer was lost, and is given again. */
async function endedBefore(
  kit: FileKit,
  actor: Actor,
  id: string,
): Promise<{ upload: Upload; attachment: Attachment }> {
  return await withActor(
    kit.db,
    actor,
    async (tx) => {
      const attachment = await attachmentById(tx, id);
      if (!attachment || attachment.accountId !== actor.accountId) throw gone();
      await lineForHer(kit, tx, actor, attachment.entryId);
      const { accountId } = actor;
      const upload = { ...attachment, requestKey: '', received: attachment.bytes, accountId };
      return { upload, attachment };
    },
    'read',
  );
}

async function lookedAt(kit: FileKit, actor: Actor, upload: Upload): Promise<Upload> {
  const bytes = await kit.shelf.read(upload.place, keyOf(kit.vault, upload));
  try {
    if (bytes.length !== upload.bytes)
      throw new AppError('file.refused', { sentence: '文件没有传完整,请再传一次。' });
    const seen = await lookAt(upload.name, bytes);
    return { ...upload, ...seen, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof AppError && error.code === 'file.refused') await dropUpload(kit, actor, upload.id);
    throw error;
  }
}

/** Takes back a file that stands with no line yet (不传了). */
export async function dropUpload(kit: FileKit, actor: Actor, id: string): Promise<void> {
  const dropped = await withActor(kit.db, actor, async (tx) => {
    const upload = await ownUpload(tx, actor.accountId, id, 'lock');
    if (!upload) throw new AppError('not-found', { what: '这个文件' });
    await deleteUpload(tx, upload);
    return upload;
  });
  await kit.shelf.remove(dropped.place);
}

/** Only the last part of a path, without signs that a file system or a header would stumble over. */
export const plainName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\u0000-\u001f\u007f"*:<>?|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^\.+/, '')
    .trim()
    .slice(-120);
