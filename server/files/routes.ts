import { z } from 'zod';
import {
  type AttachmentCounts,
  type AttachmentList,
  attachmentReasonBody,
  type CompletedUpload,
  countsQuery,
  createUploadBody,
  fileQuery,
  PIECE,
  pieceQuery,
  type UploadView,
} from '../../contracts/api-files.ts';
import { type Actor, withActor } from '../access/index.ts';
import { maySeeLines, mayWriteFor } from '../ledgers/index.ts';
import { unitsByIds } from '../org/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { openAttachment, openUpload } from './actions/open-file.ts';
import { beginUpload, completeUpload, dropUpload, takePiece } from './actions/upload.ts';
import { changeAttachment } from './actions/withdraw.ts';
import { answerFile } from './answer-file.ts';
import type { FileKit } from './kit.ts';
import { lineForHer } from './reach.ts';
import { attachmentsOf, attachmentView, countsOf } from './store.ts';
import { ownUpload, uploadView } from './store-uploads.ts';

const idParams = z.object({ id: z.uuid() });

/** Attachments (附件): they come in pieces, stand with a line, are looked at, withdrawn and put back. */
export function fileRoutes(kit: FileKit): Route<Actor>[] {
  return [
    defineRoute<Actor, undefined, undefined, typeof createUploadBody>({
      method: 'POST',
      path: '/api/uploads',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Begin an upload, or find the one of the same key 开始上传',
      body: createUploadBody,
      handle: async ({ caller, body }): Promise<UploadView> =>
        uploadView(await beginUpload(kit, caller, body)),
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/uploads/:id',
      permission: 'entry.write',
      rate: 'read',
      summary: 'How far an upload is 传到哪里了',
      params: idParams,
      handle: async ({ caller, params }): Promise<UploadView> => {
        const found = await withActor(
          kit.db,
          caller,
          (tx) => ownUpload(tx, caller.accountId, params.id, 'look'),
          'read',
        );
        if (!found) throw new AppError('not-found', { what: '这个文件' });
        return uploadView(found);
      },
    }),
    defineRoute<Actor, typeof idParams, typeof pieceQuery>({
      method: 'PUT',
      path: '/api/uploads/:id',
      permission: 'entry.write',
      rate: 'read',
      summary: 'The next piece of an upload; the body is the piece itself 接着传',
      params: idParams,
      query: pieceQuery,
      handle: async ({ caller, params, query, request }): Promise<UploadView> =>
        uploadView(await takePiece(kit, caller, params.id, query.offset, await pieceOf(request))),
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'POST',
      path: '/api/uploads/:id/complete',
      permission: 'entry.write',
      rate: 'write',
      summary: 'End an upload: it is looked at and put to its line 传完',
      params: idParams,
      handle: async ({ caller, params }): Promise<CompletedUpload> => {
        const { upload, attachment } = await completeUpload(kit, caller, params.id);
        return {
          upload: uploadView(upload),
          attachment: attachment ? attachmentView(attachment, caller.name) : null,
        };
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'POST',
      path: '/api/uploads/:id/drop',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Take back a file that stands with no line yet 不传了',
      params: idParams,
      handle: async ({ caller, params }) => {
        await dropUpload(kit, caller, params.id);
        return {};
      },
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/uploads/:id/file',
      permission: 'entry.write',
      rate: 'read',
      summary: 'Look at what she is about to attach 看要传的照片',
      params: idParams,
      handle: async ({ caller, params, request }) =>
        answerFile(await openUpload(kit, caller, params.id), true, request),
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/entries/:id/attachments',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Attachments of a line 附件',
      params: idParams,
      handle: async ({ caller, params }): Promise<AttachmentList> =>
        await withActor(
          kit.db,
          caller,
          async (tx) => {
            const { entry, unit } = await lineForHer(kit, tx, caller, params.id);
            const found = await attachmentsOf(tx, params.id);
            const follows = (await kit.ports?.ofMatters(tx, [entry.id]))?.size;
            const may =
              follows || !mayWriteFor(caller, unit)
                ? []
                : entry.state === 'valid'
                  ? ['add', 'withdraw']
                  : ['withdraw'];
            return { attachments: found.map(({ attachment, by }) => attachmentView(attachment, by)), may };
          },
          'read',
        ),
    }),
    defineRoute<Actor, undefined, typeof countsQuery>({
      method: 'GET',
      path: '/api/attachments',
      permission: 'entry.read',
      rate: 'read',
      summary: 'How many attachments stand with each of some lines 附件数',
      query: countsQuery,
      handle: async ({ caller, query }): Promise<AttachmentCounts> => {
        const ids = z.array(z.uuid()).max(200).safeParse(query.entries.split(','));
        if (!ids.success) throw new AppError('input.unreadable');
        return await withActor(
          kit.db,
          caller,
          async (tx) => {
            const found = await countsOf(tx, ids.data);
            const units = new Map(
              (await unitsByIds(tx, [...new Set(found.map((f) => f.unitId))])).map((u) => [u.id, u]),
            );
            const seen = found.filter((f) => {
              const unit = units.get(f.unitId);
              return unit && maySeeLines(caller, kit.registry().ledger(f.ledger).definition, unit);
            });
            return { counts: Object.fromEntries(seen.map((f) => [f.entryId, f.n])) };
          },
          'read',
        );
      },
    }),
    defineRoute<Actor, typeof idParams, typeof fileQuery>({
      method: 'GET',
      path: '/api/attachments/:id/file',
      permission: 'entry.read',
      rate: 'read',
      summary: 'The bytes of an attachment 看附件、下载',
      params: idParams,
      query: fileQuery,
      handle: async ({ caller, params, query, request }) =>
        answerFile(await openAttachment(kit, caller, params.id), query.show === '1', request),
    }),
    ...(['withdraw', 'restore'] as const).map((deed) =>
      defineRoute<Actor, typeof idParams, undefined, typeof attachmentReasonBody>({
        method: 'POST',
        path: `/api/attachments/:id/${deed}`,
        permission: 'entry.write',
        rate: 'write',
        summary: deed === 'withdraw' ? 'Withdraw an attachment 撤下附件' : 'Put it back 恢复附件',
        params: idParams,
        body: attachmentReasonBody,
        handle: async ({ caller, params, body }) => {
          const state = deed === 'withdraw' ? 'withdrawn' : 'kept';
          await changeAttachment(kit, caller, { id: params.id, state, reason: body.reason });
          return {};
        },
      }),
    ),
  ];
}

/** Counted while it comes in, and only a whole piece is kept. */
export async function pieceOf(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > PIECE) throw new AppError('input.too-large');
    pieces.push(piece);
  }
  const said = request.headers.get('content-length');
  if (said !== null && Number(said) !== size) throw new AppError('input.unreadable');
  return Buffer.concat(pieces);
}
