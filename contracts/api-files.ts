import { z } from 'zod';

/** Attachments of lines (附件): requests are checked where they arrive, answers are typed. */

export const LARGEST_ATTACHMENT = 20_000_000;
export const MOST_ATTACHMENTS = 12;
/** One piece of an upload: on a poor line a lost piece costs half a minute at most. */
export const PIECE = 256 * 1024;

const id = z.uuid('编号不对。');

export const createUploadBody = z.strictObject({
  /** Made once per chosen file: a double click, or a second try, is the same upload. */
  requestKey: z.string().min(8).max(80),
  unitId: id,
  ledger: z.string().max(60),
  /** The line it is for; null while that line is still being written. */
  entryId: id.nullable().default(null),
  name: z.string().trim().min(1, '文件没有名字。').max(200),
  bytes: z.number().int(),
});
export const pieceQuery = z.object({ offset: z.coerce.number().int().min(0) });
export const attachmentReasonBody = z.strictObject({
  reason: z.string().trim().min(1, '请写一句原因。').max(500),
});
/** Ids joined by commas, a page of a list at most. */
export const countsQuery = z.object({ entries: z.string().max(8_000) });
export const fileQuery = z.object({ show: z.enum(['1']).optional() });

export type AttachmentKind = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

export interface UploadView {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** How much has arrived: the next piece begins here. */
  readonly received: number;
  /** Known once it is whole and was looked at. */
  readonly kind: AttachmentKind | null;
}
export interface AttachmentView {
  readonly id: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly state: 'kept' | 'withdrawn';
  readonly at: string;
  readonly by: string | null;
  readonly reason: string | null;
}
export interface CompletedUpload {
  readonly upload: UploadView;
  /** Set when it was for a line that stands already. */
  readonly attachment: AttachmentView | null;
}
export interface AttachmentList {
  readonly attachments: readonly AttachmentView[];
  /** 'add' 'withdraw' */
  readonly may: readonly string[];
}
/** Line → how many attachments stand with it; lines without one are left out. */
export interface AttachmentCounts {
  readonly counts: Readonly<Record<string, number>>;
}
