import { z } from 'zod';
import { finaliseBody, type ReportView, reportQuery } from '../../contracts/api.ts';
import {
  type ChangedBlock,
  compareQuery,
  type PaperMoved,
  type ReportPageView,
} from '../../contracts/api-papers.ts';
import type { Actor } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { withFigures } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { levelNumber } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../platform/http/index.ts';
import { renderDocx } from './docx/index.ts';
import { finaliseReport } from './finalise-report.ts';
import { reachable } from './reachable.ts';
import { readingRoutes } from './readings/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { toDocument } from './to-document.ts';
import { compareVersions, movedSince } from './writing/compare.ts';
import { officeOf } from './writing/rights.ts';
import { writingRoutes } from './writing/routes.ts';
import { seeReport, standingOf } from './writing/see-report.ts';

const kindParams = z.object({ kind: z.string() });
const compareShape = reportQuery.extend(compareQuery.shape);
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Reports (报告): on screen with every figure a door, as Word, and final. */
export function paperRoutes(o: {
  db: Database;
  registry: () => Registry;
  now: () => Date;
  sample: () => boolean;
}): Route<Actor>[] {
  const mayOf = (actor: Actor, r: Omit<ReportView, 'may'>): string[] => {
    const isOwn = r.unit.id === officeOf(actor);
    return [
      ...(r.missing.length === 0 ? ['download'] : []),
      ...(actor.can('report.finalise') && isOwn ? ['finalise'] : []),
    ];
  };
  return [
    ...readingRoutes(o),
    ...writingRoutes(o),
    ...templateRoutes(o),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/reports',
      permission: 'report.read',
      rate: 'read',
      summary: 'Report templates for my level 报告模板',
      handle: async ({ caller }) => ({
        reports: [...o.registry().reports.values()]
          .filter((t) => t.levels.some((l) => levelNumber(l) >= levelNumber(caller.unit.level)))
          .map((t) => ({ key: t.key, name: t.name, period: t.period, levels: t.levels })),
      }),
    }),
    defineRoute<Actor, typeof kindParams, typeof reportQuery>({
      method: 'GET',
      path: '/api/reports/:kind',
      permission: 'report.read',
      rate: 'read',
      summary: 'A report with its figures and findings 报告',
      params: kindParams,
      query: reportQuery,
      handle: async ({ caller, params, query }): Promise<ReportPageView> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, query.unit);
          const ask = { ...query, unit, kind: params.kind };
          const [report, standing] = await Promise.all([
            seeReport(tx, o.registry(), caller, ask),
            standingOf(tx, o.registry(), caller, ask),
          ]);
          return { ...report, may: mayOf(caller, report), standing };
        }),
    }),
    defineRoute<Actor, typeof kindParams, typeof reportQuery>({
      method: 'GET',
      path: '/api/reports/:kind/moved',
      permission: 'report.read',
      rate: 'read',
      summary: 'Sentences of a final report that would read otherwise now 定稿以后变了的句子',
      params: kindParams,
      query: reportQuery,
      handle: async ({ caller, params, query }): Promise<PaperMoved> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, query.unit);
          const changes = await movedSince(tx, o.registry(), { ...query, unit, kind: params.kind });
          return { at: o.now().toISOString(), changes };
        }),
    }),
    defineRoute<Actor, typeof kindParams, typeof compareShape>({
      method: 'GET',
      path: '/api/reports/:kind/compare',
      permission: 'report.read',
      rate: 'read',
      summary: 'Two versions of a report, sentence by sentence 比较两版',
      params: kindParams,
      query: compareShape,
      handle: async ({ caller, params, query }): Promise<{ changes: ChangedBlock[] }> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, query.unit);
          const ask = { ...query, unit, kind: params.kind };
          return { changes: await compareVersions(tx, o.registry(), ask, query.a, query.b) };
        }),
    }),
    defineRoute<Actor, typeof kindParams, typeof reportQuery>({
      method: 'GET',
      path: '/api/reports/:kind/docx',
      permission: 'report.read',
      rate: 'heavy',
      summary: 'The report as a Word document 下载 Word',
      params: kindParams,
      query: reportQuery,
      handle: async ({ caller, params, query }) => {
        const at = o.now();
        const report = await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, query.unit);
          const made = await seeReport(tx, o.registry(), caller, { ...query, unit, kind: params.kind });
          // A draft with an empty figure is not sent out (hole 6): the missing ones are named instead.
          if (made.missing.length > 0)
            throw new AppError('report.missing', { names: made.missing.map((m) => m.label).join('、') });
          await recordEvent(tx, {
            regionCode: unit.regionCode,
            accountId: caller.accountId,
            postId: caller.postId,
            unitPath: unit.path,
            action: 'report.download',
            object: `report/${params.kind}`,
            objectId: `${made.from}/${made.to}`,
            result: 'ok',
            detail: {},
            at,
          });
          return made;
        });
        const file = await renderDocx(toDocument(report, { today: chinaDay(at), sample: o.sample() }), {
          created: at,
        });
        return new Response(new Uint8Array(file), {
          headers: {
            ...SECURITY_HEADERS,
            'Content-Type': WORD,
            'Content-Disposition': `attachment; filename="report.docx"; filename*=UTF-8''${encodeURIComponent(`${report.title}.docx`)}`,
          },
        });
      },
    }),
    defineRoute<Actor, typeof kindParams, undefined, typeof finaliseBody>({
      method: 'POST',
      path: '/api/reports/:kind/final',
      permission: 'report.finalise',
      rate: 'write',
      summary: 'Freeze a report 定稿',
      params: kindParams,
      body: finaliseBody,
      handle: async ({ caller, params, body }): Promise<ReportView> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachable(tx, caller, body.unitId);
          if (unit.id !== officeOf(caller)) throw new AppError('forbidden');
          const report = await finaliseReport(
            tx,
            o.registry(),
            caller,
            { ...body, unit, kind: params.kind },
            o.now(),
          );
          return { ...report, may: mayOf(caller, report) };
        }),
    }),
  ];
}
