import {
  type PersonalApproval,
  type PersonalRequestView,
  personalCopyBody,
  personalCorrectBody,
  personalDecideBody,
  personalEraseBody,
  personalFindBody,
  personalParams,
  personalRefuseBody,
} from '../../contracts/api-personal.ts';
import type { Actor } from '../access/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../platform/http/index.ts';
import { zipStream } from '../workbooks/index.ts';
import { correct, refuseRequest } from './actions/correct.ts';
import { askErasure, decideErasure } from './actions/erase.ts';
import { makeCopy } from './actions/make-copy.ts';
import { findPerson } from './find.ts';
import type { PersonalKit } from './kit.ts';
import { approvalsFor, requestsFor } from './list.ts';

/** One person's data in cases (个人信息): find, copy, correct, erase. Finding and all that follows asks who she is again. */
export function personalRoutes(kit: PersonalKit, o: { readonly sample: () => boolean }): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/personal/requests',
      permission: 'matter.use',
      rate: 'read',
      summary: 'What women ask of their own data, for who tends to it 本人的请求',
      handle: async ({ caller }): Promise<{ requests: PersonalRequestView[] }> => ({
        requests: await requestsFor(kit, caller),
      }),
    }),
    defineRoute<Actor, undefined, undefined, typeof personalFindBody>({
      method: 'POST',
      path: '/api/personal/find',
      permission: 'matter.use',
      rate: 'heavy',
      fresh: true,
      summary: 'All that is held on one person 查本人的信息',
      body: personalFindBody,
      handle: async ({ caller, body }) => {
        const { by, code = '', number = '', name = '', mark = '' } = body;
        return await findPerson(
          kit,
          caller,
          by === 'code' ? { by, code } : by === 'number' ? { by, number } : { by, name, mark },
        );
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof personalCopyBody>({
      method: 'POST',
      path: '/api/personal/copy',
      permission: 'matter.use',
      rate: 'heavy',
      fresh: true,
      summary: 'A copy that she can be handed 出个人信息副本',
      body: personalCopyBody,
      handle: async ({ caller, body }) => {
        const { copy, docx, files } = await makeCopy(kit, caller, { ...body, sample: o.sample() });
        async function* parts(): AsyncGenerator<{ name: string; data: Uint8Array }> {
          yield { name: '个人信息副本.docx', data: docx };
          yield { name: '个人信息副本.json', data: Buffer.from(JSON.stringify(copy, null, 2)) };
          for (const f of files) yield { name: f.name, data: f.bytes };
        }
        return new Response(ReadableStream.from(zipStream(parts())), {
          headers: {
            ...SECURITY_HEADERS,
            'Cache-Control': 'no-store',
            'Content-Type': 'application/zip',
            'Content-Disposition': `attachment; filename="copy.zip"; filename*=UTF-8''${encodeURIComponent('个人信息副本.zip')}`,
          },
        });
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof personalCorrectBody>({
      method: 'POST',
      path: '/api/personal/correct',
      permission: 'matter.use',
      rate: 'write',
      fresh: true,
      summary: 'Put right what is written of her 更正个人信息',
      body: personalCorrectBody,
      handle: async ({ caller, body }) => await correct(kit, caller, body),
    }),
    defineRoute<Actor, undefined, undefined, typeof personalEraseBody>({
      method: 'POST',
      path: '/api/personal/erasures',
      permission: 'matter.use',
      rate: 'write',
      fresh: true,
      summary: 'Ask for an erasure, on which another decides 提出删除',
      body: personalEraseBody,
      handle: async ({ caller, body }) => await askErasure(kit, caller, body),
    }),
    defineRoute<Actor, typeof personalParams, undefined, typeof personalRefuseBody>({
      method: 'POST',
      path: '/api/personal/requests/:id/refuse',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Say why it is not done 不办并说明',
      params: personalParams,
      body: personalRefuseBody,
      handle: async ({ caller, params, body }) => {
        await refuseRequest(kit, caller, params.id, body.reason);
        return {};
      },
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/personal/approvals',
      permission: 'personal.approve',
      rate: 'read',
      summary: 'Erasures that a second person decides on 删除审批',
      handle: async ({ caller }): Promise<{ approvals: PersonalApproval[] }> => ({
        approvals: await approvalsFor(kit, caller),
      }),
    }),
    defineRoute<Actor, typeof personalParams, undefined, typeof personalDecideBody>({
      method: 'POST',
      path: '/api/personal/approvals/:id',
      permission: 'personal.approve',
      rate: 'write',
      fresh: true,
      summary: 'Decide on an erasure 批准或退回删除',
      params: personalParams,
      body: personalDecideBody,
      handle: async ({ caller, params, body }) => {
        if (!body.agree && body.reason.length < 4)
          throw new AppError('input.invalid', {
            problems: [{ field: 'reason', message: '退回要写明理由,至少 4 个字。' }],
          });
        return await decideErasure(kit, caller, params.id, body);
      },
    }),
  ];
}
