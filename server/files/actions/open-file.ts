import { createHash } from 'node:crypto';
import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { log } from '../../platform/log/index.ts';
import { type FileKit, keyOf } from '../kit.ts';
import { lineForHer } from '../reach.ts';
import { attachmentById } from '../store.ts';
import { ownUpload } from '../store-uploads.ts';

export interface OpenedFile {
  readonly name: string;
  readonly kind: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/**
 * The bytes of an attachment (看附件), for who may see its line, asked anew each time. Opening one of a ledger with names is
 * recorded. Throws not-found; file.damaged when the bytes are no longer those of the digest.
 */
export async function openAttachment(kit: FileKit, actor: Actor, id: string): Promise<OpenedFile> {
  const at = kit.now();
  const file = await withActor(kit.db, actor, async (tx) => {
    const found = await attachmentById(tx, id);
    if (!found) throw new AppError('not-found', { what: '这个附件' });
    await lineForHer(kit, tx, actor, found.entryId);
    if (kit.registry().ledger(found.ledger).definition.privacy !== 'open')
      await recordEvent(tx, {
        regionCode: found.regionCode,
        accountId: actor.accountId,
        postId: actor.postId,
        unitPath: found.unitPath,
        action: 'file.open',
        object: `entry/${found.entryId}`,
        objectId: found.id,
        result: 'ok',
        detail: {},
        at,
      });
    return found;
  });
  return await checkedBytes(kit, file);
}

/** What she is about to attach, before its line is saved: hers alone. */
export async function openUpload(kit: FileKit, actor: Actor, id: string): Promise<OpenedFile> {
  const file = await withActor(kit.db, actor, (tx) => ownUpload(tx, actor.accountId, id, 'look'), 'read');
  if (!file || file.kind === null || file.sha256 === null)
    throw new AppError('not-found', { what: '这个文件' });
  return await checkedBytes(kit, { ...file, kind: file.kind, sha256: file.sha256 });
}

/** The bytes as they were sent, held against the digest in the row. Errors: file.damaged. */
export async function checkedBytes(
  kit: Pick<FileKit, 'shelf' | 'vault'>,
  file: { name: string; kind: string; sha256: string; place: string; sealedKey: string | null },
): Promise<OpenedFile> {
  const bytes = await kit.shelf.read(file.place, keyOf(kit.vault, file)).catch((error: unknown) => {
    log.error({ err: error }, 'attachment cannot be read');
    throw new AppError('file.damaged', { name: file.name });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw new AppError('file.damaged', { name: file.name });
  return { name: file.name, kind: file.kind, sha256: file.sha256, bytes };
}
