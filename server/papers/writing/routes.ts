import { z } from 'zod';
import {
  approvePaperBody,
  beginPaperBody,
  commentBody,
  type HandedIn,
  handedInQuery,
  type PaperDraft,
  type PaperSaved,
  type PapersView,
  paperStepBody,
  returnPaperBody,
  savePaperBody,
  settleCommentBody,
  submitPaperBody,
} from '../../../contracts/api-papers.ts';
import type { Actor } from '../../access/index.ts';
import { withFigures } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { reachable } from '../reachable.ts';
import { beginPaper } from './begin-paper.ts';
import { commentPaper, settlePaperComment } from './comment-paper.ts';
import { handedIn, listPapers } from './list-papers.ts';
import { approvePaper, dropPaper, returnPaper, submitPaper, takeBackPaper } from './move-paper.ts';
import { type ReachedDraft, reachDraft } from './reach-draft.ts';
import { savePaper } from './save-paper.ts';
import { viewDraft } from './view-draft.ts';

const idParams = z.object({ id: z.uuid('编号不对。') });
const commentParams = idParams.extend({ comment: z.uuid('编号不对。') });
const kindParams = z.object({ kind: z.string() });

/** Reports as they are written (写报告): begun, saved, read by a second person, commented; lists of papers. */
export function writingRoutes(o: {
  db: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
  const within = <T>(actor: Actor, fn: (tx: Tx) => Promise<T>): Promise<T> => withFigures(o.db, actor, fn);
  const show = (tx: Tx, actor: Actor, reached: ReachedDraft): Promise<PaperDraft> =>
    viewDraft(tx, o.registry(), actor, reached);
  const shown = async (tx: Tx, actor: Actor, reached: ReachedDraft | null) => ({
    draft: reached ? await show(tx, actor, reached) : null,
  });
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/papers',
      permission: 'report.read',
      rate: 'read',
      summary: 'Papers of my unit, and those that wait for me 文稿',
      handle: async ({ caller }): Promise<PapersView> =>
        await within(caller, async (tx) => ({ rows: await listPapers(tx, o.registry(), caller) })),
    }),
    defineRoute<Actor, typeof kindParams, typeof handedInQuery>({
      method: 'GET',
      path: '/api/papers/handed-in/:kind',
      permission: 'report.read',
      rate: 'read',
      summary: 'Who below has handed in a report, and who has not 谁还没交',
      params: kindParams,
      query: handedInQuery,
      handle: async ({ caller, params, query }): Promise<HandedIn> =>
        await within(caller, async (tx) =>
          handedIn(tx, o.registry(), {
            ...query,
            unit: await reachable(tx, caller, query.unit),
            kind: params.kind,
          }),
        ),
    }),
    defineRoute<Actor, undefined, undefined, typeof beginPaperBody>({
      method: 'POST',
      path: '/api/papers',
      permission: 'report.write',
      rate: 'write',
      summary: 'Begin to write a report, or its next version 起草',
      body: beginPaperBody,
      handle: async ({ caller, body }) =>
        await within(caller, async (tx) => {
          const unit = await reachable(tx, caller, body.unitId);
          const draft = await beginPaper(tx, o.registry(), caller, { ...body, unit }, o.now());
          return { id: draft.id };
        }),
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'GET',
      path: '/api/papers/:id',
      permission: 'report.read',
      rate: 'read',
      summary: 'A report that is being written 报告草稿',
      params: idParams,
      handle: async ({ caller, params }): Promise<PaperDraft> =>
        await within(caller, async (tx) => show(tx, caller, await reachDraft(tx, caller, params.id))),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof savePaperBody>({
      method: 'POST',
      path: '/api/papers/:id/save',
      permission: 'report.write',
      rate: 'write',
      summary: 'Save what was written 保存报告',
      params: idParams,
      body: savePaperBody,
      handle: async ({ caller, params, body }): Promise<PaperSaved> =>
        await within(caller, async (tx) => {
          const { reached, conflicts } = await savePaper(tx, o.registry(), caller, params.id, body, o.now());
          const draft = await show(tx, caller, reached);
          return {
            draft,
            conflicts: conflicts.map((c) => ({ ...c, theirs: draft.slots[c.slot] ?? c.theirs })),
          };
        }),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof submitPaperBody>({
      method: 'POST',
      path: '/api/papers/:id/submit',
      permission: 'report.write',
      rate: 'write',
      summary: 'Hand it to a second reader 送复核',
      params: idParams,
      body: submitPaperBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) =>
          shown(tx, caller, await submitPaper(tx, caller, params.id, body, o.now())),
        ),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof paperStepBody>({
      method: 'POST',
      path: '/api/papers/:id/take-back',
      permission: 'report.write',
      rate: 'write',
      summary: 'Take it back to go on writing 收回再改',
      params: idParams,
      body: paperStepBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) =>
          shown(tx, caller, await takeBackPaper(tx, caller, params.id, body.revision, o.now())),
        ),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof returnPaperBody>({
      method: 'POST',
      path: '/api/papers/:id/return',
      permission: 'report.review',
      rate: 'write',
      summary: 'Send it back with a reason 退回',
      params: idParams,
      body: returnPaperBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) =>
          shown(tx, caller, await returnPaper(tx, caller, params.id, body, o.now())),
        ),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof approvePaperBody>({
      method: 'POST',
      path: '/api/papers/:id/approve',
      permission: 'report.review',
      rate: 'write',
      summary: 'Let it pass as its second reader 复核通过',
      params: idParams,
      body: approvePaperBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) =>
          shown(tx, caller, await approvePaper(tx, o.registry(), caller, params.id, body, o.now())),
        ),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof paperStepBody>({
      method: 'POST',
      path: '/api/papers/:id/drop',
      permission: 'report.write',
      rate: 'write',
      summary: 'Give up a draft 作废草稿',
      params: idParams,
      body: paperStepBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) => {
          await dropPaper(tx, caller, params.id, body.revision, o.now());
          return {};
        }),
    }),
    defineRoute<Actor, typeof idParams, undefined, typeof commentBody>({
      method: 'POST',
      path: '/api/papers/:id/comments',
      permission: 'report.read',
      rate: 'write',
      summary: 'Say something at a sentence 提意见',
      params: idParams,
      body: commentBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) =>
          shown(tx, caller, await commentPaper(tx, caller, params.id, body, o.now())),
        ),
    }),
    defineRoute<Actor, typeof commentParams, undefined, typeof settleCommentBody>({
      method: 'POST',
      path: '/api/papers/:id/comments/:comment',
      permission: 'report.read',
      rate: 'write',
      summary: 'Settle a comment or open it again 处理意见',
      params: commentParams,
      body: settleCommentBody,
      handle: async ({ caller, params, body }) =>
        await within(caller, async (tx) =>
          shown(
            tx,
            caller,
            await settlePaperComment(tx, caller, params.id, { ...body, id: params.comment }, o.now()),
          ),
        ),
    }),
  ];
}
