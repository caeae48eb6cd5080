import { MOST_ATTACHMENTS } from '../../../contracts/api-files.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Entry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { type Attachment, attachmentsOf, insertAttachment } from '../store.ts';
import { deleteUpload, ownUpload, type Upload } from '../store-uploads.ts';

/** Who puts a file to a line: enough of her to own the upload and stand in the audit. */
type Bringer = Pick<Actor, 'accountId' | 'postId'>;

/**
 * Puts a whole upload to a line (挂上附件), in the line's own region, and records it. The same picture twice on one line is
 * one attachment. Throws file.too-many.
 */
export async function keepUpload(
  tx: Tx,
  by: Bringer,
  upload: Upload,
  entry: Pick<Entry, 'regionCode' | 'id' | 'ledger' | 'unitId' | 'unitPath'>,
  at: Date,
): Promise<Attachment> {
  const { kind, sha256 } = upload;
  if (kind === null || sha256 === null) throw new AppError('file.not-whole');
  const there = (await attachmentsOf(tx, entry.id))
    .map((a) => a.attachment)
    .filter((a) => a.state === 'kept');
  const same = there.find((a) => a.sha256 === sha256);
  // The second copy stays an upload until it is swept with its bytes: nothing on the disk is taken away before COMMIT.
  if (same) return same;
  await deleteUpload(tx, upload);
  if (there.length >= MOST_ATTACHMENTS) throw new AppError('file.too-many', { most: MOST_ATTACHMENTS });
  const attachment: Attachment = {
    regionCode: entry.regionCode,
    id: upload.id,
    entryId: entry.id,
    ledger: entry.ledger,
    unitId: entry.unitId,
    unitPath: entry.unitPath,
    name: upload.name,
    kind,
    bytes: upload.bytes,
    sha256,
    width: upload.width,
    height: upload.height,
    place: upload.place,
    sealedKey: upload.sealedKey,
    state: 'kept',
    accountId: by.accountId,
    at,
    reason: null,
  };
  await insertAttachment(tx, attachment);
  await recordEvent(tx, {
    regionCode: entry.regionCode,
    accountId: by.accountId,
    postId: by.postId,
    unitPath: entry.unitPath,
    action: 'file.keep',
    object: `entry/${entry.id}`,
    objectId: upload.id,
    result: 'ok',
    detail: { bytes: upload.bytes, sha256 },
    at,
  });
  return attachment;
}

/** The port of ledgers: files that came with a new line stand with it in the line's own transaction, or nothing does. */
export async function keepUploadsOf(
  tx: Tx,
  by: Bringer,
  entry: Entry,
  uploadIds: readonly string[],
  at: Date,
): Promise<void> {
  for (const id of uploadIds) {
    const upload = await ownUpload(tx, by.accountId, id, 'lock');
    // A file of a ledger with names was enciphered for it; it does not go to another ledger's line.
    if (!upload || upload.kind === null || upload.ledger !== entry.ledger)
      throw new AppError('file.not-whole');
    await keepUpload(tx, by, upload, entry, at);
  }
}
