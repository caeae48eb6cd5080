import { z } from 'zod';
import { finaliseBody, type ReportView, reportQuery } from '../../contracts/api.ts';
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
import { makeReport } from './make-report.ts';
import { reachable } from './reachable.ts';
import { readingRoutes } from './readings/routes.ts';
import { toDocument } from './to-document.ts';

const kindParams = z.object({ kind: z.string() });
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Reports (报告): on screen with every figure a door, as Word, and final. */
export function paperRoutes(o: {
  db: Database;
  registry: () => Registry;
  now: () => Date;
  sample: () => boolean;
}): Route<Actor>[] {
  const mayOf = (actor: Actor, r: Omit<ReportView, 'may'>): string[] => {
    const isOwn = r.unit.id === actor.unit.id || r.unit.id === actor.officeOf;
    return [
      ...(r.missing.length === 0 ? ['download'] : []),
      ...(actor.can('report.finalise') && isOwn ? ['finalise'] : []),
    ];
  };
  return [
    ...readingRoutes(o),
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
      handle: async ({ caller, params, query }): Promise<ReportView> =>
        await withFigures(o.db, caller, async (tx) => {
          const report = await makeReport(tx, o.registry(), {
            ...query,
            unit: await reachable(tx, caller, query.unit),
            kind: params.kind,
          });
          return { ...report, may: mayOf(caller, report) };
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
          const made = await makeReport(tx, o.registry(), { ...query, unit, kind: params.kind });
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
          if (unit.id !== caller.unit.id && unit.id !== caller.officeOf) throw new AppError('forbidden');
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
