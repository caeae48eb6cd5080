import { attachmentReasonBody, fileQuery, pieceQuery } from '../../../contracts/api-files.ts';
import {
  evidenceBody,
  type MatterPapers,
  matterUploadBody,
  packFileParams,
  paperParams,
} from '../../../contracts/api-papers-of-matter.ts';
import type { Actor } from '../../access/index.ts';
import { answerFile, type Coming, pieceOf, takePiece } from '../../files/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../../platform/http/index.ts';
import { withKnown } from '../known-matter.ts';
import { EVIDENCE_CSP } from './evidence-page.ts';
import { beginFile, changeFile, completeFile, openMatterFile } from './keep-file.ts';
import { holds, type PaperKit } from './kit.ts';
import { filesOfMatter, packsOf } from './store.ts';
import { packFile, packPage, packZip, takeOut } from './take-out.ts';

/** Files of a matter (材料) and evidence packs (证据包), for who knows it; taking out asks who she is and why. */
export function paperOfMatterRoutes(kit: PaperKit): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof paperParams>({
      method: 'GET',
      path: '/api/matters/:id/papers',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Files of a matter, and packs taken out of it 材料和证据包',
      params: paperParams,
      handle: async ({ caller, params }): Promise<MatterPapers> =>
        await withKnown(kit, caller, params.id, async (k) => {
          const flow = await kit.flows.flows.flow(k.d.matter.flow, k.d.matter.flowVersion);
          const files = await filesOfMatter(k.tx, kit.vault, params.id);
          const packs = await packsOf(k.tx, kit.vault, params.id);
          return {
            files: files.map((f) => ({
              id: f.id,
              name: f.name,
              kind: f.kind,
              bytes: f.bytes,
              sha256: f.sha256,
              state: f.state,
              at: f.at.toISOString(),
              by: f.byName,
              reason: f.reason,
            })),
            packs: packs.map((p) => ({
              id: p.id,
              at: p.at.toISOString(),
              by: p.byName,
              reason: p.reason,
              files: p.files.length,
              sha256: p.listSha256,
              mine: p.accountId === caller.accountId,
            })),
            may: !holds(k)
              ? []
              : flow.definition.privacy === 'case'
                ? ['add', 'withdraw', 'take-out']
                : ['add', 'withdraw'],
          };
        }),
    }),
    defineRoute<Actor, typeof paperParams, undefined, typeof matterUploadBody>({
      method: 'POST',
      path: '/api/matters/:id/uploads',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Begin to send a file to a matter 加材料',
      params: paperParams,
      body: matterUploadBody,
      handle: async ({ caller, params, body }): Promise<Coming> => {
        const { id, name, bytes, received, kind } = await beginFile(kit, caller, params.id, body);
        return { id, name, bytes, received, kind };
      },
    }),
    defineRoute<Actor, typeof paperParams, typeof pieceQuery>({
      method: 'PUT',
      path: '/api/matter-uploads/:id',
      permission: 'matter.use',
      rate: 'read',
      summary: 'The next piece of a file; the body is the piece itself 接着传',
      params: paperParams,
      query: pieceQuery,
      handle: async ({ caller, params, query, request }): Promise<{ received: number }> => {
        const files = { db: kit.flows.db, vault: kit.vault, shelf: kit.shelf };
        const piece = await pieceOf(request);
        return { received: (await takePiece(files, caller, params.id, query.offset, piece)).received };
      },
    }),
    defineRoute<Actor, typeof paperParams>({
      method: 'POST',
      path: '/api/matter-uploads/:id/complete',
      permission: 'matter.use',
      rate: 'write',
      summary: 'End a file: it is looked at and stands with its matter 传完',
      params: paperParams,
      handle: async ({ caller, params }) => {
        await completeFile(kit, caller, params.id);
        return {};
      },
    }),
    defineRoute<Actor, typeof paperParams, typeof fileQuery>({
      method: 'GET',
      path: '/api/matter-files/:id/file',
      permission: 'matter.use',
      rate: 'read',
      summary: 'The bytes of a file of a matter 看材料',
      params: paperParams,
      query: fileQuery,
      handle: async ({ caller, params, query, request }) =>
        answerFile(await openMatterFile(kit, caller, params.id), query.show === '1', request),
    }),
    ...(['withdraw', 'restore'] as const).map((deed) =>
      defineRoute<Actor, typeof paperParams, undefined, typeof attachmentReasonBody>({
        method: 'POST',
        path: `/api/matter-files/:id/${deed}`,
        permission: 'matter.use',
        rate: 'write',
        summary: deed === 'withdraw' ? 'Withdraw a file of a matter 撤下材料' : 'Put it back 恢复材料',
        params: paperParams,
        body: attachmentReasonBody,
        handle: async ({ caller, params, body }) => {
          const state = deed === 'withdraw' ? 'withdrawn' : 'kept';
          await changeFile(kit, caller, { id: params.id, state, reason: body.reason });
          return {};
        },
      }),
    ),
    defineRoute<Actor, typeof paperParams, undefined, typeof evidenceBody>({
      method: 'POST',
      path: '/api/matters/:id/evidence',
      permission: 'matter.use',
      fresh: true,
      rate: 'heavy',
      summary: 'Take the evidence of a case out 取证据包',
      params: paperParams,
      body: evidenceBody,
      handle: async ({ caller, params, body }) => await takeOut(kit, caller, params.id, body),
    }),
    defineRoute<Actor, typeof paperParams>({
      method: 'GET',
      path: '/api/evidence/:id/zip',
      permission: 'matter.use',
      fresh: true,
      rate: 'heavy',
      summary: 'A pack as a zip, for who took it 下载证据包',
      params: paperParams,
      handle: async ({ caller, params }) => {
        const { name, bytes } = await packZip(kit, caller, params.id);
        return new Response(bytes, {
          headers: {
            ...SECURITY_HEADERS,
            'Cache-Control': 'no-store',
            'Content-Type': 'application/zip',
            'Content-Disposition': `attachment; filename="evidence.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
          },
        });
      },
    }),
    defineRoute<Actor, typeof paperParams>({
      method: 'GET',
      path: '/api/evidence/:id/page',
      permission: 'matter.use',
      fresh: true,
      rate: 'read',
      summary: 'The page of a pack, to be printed 打印证据材料',
      params: paperParams,
      handle: async ({ caller, params }) =>
        new Response(await packPage(kit, caller, params.id), {
          headers: {
            ...SECURITY_HEADERS,
            'Cache-Control': 'no-store',
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': EVIDENCE_CSP,
          },
        }),
    }),
    defineRoute<Actor, typeof packFileParams>({
      method: 'GET',
      path: '/api/evidence/:id/files/:name',
      permission: 'matter.use',
      fresh: true,
      rate: 'read',
      summary: 'A picture on the page of a pack 证据材料里的照片',
      params: packFileParams,
      handle: async ({ caller, params, request }) =>
        answerFile(await packFile(kit, caller, params.id, params.name), true, request),
    }),
  ];
}
