import { z } from 'zod';
import type { AttachmentKind } from './api-files.ts';

/** Files of a matter (材料) and evidence packs (证据包) over the wire. */

export const MOST_MATTER_FILES = 40;
const id = z.uuid('编号不对。');
export const matterUploadBody = z.strictObject({
  /** Made once per chosen file: a double click, or a second try, is the same upload. */
  requestKey: z.string().min(8).max(80),
  name: z.string().trim().min(1, '文件没有名字。').max(200),
  bytes: z.number().int(),
});
export const evidenceBody = z.strictObject({
  requestKey: z.string().min(8).max(80),
  reason: z.string().trim().min(4, '为什么取、交给谁,请写一句(四个字以上)。').max(300, '最多 300 字。'),
});
export const paperParams = z.object({ id });
export const packFileParams = z.object({ id, name: z.string().regex(/^\d{2}\.(jpg|png|webp|pdf)$/) });

export interface MatterFileView {
  readonly id: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: 'kept' | 'withdrawn';
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
}
export interface EvidencePackView {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly files: number;
  /** SHA-256 of the list of checksums: who holds it can prove that nothing was changed. */
  readonly sha256: string;
  /** She took it: she may fetch it again. */
  readonly mine: boolean;
}
export interface MatterPapers {
  readonly files: readonly MatterFileView[];
  readonly packs: readonly EvidencePackView[];
  /** 'add' 'withdraw' 'take-out' */
  readonly may: readonly string[];
}
