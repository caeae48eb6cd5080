import type { Tx } from '../platform/db/index.ts';
import { checkedBytes } from './actions/open-file.ts';
import type { FileKit } from './kit.ts';
import { type Attachment, attachmentPage, insertRestored } from './store.ts';

/** An attachment as it leaves with a backup: without unit and path, which the line it stands with knows. */
export type AttachmentRow = Omit<Attachment, 'regionCode' | 'unitId' | 'unitPath' | 'at'> & {
  readonly at: string;
};

/** All attachments, withdrawn ones too, in the order of their ids; those of some ledgers and paths where told. */
export async function* allAttachments(
  tx: Tx,
  o: {
    readonly scope?: { readonly from: string; readonly to: string };
    readonly ledgers?: readonly string[];
  } = {},
): AsyncGenerator<AttachmentRow> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await attachmentPage(tx, { after, scope: o.scope ?? null, ledgers: o.ledgers ?? null });
    for (const { regionCode: _r, unitId: _u, unitPath: _p, at, ...rest } of page)
      yield { ...rest, at: at.toISOString() };
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Puts a row from a backup to its line again. False when the line is not there, or the row already is. */
export async function restoreAttachment(tx: Tx, row: AttachmentRow): Promise<boolean> {
  return await insertRestored(tx, { ...row, at: new Date(row.at) });
}

/** An attachment's bytes as they were sent. Who may have them was asked by the caller. Errors: file.damaged. */
export const openedBytes = async (
  kit: Pick<FileKit, 'shelf' | 'vault'>,
  row: AttachmentRow,
): Promise<Buffer> => (await checkedBytes(kit, row)).bytes;
